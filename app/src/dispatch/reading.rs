//! Reading a session that the device kept, and what becomes of one that cannot be read.

use keyless_core::session::SessionOptions;
use leptos::prelude::*;

use super::Dispatcher;
use crate::desk::Desk;
use crate::journal::{self, Unreadable};
use crate::platform::storage;

/// Where a session waits that could not be opened: after the journal's key.
pub(super) const UNREADABLE: &str = ".unreadable";

impl Dispatcher {
    pub(super) fn kept(&self, key: &str, options: SessionOptions, setup: &[String]) -> Option<Desk> {
        let text = match storage::read(key) {
            Ok(text) => text?,
            Err(trouble) => {
                self.tell_once(trouble);
                return None;
            }
        };
        let desk = journal::unsealed(&text).and_then(|journal| Desk::replay(&journal).map_err(Unreadable::Journal));
        let unreadable = match desk {
            Ok(desk) => return Some(desk),
            Err(unreadable) => unreadable,
        };
        let _ = storage::write(&format!("{key}{UNREADABLE}"), &text);
        let fresh = || Desk::prepared(options, setup).journal();
        let saved = (unreadable == Unreadable::Text).then(|| journal::salvage(&text, fresh())).flatten();
        let desk = saved.and_then(|journal| Some((journal.lines.len(), Desk::replay(&journal).ok()?)));
        let notice = desk.as_ref().map_or_else(|| unreadable.sentence(), |(lines, _)| journal::salvaged(*lines));
        self.notice.set(Some(notice));
        desk.map(|(_, desk)| desk)
    }
}
