//! Giving the session away, and taking up another in its place; what was there before is set aside, not lost.

use keyless_core::session::{Journal, JournalError};
use leptos::prelude::*;

use super::Dispatcher;
use super::reading::UNREADABLE;
use crate::desk::Desk;
use crate::journal;
use crate::messages::take_away as say;
use crate::platform::storage;

/// Where the session waits that another took the place of: after the journal's key.
const ASIDE: &str = ".aside";

impl Dispatcher {
    /// The session without its secrets, with the hash of its world.
    ///
    /// # Errors
    /// When it is too large to be replayed.
    pub fn shared(&self) -> Result<Journal, JournalError> {
        self.desk.with_value(|desk| desk.session().shared())
    }

    /// Puts a session that somebody gave away in the place of this one, and says what the reader should know.
    pub fn take_up(&self, given: &Journal) {
        let replayed = match Desk::replay(given) {
            Ok(desk) => desk,
            Err(error) => return self.notice.set(Some(say::not_opened(&error.to_string()))),
        };
        let same = given.is_same(replayed.session());
        self.set_aside();
        self.show(replayed);
        let text = if same { say::OPENED.to_owned() } else { say::differs(&given.core_version) };
        self.notice.set(Some(text));
    }

    /// The same for the page around this one, which has its own to keep: nothing is set aside, and nothing said.
    ///
    /// # Errors
    /// When the core cannot replay it.
    pub fn put(&self, given: &Journal) -> Result<(), JournalError> {
        Desk::replay(given).map(|desk| self.show(desk))
    }

    /// Whether a session waits that another took the place of.
    pub fn has_aside(&self) -> bool {
        storage::read(&self.aside()).ok().flatten().is_some()
    }

    /// Brings it back, and sets the present one aside.
    pub fn bring_back(&self) {
        let kept = storage::read(&self.aside()).ok().flatten();
        let Some(desk) = kept.and_then(|text| Desk::replay(&journal::unsealed(&text).ok()?).ok()) else {
            return self.notice.set(Some(say::NOTHING_ASIDE.to_owned()));
        };
        self.set_aside();
        self.show(desk);
        self.notice.set(Some(say::BROUGHT_BACK.to_owned()));
    }

    /// A session that could not be opened, as it was found.
    pub fn damaged(&self) -> Option<String> {
        storage::read(&self.key.with_value(|key| format!("{key}{UNREADABLE}"))).ok().flatten()
    }

    pub(super) fn aside(&self) -> String {
        self.key.with_value(|key| format!("{key}{ASIDE}"))
    }

    fn set_aside(&self) {
        let present = self.desk.with_value(|desk| journal::sealed(&desk.journal()));
        if let Err(trouble) = storage::write(&self.aside(), &present) {
            self.tell_once(trouble);
        }
    }

    fn show(&self, desk: Desk) {
        self.keep(&journal::sealed(&desk.journal()));
        self.seat(desk);
    }

    pub(super) fn seat(&self, mut desk: Desk) {
        self.desk.with_value(|former| desk.follow(former));
        self.snapshot.set(desk.snapshot());
        self.desk.set_value(desk);
    }
}
