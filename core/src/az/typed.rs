//! A line as it stands while it is being typed: its commands and words with their places, however unfinished.

use crate::shell::Dialect;

/// One word, as far as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedWord {
    /// The word as the command would receive it.
    pub text: String,
    /// Where it begins in the line, in bytes, quotes included.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The quote that is still open at its end.
    pub quote: Option<char>,
    /// Whether the shell puts something in its place: a variable or the output of a command.
    pub substituted: bool,
}

/// One simple command: its words in order. A variable assignment before it is no part of it.
pub type TypedCommand = Vec<TypedWord>;

/// What a line amounts to.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Its commands that are over, in the order in which they end: one in `$(…)` before the one around it.
    pub commands: Vec<TypedCommand>,
    /// The words of the command at the line's end that are over.
    pub last: TypedCommand,
    /// The word that touches the line's end; empty after a blank.
    pub word: TypedWord,
    /// Whether the line ends in a comment.
    pub in_comment: bool,
}

/// Reads a line, or what of it stands before the caret.
pub fn read(line: &str, dialect: Dialect) -> Typed {
    let mut reader =
        Reader { line, dialect, frame: Frame::default(), around: Vec::new(), done: Vec::new(), in_comment: false };
    reader.run();
    let in_comment = reader.in_comment;
    let Frame { words, word, .. } = reader.frame;
    let nothing = TypedWord { start: line.len(), end: line.len(), ..TypedWord::default() };
    let mut word = word.unwrap_or(nothing);
    word.end = line.len();
    Typed { commands: reader.done, last: without_assignment(words), word, in_comment }
}

/// All commands of a line, its last one included.
pub fn commands(line: &str, dialect: Dialect) -> Vec<TypedCommand> {
    // A line end finishes the last word and the last command.
    let mut typed = read(&format!("{line}\n"), dialect);
    if typed.word.quote.is_some() {
        typed.word.end = line.len();
        typed.last.push(typed.word);
    }
    if !typed.last.is_empty() {
        typed.commands.push(typed.last);
    }
    typed.commands
}

#[derive(Default)]
struct Frame {
    words: TypedCommand,
    word: Option<TypedWord>,
    /// Whether the next word names a file of a redirection.
    file: bool,
}

struct Reader<'l> {
    line: &'l str,
    dialect: Dialect,
    /// The command that is being read.
    frame: Frame,
    /// Those in whose `$(…)` it stands, the outermost first.
    around: Vec<Frame>,
    done: Vec<TypedCommand>,
    in_comment: bool,
}

/// How deep `$(…)` is followed.
const MOST_FRAMES: usize = 64;

impl Reader<'_> {
    fn run(&mut self) {
        let mut chars = self.line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if self.in_comment && c != '\n' {
                continue;
            }
            let quote = self.word().and_then(|word| word.quote);
            let next = chars.peek().map(|(_, c)| *c);
            match (quote, c) {
                (Some('\''), _) => self.quoted('\'', c),
                (_, '$') if next == Some('(') && self.around.len() < MOST_FRAMES => {
                    chars.next();
                    self.begin(at).substituted = true;
                    let around = std::mem::take(&mut self.frame);
                    self.around.push(around);
                }
                (_, '\\' | '`') if self.escapes(c) && next.is_some() || self.continues(at, c) => {
                    if self.continues(at, c) {
                        while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                        chars.next();
                    } else if let Some((_, c)) = chars.next() {
                        self.begin(at).text.push(c);
                    }
                }
                (Some(quote), _) => self.quoted(quote, c),
                (None, '\'' | '"') => self.begin(at).quote = Some(c),
                (None, ' ' | '\t' | '\r' | '\u{a0}') => self.end_word(at),
                (None, ';' | '|' | '&' | '\n' | '(') => self.end_command(at),
                (None, '<' | '>') => {
                    self.end_word(at);
                    self.frame.file = true;
                }
                (None, ')') => {
                    self.end_command(at);
                    if let Some(frame) = self.around.pop() {
                        self.frame = frame;
                    }
                }
                (None, '#') if self.word().is_none() => self.in_comment = true,
                (None, _) => self.plain(at, c),
            }
        }
    }

    fn plain(&mut self, at: usize, c: char) {
        let word = self.begin(at);
        word.text.push(c);
        word.substituted |= c == '$';
    }

    fn quoted(&mut self, quote: char, c: char) {
        let Some(word) = self.frame.word.as_mut() else { return };
        if c == quote {
            word.quote = None;
        } else {
            word.text.push(c);
            word.substituted |= c == '$' && quote == '"';
        }
    }

    fn escapes(&self, c: char) -> bool {
        (c == '`') == (self.dialect == Dialect::PowerShell)
    }

    /// Whether the line goes on after this character, perhaps with blanks between it and the line's end.
    fn continues(&self, at: usize, c: char) -> bool {
        let rest = self.line.get(at + c.len_utf8()..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']);
        rest.starts_with('\n') && rest.len() > 1
    }

    fn word(&self) -> Option<&TypedWord> {
        self.frame.word.as_ref()
    }

    fn begin(&mut self, at: usize) -> &mut TypedWord {
        self.frame.word.get_or_insert_with(|| TypedWord { start: at, end: at, ..TypedWord::default() })
    }

    fn end_word(&mut self, at: usize) {
        let frame = &mut self.frame;
        if let Some(mut word) = frame.word.take() {
            word.end = at;
            if !std::mem::take(&mut frame.file) {
                frame.words.push(word);
            }
        }
    }

    fn end_command(&mut self, at: usize) {
        self.in_comment = false;
        self.end_word(at);
        let words = without_assignment(std::mem::take(&mut self.frame.words));
        if !words.is_empty() {
            self.done.push(words);
        }
    }
}

/// The words without the variables that are set before the command: `x=1`, or PowerShell's `$x =`.
fn without_assignment(mut words: TypedCommand) -> TypedCommand {
    let powershell =
        words.first().is_some_and(|it| it.text.starts_with('$')) && words.get(1).is_some_and(|it| it.text == "=");
    let ahead = if powershell { 2 } else { words.iter().take_while(|word| is_assignment(&word.text)).count() };
    words.drain(..ahead.min(words.len()));
    words
}

fn is_assignment(text: &str) -> bool {
    let Some((name, _)) = text.split_once('=') else { return false };
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(command: &TypedCommand) -> Vec<&str> {
        command.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn the_word_at_the_end_is_told_from_those_before_it() {
        let typed = read("az group list; az vm 'show me", Dialect::Bash);
        assert_eq!(texts(&typed.commands[0]), ["az", "group", "list"]);
        assert_eq!(texts(&typed.last), ["az", "vm"]);
        assert_eq!((typed.word.text.as_str(), typed.word.quote), ("show me", Some('\'')));
        assert_eq!(read("az vm ", Dialect::Bash).word.start, 6);
    }

    #[test]
    fn a_command_inside_another_is_one_of_its_own() {
        let line = "x=$(az vm show --query \"a b\" | head) az role assignment create --assignee $x";
        let typed = read(line, Dialect::Auto);
        assert_eq!(texts(&typed.commands[0]), ["az", "vm", "show", "--query", "a b"]);
        assert_eq!(texts(&typed.last), ["az", "role", "assignment", "create", "--assignee"]);
        assert!(typed.word.substituted);
        assert_eq!(texts(&read("x=$(az vm sh", Dialect::Auto).last), ["az", "vm"]);
        assert_eq!(texts(&read("$id = az vm sh", Dialect::PowerShell).last), ["az", "vm"]);
    }

    #[test]
    fn continued_lines_comments_and_files_are_no_words() {
        let all = commands("az vm create ` \n  -n a > out.txt # b c", Dialect::Auto);
        assert_eq!(texts(&all[0]), ["az", "vm", "create", "-n", "a"]);
        assert!(read("az # vm", Dialect::Auto).in_comment);
        let word = &commands("az 'a b'", Dialect::Auto)[0][1];
        assert_eq!((word.start, word.end), (3, 8));
    }
}
