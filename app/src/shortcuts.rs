//! The keys of the page: one list, each can be changed, and all can be switched off.

mod chord;

pub use chord::Chord;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens the list of all that the page can do.
    Commands,
    /// Goes to the command line.
    CommandLine,
    /// Types `undo`.
    Undo,
    /// Types `redo`.
    Redo,
    /// Opens the dialog that gives the session away.
    Share,
    /// Opens the list of keys.
    Shortcuts,
    /// Opens the settings.
    Settings,
}

impl Action {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 7] =
        [Self::Commands, Self::CommandLine, Self::Undo, Self::Redo, Self::Share, Self::Shortcuts, Self::Settings];

    /// How it is kept.
    const fn id(self) -> &'static str {
        match self {
            Self::Commands => "commands",
            Self::CommandLine => "command-line",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Share => "share",
            Self::Shortcuts => "shortcuts",
            Self::Settings => "settings",
        }
    }

    const fn usual(self) -> &'static str {
        match self {
            Self::Commands => "Control+k",
            Self::CommandLine => "/",
            Self::Undo => "Control+z",
            Self::Redo => "Control+Shift+z",
            Self::Shortcuts => "?",
            Self::Share | Self::Settings => "",
        }
    }
}

/// All keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcuts {
    /// Whether any key does anything.
    pub on: bool,
    chords: [Chord; Action::ALL.len()],
}

impl Default for Shortcuts {
    fn default() -> Self {
        Self { on: true, chords: Action::ALL.map(|it| Chord::read(it.usual())) }
    }
}

impl Shortcuts {
    /// As they were kept; what is not understood is as usual.
    pub fn read(text: &str) -> Self {
        let mut all = Self { on: !text.lines().any(|it| it == "off"), ..Self::default() };
        for (place, action) in Action::ALL.iter().enumerate() {
            let mine = text.lines().find_map(|line| line.strip_prefix(action.id())?.strip_prefix('='));
            if let (Some(chord), Some(text)) = (all.chords.get_mut(place), mine) {
                *chord = Chord::read(text);
            }
        }
        all
    }

    /// To be kept.
    pub fn kept(&self) -> String {
        let mut text = if self.on { "on\n" } else { "off\n" }.to_owned();
        for (action, chord) in Action::ALL.iter().zip(&self.chords) {
            text.push_str(&format!("{}={}\n", action.id(), chord.kept()));
        }
        text
    }

    /// The key of an action.
    pub fn chord(&self, action: Action) -> Chord {
        let place = Action::ALL.iter().position(|it| *it == action);
        place.and_then(|at| self.chords.get(at)).cloned().unwrap_or_default()
    }

    /// Gives an action another key. Another action that has it loses it.
    pub fn change(&mut self, action: Action, chord: Chord) {
        for (other, theirs) in Action::ALL.iter().zip(&mut self.chords) {
            if *other == action {
                *theirs = chord.clone();
            } else if *theirs == chord {
                *theirs = Chord::default();
            }
        }
    }

    /// What a key does. While one types, only those count that type nothing and that no text field has for itself.
    pub fn action(&self, chord: &Chord, typing: bool) -> Option<Action> {
        let found = Action::ALL.iter().zip(&self.chords).find(|(_, it)| *it == chord && !it.key.is_empty());
        let action = found.map(|it| *it.0).filter(|_| self.on)?;
        let of_field = chord.key == "z" || !(chord.control || chord.alt);
        (!typing || !of_field).then_some(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, control: bool, shift: bool) -> Chord {
        Chord::of(key, control, shift, false).unwrap()
    }

    #[test]
    fn keys_do_what_the_list_says() {
        let keys = Shortcuts::default();
        assert_eq!(keys.action(&press("k", true, false), true), Some(Action::Commands));
        assert_eq!(keys.action(&press("Z", true, true), false), Some(Action::Redo));
        assert_eq!(keys.action(&press("?", false, true), false), Some(Action::Shortcuts));
        assert_eq!(keys.action(&press("k", false, false), false), None);
    }

    #[test]
    fn while_typing_a_field_keeps_its_own_keys() {
        let keys = Shortcuts::default();
        assert_eq!(keys.action(&press("?", false, true), true), None);
        assert_eq!(keys.action(&press("/", false, false), true), None);
        assert_eq!(keys.action(&press("z", true, false), true), None);
    }

    #[test]
    fn a_key_can_be_changed_and_all_can_be_switched_off() {
        let mut keys = Shortcuts::default();
        keys.change(Action::Share, press("z", true, false));
        assert_eq!(keys.action(&press("z", true, false), false), Some(Action::Share));
        assert_eq!(keys.chord(Action::Undo).name(), "");
        assert_eq!(Shortcuts::read(&keys.kept()), keys);
        keys.on = false;
        assert_eq!(keys.action(&press("k", true, false), false), None);
        assert_eq!(Shortcuts::read(&keys.kept()), keys);
        assert_eq!(Shortcuts::read("noise"), Shortcuts::default());
    }

    #[test]
    fn keys_that_move_about_are_not_taken() {
        for key in ["Tab", "Escape", "Shift", "Enter", " "] {
            assert_eq!(Chord::of(key, false, false, false), None);
        }
        assert_eq!(press("K", true, true).name(), "Ctrl Shift K");
    }
}
