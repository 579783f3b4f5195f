//! What goes in at the caret, so that what is typed stays as it is.

use super::Candidate;
use crate::az::typed::TypedWord;
use crate::shell::Dialect;

/// What is to be inserted after `word` to have all of `text` as one word, and the blank after it.
pub(super) fn of(text: &str, word: &TypedWord, dialect: Dialect) -> String {
    let rest = text.get(word.text.len()..).unwrap_or_default();
    let mut out = String::with_capacity(rest.len() + 3);
    match word.quote {
        Some('\'') => out.push_str(&rest.replace('\'', if dialect == Dialect::PowerShell { "''" } else { "'\\''" })),
        Some(quote) => escape(&mut out, rest, dialect, |c| c == quote || c == '$' || c == '`'),
        None if word.start == word.end && rest.chars().any(is_special) => {
            let quote = if rest.contains('$') { '\'' } else { '"' };
            out.push(quote);
            out.push_str(rest);
            out.push(quote);
        }
        None => escape(&mut out, rest, dialect, is_special),
    }
    out.extend(word.quote);
    if !text.ends_with(['=', '/']) {
        out.push(' ');
    }
    out
}

fn escape(out: &mut String, text: &str, dialect: Dialect, special: impl Fn(char) -> bool) {
    for c in text.chars() {
        if special(c) {
            out.push(if dialect == Dialect::PowerShell { '`' } else { '\\' });
        }
        out.push(c);
    }
}

/// Characters that mean something to one of the shells, outside quotes.
fn is_special(c: char) -> bool {
    c.is_whitespace() || "'\"`\\;&|<>()#*?{}!".contains(c)
}

/// What all insertions begin with; all of it, its blank included, when there is only one.
pub(super) fn common(candidates: &[Candidate]) -> String {
    let Some((first, others)) = candidates.split_first() else { return String::new() };
    if others.is_empty() {
        return first.insert.clone();
    }
    let mut shared = first.insert.trim_end_matches(' ');
    for other in others {
        let same = shared.chars().zip(other.insert.chars()).take_while(|(a, b)| a == b);
        let length = same.map(|(a, _)| a.len_utf8()).sum();
        shared = shared.get(..length).unwrap_or_default();
    }
    // Half an escape would change what follows.
    shared.trim_end_matches(['\\', '`', '\'', '"']).to_owned()
}
