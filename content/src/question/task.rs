//! The worlds of a question: as it begins, and after more lines.

use keyless_core::session::{Session, SessionOptions};

use super::Question;
use crate::goal::Goal;

/// The seed of every written question's world.
pub const SEED: u64 = 1;

/// A session in the question's world, without anything having run.
pub fn start(question: &Question) -> Session {
    Session::new(SessionOptions { scenario: question.start(), seed: SEED, ..SessionOptions::default() })
}

/// A session in which the question's script has run, and then `lines`.
pub fn session(question: &Question, lines: &[String]) -> Session {
    let mut session = start(question);
    for line in question.lines().chain(lines) {
        session.run(line);
    }
    session
}

/// The goals of a task that these lines leave open, each with what is missing.
pub fn open<'a>(goals: &'a [Goal], session: &Session) -> Vec<(&'a Goal, String)> {
    let history = session.entries().get(..session.position()).unwrap_or_default();
    let open = goals.iter().filter(|goal| !goal.holds_at_end(session.state(), history));
    open.map(|goal| (goal, goal.fact.missing())).collect()
}
