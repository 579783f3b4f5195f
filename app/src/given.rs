//! Sessions that come from outside: the part of an address after `#`, a file's text, a saved picture.

use keyless_core::session::{Journal, ShareError};

use crate::journal;

/// What stands before a session's text in an address.
const IN_ADDRESS: &str = "#s=";
/// What stands before a session's text in a saved picture.
const IN_PICTURE: &str = "keyless-session:";

/// The part of an address that carries a session.
pub fn address(journal: &Journal) -> String {
    format!("{IN_ADDRESS}{}", journal.to_link())
}

/// What a picture carries.
pub fn in_picture(journal: &Journal) -> String {
    format!("{IN_PICTURE}{}", journal.to_link())
}

/// The session in an address; `None` when there is none in it.
pub fn from_address(hash: &str) -> Option<Result<Journal, ShareError>> {
    hash.strip_prefix(IN_ADDRESS).map(Journal::from_link)
}

/// The session in a file: a journal's JSON, a link, or a picture that carries one.
///
/// # Errors
/// When there is none in it.
pub fn from_file(text: &str) -> Result<Journal, ShareError> {
    for mark in [IN_PICTURE, IN_ADDRESS] {
        if let Some((_, rest)) = text.split_once(mark) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
            return Journal::from_link(rest.get(..end).unwrap_or_default());
        }
    }
    journal::read(text).map_err(|_| ShareError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::{Session, SessionOptions};

    #[test]
    fn a_session_is_found_in_an_address_a_file_and_a_picture() {
        let journal = Session::new(SessionOptions::default()).shared().unwrap();
        assert_eq!(from_address(&address(&journal)), Some(Ok(journal.clone())));
        assert_eq!(from_file(&journal::write(&journal)), Ok(journal.clone()));
        assert_eq!(from_file(&format!("<svg><desc>{}</desc></svg>", in_picture(&journal))), Ok(journal.clone()));
        assert_eq!(from_file(&format!("https://host/play/{}\n", address(&journal))), Ok(journal));
    }

    #[test]
    fn a_part_of_a_page_is_no_session_and_noise_is_refused() {
        assert_eq!(from_address("#in-this-lesson"), None);
        assert_eq!(from_address(""), None);
        assert_eq!(from_address("#s=nonsense"), Some(Err(ShareError::Damaged)));
        assert_eq!(from_file("{}"), Err(ShareError::Damaged));
    }
}
