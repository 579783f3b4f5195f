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
    /// Whether it starts as `NAME=` where an assignment may stand.
    pub assigns: bool,
    /// What it is made of, where a part is to be expanded before the command runs; else none.
    pub parts: Vec<Part>,
}

/// A part of a word that something is put in place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// What the shell puts there; inside double quotes it is not split into words.
    Expansion {
        /// What to put there.
        expansion: Expansion,
        /// Whether it stands in double quotes.
        quoted: bool,
    },
}

/// What the shell replaces before a command runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expansion {
    /// `$NAME`, `${NAME}`, `${NAME:-text}` and their like.
    Variable {
        /// Its name; `?` for the last exit code.
        name: String,
        /// What is done with its value.
        change: Change,
    },
    /// `$(…)`: what the commands print.
    Commands(Vec<CommandLine>),
}

/// What `${…}` does with a variable's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// `${#NAME}`: its length.
    Length,
    /// `${NAME:-text}`: another text where it is empty.
    Default(String),
    /// `${NAME#pattern}` and `${NAME%pattern}`: without what matches at its start or end, the longest for `##`, `%%`.
    Without {
        /// With `*` and `?`.
        pattern: String,
        /// At its end, not at its start.
        end: bool,
        /// The longest match, not the shortest.
        longest: bool,
    },
    /// `$NAME.property.property` of PowerShell.
    Property(Vec<String>),
}

/// Where output goes or input comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// What is done.
    pub kind: RedirectKind,
    /// The file, or the text for [`RedirectKind::Text`].
    pub target: Word,
}

/// The kinds of [`Redirect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// `>`, `2>`, `&>` and with `>>`.
    File {
        /// Which stream.
        from: Stream,
        /// Whether the file keeps what it has.
        append: bool,
    },
    /// `2>&1`.
    ErrorsToOutput,
    /// `>&2`.
    OutputToErrors,
    /// `<`: a file is the input.
    Input,
    /// `<<` and `<<<`: a text is the input. The number counts the `<<` of a line.
    Text(Option<usize>),
}

/// A stream that a command writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Errors,
    /// Both.
    Both,
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
    /// `|`: it reads what the one before prints.
    Pipe,
}

/// One simple command: a name and its arguments, or a keyword that stands alone (`if`, `then`, `do` …).
/// INVARIANT: `words` is not empty.
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
    /// Where its output goes and its input comes from, in order.
    pub redirects: Vec<Redirect>,
    /// The variable that takes what it prints, as in PowerShell's `$x = az …`.
    pub target: Option<String>,
}

impl CommandLine {
    /// Returns the words' texts, the command's name first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// Returns the keyword of Bash that it begins with, if it does.
    pub fn keyword(&self) -> Option<&str> {
        let first = self.words.first().filter(|word| !word.quoted && word.parts.is_empty())?;
        super::keyword::KEYWORDS.contains(&first.text.as_str()).then_some(first.text.as_str())
    }

    /// The command and all commands inside it, each `$(…)` after the words around it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        let targets = self.redirects.iter().map(|it| &it.target);
        for part in self.words.iter().chain(targets).flat_map(|word| &word.parts) {
            if let Part::Expansion { expansion: Expansion::Commands(commands), .. } = part {
                commands.iter().for_each(|it| it.walk(visit));
            }
        }
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
