//! Characters: the cursor over a physical line, and what lenient reading takes characters for.

/// A position in one physical line that stands at `base` of the source.
pub(super) struct Cursor<'a> {
    line: &'a str,
    base: usize,
    pos: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str, base: usize) -> Self {
        Self { line, base, pos: 0 }
    }

    /// Where the next character stands in the source, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.base.saturating_add(self.pos)
    }

    /// What is left of the line.
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.pos..).unwrap_or_default()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos = self.pos.saturating_add(c.len_utf8());
        Some(c)
    }

    /// Moves past `text` if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.pos = self.pos.saturating_add(text.len());
        }
        found
    }

    /// Moves to the line's end.
    pub(super) fn skip_rest(&mut self) {
        self.pos = self.line.len();
    }

    /// Whether only blanks are left, and whether there are any.
    pub(super) fn trailing_blanks(&self) -> Option<bool> {
        let rest = self.rest();
        rest.chars().all(is_blank).then_some(!rest.is_empty())
    }
}

/// Whether the character is a blank, typographic ones and invisible ones included.
pub(super) fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\r' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200d}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// Whether the character has no width: it is dropped inside a word, not a blank that ends it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The plain quote that a typographic quote stands for.
pub(super) fn smart_quote(c: char) -> Option<char> {
    match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ff02}' => Some('"'),
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{ff07}' => Some('\''),
        _ => None,
    }
}

/// Whether the character is a dash other than the hyphen of the keyboard.
pub(super) fn is_typographic_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The `NAME>` at the start of `text`, which follows a `<`, when it looks like a placeholder of a documented command.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    let (length, end) = text.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '>' | '<'))?;
    let name = text.get(..length).filter(|_| end == '>')?;
    let named = name.chars().any(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || is_blank(c) || matches!(c, '_' | '-' | '\'' | ','));
    if named { text.get(..length.saturating_add(1)) } else { None }
}

/// Whether `text` starts with an assignment, as in `NAME=value`.
pub(super) fn is_assignment(text: &str) -> bool {
    let Some((name, _)) = text.split_once('=') else {
        return false;
    };
    let name = name.strip_suffix('+').unwrap_or(name);
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether `text`, which follows a `?`, starts as the query of an address does, as in `api-version=`.
pub(super) fn is_url_query(text: &str) -> bool {
    let name = text.get(..text.bytes().take(65).position(|b| b == b'=').unwrap_or(0)).unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
