//! Reading inside quotes.

use super::Note;
use super::lex::{Lexer, Mode};
use super::lexeme::{Cursor, smart_quote};
use super::plain::power_shell_escape;

impl Lexer {
    /// Reads up to the closing quote or the line's end.
    pub(super) fn quoted(&mut self, cursor: &mut Cursor<'_>, double: bool, smart: bool) {
        let quote = if double { '"' } else { '\'' };
        while let Some(c) = cursor.peek() {
            let at = cursor.offset();
            cursor.bump();
            let plain = if smart { smart_quote(c).unwrap_or(c) } else { c };
            if plain == quote {
                let doubled = self.power_shell() && !smart && cursor.peek() == Some(quote);
                if !doubled {
                    self.mode = Mode::Plain;
                    return;
                }
                cursor.bump();
                self.push_char(quote, at, true);
                continue;
            }
            match c {
                '\\' if double && !self.power_shell() => match cursor.peek() {
                    Some(next @ ('"' | '\\' | '$' | '`')) => {
                        cursor.bump();
                        self.push_char(next, at, true);
                    }
                    None => {
                        // A continuation inside quotes: the line end is dropped, so nothing is pushed for it.
                        self.drop_line_end = true;
                    }
                    Some(_) => self.push_char('\\', at, true),
                },
                '`' if double && self.power_shell() => match cursor.bump() {
                    Some(next) => self.push_char(power_shell_escape(next), at, true),
                    None => self.drop_line_end = true,
                },
                '`' if double => self.backtick(cursor, at),
                '$' if double => {
                    self.dollar(cursor, at);
                    if matches!(self.mode, Mode::Nested { .. }) {
                        return;
                    }
                }
                _ => {
                    if plain != c {
                        self.note(Note::Quotes);
                    }
                    self.push_char(plain, at, true);
                }
            }
        }
    }
}
