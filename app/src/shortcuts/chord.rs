//! A key with those held with it, as it is kept and as a keyboard names it.

/// A key with those held with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chord {
    /// The key's name as browsers tell it, letters in lower case; empty for none.
    pub key: String,
    /// Control, or Command on a Mac.
    pub control: bool,
    /// Shift; for a sign that needs it anyway it does not count.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Chord {
    /// From what a browser tells; nothing for a key that only modifies others, or that moves about.
    pub fn of(key: &str, control: bool, shift: bool, alt: bool) -> Option<Self> {
        let taken =
            ["Control", "Shift", "Alt", "Meta", "Tab", "Enter", "Escape", " ", "AltGraph", "Dead", "Unidentified"];
        if taken.contains(&key) {
            return None;
        }
        let letter = key.chars().count() == 1;
        let sign = letter && !key.chars().all(char::is_alphanumeric);
        Some(Self {
            key: if letter { key.to_lowercase() } else { key.to_owned() },
            control,
            shift: shift && !sign,
            alt,
        })
    }

    pub(super) fn read(text: &str) -> Self {
        let mut chord = Self::default();
        let mut rest = text;
        loop {
            match rest.split_once('+') {
                Some(("Control", more)) => (chord.control, rest) = (true, more),
                Some(("Shift", more)) => (chord.shift, rest) = (true, more),
                Some(("Alt", more)) => (chord.alt, rest) = (true, more),
                _ => break,
            }
        }
        rest.clone_into(&mut chord.key);
        chord
    }

    pub(super) fn kept(&self) -> String {
        let held = [(self.control, "Control+"), (self.shift, "Shift+"), (self.alt, "Alt+")];
        let held: String = held.iter().filter(|it| it.0).map(|it| it.1).collect();
        held + &self.key
    }

    /// As a keyboard names it; nothing for none.
    pub fn name(&self) -> String {
        if self.key.is_empty() {
            return String::new();
        }
        let shown = if self.key.chars().count() == 1 { self.key.to_uppercase() } else { self.key.clone() };
        Self { key: shown, ..self.clone() }.kept().replace("Control", "Ctrl").replace('+', " ")
    }
}
