//! The colours of Pygments' YAML lexer and terminal formatter.

use super::write::Kind;

const BLANK: &str = "\u{1b}[37m";
const KEY: &str = "\u{1b}[94m";
const QUOTED: &str = "\u{1b}[33m";
const QUOTED_BLANK: &str = "\u{1b}[31m";
const END: &str = "\u{1b}[04m\u{1b}[36m";
const RESET: &str = "\u{1b}[39;49;00m";

/// Returns the pieces' text with escape sequences.
pub(super) fn paint(pieces: &[(Kind, String)]) -> String {
    let mut out = String::new();
    for (kind, text) in pieces {
        match kind {
            Kind::Blank => blank(text, &mut out),
            Kind::Key => token(KEY, text, &mut out),
            Kind::Plain | Kind::Mark => out.push_str(text),
            Kind::DocumentEnd => token(END, text, &mut out),
            Kind::Quoted => quoted(text, &mut out),
        }
    }
    out
}

fn token(color: &str, text: &str, out: &mut String) {
    for part in [color, text, RESET] {
        out.push_str(part);
    }
}

/// Line breaks and indentation: each line is coloured on its own.
fn blank(text: &str, out: &mut String) {
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                token(BLANK, line, out);
                out.push('\n');
            }
            None => token(BLANK, line, out),
        }
    }
}

/// A quoted scalar: quotes, escapes and words in one colour, each by itself, blanks between them in another.
fn quoted(text: &str, out: &mut String) {
    let single = text.starts_with('\'');
    let mut rest = text;
    let mut first = true;
    let mut line_start = false;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\n' => run(rest, |c| c == '\n'),
            ' ' => run(rest, |c| c == ' '),
            '\'' if single && !first && rest.starts_with("''") => 2,
            '\'' if single => 1,
            '"' if !single => 1,
            '\\' if !single => escape_length(rest),
            _ if single => run(rest, |c| !matches!(c, '\n' | ' ' | '\'')),
            _ => run(rest, |c| !matches!(c, '\n' | ' ' | '"' | '\\')),
        };
        let (part, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match c {
            '\n' => blank(part, out),
            ' ' if line_start || tail.starts_with('\n') => blank(part, out),
            ' ' => token(QUOTED_BLANK, part, out),
            _ if part == "\\\n" => {
                token(QUOTED, "\\", out);
                out.push('\n');
            }
            _ => token(QUOTED, part, out),
        }
        line_start = part.ends_with('\n');
        first = false;
        rest = tail;
    }
}

fn run(text: &str, test: impl Fn(char) -> bool) -> usize {
    text.find(|c| !test(c)).unwrap_or(text.len())
}

fn escape_length(text: &str) -> usize {
    match text.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}
