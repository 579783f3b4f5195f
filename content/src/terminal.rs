//! What runs a lesson's blocks: a session, or a stand-in for one in tests.

use std::sync::Arc;

use keyless_core::session::{Entry, Outcome, Session};
use keyless_core::state::State;

/// Runs pastes, and knows the world and how it came to be.
pub trait Terminal {
    /// Runs a paste: an outcome for each complete input line, and for an unfinished one at its end.
    fn run(&mut self, text: &str) -> Vec<Arc<Outcome>>;

    /// The present world.
    fn state(&self) -> &State;

    /// The steps in effect.
    fn history(&self) -> &[Entry];
}

impl Terminal for Session {
    fn run(&mut self, text: &str) -> Vec<Arc<Outcome>> {
        Self::run(self, text)
    }

    fn state(&self) -> &State {
        Self::state(self)
    }

    fn history(&self) -> &[Entry] {
        self.entries().get(..self.position()).unwrap_or_default()
    }
}

/// Runs a text: every outcome with the number, from 0, of the line of the text on which its input line begins.
pub fn run_text(terminal: &mut dyn Terminal, text: &str) -> Vec<(usize, Arc<Outcome>)> {
    let mut numbered = text.lines().enumerate();
    let mut last = 0;
    let place = |outcome: Arc<Outcome>| {
        let first = outcome.line.lines().next().unwrap_or_default().trim();
        let mut ahead = numbered.clone();
        if let Some((number, _)) = ahead.find(|(_, line)| line.contains(first)) {
            last = number;
            numbered = ahead;
        }
        (last, outcome)
    };
    terminal.run(text).into_iter().map(place).collect()
}
