//! Light, dark, or as the system has it.

use super::{document, storage};

/// The reader's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

const KEY: &str = "keyless.theme";

impl Theme {
    /// The word for it; also how it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one in the round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The choice kept on this device.
    pub fn kept() -> Self {
        Self::named(&storage::read(KEY).ok().flatten().unwrap_or_default())
    }

    /// Shows it, and keeps it where that is possible.
    pub fn apply(self) {
        self.show();
        let _ = storage::write(KEY, self.as_str());
    }

    /// Shows it.
    pub fn show(self) {
        if let Some(element) = document().and_then(|it| it.document_element()) {
            let _ = match self {
                Self::System => element.remove_attribute("data-theme"),
                chosen => element.set_attribute("data-theme", chosen.as_str()),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_comes_back() {
        assert_eq!(Theme::System.next().next().next(), Theme::System);
    }
}
