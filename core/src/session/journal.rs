//! The journal: all that is needed to have a session again.

use serde::{Deserialize, Serialize};

use super::{Session, SessionOptions};
use crate::scenario::Scenario;

/// What link, file and storage carry, and nothing else.
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
    /// What ran before the first line: a lesson's or challenge's own start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub setup: Vec<String>,
    /// Everything typed, in order, undo and redo included.
    pub lines: Vec<String>,
    /// What a replay must come to, where the journal was made to be given away: see [`Session::state_hash`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_hash: Option<String>,
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

impl Session {
    /// The session that a journal describes, by running its lines again.
    ///
    /// # Errors
    /// When the journal is of another version, names no scenario of ours, or is too large.
    pub fn replay(journal: &Journal) -> Result<Self, JournalError> {
        if journal.v != 1 {
            return Err(JournalError::Version(journal.v));
        }
        let too_long = journal.setup.iter().chain(&journal.lines).any(|line| line.len() > MAX_LINE_BYTES);
        if journal.lines.len() > MAX_LINES || journal.setup.len() > MAX_LINES || too_long {
            return Err(JournalError::TooLarge);
        }
        let scenario =
            Scenario::find(&journal.scenario).ok_or_else(|| JournalError::Scenario(journal.scenario.clone()))?;
        let options = SessionOptions { scenario, seed: journal.seed, terminal: true, ..SessionOptions::default() };
        let mut session = Self::prepared(options, &journal.setup);
        for line in &journal.lines {
            session.run(line);
        }
        Ok(session)
    }

    /// What to keep in order to have this session again.
    pub fn journal(&self) -> Journal {
        Journal {
            v: 1,
            core_version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.options.scenario.name().to_owned(),
            seed: self.options.seed,
            setup: self.setup.clone(),
            lines: self.lines.clone(),
            state_hash: None,
        }
    }
}
