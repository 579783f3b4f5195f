//! Reading what the shell puts in place of itself: `$name`, `${name}`, `$(…)` and backticks.

use super::lex::{Fed, Lexer, MAX_DEPTH, Mode, Nested};
use super::lexeme::Cursor;
use super::{Change, CommandLine, Expansion, Note, Part, Read, ShellError, Word};

impl Lexer {
    /// Whether a line of dialect `auto` is PowerShell's: `$name =` begins no line of Bash.
    pub(super) fn recognise(&mut self, line: &str) {
        let assigns = || {
            let rest = line.trim_start().strip_prefix('$')?;
            let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'));
            let named = name.len() < rest.len();
            (named && name.trim_start().starts_with('=') && !name.trim_start().starts_with("==")).then_some(())
        };
        if self.dialect == super::Dialect::Auto && assigns().is_some() {
            self.recognised = true;
            self.note(Note::PowerShell);
        }
    }

    /// `$`, outside quotes or inside double ones; the cursor stands after it, `at` is where it stands.
    pub(super) fn dollar(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        let quoted = self.mode != Mode::Plain;
        match cursor.peek() {
            Some('(') => {
                cursor.bump();
                self.open_nested(cursor, at);
            }
            Some('{') => self.braced(cursor, at, quoted),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                let rest = cursor.rest();
                let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
                let mut name = rest.get(..length).unwrap_or_default().to_owned();
                cursor.eat(&name);
                if self.power_shell() {
                    if name.eq_ignore_ascii_case("env") && cursor.eat(":") {
                        name = take_name(cursor).to_owned();
                    }
                    if self.assigned(cursor, &name, quoted) {
                        return;
                    }
                    let path = if quoted { Vec::new() } else { properties(cursor) };
                    let change = if path.is_empty() { Change::None } else { Change::Property(path) };
                    return self.variable(name, change, at, cursor);
                }
                self.variable(name, Change::None, at, cursor);
            }
            Some('?') => {
                cursor.bump();
                self.variable("?".to_owned(), Change::None, at, cursor);
            }
            Some(c) if c.is_alphanumeric() || matches!(c, '@' | '*' | '#' | '$' | '!' | '-' | ':') => {
                let hint = "Type the value itself, or put text that contains `$` in single quotes.";
                self.fail(ShellError::not_simulated("Positional and special parameters", span(at, 1), hint));
                self.push_char('$', at, false);
            }
            Some('\'' | '"') if !quoted && !self.power_shell() => {
                let hint = "Use plain quotes, without `$` before them.";
                self.fail(ShellError::not_simulated("`$'…'` and `$\"…\"` quotes", span(at, 1), hint));
                self.push_char('$', at, false);
            }
            _ => self.push_char('$', at, false),
        }
    }

    /// PowerShell's `$x =` where a command begins: what follows is its value.
    fn assigned(&mut self, cursor: &mut Cursor<'_>, name: &str, quoted: bool) -> bool {
        if quoted || !self.words.is_empty() || self.word.is_some() || self.target.is_some() {
            return false;
        }
        let rest = cursor.rest().trim_start_matches(' ');
        if !rest.starts_with('=') || rest.starts_with("==") {
            return false;
        }
        while cursor.eat(" ") {}
        cursor.eat("=");
        self.target = Some(name.to_owned());
        true
    }

    fn variable(&mut self, name: String, change: Change, at: usize, cursor: &Cursor<'_>) {
        let quoted = self.mode != Mode::Plain || self.power_shell();
        let shown = self.source.get(at..cursor.offset()).unwrap_or_default().to_owned();
        self.open_word(at).expand(Expansion::Variable { name, change }, quoted, &shown);
    }

    /// `${…}`.
    fn braced(&mut self, cursor: &mut Cursor<'_>, at: usize, quoted: bool) {
        cursor.bump();
        let Some((inside, _)) = cursor.rest().split_once('}') else {
            let hint = "Close it with `}`.";
            self.fail(ShellError::unfinished("The `${` is never closed", span(at, 2), hint));
            return self.push_char('$', at, quoted);
        };
        cursor.eat(inside);
        cursor.eat("}");
        match change(inside) {
            Some((name, change)) => self.variable(name.to_owned(), change, at, cursor),
            None => {
                let hint = "There are ${NAME}, ${#NAME}, ${NAME:-text}, ${NAME#pattern} and ${NAME%pattern} here.";
                let span = at..cursor.offset();
                self.fail(ShellError::not_simulated("Other expansions in `${…}`", span, hint));
            }
        }
    }

    /// Begins to read the inside of `$(`; the cursor stands after it.
    fn open_nested(&mut self, cursor: &Cursor<'_>, at: usize) {
        if cursor.peek() == Some('(') {
            let hint = "Type the number itself.";
            self.fail(ShellError::not_simulated("Arithmetic expansions", span(at, 3), hint));
        } else if self.depth >= MAX_DEPTH {
            let message = format!("Command substitutions stand in each other more than {MAX_DEPTH} deep");
            self.fail(ShellError::too_large(message, span(at, 2)));
        }
        let around = match self.mode {
            Mode::Quoted { smart, opened, .. } => Some((smart, opened)),
            _ => None,
        };
        self.nested = Nested { around, ..Nested::default() };
        self.mode = Mode::Nested { opened: at };
    }

    /// Reads on to the `)` that closes a `$(`, or the line's end.
    pub(super) fn nested(&mut self, cursor: &mut Cursor<'_>, opened: usize) {
        let escape = if self.power_shell() { '`' } else { '\\' };
        while let Some(c) = cursor.bump() {
            let nested = &mut self.nested;
            match (nested.quote, c) {
                (None, ')') if nested.open == 0 => return self.close_nested(opened, cursor.offset()),
                (None, '(') => nested.open = nested.open.saturating_add(1),
                (None, ')') => nested.open = nested.open.saturating_sub(1),
                (None, '"' | '\'') => nested.quote = Some(c),
                (Some(quote), _) if quote == c => nested.quote = None,
                (quote, _) if c == escape && quote != Some('\'') => {
                    nested.text.push(c);
                    self.nested.text.extend(cursor.bump());
                    continue;
                }
                _ => {}
            }
            self.nested.text.push(c);
        }
    }

    fn close_nested(&mut self, opened: usize, end: usize) {
        let nested = std::mem::take(&mut self.nested);
        let quoted = nested.around.is_some() || self.power_shell();
        self.mode = match nested.around {
            Some((smart, opened)) => Mode::Quoted { double: true, smart, opened },
            None => Mode::Plain,
        };
        let commands =
            if self.depth < MAX_DEPTH { self.inner(&nested.text, opened.saturating_add(2)) } else { Vec::new() };
        let shown = self.source.get(opened..end).unwrap_or_default().to_owned();
        self.open_word(opened).expand(Expansion::Commands(commands), quoted, &shown);
    }

    /// The commands inside a substitution, whose text stands at `start`.
    fn inner(&mut self, text: &str, start: usize) -> Vec<CommandLine> {
        let mut commands = Vec::new();
        for read in self.read_inside(text) {
            match read.result {
                Ok(found) => commands.extend(found.into_iter().map(|it| moved(it, start))),
                Err(mut error) => {
                    let end = self.source.len();
                    let place = |at: usize| at.saturating_add(start).min(end);
                    error.span = place(error.span.start)..place(error.span.end);
                    if self.source.get(error.span.clone()).is_none() {
                        error.span = start.min(end)..start.min(end);
                    }
                    self.fail(error);
                }
            }
        }
        commands
    }

    fn read_inside(&mut self, text: &str) -> Vec<Read> {
        let mut inner = Self::new(self.dialect, self.lenient);
        inner.depth = self.depth.saturating_add(1);
        inner.recognised = self.recognised;
        let (mut reads, mut open) = (Vec::new(), false);
        for line in text.split('\n') {
            open = inner.feed(line) == Fed::Incomplete;
            if !open {
                reads.extend(inner.take());
                inner.depth = self.depth.saturating_add(1);
                inner.recognised = self.recognised;
            }
        }
        if open {
            reads.push(inner.take_unfinished());
        }
        reads
    }

    /// A backtick that does not end the line: `` `…` ``; the cursor stands after it.
    pub(super) fn backtick(&mut self, cursor: &mut Cursor<'_>, at: usize) {
        let Some((inside, _)) = cursor.rest().split_once('`') else {
            let hint = "Close it with another backtick, or put text that contains a backtick in single quotes; at a \
                        line's end, a backtick continues the line as in PowerShell.";
            self.fail(ShellError::unfinished("The backtick is never closed", span(at, 1), hint));
            return self.push_char('`', at, false);
        };
        cursor.eat(inside);
        cursor.eat("`");
        let quoted = self.mode != Mode::Plain;
        let commands = if self.depth < MAX_DEPTH { self.inner(inside, at.saturating_add(1)) } else { Vec::new() };
        let shown = self.source.get(at..cursor.offset()).unwrap_or_default().to_owned();
        self.open_word(at).expand(Expansion::Commands(commands), quoted, &shown);
    }

    /// A text in which `$` counts and quotes do not: what follows `<<`.
    pub(super) fn text_word(&mut self, text: &str) -> Word {
        let mut inner = Self::new(super::Dialect::Bash, self.lenient);
        inner.depth = self.depth;
        inner.mode = Mode::Quoted { double: false, smart: false, opened: 0 };
        inner.source = text.to_owned();
        let mut cursor = Cursor::new(text, 0);
        inner.heredoc_text(&mut cursor);
        if let Some(error) = inner.take_error() {
            self.fail(ShellError { span: 0..0, ..error });
        }
        let word = inner.word.take().unwrap_or_default();
        Word { text: word.text, raw: 0..0, quoted: true, assigns: false, parts: word.parts }
    }

    fn heredoc_text(&mut self, cursor: &mut Cursor<'_>) {
        while let Some(c) = cursor.bump() {
            let at = cursor.offset().saturating_sub(c.len_utf8());
            match (self.mode, c) {
                (Mode::Nested { .. }, _) => {}
                (_, '\\') if matches!(cursor.peek(), Some('$' | '`' | '\\')) => {
                    if let Some(next) = cursor.bump() {
                        self.push_char(next, at, true);
                    }
                }
                (_, '$') => {
                    self.dollar(cursor, at);
                    if let Mode::Nested { opened } = self.mode {
                        self.nested(cursor, opened);
                        self.mode = Mode::Quoted { double: false, smart: false, opened: 0 };
                    }
                }
                (_, '`') => self.backtick(cursor, at),
                _ => self.push_char(c, at, true),
            }
        }
    }
}

/// A command with its place moved by `start`, and those in it.
fn moved(mut command: CommandLine, start: usize) -> CommandLine {
    command.start = command.start.saturating_add(start);
    for word in &mut command.words {
        for part in &mut word.parts {
            if let Part::Expansion { expansion: Expansion::Commands(inner), .. } = part {
                *inner = std::mem::take(inner).into_iter().map(|it| moved(it, start)).collect();
            }
        }
    }
    command
}

fn span(at: usize, width: usize) -> std::ops::Range<usize> {
    at..at.saturating_add(width)
}

/// The name that the cursor stands before; moves past it.
fn take_name<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let name = rest.get(..length).unwrap_or_default();
    cursor.eat(name);
    name
}

/// `.name.name` after a variable of PowerShell.
fn properties(cursor: &mut Cursor<'_>) -> Vec<String> {
    let mut path = Vec::new();
    loop {
        let rest = cursor.rest();
        let named = rest.strip_prefix('.').and_then(|it| it.chars().next()).is_some_and(|c| c.is_alphabetic());
        if !named {
            return path;
        }
        cursor.eat(".");
        path.push(take_name(cursor).to_owned());
    }
}

/// What `${inside}` means; `None` for what is not simulated.
fn change(inside: &str) -> Option<(&str, Change)> {
    if let Some(name) = inside.strip_prefix('#') {
        return is_name(name).then_some((name, Change::Length));
    }
    let length = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inside.len());
    let (name, rest) = inside.split_at_checked(length)?;
    if !is_name(name) {
        return None;
    }
    if rest.is_empty() {
        return Some((name, Change::None));
    }
    if rest.contains(['$', '`', '\\', '"', '\'']) {
        return None;
    }
    if let Some(text) = rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-')) {
        return Some((name, Change::Default(text.to_owned())));
    }
    let end = rest.starts_with('%');
    let sign = if end { '%' } else { '#' };
    let pattern = rest.strip_prefix(sign)?;
    let (longest, pattern) = pattern.strip_prefix(sign).map_or((false, pattern), |it| (true, it));
    (!pattern.contains('[')).then(|| (name, Change::Without { pattern: pattern.to_owned(), end, longest }))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
