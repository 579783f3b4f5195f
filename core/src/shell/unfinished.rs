//! Input that ends in the middle of a line: what is open, and where.

use std::mem;
use std::ops::Range;

use super::lex::{Lexer, Mode};
use super::lexeme::is_blank;
use super::{Read, ShellError};

impl Lexer {
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
            (Mode::Nested { opened }, _) => ShellError::unfinished(
                "The `$(` is never closed",
                opened..opened.saturating_add(2).min(end),
                "Close it with `)`.",
            ),
            (Mode::Plain, _) if !self.heredocs.is_empty() => ShellError::unfinished(
                "The text after `<<` never ends",
                self.continuation_span(),
                "End it with a line that holds only the word after `<<`.",
            ),
            (Mode::Plain, _) if self.blocks > 0 => ShellError::unfinished(
                "An `if`, `for` or `while` is never closed",
                self.continuation_span(),
                "Close `if` with `fi`, and `for` and `while` with `done`.",
            ),
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
}
