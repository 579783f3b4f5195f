//! The journal as text: written before a line runs, read and checked when a page loads.

use keyless_core::session::{Journal, JournalError};

/// Journals longer than this are not read: the browser's own limit is near it.
const MAX_BYTES: usize = 5 << 20;

/// Why a kept journal cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Too long, or not a journal's JSON.
    Text,
    /// A journal that this core cannot replay.
    Journal(JournalError),
}

impl Unreadable {
    /// One sentence for the learner.
    pub fn sentence(&self) -> String {
        let why = match self {
            Self::Text => "it is damaged".to_owned(),
            Self::Journal(error) => error.to_string(),
        };
        format!(
            "Your saved session could not be opened: {why}. A copy stays on this device, and a new session has begun."
        )
    }
}

/// The storage key of a session: the playground's, or a lesson's own by its slug, or a challenge's by `challenge.SLUG`.
pub fn key(story: Option<&str>) -> String {
    match story {
        Some(slug) => format!("keyless.journal.{slug}"),
        None => "keyless.journal".to_owned(),
    }
}

/// The journal as it is kept.
pub fn write(journal: &Journal) -> String {
    serde_json::to_string(journal).unwrap_or_default()
}

/// The journal that was kept.
///
/// # Errors
/// When the text is too long or not a journal.
pub fn read(text: &str) -> Result<Journal, Unreadable> {
    if text.len() > MAX_BYTES {
        return Err(Unreadable::Text);
    }
    serde_json::from_str(text).map_err(|_| Unreadable::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::{Session, SessionOptions};

    #[test]
    fn a_journal_comes_back_as_it_was() {
        let journal = Session::new(SessionOptions::default()).journal();
        assert_eq!(read(&write(&journal)), Ok(journal));
    }

    #[test]
    fn noise_is_no_journal() {
        for text in ["", "null", "{\"v\":1}", "[]"] {
            assert_eq!(read(text), Err(Unreadable::Text));
        }
        assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), Err(Unreadable::Text));
    }
}
