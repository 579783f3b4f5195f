//! Goals: what a learner reaches, as typed facts about the world and what was done to it.

use keyless_core::session::{Entry, Session};
use keyless_core::state::State;

use crate::fact::{Fact, Step};

/// One thing to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Unique in its lesson.
    pub id: String,
    /// What to reach, in one sentence.
    pub text: String,
    /// The anchor of the section that reaches it.
    pub section: String,
    /// When it is reached.
    pub fact: Fact,
}

impl Goal {
    /// Whether it holds in `state`, or held after a step of `history`: what was reached once stays reached.
    ///
    /// `history` is the part of [`Session::entries`] that is in effect.
    pub fn reached(&self, state: &State, history: &[Entry]) -> bool {
        self.fact.holds(&Step::present(state)) || history.iter().any(|entry| self.reached_by(entry))
    }

    /// Whether this step reached it, for a page that keeps its own ticks.
    pub fn reached_by(&self, entry: &Entry) -> bool {
        self.fact.holds(&Step::of(entry))
    }

    /// Whether it is reached in a session, undone steps left out.
    pub fn reached_in(&self, session: &Session) -> bool {
        let history = session.entries().get(..session.position()).unwrap_or_default();
        self.reached(session.state(), history)
    }

    /// What is still missing, as a sentence; none when it is reached.
    pub fn missing(&self, state: &State, history: &[Entry]) -> Option<String> {
        (!self.reached(state, history)).then(|| self.fact.missing())
    }
}
