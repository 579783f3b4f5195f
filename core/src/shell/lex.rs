//! The lexer: physical lines in, words and connectors out, whatever the input.
//!
//! It is a resumable state machine, so that a line continued over many physical lines costs linear time. After an
//! error it reads on to the line's end (keeping the first error), so that the rest of a refused command is not
//! taken for commands of its own.

use std::mem;
use std::ops::Range;

use super::lexeme::{Cursor, is_blank};
use super::{CommandLine, Connector, Dialect, Note, Read, ShellError, ShellErrorKind, Word};

/// The longest input line, continuations included, in bytes.
pub(super) const MAX_LINE: usize = 64 * 1024;
/// The most words on one input line.
pub(super) const MAX_WORDS: usize = 4096;

/// Whether an input line is complete after one more physical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fed {
    Complete,
    Incomplete,
}

/// What the lexer is in the middle of, between physical lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Plain,
    /// Inside quotes opened at that offset. `double`: `"`; `smart`: the opening quote was typographic.
    Quoted {
        double: bool,
        smart: bool,
        opened: usize,
    },
}

/// A word being read.
#[derive(Debug, Default)]
pub(super) struct Partial {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) quoted: bool,
    /// How many unquoted `{` are open, and whether one has held an unquoted `,` or `..`.
    pub(super) braces: usize,
    pub(super) list: bool,
    /// Whether an unquoted `[` or `://` came by, after which `*` and `?` are plain text in practice.
    pub(super) literal_globs: bool,
}

/// The state of one input line.
#[derive(Debug)]
pub(super) struct Lexer {
    pub(super) dialect: Dialect,
    pub(super) lenient: bool,
    pub(super) source: String,
    pub(super) mode: Mode,
    pub(super) word: Option<Partial>,
    words: Vec<Word>,
    word_count: usize,
    connector: Connector,
    /// Where the operator stands that the next command must follow.
    dangling: Option<usize>,
    commands: Vec<CommandLine>,
    error: Option<ShellError>,
    notes: Vec<Note>,
    /// Whether the physical line ended in an escape inside quotes, so that its end is not part of the word.
    pub(super) drop_line_end: bool,
}

impl Lexer {
    pub(super) fn new(dialect: Dialect, lenient: bool) -> Self {
        Self {
            dialect,
            lenient,
            source: String::new(),
            mode: Mode::Plain,
            word: None,
            words: Vec::new(),
            word_count: 0,
            connector: Connector::Always,
            dangling: None,
            commands: Vec::new(),
            error: None,
            notes: Vec::new(),
            drop_line_end: false,
        }
    }

    pub(super) fn power_shell(&self) -> bool {
        self.dialect == Dialect::PowerShell
    }

    /// Reads one physical line, given without its line end.
    pub(super) fn feed(&mut self, line: &str) -> Fed {
        if !self.source.is_empty() {
            self.source.push('\n');
        }
        let base = self.source.len();
        if base.saturating_add(line.len()) > MAX_LINE {
            return self.too_long();
        }
        self.source.push_str(line);
        let mut cursor = Cursor::new(line, base);
        let continued = loop {
            match self.mode {
                Mode::Plain => {
                    if self.plain(&mut cursor) {
                        break true;
                    }
                }
                Mode::Quoted { double, smart, .. } => self.quoted(&mut cursor, double, smart),
            }
            if cursor.at_end() {
                break false;
            }
        };
        if continued {
            return Fed::Incomplete;
        }
        if self.mode != Mode::Plain {
            if !mem::take(&mut self.drop_line_end) {
                self.push_char('\n', base, true);
            }
            return Fed::Incomplete;
        }
        self.end_word(self.source.len());
        if self.words.is_empty() && self.dangling.is_some() {
            return Fed::Incomplete;
        }
        Fed::Complete
    }

    /// Gives the line up, as too long: what follows it is read as new lines.
    fn too_long(&mut self) -> Fed {
        let message = format!("The line is longer than {} KiB", MAX_LINE / 1024);
        let span = 0..self.source.len();
        self.error = Some(ShellError::too_large(message, span));
        self.mode = Mode::Plain;
        Fed::Complete
    }

    /// Takes what was read, and is empty again. `None` when it was blank.
    pub(super) fn take(&mut self) -> Option<Read> {
        let end = self.source.len();
        self.end_command(end);
        let done = mem::replace(self, Self::new(self.dialect, self.lenient));
        if done.commands.is_empty() && done.error.is_none() {
            return None;
        }
        let result = match done.error {
            Some(error) => Err(error),
            None => Ok(done.commands),
        };
        Some(Read { source: done.source, result, notes: done.notes })
    }

    /// Takes what was read although the input ends in the middle of the line, with the error that says so.
    pub(super) fn take_unfinished(&mut self) -> Read {
        let end = self.source.len();
        let error = match (self.mode, self.dangling) {
            (Mode::Quoted { double, opened, .. }, _) => {
                let quote = if double { '"' } else { '\'' };
                ShellError::unfinished(
                    format!("The quote {quote} is never closed"),
                    self.char_span(opened),
                    format!("Close it with another {quote}."),
                )
            }
            (Mode::Plain, Some(at)) if self.words.is_empty() && self.word.is_none() => ShellError::unfinished(
                "The line ends where a command should follow",
                at..at.saturating_add(2).min(end),
                "Add the command, or leave the operator out.",
            ),
            (Mode::Plain, _) => ShellError::unfinished(
                "The last line says that another one follows, and none does",
                self.continuation_span(),
                "Add the rest of the command, or leave the last character out.",
            ),
        };
        let notes = mem::take(&mut self.notes);
        let source = mem::take(&mut self.source);
        let error = self.error.take().unwrap_or(error);
        *self = Self::new(self.dialect, self.lenient);
        Read { source, result: Err(error), notes }
    }

    /// Where the character at `at` stands.
    fn char_span(&self, at: usize) -> Range<usize> {
        let width = self.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        at..at.saturating_add(width)
    }

    /// Where the last character that is no blank stands.
    fn continuation_span(&self) -> Range<usize> {
        let text = self.source.trim_end_matches(|c| c == '\n' || is_blank(c));
        self.char_span(text.char_indices().next_back().map_or(0, |(at, _)| at))
    }

    /// Records a change that lenient reading made, each kind once.
    pub(super) fn note(&mut self, note: Note) {
        // In order: a sort of its own would be much code.
        if !self.notes.contains(&note) {
            let place = self.notes.partition_point(|it| *it < note);
            self.notes.insert(place, note);
        }
    }

    /// Keeps the first error; of placeholders, all names.
    pub(super) fn fail(&mut self, error: ShellError) {
        match &mut self.error {
            None => self.error = Some(error),
            Some(first) => {
                if let ShellErrorKind::Placeholder(names) = error.kind {
                    names.into_iter().for_each(|name| first.add_placeholder(name));
                }
            }
        }
    }

    /// Adds a character to the word, starting one at `at` if none is open.
    pub(super) fn push_char(&mut self, c: char, at: usize, quoted: bool) {
        let word = self.open_word(at);
        word.text.push(c);
        word.quoted |= quoted;
    }

    /// The open word, started at `at` if none is open.
    pub(super) fn open_word(&mut self, at: usize) -> &mut Partial {
        self.word.get_or_insert_with(|| Partial { start: at, ..Partial::default() })
    }

    /// Whether the next word is its command's first.
    pub(super) fn at_command(&self) -> bool {
        self.words.is_empty() && self.word.is_none()
    }

    /// Ends the open word, if any, before `end`.
    pub(super) fn end_word(&mut self, end: usize) {
        let Some(word) = self.word.take() else {
            return;
        };
        self.word_count = self.word_count.saturating_add(1);
        if self.word_count > MAX_WORDS {
            self.fail(ShellError::too_large(format!("The line has more than {MAX_WORDS} words"), word.start..end));
            return;
        }
        if self.words.is_empty() {
            self.check_command_word(&word, end);
        }
        self.words.push(Word { text: word.text, raw: word.start..end, quoted: word.quoted });
    }

    /// Ends the command that stands before the operator at `end`, if any.
    fn end_command(&mut self, end: usize) {
        self.end_word(end);
        let words = mem::take(&mut self.words);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let (start, stop) = (first.raw.start, last.raw.end);
        let source = self.source.get(start..stop).unwrap_or_default().to_owned();
        let words = words
            .into_iter()
            .map(|word| {
                let raw = word.raw.start.saturating_sub(start)..word.raw.end.saturating_sub(start);
                Word { raw, ..word }
            })
            .collect();
        self.commands.push(CommandLine { source, words, connector: self.connector, start });
        self.dangling = None;
    }

    /// Ends a command at an operator of `width` bytes at `at`, which joins the next one by `connector`.
    pub(super) fn operator(&mut self, connector: Connector, at: usize, width: usize) {
        self.end_word(at);
        if self.words.is_empty() {
            let token = self.source.get(at..at.saturating_add(width)).unwrap_or_default().to_owned();
            self.fail(ShellError::syntax(
                format!("Syntax error near unexpected token `{token}`"),
                at..at.saturating_add(width),
                "A command must stand before it.",
            ));
        }
        self.end_command(at);
        self.connector = connector;
        self.dangling = (connector != Connector::Always).then_some(at);
    }

    /// Skips blanks, saying so when they are typographic ones.
    pub(super) fn is_space(&mut self, c: char) -> bool {
        if matches!(c, ' ' | '\t') {
            return true;
        }
        let blank = self.lenient && is_blank(c);
        if blank {
            self.note(Note::Spaces);
        }
        blank
    }
}
