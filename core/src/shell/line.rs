//! What reading gives: words, command lines, and what joins them.

use std::ops::Range;

use super::{Note, ShellError};

/// One word of a command line, quotes and escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as the command receives it.
    pub text: String,
    /// Where it stands in [`CommandLine::source`], in bytes, quotes included.
    pub raw: Range<usize>,
    /// Whether any part of it was quoted or escaped.
    pub quoted: bool,
}

/// What joins a command to the one before it on the same line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connector {
    /// `;`, or the first command of a line: it runs in any case.
    #[default]
    Always,
    /// `&&`: it runs when the one before succeeded.
    And,
    /// `||`: it runs when the one before failed.
    Or,
}

/// One simple command: a name and its arguments. INVARIANT: `words` is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    /// The command as typed, continuations included.
    pub source: String,
    /// Its words, the command's name first.
    pub words: Vec<Word>,
    /// How it is joined to the command before it.
    pub connector: Connector,
    /// Where `source` starts in [`Read::source`], in bytes.
    pub start: usize,
}

impl CommandLine {
    /// Returns the words' texts, the command's name first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }
}

/// One complete input line: its commands in order, or why it could not be read.
///
/// When there is an error, nothing of the line may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The line as typed, continuations included, dropped prompts left out.
    pub source: String,
    /// The commands, at least one; or the first error, with its span in `source`.
    pub result: Result<Vec<CommandLine>, ShellError>,
    /// What lenient reading changed, each kind once.
    pub notes: Vec<Note>,
}

/// What one input amounts to so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A complete line, read or refused.
    Line(Read),
    /// It ends in a continuation, an open quote or an operator: more must follow.
    Incomplete,
    /// Nothing but blanks and comments.
    Blank,
}
