//! The journal as text: written before a line runs, read and checked when a page loads.

use keyless_core::session::{Journal, JournalError, Session};

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
            "Your saved session could not be opened: {why}. A new session has begun; the old one stays on this device: Commands, “{SAVE_DAMAGED}”."
        )
    }
}

/// The command that gives the learner a session that could not be opened, as it was found.
pub const SAVE_DAMAGED: &str = "Save the damaged session as a file";

/// What the learner is told when some of a damaged session could be read.
pub fn salvaged(lines: usize) -> String {
    let lines = if lines == 1 { "One line".to_owned() } else { format!("{lines} lines") };
    format!(
        "Your saved session was damaged. {lines} of it could be read and ran again: please look them over. As it was found, it stays on this device: Commands, “{SAVE_DAMAGED}”."
    )
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

/// How a journal begins that has a checksum of what follows.
const SUM: &str = "{\"sum\":\"";

/// The journal as it is kept, with a checksum, so that a changed letter in a line is noticed too.
pub fn sealed(journal: &Journal) -> String {
    let text = write(journal);
    match text.strip_prefix('{') {
        Some(rest) => format!("{SUM}{:x}\",{rest}", checksum(rest)),
        None => text,
    }
}

/// The journal that was kept with a checksum; or without, as a rescue leaves it.
///
/// # Errors
/// When the text is too long, not a journal, or not as it was written.
pub fn unsealed(text: &str) -> Result<Journal, Unreadable> {
    let seal = text.strip_prefix(SUM).and_then(|it| it.split_once("\","));
    match seal {
        Some((sum, rest)) if u32::from_str_radix(sum, 16) != Ok(checksum(rest)) => Err(Unreadable::Text),
        _ => read(text),
    }
}

/// FNV-1a, which sees every single change.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What can be read of a damaged journal: every line that is whole. `fresh` stands in for the rest.
pub fn salvage(text: &str, fresh: Journal) -> Option<Journal> {
    // Inside of a line these marks would stand escaped, so they cannot be mistaken.
    let (head, lines) = text.rsplit_once(":[\"")?;
    let (lines, _) = lines.rsplit_once("\"]").unwrap_or((lines, ""));
    let lines: Vec<String> =
        lines.split("\",\"").filter_map(|line| serde_json::from_str(&format!("\"{line}\"")).ok()).collect();
    let is_empty = lines.is_empty() || text.len() > MAX_BYTES;
    // The rest may have been changed into what no session begins with.
    let head = read(&format!("{head}:[]}}")).ok().filter(|it| Session::replay(it).is_ok()).unwrap_or(fresh);
    (!is_empty).then_some(Journal { lines, ..head })
}

/// The journal in a text.
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
    use keyless_core::session::SessionOptions;

    #[test]
    fn a_journal_comes_back_as_it_was() {
        let journal = Session::new(SessionOptions::default()).journal();
        assert_eq!(read(&write(&journal)), Ok(journal));
    }

    fn kept() -> Journal {
        let lines = ["az group list", "echo 'a\":[\"b'", "az vm list"].map(str::to_owned).to_vec();
        Journal { lines, ..Session::new(SessionOptions::default()).journal() }
    }

    #[test]
    fn any_changed_byte_is_noticed_and_most_lines_are_saved() {
        let (journal, fresh) = (kept(), Session::new(SessionOptions::default()).journal());
        let text = sealed(&journal);
        assert_eq!((unsealed(&text), unsealed(&write(&journal))), (Ok(journal.clone()), Ok(journal.clone())));
        let mut lost = 0;
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1;
            }
            let damaged = String::from_utf8(bytes).unwrap_or_default();
            match unsealed(&damaged) {
                // The mark of the checksum itself.
                Ok(it) => assert_eq!(it, journal, "{damaged}"),
                Err(_) => match salvage(&damaged, fresh.clone()) {
                    Some(it) => assert!(!it.lines.is_empty() && it.lines.len() <= 3, "{damaged}"),
                    None => lost += 1,
                },
            }
        }
        assert!(lost <= 3, "{lost} places where nothing could be saved");
    }

    #[test]
    fn a_journal_that_was_cut_off_keeps_its_whole_lines() {
        let text = sealed(&kept());
        let cut = text.split("list\"]").next().unwrap_or_default();
        let saved = salvage(cut, Session::new(SessionOptions::default()).journal());
        assert_eq!(
            saved.map(|it| it.lines),
            Some(vec!["az group list".to_owned(), "echo 'a\":[\"b'".to_owned(), "az vm ".to_owned()])
        );
    }

    #[test]
    fn noise_is_no_journal() {
        for text in ["", "null", "{\"v\":1}", "[]"] {
            assert_eq!(read(text), Err(Unreadable::Text));
        }
        assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), Err(Unreadable::Text));
    }
}
