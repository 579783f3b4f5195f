//! What keys do to the field: edits, suggestions, completion, the repair of an error.

use leptos::prelude::*;

use super::choices::choice_id;
use super::field::Field;
use crate::editing::{Edit, Line, first_word, last_argument};
use crate::platform::dom;
use crate::recall::Recall;

impl Field {
    /// Whether the next line answers a question.
    pub(super) fn asked(&self) -> bool {
        self.dispatcher.snapshot().with_untracked(|it| it.question.is_some())
    }

    /// Whether the end of input, which Ctrl+D is on an empty line, leaves a machine.
    pub(super) fn ends_machine(&self, text: &str) -> bool {
        text.is_empty() && self.dispatcher.snapshot().with_untracked(|it| it.prompt.is_some())
    }

    pub(super) fn recall(&self, earlier: bool) -> bool {
        let lines = self.dispatcher.snapshot().with_untracked(|it| it.lines.clone());
        let shown = self.line.with_untracked(|it| it.text.clone());
        let go = |recall: &mut Recall| if earlier { recall.earlier(&lines, &shown) } else { recall.later(&lines) };
        let line = self.recall.try_update_value(go).flatten();
        line.map(|line| self.put(Line::at_end(line))).is_some()
    }

    pub(super) fn edit(&self, edit: Edit) {
        let line = self.line.get_untracked();
        if let Some(line) = self.killed.try_update_value(|killed| line.edited(edit, killed)) {
            self.put(line);
        }
    }

    /// Takes the suggestion, or moves as the browser would.
    pub(super) fn accept(&self, edit: Edit, word: bool) -> bool {
        let ghost = self.ghost.get_untracked();
        if ghost.is_empty() {
            let ours = edit == Edit::WordRight;
            if ours {
                self.edit(edit);
            }
            return ours;
        }
        self.insert(if word { first_word(&ghost) } else { &ghost });
        true
    }

    pub(super) fn last_argument(&self) {
        let lines = self.dispatcher.snapshot().with_untracked(|it| it.lines.clone());
        let (back, length) = self.argument.get_value().map_or((0, 0), |(back, length)| (back + 1, length));
        let word = lines.iter().rev().filter_map(|it| last_argument(it)).nth(back);
        if let Some(word) = word {
            let line = self.line.with_untracked(|it| it.without(length).with(word));
            self.put(line);
            self.argument.set_value(Some((back, word.len())));
        }
    }

    /// Puts in what Tab would, opens the list, or goes on in it; without anything to offer Tab leaves.
    pub(super) fn complete(&self, back: bool) -> bool {
        let found = self.completion.get_untracked();
        let empty = self.line.with_untracked(|it| it.parts().0.trim().is_empty());
        let count = found.candidates.len();
        if self.leaving.get_untracked() || empty || count == 0 {
            return false;
        }
        match self.list.get_untracked() {
            None if back => return false,
            None if !found.common.is_empty() => self.insert(&found.common),
            None => self.list.set(Some(None)),
            Some(at) => {
                let next = match at {
                    None if back => count - 1,
                    None => 0,
                    Some(at) => (at + if back { count - 1 } else { 1 }) % count,
                };
                self.list.set(Some(Some(next)));
                dom::reveal_soon(choice_id(next));
            }
        }
        true
    }

    pub(super) fn chosen(&self) -> Option<usize> {
        self.list.get_untracked().flatten()
    }

    /// Puts in what is chosen in the list.
    pub(super) fn take(&self) {
        let found = self.completion.get_untracked();
        if let Some(candidate) = self.chosen().and_then(|at| found.candidates.get(at)) {
            self.insert(&candidate.insert);
        }
    }

    /// Types the repair of the last error.
    pub(super) fn mend(&self) -> bool {
        let last = self.dispatcher.snapshot().with_untracked(|it| it.blocks.last().cloned());
        let fix = last.and_then(|it| it.advice.as_ref()?.fix.clone());
        fix.map(|fix| self.put(Line::at_end(fix))).is_some()
    }
}
