//! One picture of the session for the page: plain values, made anew after each line.

use std::sync::Arc;

use keyless_core::render::diagram::Diagram;
use keyless_core::session::{Entry, Outcome, Session, mask};
use keyless_core::state::State;

use crate::account::{Account, accounts};
use crate::told::Told;
use crate::transcript::Block;
use crate::typed::one_line;

/// All that the page shows of a session.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// What the terminal shows.
    pub blocks: Vec<Arc<Block>>,
    /// Every line typed so far, for the prompt's history.
    pub lines: Arc<Vec<String>>,
    /// What the last line typed did: one outcome, or more for a paste.
    pub last: Vec<Arc<Outcome>>,
    /// The same in words, one for each outcome.
    pub news: Vec<Told>,
    /// The world's picture.
    pub diagram: Arc<Diagram>,
    /// The steps, undone ones included.
    pub timeline: Vec<Step>,
    /// How many of them are in effect.
    pub position: usize,
    /// Whether `undo` would do something.
    pub can_undo: bool,
    /// Whether `redo` would do something.
    pub can_redo: bool,
    /// What the prompt waits for an answer to.
    pub question: Option<String>,
    /// The prompt of the machine that the shell works on, where it is not the learner's own.
    pub prompt: Option<String>,
    /// Who may be signed in.
    pub accounts: Vec<Account>,
    /// The world's time.
    pub clock: String,
    /// Named points of the timeline, each with the step after which it was taken.
    pub checkpoints: Vec<(String, usize)>,
    /// The world before the last line typed.
    pub before: State,
    /// The world itself.
    pub state: State,
    /// Whether the picture shows what a line would do.
    pub previews: bool,
}

/// A step of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was typed, secrets masked.
    pub line: String,
    /// How it went.
    pub status: StepStatus,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStatus {
    /// The world differs after it.
    Changed,
    /// It changed only this terminal: who is signed in, the clock, a setting.
    Client,
    /// It only looked, or found everything so already.
    Unchanged,
    /// The cloud refused it for want of rights.
    Refused,
    /// It failed for another reason.
    Failed,
}

impl StepStatus {
    /// Of an entry.
    pub fn of(entry: &Entry) -> Self {
        match entry.outcome.exit_code {
            0 if entry.changed_world() && entry.outcome.exchanges.is_empty() && !is_reset(entry) => Self::Client,
            0 if entry.changed_world() => Self::Changed,
            0 => Self::Unchanged,
            _ if entry.refusal().is_some() => Self::Refused,
            _ => Self::Failed,
        }
    }

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Changed => "changed the world",
            Self::Client => "changed this terminal",
            Self::Unchanged => "changed nothing",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// The suffix of its style class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Changed => "step step--changed",
            Self::Client | Self::Unchanged => "step step--unchanged",
            Self::Refused => "step step--refused",
            Self::Failed => "step step--failed",
        }
    }
}

fn is_reset(entry: &Entry) -> bool {
    ["reset", "keyless restore"].iter().any(|it| entry.outcome.line.trim_start().starts_with(it))
}

impl Snapshot {
    /// Of a session; the caller adds what the page remembers beside it.
    pub fn of(
        session: &Session,
        blocks: Vec<Arc<Block>>,
        last: Vec<Arc<Outcome>>,
        news: Vec<Told>,
        diagram: Arc<Diagram>,
        before: State,
    ) -> Self {
        let state = session.state().clone();
        let step = |entry: &Entry| Step { line: one_line(&mask(&entry.outcome.line)), status: StepStatus::of(entry) };
        Self {
            blocks,
            lines: Arc::new(session.journal().lines),
            last,
            news,
            diagram,
            timeline: session.entries().iter().map(step).collect(),
            position: session.position(),
            can_undo: session.can_undo(),
            can_redo: session.can_redo(),
            question: session.question().map(str::to_owned),
            prompt: session.prompt(),
            accounts: accounts(&state),
            checkpoints: session.checkpoints().iter().map(|it| (it.name.clone(), it.step)).collect(),
            clock: state.now().readable(),
            before,
            state,
            previews: false,
        }
    }
}
