//! What is typed at the prompt: keys, whether a text is finished, and which commands are in it.

use keyless_core::shell::{Dialect, Reader, read_paste};

/// What a key asks of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Run, or go on in the next line when the text is unfinished.
    Enter,
    /// The line before.
    Earlier,
    /// The line after.
    Later,
    /// Empty the terminal.
    ClearScreen,
    /// Drop what is typed.
    Drop,
    /// Drop what stands before the caret.
    KillBefore,
    /// The end of the input: leaves a machine's shell.
    End,
    /// Leave the field.
    Leave,
    /// Nothing of ours: the browser's.
    Other,
}

/// What a key means, by its name and the keys held with it.
pub fn key(name: &str, control: bool, shift: bool, composing: bool) -> Key {
    match (name, control) {
        _ if composing => Key::Other,
        ("Enter", _) if !shift => Key::Enter,
        ("ArrowUp", false) | ("p", true) => Key::Earlier,
        ("ArrowDown", false) | ("n", true) => Key::Later,
        ("l", true) => Key::ClearScreen,
        ("c", true) => Key::Drop,
        ("u", true) => Key::KillBefore,
        ("d", true) => Key::End,
        ("Escape", _) => Key::Leave,
        _ => Key::Other,
    }
}

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
        assert_eq!(key("Enter", false, true, false), Key::Other);
        assert_eq!(key("Enter", false, false, true), Key::Other);
        assert_eq!(key("Tab", false, false, false), Key::Other);
        assert_eq!(key("l", true, false, false), Key::ClearScreen);
        assert_eq!(key("l", false, false, false), Key::Other);
    }
}
