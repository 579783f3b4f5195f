//! What is typed at the prompt: keys, whether a text is finished, and which commands are in it.

use keyless_core::shell::{Dialect, Reader, read_paste};

use crate::editing::Edit;

/// What a key asks of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Run, or go on in the next line when the text is unfinished.
    Enter,
    /// Show what it would do.
    Preview,
    /// The line before.
    Earlier,
    /// The line after.
    Later,
    /// Empty the terminal.
    ClearScreen,
    /// Drop what is typed.
    Drop,
    /// Change the text or move the caret.
    Edit(Edit),
    /// To the right, or take the suggestion at the line's end; whether only its first word.
    Accept(Edit, bool),
    /// The last argument of the line before.
    LastArgument,
    /// Look back through the history.
    Search,
    /// Complete; whether backwards.
    Complete(bool),
    /// The list of keys.
    Help,
    /// Type the repair of the last error.
    Mend,
    /// Leave the field with the next Tab.
    Leave,
    /// Nothing of ours: the browser's.
    Other,
}

/// The keys held with another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Control, alone.
    pub control: bool,
    /// Alt, alone.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

/// What a key means, by its name and the keys held with it.
pub fn key(name: &str, held: Held, composing: bool) -> Key {
    if composing {
        return Key::Other;
    }
    match (name, held.control, held.alt) {
        ("Enter", true, false) => Key::Preview,
        ("Enter", false, false) if !held.shift => Key::Enter,
        ("Tab", false, false) => Key::Complete(held.shift),
        ("Escape", ..) => Key::Leave,
        ("F1", ..) => Key::Help,
        ("F2", false, false) => Key::Mend,
        ("ArrowUp", false, false) if !held.shift => Key::Earlier,
        ("ArrowDown", false, false) if !held.shift => Key::Later,
        ("ArrowRight", false, false) if !held.shift => Key::Accept(Edit::Right, false),
        ("End", false, false) if !held.shift => Key::Accept(Edit::LineEnd, false),
        (_, true, false) => control(name),
        (_, false, true) => alt(name),
        _ => Key::Other,
    }
}

fn control(name: &str) -> Key {
    match name {
        "p" => Key::Earlier,
        "n" => Key::Later,
        "l" => Key::ClearScreen,
        "c" => Key::Drop,
        "r" => Key::Search,
        "a" => Key::Edit(Edit::LineStart),
        "b" => Key::Edit(Edit::Left),
        "d" => Key::Edit(Edit::Delete),
        "e" => Key::Accept(Edit::LineEnd, false),
        "f" => Key::Accept(Edit::Right, false),
        "u" => Key::Edit(Edit::KillBefore),
        "k" => Key::Edit(Edit::KillAfter),
        "w" => Key::Edit(Edit::KillBlankWord),
        "y" => Key::Edit(Edit::Yank),
        _ => Key::Other,
    }
}

fn alt(name: &str) -> Key {
    match name {
        "b" => Key::Edit(Edit::WordLeft),
        "f" | "ArrowRight" => Key::Accept(Edit::WordRight, true),
        "d" => Key::Edit(Edit::KillWordAfter),
        "Backspace" => Key::Edit(Edit::KillWordBefore),
        "." => Key::LastArgument,
        _ => Key::Other,
    }
}

/// The keys of the prompt, in the order in which a list tells them.
pub const KEYS: [(&str, &str); 17] = [
    ("Tab", "complete; again for the list"),
    ("Esc, then Tab", "leave the terminal"),
    ("→ or End", "take the grey suggestion"),
    ("Alt + →", "take one word of it"),
    ("↑ ↓", "history that begins with what is typed"),
    ("Ctrl + R", "search the history"),
    ("Ctrl + Enter", "show what a line would do"),
    ("F2", "type the repair of the last error"),
    ("Alt + .", "last argument of the line before"),
    ("Ctrl + A, Ctrl + E", "start and end of the line"),
    ("Alt + B, Alt + F", "a word back, a word on"),
    ("Ctrl + U, Ctrl + K", "cut to the start, to the end"),
    ("Alt + Backspace, Alt + D", "cut a word back, a word on"),
    ("Ctrl + Y", "put in what was cut"),
    ("Ctrl + L", "clear the screen"),
    ("Ctrl + C", "drop the line"),
    ("Ctrl + D", "leave a machine, on an empty line"),
];

/// Whether the text's last line asks for another: it ends in a continuation, or a quote is open.
pub fn is_unfinished(text: &str) -> bool {
    let mut reader = Reader::new(Dialect::Auto, true);
    reader.push(text);
    reader.is_pending()
}

/// The commands of a text, each in one line; blanks, comments, prompts and outputs left out.
pub fn commands(text: &str) -> Vec<String> {
    let reads = read_paste(text, Dialect::Auto, true);
    reads.iter().map(|read| one_line(&read.source)).filter(|line| !line.is_empty()).collect()
}

/// A command over several lines in one.
pub fn one_line(source: &str) -> String {
    let parts = source.lines().map(|line| line.trim_end().trim_end_matches(['\\', '`']).trim());
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documented_command_over_several_lines_is_one_command() {
        let text = "az vm create `\n    --resource-group g ` \n    --name n\n# a comment\n\naz vm list \\\n  -o table";
        assert_eq!(commands(text), ["az vm create --resource-group g --name n", "az vm list -o table"]);
        assert!(!is_unfinished(text));
    }

    #[test]
    fn an_open_quote_or_a_continuation_asks_for_more() {
        assert!(is_unfinished("az a --tags 'x"));
        assert!(is_unfinished("az a \\"));
        assert!(is_unfinished("az a ` "));
        assert!(!is_unfinished("az a 'it' \"x\""));
        assert!(!is_unfinished(""));
    }

    #[test]
    fn keys_belong_to_the_browser_unless_they_are_named() {
        let (plain, control) = (Held::default(), Held { control: true, ..Held::default() });
        let (alt, shift) = (Held { alt: true, ..plain }, Held { shift: true, ..plain });
        assert_eq!(key("Enter", shift, false), Key::Other);
        assert_eq!(key("Enter", plain, true), Key::Other);
        assert_eq!(key("Enter", control, false), Key::Preview);
        assert_eq!(key("Tab", plain, false), Key::Complete(false));
        assert_eq!(key("l", control, false), Key::ClearScreen);
        assert_eq!(key("l", plain, false), Key::Other);
        assert_eq!(key("w", control, false), Key::Edit(Edit::KillBlankWord));
        assert_eq!(key(".", alt, false), Key::LastArgument);
        assert_eq!(key("v", control, false), Key::Other);
    }
}
