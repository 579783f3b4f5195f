//! A session: a pure function of scenario, seed and typed lines, with undo, redo and a way back to any point.

use serde::{Deserialize, Serialize};

use crate::authz::decision::Decision;
use crate::event::Event;
use crate::gateway::Exchange;
use crate::scenario::Scenario;
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
}

/// How a session begins and reads its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// The start state.
    pub scenario: Scenario,
    /// Gives every GUID of the world.
    pub seed: u64,
    /// az 2.91.0 to the letter, without our leniencies.
    pub strict: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { scenario: Scenario::Sandbox, seed: 1, strict: false }
    }
}

/// A step of the timeline: a line that ran, with the world before and after it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it did.
    pub outcome: Outcome,
    /// The world before.
    pub before: State,
    /// The world after.
    pub after: State,
}

impl Entry {
    /// Whether the learner's world differs after it.
    pub fn changed_world(&self) -> bool {
        self.outcome.events.iter().any(Event::changes_world)
    }

    /// Whether the cloud refused something for want of rights.
    pub fn refusal(&self) -> Option<&Decision> {
        self.outcome.exchanges.iter().flat_map(|it| &it.decisions).find(|decision| !decision.allowed)
    }
}

/// All that is needed to have a session again: link, file and journal carry this and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// The format's version: 1.
    pub v: u32,
    /// The core that wrote it.
    pub core_version: String,
    /// The scenario's name.
    pub scenario: String,
    /// The world's seed.
    pub seed: u64,
    /// Every line typed, in order, undo and redo included.
    pub lines: Vec<String>,
}

/// Why a journal cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Written by a newer Keyless.
    #[error("the session was saved in format {0}, and this Keyless reads format 1")]
    Version(u32),
    /// No such scenario here.
    #[error("there is no scenario `{0}`")]
    Scenario(String),
    /// More than we replay.
    #[error("the session has more than {MAX_LINES} lines or a line over {MAX_LINE_BYTES} bytes")]
    TooLarge,
}

/// The most lines that a journal may have.
pub const MAX_LINES: usize = 10_000;
/// The longest line that a journal may have, in bytes.
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// A terminal, the cloud behind it, and everything that was typed so far.
#[derive(Clone, Debug)]
pub struct Session {
    options: SessionOptions,
    lines: Vec<String>,
    entries: Vec<Entry>,
    /// How many entries are in effect; those from here on can be redone.
    position: usize,
}

impl Session {
    /// A new session.
    pub fn new(options: SessionOptions) -> Self {
        Self { options, lines: Vec::new(), entries: Vec::new(), position: 0 }
    }

    /// The session that a journal describes, by running its lines again.
    ///
    /// # Errors
    /// When the journal is of another version, names no scenario of ours, or is too large.
    pub fn replay(journal: &Journal) -> Result<Self, JournalError> {
        if journal.v != 1 {
            return Err(JournalError::Version(journal.v));
        }
        let too_long = journal.lines.iter().any(|line| line.len() > MAX_LINE_BYTES);
        if journal.lines.len() > MAX_LINES || too_long {
            return Err(JournalError::TooLarge);
        }
        let scenario =
            Scenario::find(&journal.scenario).ok_or_else(|| JournalError::Scenario(journal.scenario.clone()))?;
        let mut session = Self::new(SessionOptions { scenario, seed: journal.seed, strict: false });
        for line in &journal.lines {
            session.run(line);
        }
        Ok(session)
    }

    /// Runs what was typed or pasted: one outcome for each complete line of it, none for blanks and comments.
    pub fn run(&mut self, text: &str) -> Vec<Outcome> {
        let _ = text;
        Vec::new()
    }

    /// The present world.
    pub fn state(&self) -> State {
        match self.position.checked_sub(1).and_then(|last| self.entries.get(last)) {
            Some(entry) => entry.after.clone(),
            None => self.options.scenario.begin(self.options.seed),
        }
    }

    /// The timeline, undone steps included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many entries of the timeline are in effect.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The last entry in effect.
    pub fn last(&self) -> Option<&Entry> {
        self.position.checked_sub(1).and_then(|last| self.entries.get(last))
    }

    /// Whether `undo` would do something.
    pub const fn can_undo(&self) -> bool {
        self.position > 0
    }

    /// Whether `redo` would do something.
    pub fn can_redo(&self) -> bool {
        self.position < self.entries.len()
    }

    /// How the session began.
    pub const fn options(&self) -> SessionOptions {
        self.options
    }

    /// What to keep in order to have this session again.
    pub fn journal(&self) -> Journal {
        Journal {
            v: 1,
            core_version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.options.scenario.name().to_owned(),
            seed: self.options.seed,
            lines: self.lines.clone(),
        }
    }
}
