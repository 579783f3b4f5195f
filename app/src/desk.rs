//! The desk: a session with what the page remembers beside it. No DOM, no signals.

use std::sync::Arc;

use keyless_core::authz::roles;
use keyless_core::render::diagram::{Diagram, Places, Traffic};
use keyless_core::render::layout::LayoutOptions;
use keyless_core::session::{Journal, JournalError, MAX_LINE_BYTES, Outcome, Session, SessionOptions};
use keyless_core::state::State;

use crate::snapshot::Snapshot;
use crate::told;
use crate::transcript::Transcript;

/// The picture's width before the page knows better, and the steps in which it follows the page.
const WIDE: f64 = 800.0;
const WIDTH_STEP: f64 = 8.0;

/// A session, its transcript, its picture, and what the last line typed did.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    transcript: Transcript,
    last: Vec<Arc<Outcome>>,
    /// The world before the last line typed: what the picture's marks compare with.
    before: Option<State>,
    places: Places,
    /// The width that the picture is laid out for.
    width: f64,
    /// What the world would be after a line that was not run.
    preview: Option<State>,
}

impl Desk {
    /// A new session's.
    pub fn new(options: SessionOptions) -> Self {
        Self::of(Session::new(SessionOptions { terminal: true, ..options }))
    }

    /// A session's that begins where these lines lead.
    pub fn prepared(options: SessionOptions, setup: &[String]) -> Self {
        Self::of(Session::prepared(SessionOptions { terminal: true, ..options }, setup))
    }

    fn of(session: Session) -> Self {
        let mut transcript = Transcript::default();
        for outcome in session.transcript() {
            transcript.push(outcome);
        }
        Self {
            session,
            transcript,
            last: Vec::new(),
            before: None,
            places: Places::default(),
            width: WIDE,
            preview: None,
        }
    }

    /// The desk as a journal left it, by running its lines again.
    ///
    /// # Errors
    /// When the core cannot replay the journal.
    pub fn replay(journal: &Journal) -> Result<Self, JournalError> {
        // The last line runs at the desk, so that it is explained as it was when it was typed.
        let mut earlier = journal.clone();
        let last = earlier.lines.pop();
        let mut desk = Self::of(Session::replay(&earlier)?);
        if let Some(line) = last {
            if line.len() > MAX_LINE_BYTES {
                return Err(JournalError::TooLarge);
            }
            desk.run(&line);
        }
        Ok(desk)
    }

    /// The session.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The journal with a line that has not run yet; without it when it holds a secret that is not of this world.
    pub fn journal_ahead(&self, text: &str) -> Journal {
        let mut journal = self.session.journal();
        if self.session.foreign_secret(text).is_none() {
            journal.lines.push(text.to_owned());
        }
        journal
    }

    /// The journal of all that ran.
    pub fn journal(&self) -> Journal {
        self.session.journal()
    }

    /// Runs what was typed or pasted.
    pub fn run(&mut self, text: &str) {
        let before = self.session.state().clone();
        let outcomes = self.session.run(text);
        for outcome in &outcomes {
            self.transcript.push(outcome);
        }
        if !outcomes.is_empty() {
            self.before = Some(before);
            self.last = outcomes;
        }
    }

    /// Takes another desk's place on the page.
    pub fn follow(&mut self, other: &Self) {
        self.transcript.follow(&other.transcript);
        self.set_width(other.width);
    }

    /// The width that the picture is laid out for.
    pub const fn width(&self) -> f64 {
        self.width
    }

    /// Lays the picture out for another width; answers whether that is a change.
    pub fn set_width(&mut self, width: f64) -> bool {
        let stepped = (width / WIDTH_STEP).floor() * WIDTH_STEP;
        let changed = stepped > 0.0 && (stepped - self.width).abs() > f64::EPSILON;
        if changed {
            self.width = stepped;
        }
        changed
    }

    /// Shows what a line would do, or no longer does; answers whether that is a change.
    pub fn preview(&mut self, line: Option<&str>) -> bool {
        let preview = line.filter(|it| !it.trim().is_empty()).map(|it| self.session.what_if(it).after);
        let changed = preview.is_some() || self.preview.is_some();
        self.preview = preview;
        changed
    }

    /// Folds or unfolds a group or a tenant, by its node's id.
    pub fn toggle_fold(&mut self, id: &str, folded: bool) {
        self.places.folds.toggle(id, folded);
    }

    /// All that the page shows.
    pub fn snapshot(&mut self) -> Snapshot {
        let after = self.session.state();
        let options = LayoutOptions { width: self.width };
        let names = |id: &_| roles::name_in(after, id);
        let diagram = match &self.preview {
            // The places stay as they are: nothing has happened.
            Some(preview) => {
                let mut places = self.places.clone();
                Diagram::of(preview, Some(after), &mut places, options, &|id| roles::name_in(preview, id))
            }
            None => {
                let (before, traffic) = (self.before.as_ref(), traffic(&self.last));
                Diagram::with_traffic(after, before, &traffic, &mut self.places, options, &names)
            }
        };
        let before = self.before.as_ref().unwrap_or(after);
        let news = self.last.iter().map(|outcome| told::told(outcome, before, after, &diagram)).collect();
        let (blocks, before) = (self.transcript.blocks().to_vec(), before.clone());
        let snapshot = Snapshot::of(&self.session, blocks, self.last.clone(), news, Arc::new(diagram), before);
        Snapshot { previews: self.preview.is_some(), ..snapshot }
    }
}

/// The ways that tokens took in what was run last.
fn traffic(last: &[Arc<Outcome>]) -> Traffic {
    let mut traffic = Traffic::default();
    for outcome in last {
        outcome.events.iter().for_each(|event| traffic.note(event));
        outcome.exchanges.iter().flat_map(|it| &it.decisions).for_each(|decision| traffic.note_decision(decision));
    }
    traffic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_follows_the_page_in_steps() {
        let mut desk = Desk::new(SessionOptions::default());
        assert!(desk.set_width(643.0));
        assert!(!desk.set_width(640.0));
        assert!(!desk.set_width(0.0));
    }

    #[test]
    fn a_journal_too_large_or_of_another_time_is_not_replayed() {
        let journal = Desk::new(SessionOptions::default()).journal();
        let newer = Journal { v: 2, ..journal.clone() };
        assert_eq!(Desk::replay(&newer).unwrap_err(), JournalError::Version(2));
        let large = Journal { lines: vec!["x".repeat(MAX_LINE_BYTES + 1)], ..journal.clone() };
        assert_eq!(Desk::replay(&large).unwrap_err(), JournalError::TooLarge);
        let elsewhere = Journal { scenario: "mars".to_owned(), ..journal };
        assert!(matches!(Desk::replay(&elsewhere), Err(JournalError::Scenario(_))));
    }
}
