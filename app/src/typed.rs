//! What is typed at the prompt: keys, whether a text is finished, and which commands are in it.

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
        ("Escape", _) => Key::Leave,
        _ => Key::Other,
    }
}

/// Whether the text's last line asks for another: it ends in a backslash or a backtick, or a quote is open.
pub fn is_unfinished(text: &str) -> bool {
    scan(text).unfinished
}

/// The commands of a text, each with its continuations joined; blanks and comments left out.
pub fn commands(text: &str) -> Vec<String> {
    scan(text).commands
}

struct Scan {
    commands: Vec<String>,
    unfinished: bool,
}

fn scan(text: &str) -> Scan {
    let mut commands = Vec::new();
    let (mut current, mut quote, mut unfinished) = (String::new(), None, false);
    for line in text.lines() {
        quote = open_quote(line, quote);
        let trimmed = line.trim_end();
        let joined = trimmed.strip_suffix(['\\', '`']);
        unfinished = joined.is_some() || quote.is_some();
        let part = if unfinished { joined.unwrap_or(line) } else { line };
        current.push_str(if current.is_empty() { part.trim() } else { part.trim_end() });
        if unfinished {
            current.push(' ');
        } else {
            finish(&mut commands, &mut current);
        }
    }
    finish(&mut commands, &mut current);
    Scan { commands, unfinished }
}

fn finish(commands: &mut Vec<String>, current: &mut String) {
    let words: Vec<&str> = current.split_whitespace().collect();
    if words.first().is_some_and(|word| !word.starts_with('#')) {
        commands.push(words.join(" "));
    }
    current.clear();
}

/// The quote that is open at the line's end.
fn open_quote(line: &str, mut quote: Option<char>) -> Option<char> {
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', None | Some('"')) => {
                letters.next();
            }
            ('\'' | '"', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            _ => {}
        }
    }
    quote
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
