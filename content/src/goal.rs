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
    /// A question or a pointer, without a command: the first hint.
    pub nudge: Option<String>,
    /// The idea in one or two sentences: the second hint.
    pub concept: Option<String>,
}

impl Goal {
    /// Whether a step of `history` made it so: what was reached once stays reached. Where nothing was done yet, the
    /// world as it stands decides.
    ///
    /// `history` is the part of [`Session::entries`] that is in effect.
    pub fn reached(&self, state: &State, history: &[Entry]) -> bool {
        if history.is_empty() {
            self.holds_at_end(state, history)
        } else {
            history.iter().any(|it| self.reached_by(it))
        }
    }

    /// Whether it holds at the end, as a challenge asks: in the world as it stands, or, for what only a step can do,
    /// after some step.
    pub fn holds_at_end(&self, state: &State, history: &[Entry]) -> bool {
        if self.fact.is_about_steps() {
            return history.iter().any(|it| self.reached_by(it));
        }
        self.fact.holds(&Step::present(state))
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
