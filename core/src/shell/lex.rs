//! The lexer: physical lines in, words and connectors out, whatever the input.
//!
//! It is a resumable state machine, so that a line continued over many physical lines costs linear time. After an
//! error it reads on to the line's end (keeping the first error), so that the rest of a refused command is not
//! taken for commands of its own.

use std::mem;

use super::lexeme::{Cursor, is_blank};
use super::redirect::{Heredoc, Pending};
use super::{CommandLine, Connector, Dialect, Expansion, Note, Part, Read, Redirect, ShellError, ShellErrorKind, Word};

/// The longest input line, continuations included, in bytes.
pub(super) const MAX_LINE: usize = 64 * 1024;
/// The most words on one input line.
pub(super) const MAX_WORDS: usize = 4096;
/// How deep `$(…)` may stand in each other.
pub(super) const MAX_DEPTH: usize = 16;

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
    /// Inside `$(` opened at that offset.
    Nested {
        opened: usize,
    },
}

/// The inside of a `$(…)` that is being read.
#[derive(Debug, Default)]
pub(super) struct Nested {
    pub(super) text: String,
    /// How many `(` are open in it.
    pub(super) open: usize,
    pub(super) quote: Option<char>,
    /// The quotes around it, as [`Mode::Quoted`].
    pub(super) around: Option<(bool, usize)>,
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
    /// Whether it has begun as `NAME=`, unquoted.
    pub(super) assigns: bool,
    pub(super) parts: Vec<Part>,
}

impl Partial {
    /// Adds text as it is.
    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
        match self.parts.last_mut() {
            None => {}
            Some(Part::Text(last)) => last.push_str(text),
            Some(Part::Expansion { .. }) => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    pub(super) fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    /// Adds something to be expanded, which stands in the line as `shown`.
    pub(super) fn expand(&mut self, expansion: Expansion, quoted: bool, shown: &str) {
        if self.parts.is_empty() && !self.text.is_empty() {
            self.parts.push(Part::Text(self.text.clone()));
        }
        self.parts.push(Part::Expansion { expansion, quoted });
        self.text.push_str(shown);
        self.quoted |= quoted;
    }
}

/// The state of one input line.
#[derive(Debug)]
pub(super) struct Lexer {
    pub(super) dialect: Dialect,
    /// Whether this line is PowerShell's although the dialect is `auto`.
    pub(super) recognised: bool,
    /// How many `$(` stand around this.
    pub(super) depth: usize,
    /// How many `if`, `for`, `while` are open.
    pub(super) blocks: usize,
    pub(super) lenient: bool,
    pub(super) source: String,
    pub(super) mode: Mode,
    pub(super) word: Option<Partial>,
    pub(super) nested: Nested,
    pub(super) words: Vec<Word>,
    pub(super) redirects: Vec<Redirect>,
    /// A redirection whose file has not come yet.
    pub(super) pending: Option<Pending>,
    /// `<<` whose text follows the line, and those whose text has come.
    pub(super) heredocs: Vec<Heredoc>,
    pub(super) bodies: Vec<Word>,
    /// PowerShell's `$x =` before the command.
    pub(super) target: Option<String>,
    word_count: usize,
    pub(super) connector: Connector,
    /// Where the operator stands that the next command must follow.
    pub(super) dangling: Option<usize>,
    commands: Vec<CommandLine>,
    pub(super) error: Option<ShellError>,
    pub(super) notes: Vec<Note>,
    /// Whether the physical line ended in an escape inside quotes, so that its end is not part of the word.
    pub(super) drop_line_end: bool,
}

impl Lexer {
    pub(super) fn new(dialect: Dialect, lenient: bool) -> Self {
        Self {
            dialect,
            recognised: false,
            depth: 0,
            blocks: 0,
            lenient,
            source: String::new(),
            mode: Mode::Plain,
            word: None,
            nested: Nested::default(),
            words: Vec::new(),
            redirects: Vec::new(),
            pending: None,
            heredocs: Vec::new(),
            bodies: Vec::new(),
            target: None,
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
        self.recognised || self.dialect == Dialect::PowerShell
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
        if base == 0 {
            self.recognise(line);
        }
        self.source.push_str(line);
        if !self.heredocs.is_empty() {
            return if self.heredoc_line(line, base) { self.line_end() } else { Fed::Incomplete };
        }
        let mut cursor = Cursor::new(line, base);
        let continued = loop {
            match self.mode {
                Mode::Plain => {
                    if self.plain(&mut cursor) {
                        break true;
                    }
                }
                Mode::Quoted { double, smart, .. } => self.quoted(&mut cursor, double, smart),
                Mode::Nested { opened } => self.nested(&mut cursor, opened),
            }
            if cursor.at_end() {
                break false;
            }
        };
        if continued {
            return Fed::Incomplete;
        }
        match self.mode {
            Mode::Plain => self.line_end(),
            Mode::Quoted { .. } => {
                if !mem::take(&mut self.drop_line_end) {
                    self.push_char('\n', base, true);
                }
                Fed::Incomplete
            }
            Mode::Nested { .. } => {
                self.nested.text.push('\n');
                Fed::Incomplete
            }
        }
    }

    /// Whether the input line ends with this physical line.
    fn line_end(&mut self) -> Fed {
        self.end_word(self.source.len());
        let waits = !self.heredocs.is_empty() || self.words.is_empty() && self.dangling.is_some();
        if waits {
            return Fed::Incomplete;
        }
        if self.blocks > 0 {
            self.end_command(self.source.len());
            self.connector = Connector::Always;
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
        let mut done = mem::replace(self, Self::new(self.dialect, self.lenient));
        done.fill_heredocs();
        if done.commands.is_empty() && done.error.is_none() {
            return None;
        }
        let result = match done.error {
            Some(error) => Err(error),
            None => Ok(done.commands),
        };
        Some(Read { source: done.source, result, notes: done.notes })
    }

    /// Takes the first error.
    pub(super) fn take_error(&mut self) -> Option<ShellError> {
        self.error.take()
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
        word.push(c);
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
        let before = self.words.iter().all(|it| it.assigns);
        let first = self.words.is_empty() && self.pending.is_none();
        if first && self.keyword(&word, end) {
            return;
        }
        let assigns = word.assigns && before && !self.power_shell();
        let word = Word { text: word.text, raw: word.start..end, quoted: word.quoted, assigns, parts: word.parts };
        match self.pending.take() {
            Some(pending) => self.redirect_to(pending, word),
            None => self.words.push(word),
        }
    }

    /// Adds a command that is a keyword only.
    pub(super) fn push_keyword(&mut self, word: &Partial, end: usize) {
        let raw = 0..end.saturating_sub(word.start);
        let (text, start) = (word.text.clone(), word.start);
        let word = Word { text: text.clone(), raw, quoted: false, assigns: false, parts: Vec::new() };
        let connector = mem::take(&mut self.connector);
        self.dangling = None;
        let (redirects, target) = (Vec::new(), None);
        self.commands.push(CommandLine { source: text, words: vec![word], connector, start, redirects, target });
    }

    /// The commands so far.
    pub(super) fn commands_mut(&mut self) -> &mut [CommandLine] {
        &mut self.commands
    }

    /// Ends the command that stands before the operator at `end`, if any.
    fn end_command(&mut self, end: usize) {
        self.end_word(end);
        if let Some(pending) = self.pending.take() {
            let message = "Syntax error near unexpected token `newline`";
            self.fail(ShellError::syntax(message, pending.span, "A file's name must follow it."));
        }
        let words = mem::take(&mut self.words);
        let redirects = mem::take(&mut self.redirects);
        let target = self.target.take();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            if let Some(redirect) = redirects.first() {
                let span = redirect.target.raw.clone();
                self.fail(ShellError::not_simulated(
                    "Redirections without a command",
                    span,
                    "Put a command before it.",
                ));
            }
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
        let connector = self.connector;
        self.commands.push(CommandLine { source, words, connector, start, redirects, target });
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
