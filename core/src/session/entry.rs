//! What one line did: its outcome, and the worlds before and after it.

use std::sync::Arc;

use crate::event::Event;
use crate::gateway::Exchange;
use crate::model::decision::Decision;
use crate::state::State;

/// What one complete input line did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The line as typed, continuations included.
    pub line: String,
    /// 0 when all went well.
    pub exit_code: i32,
    /// What the command printed as its result.
    pub stdout: String,
    /// Warnings and errors, each with its `WARNING: ` or `ERROR: ` prefix.
    pub stderr: String,
    /// The requests, in order.
    pub exchanges: Vec<Exchange>,
    /// Everything that happened, in order, the client's own included.
    pub events: Vec<Event>,
    /// What we did to the line before running it (a prompt dropped, a leniency used), in words.
    pub notes: Vec<String>,
    /// A question that the next line answers; nothing has happened yet.
    pub question: Option<String>,
    /// Whether the screen is to be cleared.
    pub clears_screen: bool,
    /// The prompt of the machine on which it was typed, where that is not the learner's own.
    pub prompt: Option<String>,
}

impl Outcome {
    /// The decision that refused something for want of rights, if one did.
    pub fn refusal(&self) -> Option<&Decision> {
        self.exchanges.iter().flat_map(|it| &it.decisions).find(|decision| !decision.allowed)
    }
}

/// A step of the timeline: a line that ran, with the world before and after it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it did.
    pub outcome: Arc<Outcome>,
    /// The world before.
    pub before: State,
    /// The world after.
    pub after: State,
    /// Whether the learner's world differs after it.
    pub changed: bool,
    /// Which typed or pasted text it came with: what came together is undone together.
    pub text: usize,
}

impl Entry {
    /// Whether the learner's world differs after it.
    pub const fn changed_world(&self) -> bool {
        self.changed
    }

    /// Whether the cloud refused something for want of rights.
    pub fn refusal(&self) -> Option<&Decision> {
        self.outcome.refusal()
    }
}
