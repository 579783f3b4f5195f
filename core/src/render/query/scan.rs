//! A look at an expression before it is parsed: limits, and the literals in backticks.
//!
//! The parser recurses, so nesting is bounded first. Its literals are sorted maps and strict JSON, while az's keep
//! their order and may be bare text; so each literal is read here, and the parser sees its number instead.

use serde_json::Value;

use super::QueryError;

/// The longest expression, in bytes.
const MAX_LENGTH: usize = 8 * 1024;
/// The deepest nesting of brackets and prefix operators.
const MAX_DEPTH: usize = 64;
/// The most operators, brackets included.
const MAX_OPERATORS: usize = 400;
/// The most square brackets and asterisks: a chain of projections makes the parser recurse.
const MAX_PROJECTIONS: usize = 128;

/// An expression whose literals are replaced by their numbers.
pub(super) struct Scanned {
    pub(super) text: String,
    pub(super) literals: Vec<Value>,
}

/// Checks the limits and takes the literals out.
pub(super) fn scan(expression: &str) -> Result<Scanned, QueryError> {
    let invalid = || QueryError::Invalid(expression.to_owned());
    if expression.len() > MAX_LENGTH {
        return Err(QueryError::TooComplex);
    }
    let mut scanned = Scanned { text: String::with_capacity(expression.len()), literals: Vec::new() };
    let mut limits = Limits { open: Vec::new(), prefixes: 0, operators: 0, projections: 0 };
    let mut chars = expression.chars().peekable();
    // The last character that is no blank, and whether a blank stands between it and `c`.
    let (mut last, mut apart) = (' ', false);
    while let Some(c) = chars.next() {
        if limits.is_second_operand(last, apart, c, chars.peek().copied()) {
            return Err(invalid());
        }
        match c {
            '\'' | '"' => {
                let body = quoted(&mut chars, c).ok_or_else(invalid)?;
                scanned.text.extend([c]);
                scanned.text.push_str(&body);
                scanned.text.push(c);
            }
            '`' => {
                let body = quoted(&mut chars, '`').ok_or_else(invalid)?.replace("\\`", "`");
                scanned.text.push_str(&format!("`{}`", scanned.literals.len()));
                scanned.literals.push(literal(&body).ok_or_else(invalid)?);
            }
            // The crate reads an expression reference after a dot, and `[ ]` as an empty list; az does not.
            '&' if last == '.' => return Err(invalid()),
            ']' if last == '[' && apart => return Err(invalid()),
            _ => {
                limits.count(c, chars.peek().copied())?;
                scanned.text.push(c);
            }
        }
        apart = c.is_ascii_whitespace();
        if !apart {
            last = c;
        }
    }
    Ok(scanned)
}

/// What stands up to the closing `quote`, with backslashes kept; `None` if it never closes.
fn quoted(chars: &mut impl Iterator<Item = char>, quote: char) -> Option<String> {
    let mut body = String::new();
    loop {
        match chars.next()? {
            c if c == quote => return Some(body),
            '\\' => {
                body.push('\\');
                body.push(chars.next()?);
            }
            c => body.push(c),
        }
    }
}

/// A literal's value: JSON, or else the text of a JSON string.
fn literal(body: &str) -> Option<Value> {
    serde_json::from_str(body).or_else(|_| serde_json::from_str(&format!("\"{}\"", body.trim_start()))).ok()
}

/// What is open, and how much of everything there was.
struct Limits {
    open: Vec<char>,
    prefixes: usize,
    operators: usize,
    projections: usize,
}

impl Limits {
    fn count(&mut self, c: char, next: Option<char>) -> Result<(), QueryError> {
        match c {
            '(' | '[' | '{' => self.open.push(c),
            ')' | ']' | '}' => {
                self.open.pop();
            }
            '!' if next != Some('=') => self.prefixes = self.prefixes.saturating_add(1),
            '&' => self.prefixes = self.prefixes.saturating_add(1),
            _ => {}
        }
        self.projections = self.projections.saturating_add(usize::from(matches!(c, '[' | '*')));
        if matches!(c, '(' | '[' | '{' | '.' | '|' | '&' | '!' | '=' | '<' | '>' | '*') {
            self.operators = self.operators.saturating_add(1);
        }
        let deep = self.open.len().saturating_add(self.prefixes) > MAX_DEPTH;
        let long = self.operators > MAX_OPERATORS || self.projections > MAX_PROJECTIONS;
        if deep || long { Err(QueryError::TooComplex) } else { Ok(()) }
    }

    /// Whether `c` starts an operand straight after another one, as in `[a b]`. Both parsers take that for a missing
    /// comma among a function's arguments; in a list only the crate does.
    fn is_second_operand(&self, last: char, apart: bool, c: char, next: Option<char>) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let ends = is_name(last) || matches!(last, ')' | ']' | '}' | '@' | '*' | '\'' | '"' | '`');
        let starts = match c {
            '\'' | '"' | '`' | '@' => true,
            '&' => next != Some('&') && last != '&',
            c => (c.is_ascii_alphabetic() || c == '_') && (apart || !is_name(last)),
        };
        ends && starts && self.open.last() != Some(&'(')
    }
}
