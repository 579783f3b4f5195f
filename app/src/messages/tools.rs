//! Texts of the page's own tools: commands, keys, settings.

use crate::shortcuts::Action;

pub const COMMANDS: &str = "Commands";
pub const COMMANDS_FIELD: &str = "What do you want to do?";
pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const SHORTCUTS_ON: &str = "Shortcuts are on";
pub const SHORTCUTS_USUAL: &str = "All as they were at first";
pub const SHORTCUTS_PROMPT: &str = "In the command line";
pub const SHORTCUTS_PROMPT_HELP: &str = "Enter runs, Shift Enter begins a new line, ↑ and ↓ go through what was typed, Escape leaves the field. Single signs such as ? work outside of text fields only.";
pub const CHANGE: &str = "Change";
pub const PRESS_KEYS: &str = "Press the keys";
pub const REMOVE: &str = "Remove";
pub const NO_KEY: &str = "none";
pub const SETTINGS: &str = "Settings";
pub const THEME: &str = "Theme";
pub const THEMES: [(&str, &str); 3] = [("system", "As the system"), ("light", "Light"), ("dark", "Dark")];
pub const TEXT: &str = "Text size";
pub const TEXTS: [(&str, &str); 4] = [("100", "100 %"), ("115", "115 %"), ("130", "130 %"), ("150", "150 %")];
pub const MOTION: &str = "Motion";
pub const MOTIONS: [(&str, &str); 3] = [("system", "As the system"), ("reduced", "None"), ("full", "Full")];
pub const OF_SESSION: &str = "These belong to the session: choosing one types a line.";
pub const STRICT: &str = "Leniency of az";
pub const STRICTS: [(&str, &str); 2] =
    [("off", "Old image names and pasted prompts are understood"), ("on", "To the letter")];
pub const DELAYS: &str = "Changes of access";
pub const DELAY_CHOICES: [(&str, &str); 2] = [("instant", "At once"), ("azure", "After a while, as in Azure")];

/// What an action is called.
pub const fn action(action: Action) -> &'static str {
    match action {
        Action::Commands => "All commands",
        Action::CommandLine => "Go to the command line",
        Action::Undo => "Undo",
        Action::Redo => "Redo",
        Action::Share => "Share",
        Action::Shortcuts => "Keyboard shortcuts",
        Action::Settings => "Settings",
    }
}

/// How many commands there are.
pub fn found(count: usize) -> String {
    match count {
        0 => "No command has these words.".to_owned(),
        1 => "One command.".to_owned(),
        _ => format!("{count} commands. Arrow keys choose, Enter runs."),
    }
}
