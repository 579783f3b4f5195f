//! Reading `>`, `>>`, `2>`, `&>`, `2>&1`, `<`, `<<` and `<<<`.

use std::ops::Range;

use super::lex::Lexer;
use super::lexeme::Cursor;
use super::{Redirect, RedirectKind, ShellError, Stream, Word};

/// A redirection whose file comes next.
#[derive(Debug)]
pub(super) struct Pending {
    kind: RedirectKind,
    /// Whether tabs at the starts of a text's lines do not count (`<<-`).
    tabs: bool,
    pub(super) span: Range<usize>,
}

/// A `<<` whose text follows the line.
#[derive(Debug)]
pub(super) struct Heredoc {
    end: String,
    literal: bool,
    tabs: bool,
    text: String,
}

impl Lexer {
    /// `>` at `at`; the cursor stands after it. `both` for `&>`.
    pub(super) fn redirect_output(&mut self, cursor: &mut Cursor<'_>, at: usize, both: bool) {
        let from = if both { Stream::Both } else { self.descriptor(at) };
        let append = cursor.eat(">");
        let span = at..cursor.offset();
        if cursor.eat("&") {
            let kind = match (from, cursor.bump()) {
                (Stream::Errors, Some('1')) => RedirectKind::ErrorsToOutput,
                (Stream::Output, Some('2')) => RedirectKind::OutputToErrors,
                _ => return self.refuse_redirect("Redirections between other streams than 1 and 2", span),
            };
            let target = Word { text: String::new(), raw: at..at, quoted: false, assigns: false, parts: Vec::new() };
            return self.redirects.push(Redirect { kind, target });
        }
        if matches!(cursor.peek(), Some('|' | '(')) {
            return self.refuse_redirect("`>|` and `>(…)`", span);
        }
        self.pending = Some(Pending { kind: RedirectKind::File { from, append }, tabs: false, span });
    }

    /// `<` at `at`, which begins no placeholder; the cursor stands after it.
    pub(super) fn redirect_input(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        self.end_word(at);
        let (mut kind, mut tabs) = (RedirectKind::Input, false);
        if cursor.eat("<<") {
            kind = RedirectKind::Text(None);
        } else if cursor.eat("<") {
            tabs = cursor.eat("-");
            kind = RedirectKind::Text(Some(self.heredocs.len().saturating_add(self.bodies.len())));
        } else if matches!(cursor.peek(), Some('(' | '&' | '>')) {
            return self.refuse_redirect("`<(…)`, `<&` and `<>`", at..at.saturating_add(1));
        }
        self.pending = Some(Pending { kind, tabs, span: at..cursor.offset() });
    }

    fn refuse_redirect(&mut self, feature: &'static str, span: Range<usize>) {
        let hint = "There are `>`, `>>`, `2>`, `&>`, `2>&1`, `<`, `<<` and `<<<` here.";
        self.fail(ShellError::not_simulated(feature, span, hint));
    }

    /// The stream that the number before `>` names; other words end before it.
    fn descriptor(&mut self, at: usize) -> Stream {
        let number = self.word.as_ref().filter(|it| !it.quoted && it.parts.is_empty()).map(|it| it.text.as_str());
        let stream = match number {
            Some("1") => Stream::Output,
            Some("2") => Stream::Errors,
            _ => {
                self.end_word(at);
                return Stream::Output;
            }
        };
        self.word = None;
        stream
    }

    /// Takes the word that a redirection waited for.
    pub(super) fn redirect_to(&mut self, pending: Pending, word: Word) {
        if let RedirectKind::Text(Some(_)) = pending.kind {
            let (end, literal) = (word.text.clone(), word.quoted);
            self.heredocs.push(Heredoc { end, literal, tabs: pending.tabs, text: String::new() });
        }
        self.redirects.push(Redirect { kind: pending.kind, target: word });
    }

    /// Takes a line that follows `<<`; returns whether it was the last one.
    pub(super) fn heredoc_line(&mut self, line: &str, _base: usize) -> bool {
        let Some(first) = self.heredocs.first_mut() else { return true };
        let line = if first.tabs { line.trim_start_matches('\t') } else { line };
        if line != first.end {
            first.text.push_str(line);
            first.text.push('\n');
            return false;
        }
        let done = self.heredocs.remove(0);
        let word = if done.literal {
            Word { text: done.text, raw: 0..0, quoted: true, assigns: false, parts: Vec::new() }
        } else {
            self.text_word(&done.text)
        };
        self.bodies.push(word);
        self.heredocs.is_empty()
    }

    /// Puts the texts that followed the line where their `<<` stands.
    pub(super) fn fill_heredocs(&mut self) {
        let bodies = std::mem::take(&mut self.bodies);
        for redirect in self.commands_mut().iter_mut().flat_map(|it| &mut it.redirects) {
            if let RedirectKind::Text(Some(number)) = redirect.kind
                && let Some(body) = bodies.get(number)
            {
                redirect.target = body.clone();
            }
        }
    }
}
