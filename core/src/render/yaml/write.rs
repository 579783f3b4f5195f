//! The low level of PyYAML's emitter: indicators, line breaks, and scalars folded at 80 columns.

use super::scalar::is_break;

/// Scalars are folded at the first blank after this column.
const WIDTH: usize = 80;

/// What a piece of output is, for colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Key,
    Plain,
    Quoted,
    Mark,
    DocumentEnd,
}

/// The emitter's state, with PyYAML's names.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) pieces: Vec<(Kind, String)>,
    column: usize,
    /// The last character was a blank, a line break or an indicator that needs no blank after it.
    whitespace: bool,
    /// Only blanks and block indicators stand on the line so far.
    pub(super) indention: bool,
    pub(super) indent: Option<usize>,
    /// The document ends in a plain scalar, so that `...` must close it.
    pub(super) open_ended: bool,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { pieces: Vec::new(), column: 0, whitespace: true, indention: true, indent: None, open_ended: false }
    }

    fn put(&mut self, kind: Kind, text: impl Into<String>) {
        let text = text.into();
        self.column = self.column.saturating_add(text.chars().count());
        match self.pieces.last_mut() {
            Some((last, piece)) if *last == kind && matches!(kind, Kind::Quoted | Kind::Plain | Kind::Key) => {
                piece.push_str(&text);
            }
            _ => self.pieces.push((kind, text)),
        }
    }

    pub(super) fn indicator(&mut self, text: &str, need_whitespace: bool, whitespace: bool, indention: bool) {
        if need_whitespace && !self.whitespace {
            self.put(Kind::Blank, " ");
        }
        self.put(Kind::Mark, text);
        self.whitespace = whitespace;
        self.indention = self.indention && indention;
        self.open_ended = false;
    }

    pub(super) fn write_indent(&mut self) {
        self.break_and_indent(Kind::Blank);
    }

    fn break_and_indent(&mut self, kind: Kind) {
        let indent = self.indent.unwrap_or(0);
        if !self.indention || self.column > indent || (self.column == indent && !self.whitespace) {
            self.line_break(kind, '\n');
        }
        if self.column < indent {
            self.whitespace = true;
            self.put(kind, " ".repeat(indent.saturating_sub(self.column)));
        }
    }

    fn line_break(&mut self, kind: Kind, c: char) {
        self.whitespace = true;
        self.indention = true;
        self.put(kind, c);
        self.column = 0;
    }

    pub(super) fn end_document(&mut self) {
        self.indent = None;
        let open_ended = self.open_ended;
        self.write_indent();
        if open_ended {
            self.put(Kind::DocumentEnd, "...");
            self.whitespace = false;
            self.indention = false;
            self.write_indent();
        }
    }

    /// Writes a plain scalar, which has no line breaks.
    pub(super) fn plain(&mut self, text: &[char], split: bool, kind: Kind) {
        if text.is_empty() {
            return;
        }
        if !self.whitespace {
            self.put(Kind::Blank, " ");
        }
        self.whitespace = false;
        self.indention = false;
        for run in runs(text) {
            if run == [' '] && self.column > WIDTH && split {
                self.break_and_indent(Kind::Blank);
                self.whitespace = false;
                self.indention = false;
            } else {
                self.put(kind, run.iter().collect::<String>());
            }
        }
    }

    pub(super) fn single_quoted(&mut self, text: &[char], split: bool) {
        self.open_quote('\'');
        let mut start: usize = 0;
        for run in runs(text) {
            let end = start.saturating_add(run.len());
            let first = run.first().copied().unwrap_or_default();
            if run == [' '] && self.column > WIDTH && split && start != 0 && end != text.len() {
                self.break_and_indent(Kind::Quoted);
            } else if is_break(first) {
                if first == '\n' {
                    self.line_break(Kind::Quoted, '\n');
                }
                run.iter().for_each(|c| self.line_break(Kind::Quoted, *c));
                self.break_and_indent(Kind::Quoted);
            } else {
                self.put(Kind::Quoted, run.iter().collect::<String>().replace('\'', "''"));
            }
            start = end;
        }
        self.close_quote('\'');
    }

    pub(super) fn double_quoted(&mut self, text: &[char], split: bool) {
        self.open_quote('"');
        let last = text.len().saturating_sub(1);
        let mut run = String::new();
        for (at, c) in text.iter().copied().enumerate() {
            let escaped = escape(c);
            if let Some(escaped) = &escaped {
                self.put(Kind::Quoted, std::mem::take(&mut run));
                self.put(Kind::Quoted, escaped.clone());
            }
            let room = self.column.saturating_add(run.chars().count()) > WIDTH;
            if at > 0 && at < last && (c == ' ' || escaped.is_some()) && room && split {
                self.put(Kind::Quoted, std::mem::take(&mut run));
                self.put(Kind::Quoted, "\\");
                self.break_and_indent(Kind::Quoted);
                self.whitespace = false;
                self.indention = false;
                let next = if escaped.is_some() { text.get(at.saturating_add(1)).copied() } else { Some(c) };
                if next == Some(' ') {
                    self.put(Kind::Quoted, "\\");
                }
            }
            if escaped.is_none() {
                run.push(c);
            }
        }
        self.put(Kind::Quoted, run);
        self.close_quote('"');
    }

    fn open_quote(&mut self, quote: char) {
        if !self.whitespace {
            self.put(Kind::Blank, " ");
        }
        self.put(Kind::Quoted, quote);
        self.whitespace = false;
        self.indention = false;
    }

    fn close_quote(&mut self, quote: char) {
        self.put(Kind::Quoted, quote);
        self.whitespace = false;
        self.indention = false;
        self.open_ended = false;
    }
}

/// Splits into runs of blanks, of line breaks and of other characters.
fn runs(text: &[char]) -> impl Iterator<Item = &[char]> {
    let class = |c: char| {
        if c == ' ' {
            0
        } else if is_break(c) {
            1
        } else {
            2
        }
    };
    text.chunk_by(move |left, right| class(*left) == class(*right))
}

/// The escape of a character in double quotes, if it needs one.
fn escape(c: char) -> Option<String> {
    let short = match c {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' => return None,
        other => {
            let code = u32::from(other);
            return Some(match code {
                0..=0xff => format!("\\x{code:02X}"),
                0x100..=0xffff => format!("\\u{code:04X}"),
                _ => format!("\\U{code:08X}"),
            });
        }
    };
    Some(format!("\\{short}"))
}
