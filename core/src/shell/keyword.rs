//! Keywords of Bash where a command's name stands: blocks that are read to their end, and what is refused by name.

use super::ShellError;
use super::lex::{Lexer, Partial};

/// Words that open, part or close a block.
pub(super) const KEYWORDS: [&str; 12] =
    ["if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "!", "[["];

/// Words that Bash reads as syntax, which are not simulated.
const REFUSED: [&str; 6] = ["case", "esac", "select", "function", "{", "}"];

impl Lexer {
    /// Takes a word where a command's name stands; returns whether it was a keyword that stands alone.
    pub(super) fn keyword(&mut self, word: &Partial, end: usize) -> bool {
        if word.quoted || !word.parts.is_empty() || self.power_shell() {
            return false;
        }
        let span = word.start..end;
        let text = word.text.as_str();
        if REFUSED.contains(&text) {
            let hint = "Run the commands one by one, or use `if`, `for` or `while`.";
            self.fail(ShellError::not_simulated("`case`, `select`, functions and `{ … }`", span, hint));
            return false;
        }
        match text {
            "for" => self.blocks = self.blocks.saturating_add(1),
            "if" | "while" | "until" => {
                self.blocks = self.blocks.saturating_add(1);
                self.push_keyword(word, end);
                return true;
            }
            "then" | "elif" | "else" | "do" | "done" | "fi" if self.blocks == 0 => {
                let message = format!("Syntax error near unexpected token `{text}`");
                self.fail(ShellError::syntax(
                    message,
                    span,
                    "The `if`, `for` or `while` that it belongs to is missing.",
                ));
            }
            "then" | "elif" | "else" | "do" | "!" => {
                self.push_keyword(word, end);
                return true;
            }
            "done" | "fi" => self.blocks = self.blocks.saturating_sub(1),
            _ => {}
        }
        false
    }
}
