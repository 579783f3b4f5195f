//! What runs lines: a session, or a stand-in for one in tests.

use keyless_core::session::{Entry, Outcome, Session};
use keyless_core::state::State;

/// Takes physical lines one at a time, as from a keyboard or a pipe.
pub trait Terminal {
    /// Takes one physical line without its line end; answers for each input line that it completes.
    fn feed(&mut self, physical_line: &str) -> Vec<Outcome>;

    /// Says that the input has ended; answers for an unfinished line.
    fn finish(&mut self) -> Option<Outcome>;

    /// The present world.
    fn state(&self) -> State;

    /// The steps in effect.
    fn history(&self) -> &[Entry];
}

impl Terminal for Session {
    fn feed(&mut self, physical_line: &str) -> Vec<Outcome> {
        self.run(physical_line)
    }

    fn finish(&mut self) -> Option<Outcome> {
        None
    }

    fn state(&self) -> State {
        Self::state(self)
    }

    fn history(&self) -> &[Entry] {
        self.entries().get(..self.position()).unwrap_or_default()
    }
}

/// Feeds a text as one paste: every outcome with the number, from 0, of the line on which its input line began.
pub fn feed_text(terminal: &mut dyn Terminal, text: &str) -> Vec<(usize, Outcome)> {
    let mut outcomes = Vec::new();
    let mut begun = None;
    for (number, line) in text.lines().enumerate() {
        let start = begun.unwrap_or(number);
        let answers = terminal.feed(line);
        let is_idle = line.trim().is_empty() || line.trim_start().starts_with('#');
        let is_waiting = answers.is_empty() && (begun.is_some() || !is_idle);
        begun = is_waiting.then_some(start);
        outcomes.extend(answers.into_iter().map(|outcome| (start, outcome)));
    }
    outcomes.extend(terminal.finish().map(|outcome| (begun.unwrap_or_default(), outcome)));
    outcomes
}
