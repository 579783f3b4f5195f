//! A session: a pure function of scenario, seed and typed lines, with undo, redo and a way back to any point.

mod assist;
mod builtin;
mod checkpoint;
mod clock;
mod entry;
mod foreign;
mod journal;
mod recall;
mod run;
mod secrets;
mod settings;
mod share;

use std::sync::Arc;

pub use checkpoint::Checkpoint;
pub use entry::{Entry, Outcome};
pub use foreign::ForeignSecret;
pub use journal::{Journal, JournalError, MAX_LINE_BYTES, MAX_LINES};
pub use secrets::mask;
pub use share::{MAX_LINK, ScriptKind, Secret, ShareError, secrets};

use crate::event::Event;
use crate::interpreter::Engine;
use crate::scenario::Scenario;
use crate::shell::{Dialect, Read, Reader, read_paste};
use crate::state::State;

/// How a session begins and reads its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// The start state.
    pub scenario: Scenario,
    /// Gives every GUID of the world.
    pub seed: u64,
    /// az 2.91.0 to the letter, without our leniencies.
    pub strict: bool,
    /// Whose quoting and continuation rules hold.
    pub dialect: Dialect,
    /// Whether there is a terminal: questions are asked, not refused.
    pub terminal: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { scenario: Scenario::Sandbox, seed: 1, strict: false, dialect: Dialect::Auto, terminal: false }
    }
}

/// A terminal, the cloud behind it, and everything that was typed so far.
#[derive(Debug)]
pub struct Session {
    options: SessionOptions,
    initial: State,
    /// The lines that made the initial state of the scenario's.
    setup: Vec<String>,
    lines: Vec<String>,
    transcript: Vec<Arc<Outcome>>,
    entries: Vec<Entry>,
    /// How many entries are in effect; those from here on can be redone.
    position: usize,
    /// A line that waits for the answer to its question.
    waiting: Option<String>,
    reader: Reader,
    /// What runs `jq`, once the embedder has brought it.
    engine: Option<Arc<dyn Engine>>,
    checkpoints: Vec<Checkpoint>,
    /// How many commands of the text that runs are still to come.
    to_come: usize,
}

impl Session {
    /// A new session.
    pub fn new(options: SessionOptions) -> Self {
        let mut initial = options.scenario.begin(options.seed);
        if options.strict {
            initial.apply(&Event::StrictChanged { strict: true });
        }
        Self {
            options,
            initial,
            setup: Vec::new(),
            lines: Vec::new(),
            transcript: Vec::new(),
            entries: Vec::new(),
            position: 0,
            waiting: None,
            reader: Reader::new(options.dialect, !options.strict),
            engine: None,
            checkpoints: Vec::new(),
            to_come: 0,
        }
    }

    /// A new session that begins where these lines lead from the scenario: they are no part of its timeline, and
    /// `reset` comes back to where they ended.
    pub fn prepared(options: SessionOptions, lines: &[String]) -> Self {
        let mut before = Self::new(SessionOptions { terminal: false, ..options });
        for line in lines {
            before.run(line);
        }
        Self { initial: before.state().clone(), setup: lines.to_vec(), ..Self::new(options) }
    }

    /// Brings what runs `jq`.
    pub fn set_engine(&mut self, engine: Arc<dyn Engine>) {
        self.engine = Some(engine);
    }

    /// Runs what was typed or pasted, up to the first error: one outcome for each complete line of it, none for blanks and
    /// comments. All of it is one change for `undo`.
    pub fn run(&mut self, text: &str) -> Vec<Arc<Outcome>> {
        if let Some(secret) = self.foreign_secret(text) {
            return vec![self.refuse_secret(secret)];
        }
        self.lines.push(text.to_owned());
        if let Some(line) = self.waiting.take() {
            return vec![self.answer(&line, text)];
        }
        let lenient = !self.state().terminal().strict;
        let text = recall::recalled(text, self.transcript.last().map(|it| it.line.as_str())).into_owned();
        let reads = read_paste(&text, self.options.dialect, lenient);
        self.run_all(reads)
    }

    /// Takes one physical line, as from a pipe; an unfinished line waits for the next.
    pub fn feed(&mut self, physical_line: &str) -> Vec<Arc<Outcome>> {
        if let Some(secret) = self.foreign_secret(physical_line) {
            // What was begun before it is dropped too.
            self.reader = Reader::new(self.options.dialect, !self.options.strict);
            return vec![self.refuse_secret(secret)];
        }
        self.lines.push(physical_line.to_owned());
        let line = recall::recalled(physical_line, self.transcript.last().map(|it| it.line.as_str())).into_owned();
        let reads = self.reader.push(&line);
        self.run_all(reads)
    }

    /// Says that the input has ended: an unfinished line is an error.
    pub fn finish(&mut self) -> Option<Arc<Outcome>> {
        let read = self.reader.finish()?;
        self.run_all(vec![read]).into_iter().next()
    }

    fn run_all(&mut self, reads: Vec<Read>) -> Vec<Arc<Outcome>> {
        let mut outcomes = Vec::with_capacity(reads.len());
        self.to_come = reads.len();
        for read in reads {
            self.to_come = self.to_come.saturating_sub(1);
            let outcome = self.run_read(read);
            let failed = outcome.exit_code != 0;
            outcomes.push(outcome);
            if failed || self.waiting.is_some() {
                break;
            }
        }
        self.to_come = 0;
        outcomes
    }

    /// The present world.
    pub fn state(&self) -> &State {
        self.last().map_or(&self.initial, |entry| &entry.after)
    }

    /// Everything that was typed and printed, in order, undone lines included.
    pub fn transcript(&self) -> &[Arc<Outcome>] {
        &self.transcript
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

    /// The question that the next line answers.
    pub fn question(&self) -> Option<&str> {
        self.waiting.as_ref()?;
        self.transcript.last().and_then(|it| it.question.as_deref())
    }

    /// The prompt of the machine that the shell works on, where it is not the learner's own: `azureuser@vm1:~$`.
    pub fn prompt(&self) -> Option<String> {
        let terminal = self.state().terminal();
        terminal.host.as_ref().map(|host| [&terminal.user, "@", host.name(), ":~$"].concat())
    }

    /// Whether `undo` would do something.
    pub fn can_undo(&self) -> bool {
        self.entries.iter().take(self.position).any(|entry| entry.changed)
    }

    /// Whether `redo` would do something.
    pub fn can_redo(&self) -> bool {
        self.entries.iter().skip(self.position).any(|entry| entry.changed)
    }

    /// How the session began.
    pub const fn options(&self) -> SessionOptions {
        self.options
    }
}

#[cfg(test)]
mod tests;
