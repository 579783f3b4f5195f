//! Reading outside quotes: words, operators, escapes, and what is not simulated.

use super::lex::{Lexer, Mode};
use super::lexeme::{Cursor, is_assignment, is_invisible, is_typographic_dash, is_url_query, placeholder, smart_quote};
use super::{Change, Connector, Expansion, Note, ShellError};

/// What `~` stands for: the simulated user's home folder.
const HOME: &str = "/home/alice";

impl Lexer {
    /// Reads up to the next quote or the line's end. Returns whether the line continues on the next one.
    pub(super) fn plain(&mut self, cursor: &mut Cursor<'_>) -> bool {
        while let Some(c) = cursor.peek() {
            let at = cursor.offset();
            if self.continues(c, cursor) {
                return true;
            }
            cursor.bump();
            match c {
                '"' | '\'' => {
                    self.open_quote(c == '"', false, at);
                    return false;
                }
                '\\' if !self.power_shell() => self.escape(cursor, at),
                '`' if self.power_shell() => self.escape(cursor, at),
                '`' => self.backtick(cursor, at),
                ';' => self.semicolon(cursor, at),
                '&' | '|' => self.ampersand_or_bar(c, cursor, at),
                '>' => self.redirect_output(cursor, at, false),
                '<' => self.angle(cursor, at),
                '$' => {
                    self.dollar(cursor, at);
                    if self.mode != Mode::Plain {
                        return false;
                    }
                }
                '(' | ')' => self.parenthesis(at),
                '#' if self.word.is_none() => cursor.skip_rest(),
                _ if self.lenient && is_invisible(c) => self.note(Note::Spaces),
                _ if self.is_space(c) => self.end_word(at),
                _ if self.lenient && smart_quote(c).is_some() => {
                    self.note(Note::Quotes);
                    self.open_quote(smart_quote(c) == Some('"'), true, at);
                    return false;
                }
                _ if self.word.is_none() => self.first_character(c, cursor, at),
                _ => self.character(c, cursor, at),
            }
        }
        false
    }

    /// Whether `c`, which comes next, continues the line on the next one; if so, moves past it and what follows.
    fn continues(&mut self, c: char, cursor: &mut Cursor<'_>) -> bool {
        let tick = match c {
            '`' if self.dialect != super::Dialect::Bash => true,
            '\\' if !self.power_shell() => false,
            _ => return false,
        };
        let mut after = Cursor::new(cursor.rest(), cursor.offset());
        after.bump();
        match after.trailing_blanks() {
            Some(blanks) if !blanks || self.lenient => {
                if blanks {
                    self.note(Note::BlanksAfterContinuation);
                }
                if tick || blanks {
                    self.end_word(cursor.offset());
                }
                cursor.skip_rest();
                true
            }
            _ => false,
        }
    }

    fn open_quote(&mut self, double: bool, smart: bool, at: usize) {
        self.open_word(at).quoted = true;
        self.mode = Mode::Quoted { double, smart, opened: at };
    }

    /// An escaped character outside quotes.
    fn escape(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        let c = cursor.bump().unwrap_or('\\');
        let c = if self.power_shell() { power_shell_escape(c) } else { c };
        self.push_char(c, at, true);
    }

    fn semicolon(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        if cursor.eat(";") {
            self.fail(ShellError::syntax(
                "Syntax error near unexpected token `;;`",
                at..at.saturating_add(2),
                "One `;` separates two commands.",
            ));
        }
        self.operator(Connector::Always, at, 1);
    }

    fn ampersand_or_bar(&mut self, c: char, cursor: &mut Cursor<'_>, at: usize) {
        let twice = if c == '&' { "&" } else { "|" };
        if cursor.eat(twice) {
            let connector = if c == '&' { Connector::And } else { Connector::Or };
            return self.operator(connector, at, 2);
        }
        if c == '|' {
            if cursor.eat("&") {
                let hint = "Write `2>&1 |`.";
                self.fail(ShellError::not_simulated("`|&` pipes", at..at.saturating_add(2), hint));
            }
            return self.operator(Connector::Pipe, at, 1);
        }
        if cursor.eat(">") {
            self.end_word(at);
            return self.redirect_output(cursor, at, true);
        }
        let hint = "Leave the `&` out: the command then runs to its end. Put a value that contains `&` in quotes.";
        self.fail(ShellError::not_simulated("Background commands", at..at.saturating_add(1), hint));
        self.end_word(at);
    }

    /// `<`: a placeholder of a documented command, or a redirection.
    fn angle(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        let Some(name) = placeholder(cursor.rest()) else {
            return self.redirect_input(cursor, at);
        };
        cursor.eat(name);
        let name = format!("<{name}");
        self.open_word(at).push_str(&name);
        let span = at..at.saturating_add(name.len());
        self.fail(ShellError::placeholder(name, span));
    }

    fn parenthesis(&mut self, at: usize) {
        let span = at..at.saturating_add(1);
        let error = if self.at_command() {
            ShellError::not_simulated("Subshells", span, "Run the commands without the parentheses.")
        } else {
            let which = self.source.get(span.clone()).unwrap_or_default();
            let message = format!("Syntax error near unexpected token `{which}`");
            ShellError::syntax(message, span, "Put the value that contains parentheses in quotes.")
        };
        self.fail(error);
        self.open_word(at);
    }

    /// The first character of a word, where dashes, `~` and `@` mean something.
    fn first_character(&mut self, c: char, cursor: &mut Cursor<'_>, at: usize) {
        let next = cursor.peek();
        if c == '~' && next.is_none_or(|c| matches!(c, '/' | ' ' | '\t' | ';' | '&')) {
            // Its value is the machine's; what is shown here is the learner's own.
            let home = Expansion::Variable { name: "HOME".to_owned(), change: Change::None };
            self.open_word(at).expand(home, true, HOME);
            return;
        }
        if self.power_shell() && c == '@' && next.is_some_and(|c| c.is_alphabetic() || matches!(c, '(' | '{' | '_')) {
            let hint = "Put the value that starts with `@` in quotes.";
            self.fail(ShellError::not_simulated("Splatting and array expressions", at..at.saturating_add(1), hint));
        }
        let dash = |c| c == '-' || is_typographic_dash(c);
        if self.lenient && dash(c) {
            let ahead: String = cursor.rest().chars().take_while(|c| dash(*c)).take(3).collect();
            let option = cursor.rest().chars().nth(ahead.chars().count()).is_some_and(char::is_alphabetic);
            if option && (is_typographic_dash(c) || ahead.chars().any(is_typographic_dash)) {
                cursor.eat(&ahead);
                let letters = cursor.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '-').take(2).count();
                self.note(Note::Dashes);
                self.open_word(at).push_str(if letters == 1 { "-" } else { "--" });
                return;
            }
        }
        self.character(c, cursor, at);
    }

    /// A character with no meaning of its own, save in braces and patterns.
    fn character(&mut self, c: char, cursor: &Cursor<'_>, at: usize) {
        let bash = !self.power_shell();
        let span = at..at.saturating_add(1);
        let word = self.open_word(at);
        let mut error = None;
        match c {
            '[' => word.literal_globs = true,
            ':' if cursor.rest().starts_with("//") => word.literal_globs = true,
            '{' => word.braces = word.braces.saturating_add(1),
            ',' if word.braces > 0 => word.list = true,
            '.' if word.braces > 0 && cursor.peek() == Some('.') => word.list = true,
            '}' => {
                word.braces = word.braces.saturating_sub(1);
                if bash && word.list {
                    let hint = "Put the value that contains `{…,…}` in quotes.";
                    error = Some(ShellError::not_simulated("Brace expansions", span, hint));
                }
            }
            '=' if !word.quoted && word.parts.is_empty() && !word.assigns => {
                word.assigns = is_assignment(&format!("{}=", word.text));
            }
            '?' if is_url_query(cursor.rest()) => word.literal_globs = true,
            '*' | '?' if bash && !word.literal_globs && !word.text.ends_with('.') => {
                let hint = format!("Put the value that contains `{c}` in quotes.");
                error = Some(ShellError::not_simulated("File name patterns", span, hint));
            }
            _ => {}
        }
        word.push(c);
        if let Some(error) = error {
            self.fail(error);
        }
    }
}

/// The character that a backtick and `c` stand for in PowerShell.
pub(super) fn power_shell_escape(c: char) -> char {
    match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        other => other,
    }
}
