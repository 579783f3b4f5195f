//! The one way to change the world: a typed line. And the one place where the session lives.

mod handover;
mod reading;
mod tabs;

use keyless_core::scenario::Scenario;
use keyless_core::session::{Journal, Session, SessionOptions};
use leptos::prelude::*;

use crate::desk::Desk;
use crate::journal;
use crate::platform::{dom, storage};
use crate::snapshot::Snapshot;

/// Runs lines, and tells what is so after them. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Dispatcher {
    desk: StoredValue<Desk>,
    /// The storage key of the session in view.
    key: StoredValue<String>,
    snapshot: RwSignal<Snapshot>,
    notice: RwSignal<Option<String>>,
    offered: RwSignal<Option<String>>,
    /// Storage trouble is told once.
    told: StoredValue<bool>,
    /// Whether another tab keeps something under our key that this one does not have.
    parted: StoredValue<bool>,
    /// Whether the world of a question is in view, and about to be shown.
    seeing: RwSignal<bool>,
}

/// The dispatcher of the page.
pub fn use_dispatcher() -> Dispatcher {
    expect_context()
}

/// A part of the snapshot that changes only when it differs.
pub fn use_slice<T: PartialEq + Send + Sync + 'static>(
    part: impl Fn(&Snapshot) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let snapshot = use_dispatcher().snapshot;
    Memo::new(move |_| snapshot.with(&part))
}

impl Dispatcher {
    /// With a session that is kept nowhere yet; see [`Dispatcher::open`].
    pub fn new() -> Self {
        let mut desk = Desk::new(SessionOptions::default());
        let snapshot = desk.snapshot();
        Self {
            desk: StoredValue::new(desk),
            key: StoredValue::new(String::new()),
            snapshot: RwSignal::new(snapshot),
            notice: RwSignal::new(None),
            offered: RwSignal::new(None),
            told: StoredValue::new(false),
            parted: StoredValue::new(false),
            seeing: RwSignal::new(false),
        }
    }

    /// Takes up the session kept under `key`, or begins one where these lines lead.
    pub fn open(&self, key: String, options: SessionOptions, setup: &[String]) {
        if self.key.with_value(|open| *open == key) {
            return;
        }
        let mut desk = self.kept(&key, options, setup).unwrap_or_else(|| Desk::prepared(options, setup));
        self.parted.set_value(false);
        self.desk.with_value(|former| desk.follow(former));
        self.snapshot.set(desk.snapshot());
        self.desk.set_value(desk);
        dom::name_journal(&key);
        self.key.set_value(key);
    }

    /// Takes up the world of a question, in a session of its own.
    pub fn see(&self, scenario: Scenario, lines: &[String]) {
        storage::remove(&journal::key(Some(QUESTION)));
        self.key.set_value(String::new());
        self.open(journal::key(Some(QUESTION)), SessionOptions { scenario, ..SessionOptions::default() }, &[]);
        self.seeing.set(true);
        lines.iter().for_each(|line| self.run(line.as_str()));
    }

    /// Whether the world of a question is in view.
    pub fn is_seeing(&self) -> bool {
        self.seeing.get_untracked()
    }

    /// Whether the world of a question is in view, for those who follow it.
    pub const fn seeing(&self) -> RwSignal<bool> {
        self.seeing
    }

    /// Runs what was typed or pasted. The journal knows the line before it runs.
    pub fn run(&self, text: impl Into<String>) {
        let text = text.into();
        let ahead = self.desk.with_value(|desk| journal::sealed(&desk.journal_ahead(&text)));
        self.keep(&ahead);
        let done = self.desk.try_update_value(|desk| {
            desk.run(&text);
            (journal::sealed(&desk.journal()), desk.snapshot())
        });
        if let Some((journal, snapshot)) = done {
            if journal != ahead {
                self.keep(&journal);
            }
            self.snapshot.set(snapshot);
        }
    }

    /// Lays the picture out for another width.
    pub fn set_width(&self, width: f64) {
        let snapshot = self.desk.try_update_value(|desk| desk.set_width(width).then(|| desk.snapshot()));
        if let Some(snapshot) = snapshot.flatten() {
            self.snapshot.set(snapshot);
        }
    }

    /// Shows in the picture what a line would do; without a line, what is so.
    pub fn preview(&self, line: Option<&str>) {
        let snapshot = self.desk.try_update_value(|desk| desk.preview(line).then(|| desk.snapshot()));
        if let Some(snapshot) = snapshot.flatten() {
            self.snapshot.set(snapshot);
        }
    }

    /// Puts a line into the prompt, to be looked at before it runs.
    pub fn offer(&self, line: String) {
        self.offered.set(Some(line));
    }

    /// A line that waits to be put into the prompt.
    pub const fn offered(&self) -> RwSignal<Option<String>> {
        self.offered
    }

    /// Folds or unfolds a group or a tenant of the picture.
    pub fn toggle_fold(&self, id: &str, folded: bool) {
        let snapshot = self.desk.try_update_value(|desk| {
            desk.toggle_fold(id, folded);
            desk.snapshot()
        });
        if let Some(snapshot) = snapshot {
            self.snapshot.set(snapshot);
        }
    }

    fn keep(&self, journal: &str) {
        self.set_theirs_aside();
        let kept = self.key.with_value(|key| if key.is_empty() { Ok(()) } else { storage::write(key, journal) });
        if let Err(trouble) = kept {
            self.tell_once(trouble);
        }
    }

    fn tell_once(&self, trouble: storage::StorageTrouble) {
        if !self.told.get_value() {
            self.told.set_value(true);
            self.notice.set(Some(trouble.sentence().to_owned()));
        }
    }

    /// Looks at the session itself; reads no signal.
    pub fn with_session<T>(&self, look: impl FnOnce(&Session) -> T) -> T {
        self.desk.with_value(|desk| look(desk.session()))
    }

    /// All that was typed.
    pub fn journal(&self) -> Journal {
        self.desk.with_value(Desk::journal)
    }

    /// Something the reader should know about the page itself; cleared by the reader.
    pub const fn notice(&self) -> RwSignal<Option<String>> {
        self.notice
    }

    /// All that is shown, for those who need the whole.
    pub fn snapshot(&self) -> ReadSignal<Snapshot> {
        self.snapshot.read_only()
    }
}

/// Whose session the world of a question is.
const QUESTION: &str = "question";

/// Where `boot.js` leaves the line that was running when the page fell.
const LAST_LINE: &str = "keyless.last-line";

/// The line that a rescue took out of the journal, once.
pub fn rescued_line() -> String {
    let line = storage::read(LAST_LINE).ok().flatten().unwrap_or_default();
    if !line.is_empty() {
        storage::remove(LAST_LINE);
    }
    line
}

impl Default for Dispatcher {
    fn default() -> Self {
        Self::new()
    }
}
