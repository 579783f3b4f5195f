//! All that the page can do, by name, and finding one of it by a few letters.

use crate::route::Route;
use crate::snapshot::Snapshot;
use crate::tools::Tool;

/// Something that the page can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What the list says.
    pub title: String,
    /// What it does.
    pub act: Act,
}

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Types a line.
    Line(String),
    /// Goes to a page.
    Go(Route),
    /// Opens a dialog.
    Open(Tool),
    /// Shows a tab of the inspector, by its place.
    Tab(usize),
    /// Brings back the session that another took the place of.
    BringBack,
    /// Saves a session that could not be opened.
    SaveDamaged,
    /// Goes to the command line.
    CommandLine,
}

/// Commands whose line never changes.
const LINES: [(&str, &str); 9] = [
    ("Undo", "undo"),
    ("Redo", "redo"),
    ("Reset: begin again", "reset"),
    ("Clock: let 10 minutes pass", "keyless clock +10m"),
    ("Clock: let an hour pass", "keyless clock +1h"),
    ("Clock: let a day pass", "keyless clock +24h"),
    ("Clock: go to the next event", "keyless clock to-next"),
    ("Changes of access take effect at once", "keyless set propagation instant"),
    ("Changes of access take their time, as in Azure", "keyless set propagation azure"),
];

/// Everything that can be done on a page; `tabs` are the inspector's.
pub fn all(snapshot: &Snapshot, has_bench: bool, tabs: &[&str], aside: bool) -> Vec<Command> {
    let command = |title: String, act| Command { title, act };
    let mut all = Vec::new();
    if has_bench {
        all.push(command("Go to the command line".to_owned(), Act::CommandLine));
        all.extend(LINES.map(|(title, line)| command(title.to_owned(), Act::Line(line.to_owned()))));
        let strict = snapshot.state.terminal().strict;
        let (title, line) = if strict {
            ("Strict: switch our leniencies on again", "keyless set strict off")
        } else {
            ("Strict: run az to the letter", "keyless set strict on")
        };
        all.push(command(title.to_owned(), Act::Line(line.to_owned())));
        all.extend(snapshot.accounts.iter().filter(|it| !it.signed_in).map(|it| {
            let title = format!("Sign in as {} ({})", it.display_name, it.roles);
            command(title, Act::Line(format!("keyless account {}", it.name)))
        }));
        all.extend(tabs.iter().enumerate().map(|(at, name)| command(format!("Inspector: {name}"), Act::Tab(at))));
        all.push(command("Share, save or open a session".to_owned(), Act::Open(Tool::Share)));
        if aside {
            all.push(command(crate::messages::take_away::BRING_BACK.to_owned(), Act::BringBack));
        }
    }
    all.push(command("Settings".to_owned(), Act::Open(Tool::Settings)));
    all.push(command("Keyboard shortcuts".to_owned(), Act::Open(Tool::Shortcuts)));
    for (title, route) in [
        ("Home", Route::Home),
        ("Lessons", Route::Learn),
        ("Challenges", Route::Challenges),
        ("Playground", Route::Play),
        ("About", Route::About),
    ] {
        all.push(command(format!("Go to {title}"), Act::Go(route)));
    }
    all
}

/// The commands that hold every word that was typed; a line of az or of ours can be run as it stands.
pub fn found(all: &[Command], typed: &str) -> Vec<Command> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let holds = |it: &&Command| {
        let title = it.title.to_lowercase();
        words.iter().all(|word| title.contains(word.as_str()))
    };
    let mut found: Vec<Command> = all.iter().filter(holds).cloned().collect();
    let line = typed.trim();
    if line.starts_with("az ") || line.starts_with("keyless ") {
        found.insert(0, Command { title: format!("Run: {line}"), act: Act::Line(line.to_owned()) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Desk;
    use keyless_core::session::SessionOptions;

    fn commands() -> Vec<Command> {
        let snapshot = Desk::new(SessionOptions::default()).snapshot();
        all(&snapshot, true, &["What changed", "Why"], false)
    }

    #[test]
    fn a_few_letters_find_a_command() {
        let all = commands();
        let titles = |typed: &str| found(&all, typed).into_iter().map(|it| it.title).collect::<Vec<_>>();
        assert_eq!(titles("clock next"), ["Clock: go to the next event"]);
        assert_eq!(titles("SIGN victor"), ["Sign in as Victor (Virtual Machine Contributor)"]);
        assert_eq!(titles("inspector why"), ["Inspector: Why"]);
        assert!(titles("no such thing").is_empty());
        assert_eq!(titles("").len(), all.len());
    }

    #[test]
    fn a_typed_line_can_be_run() {
        assert_eq!(found(&commands(), "az group list")[0].act, Act::Line("az group list".to_owned()));
    }

    #[test]
    fn a_page_without_a_session_offers_only_pages_and_settings() {
        let snapshot = Desk::new(SessionOptions::default()).snapshot();
        let all = all(&snapshot, false, &[], false);
        assert!(all.iter().all(|it| matches!(it.act, Act::Go(_) | Act::Open(Tool::Settings | Tool::Shortcuts))));
    }
}
