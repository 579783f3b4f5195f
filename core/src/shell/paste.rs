//! From physical lines to input lines: the reader, line by line, and whole pastes.

use super::lex::{Fed, Lexer};
use super::prompt::{split_prompt, strip_continuation_prompt};
use super::{Dialect, Note, Read, ShellError, Unit};

/// The largest paste, in bytes.
const MAX_PASTE: usize = 1024 * 1024;

/// Words that make a line of a transcript a command although no prompt stands before it.
const COMMANDS: [&str; 3] = ["az", "curl", "keyless"];

/// Reads physical lines one at a time, as they come from a terminal or a pipe.
///
/// INVARIANT: `pending` is false when the lexer holds nothing.
#[derive(Debug)]
pub struct Reader {
    lexer: Lexer,
    pending: bool,
}

impl Reader {
    /// A reader of that dialect. `lenient`: prompts, typographic characters and blanks after a continuation are
    /// read as meant; else to the shell's letter.
    pub fn new(dialect: Dialect, lenient: bool) -> Self {
        Self { lexer: Lexer::new(dialect, lenient), pending: false }
    }

    /// Takes one physical line (or several, with line ends between them), and returns the input lines that it
    /// completes: none for blank lines, comments and unfinished lines.
    pub fn push(&mut self, physical_line: &str) -> Vec<Read> {
        let text = physical_line.strip_suffix('\n').unwrap_or(physical_line);
        text.split('\n').filter_map(|line| self.push_one(line)).collect()
    }

    /// Whether an input line has begun and is not complete.
    pub fn is_pending(&self) -> bool {
        self.pending
    }

    /// Says that the input has ended: an unfinished line gives an error.
    pub fn finish(&mut self) -> Option<Read> {
        if !self.pending {
            return None;
        }
        self.pending = false;
        Some(self.lexer.take_unfinished())
    }

    /// Forgets an unfinished line.
    pub fn cancel(&mut self) {
        *self = Self::new(self.lexer.dialect, self.lexer.lenient);
    }

    fn push_one(&mut self, line: &str) -> Option<Read> {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = if self.lexer.lenient { self.without_prompt(line) } else { line };
        self.pending = self.lexer.feed(line) == Fed::Incomplete;
        if self.pending { None } else { self.lexer.take() }
    }

    fn without_prompt<'a>(&mut self, line: &'a str) -> &'a str {
        let command =
            if self.pending { strip_continuation_prompt(line) } else { split_prompt(line).map(|(_, command)| command) };
        if command.is_some() {
            self.lexer.note(Note::Prompt);
        }
        command.unwrap_or(line)
    }
}

/// Reads one input line, which may span several physical ones: to know whether it is complete.
///
/// Of text that holds several, the first counts; [`read_paste`] reads them all.
pub fn read(text: &str, dialect: Dialect, lenient: bool) -> Unit {
    let mut reader = Reader::new(dialect, lenient);
    let mut lines = reader.push(text).into_iter();
    match (lines.next(), reader.is_pending()) {
        (Some(line), _) => Unit::Line(line),
        (None, true) => Unit::Incomplete,
        (None, false) => Unit::Blank,
    }
}

/// Reads all input lines of a paste; the last one may be an unfinished line's error.
///
/// When its first line has a prompt, `lenient` reading takes it for a transcript: lines without a prompt are output
/// and are left out, save those that start with a command of ours.
pub fn read_paste(text: &str, dialect: Dialect, lenient: bool) -> Vec<Read> {
    if text.len() > MAX_PASTE {
        let message = format!("The input is larger than {} MiB", MAX_PASTE / 1024 / 1024);
        return vec![Read {
            source: String::new(),
            result: Err(ShellError::too_large(message, 0..0)),
            notes: Vec::new(),
        }];
    }
    let mut reader = Reader::new(dialect, lenient);
    let mut reads: Vec<Read> = Vec::new();
    let transcript = lenient && is_transcript(text);
    let mut dropped: usize = 0;
    let text = text.strip_suffix('\n').unwrap_or(text);
    for line in text.split('\n') {
        let output = transcript && !reader.is_pending() && split_prompt(line).is_none() && !starts_with_command(line);
        if output {
            dropped = dropped.saturating_add(usize::from(!line.trim().is_empty()));
            continue;
        }
        note_output(&mut reads, &mut dropped);
        reads.extend(reader.push_one(line));
    }
    note_output(&mut reads, &mut dropped);
    reads.extend(reader.finish());
    reads
}

/// Notes on the last read line that output followed it.
fn note_output(reads: &mut [Read], dropped: &mut usize) {
    let lines = std::mem::take(dropped);
    if let Some(read) = reads.last_mut().filter(|_| lines > 0) {
        read.notes.push(Note::Output { lines });
    }
}

/// Whether the first line that is not blank has a prompt.
fn is_transcript(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| split_prompt(line).is_some())
}

fn starts_with_command(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|word| COMMANDS.contains(&word))
}
