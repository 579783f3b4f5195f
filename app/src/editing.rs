//! Editing a line as readline does: moves, kills and yanks over a text and a caret. No DOM.

/// A text and where the caret stands in it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// The caret: always between two characters.
    pub caret: usize,
}

/// What a key does to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// To the line's start.
    LineStart,
    /// To its end.
    LineEnd,
    /// A character to the left.
    Left,
    /// A character to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// Deletes the character at the caret.
    Delete,
    /// Kills from the line's start to the caret.
    KillBefore,
    /// Kills from the caret to the line's end.
    KillAfter,
    /// Kills back to the last blank.
    KillBlankWord,
    /// Kills back to the word's start.
    KillWordBefore,
    /// Kills to the word's end.
    KillWordAfter,
    /// Puts in what was killed last.
    Yank,
}

impl Line {
    /// With the caret at its end.
    pub fn at_end(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { caret: text.len(), text }
    }

    /// What stands before the caret, and from it on.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""))
    }

    /// With a text put in at the caret.
    #[must_use]
    pub fn with(&self, inserted: &str) -> Self {
        let (before, after) = self.parts();
        Self { text: [before, inserted, after].concat(), caret: before.len() + inserted.len() }
    }

    /// With so many bytes before the caret taken out.
    #[must_use]
    pub fn without(&self, bytes: usize) -> Self {
        let (before, after) = self.parts();
        let kept = before.get(..before.len().saturating_sub(bytes)).unwrap_or(before);
        Self { text: [kept, after].concat(), caret: kept.len() }
    }

    /// What a key makes of it; `killed` is what a later yank puts in.
    #[must_use]
    pub fn edited(&self, edit: Edit, killed: &mut String) -> Self {
        let (before, after) = self.parts();
        let go = |caret: usize| Self { text: self.text.clone(), caret };
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let last = self.caret + after.find('\n').unwrap_or(after.len());
        let kill = |from: usize, to: usize, killed: &mut String| {
            self.text.get(from..to).unwrap_or_default().clone_into(killed);
            let rest = [self.text.get(..from), self.text.get(to..)].into_iter().flatten().collect::<Vec<_>>().concat();
            Self { text: rest, caret: from }
        };
        match edit {
            Edit::LineStart => go(first),
            Edit::LineEnd => go(last),
            Edit::Left => go(self.caret - before.chars().next_back().map_or(0, char::len_utf8)),
            Edit::Right => go(self.caret + after.chars().next().map_or(0, char::len_utf8)),
            Edit::WordLeft => go(word_start(before, is_word)),
            Edit::WordRight => go(self.caret + word_end(after)),
            Edit::Delete => {
                kill(self.caret, self.caret + after.chars().next().map_or(0, char::len_utf8), &mut String::new())
            }
            Edit::KillBefore => kill(first, self.caret, killed),
            Edit::KillAfter => kill(self.caret, last, killed),
            Edit::KillBlankWord => kill(word_start(before, |c| !c.is_whitespace()), self.caret, killed),
            Edit::KillWordBefore => kill(word_start(before, is_word), self.caret, killed),
            Edit::KillWordAfter => kill(self.caret, self.caret + word_end(after), killed),
            Edit::Yank => self.with(killed),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Where the last word of a text begins.
fn word_start(text: &str, within: impl Fn(char) -> bool) -> usize {
    let word = text.trim_end_matches(|c| !within(c));
    word.trim_end_matches(within).len()
}

/// Where the first word of a text ends.
fn word_end(text: &str) -> usize {
    let word = text.trim_start_matches(|c| !is_word(c));
    text.len() - word.trim_start_matches(is_word).len()
}

/// The last word of a line, as `Alt+.` puts it in.
pub fn last_argument(line: &str) -> Option<&str> {
    line.split_whitespace().next_back()
}

/// The first word of a suggestion, with the blanks before it.
pub fn first_word(ghost: &str) -> &str {
    let word = ghost.trim_start();
    let end = ghost.len() - word.len() + word.find(char::is_whitespace).unwrap_or(word.len());
    ghost.get(..end).unwrap_or(ghost)
}

/// What may follow a half-typed line: the rest of a line typed before, or what Tab would insert.
pub fn ghost(line: &Line, history: &[String], completed: &str) -> String {
    if line.text.trim().is_empty() || line.caret != line.text.len() || line.text.contains('\n') {
        return String::new();
    }
    let rest = |earlier: &String| earlier.strip_prefix(line.text.as_str()).map(str::to_owned);
    let mut found = history.iter().rev().filter(|it| !it.contains('\n')).filter_map(rest);
    found.find(|it| !it.trim().is_empty()).unwrap_or_else(|| completed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, edit: Edit, expected: &str) {
        let at = |text: &str| Line { text: text.replacen('|', "", 1), caret: text.find('|').unwrap() };
        assert_eq!(at(text).edited(edit, &mut "KILLED".to_owned()), at(expected));
    }

    #[test]
    fn the_caret_moves_by_characters_words_and_lines() {
        check("az vm| create", Edit::LineStart, "|az vm create");
        check("a\naz vm| x\nb", Edit::LineStart, "a\n|az vm x\nb");
        check("a\naz vm| x\nb", Edit::LineEnd, "a\naz vm x|\nb");
        check("ä|b", Edit::Left, "|äb");
        check("|äb", Edit::Right, "ä|b");
        check("az vm-name|", Edit::WordLeft, "az vm-|name");
        check("az| --name x", Edit::WordRight, "az --name| x");
    }

    #[test]
    fn words_and_lines_are_killed_and_yanked() {
        check("az vm create|x", Edit::KillBefore, "|x");
        check("az |vm create", Edit::KillAfter, "az |");
        check("az --name my-vm|", Edit::KillBlankWord, "az --name |");
        check("az --name my-vm|", Edit::KillWordBefore, "az --name my-|");
        check("az| vm list", Edit::KillWordAfter, "az| list");
        check("a|b", Edit::Yank, "aKILLED|b");
        check("a|b", Edit::Delete, "a|");
        let mut killed = String::new();
        let line = Line::at_end("az vm").edited(Edit::KillBlankWord, &mut killed);
        assert_eq!(line.edited(Edit::Yank, &mut killed), Line::at_end("az vm"));
    }

    #[test]
    fn a_suggestion_is_the_rest_of_an_earlier_line_or_of_the_word() {
        let history = ["az vm list".to_owned(), "az vm show -n a".to_owned()];
        let of = |text: &str| ghost(&Line::at_end(text), &history, "oup ");
        assert_eq!(of("az vm s"), "how -n a");
        assert_eq!(of("az gr"), "oup ");
        assert_eq!(of(""), "");
        assert_eq!(ghost(&Line { text: "az".to_owned(), caret: 1 }, &history, "x"), "");
        assert_eq!(first_word(" show -n a"), " show");
        assert_eq!(last_argument("az vm show -n a"), Some("a"));
    }
}
