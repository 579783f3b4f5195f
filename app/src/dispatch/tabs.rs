//! One session in several tabs: what one tab runs, the others run too; where they part, nothing is lost.

use leptos::prelude::*;

use super::{Dispatcher, QUESTION};
use crate::desk::Desk;
use crate::journal;
use crate::messages::take_away as say;
use crate::platform::storage::{self, Change};

impl Dispatcher {
    /// Follows the other tabs, for the life of the page.
    pub fn follow_tabs(self) {
        storage::on_any_change(move |change| self.heard(&change));
    }

    fn heard(&self, change: &Change) {
        let is_ours = self.key.with_value(|key| *key == change.key && *key != journal::key(Some(QUESTION)));
        if !is_ours {
            return;
        }
        let Ok(theirs) = journal::unsealed(&change.new) else { return };
        let ours = self.journal();
        let same_begin = (&ours.scenario, ours.seed, &ours.setup) == (&theirs.scenario, theirs.seed, &theirs.setup);
        match theirs.lines.strip_prefix(ours.lines.as_slice()).filter(|_| same_begin) {
            Some(more) => more.iter().for_each(|line| self.run_unkept(line)),
            // Nothing is only here: what the other tab replaced was ours.
            None if journal::unsealed(&change.old).is_ok_and(|old| old == ours) => {
                if let Ok(desk) = Desk::replay(&theirs) {
                    self.seat(desk);
                }
            }
            None => {
                self.parted.set_value(true);
                return;
            }
        }
        self.parted.set_value(false);
    }

    fn run_unkept(&self, line: &str) {
        let snapshot = self.desk.try_update_value(|desk| {
            desk.run(line);
            desk.snapshot()
        });
        if let Some(snapshot) = snapshot {
            self.snapshot.set(snapshot);
        }
    }

    /// Before this tab keeps its own: what another tab kept meanwhile, and this one does not have, is set aside.
    pub(super) fn set_theirs_aside(&self) {
        if !self.parted.get_value() {
            return;
        }
        self.parted.set_value(false);
        if let Ok(Some(theirs)) = self.key.with_value(|key| storage::read(key)) {
            let _ = storage::write(&self.aside(), &theirs);
            self.notice.set(Some(say::PARTED.to_owned()));
        }
    }
}
