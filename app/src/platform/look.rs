//! How much moves, and how large the text is: kept on the device, and told to the stylesheets.

use super::{document, storage};

/// A way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `system`, `reduced` or `full`.
    Motion,
    /// Per cent.
    Text,
}

impl Look {
    const fn name(self) -> &'static str {
        match self {
            Self::Motion => "motion",
            Self::Text => "text",
        }
    }

    const fn usual(self) -> &'static str {
        match self {
            Self::Motion => "system",
            Self::Text => "100",
        }
    }

    /// The choice kept on this device.
    pub fn kept(self) -> String {
        let kept = storage::read(&format!("keyless.{}", self.name())).ok().flatten();
        kept.unwrap_or_else(|| self.usual().to_owned())
    }

    /// Takes another, and keeps it where that is possible.
    pub fn choose(self, value: &str) {
        let _ = storage::write(&format!("keyless.{}", self.name()), value);
        self.show(value);
    }

    /// Shows what was kept.
    pub fn show_kept() {
        for look in [Self::Motion, Self::Text] {
            look.show(&look.kept());
        }
    }

    fn show(self, value: &str) {
        if let Some(element) = document().and_then(|it| it.document_element()) {
            let name = format!("data-{}", self.name());
            let _ = if value == self.usual() {
                element.remove_attribute(&name)
            } else {
                element.set_attribute(&name, value)
            };
        }
    }
}
