//! From the flat list of a line's commands to what is inside what: pipelines, `if`, `for` and `while`.

use super::{CommandLine, Connector, Redirect, ShellError, Word};

/// Commands in order.
pub type Script<'a> = Vec<Step<'a>>;

/// A pipeline, and when it runs.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// How it is joined to the one before; never a pipe.
    pub connector: Connector,
    /// Whether `!` stands before it.
    pub negated: bool,
    /// Its commands, each reading what the one before prints.
    pub pipeline: Vec<Command<'a>>,
}

/// A command of a pipeline.
#[derive(Clone, Debug)]
pub enum Command<'a> {
    /// A name and its arguments.
    Simple(&'a CommandLine),
    /// `if …; then …; elif …; else …; fi`
    If {
        /// Conditions and what to do.
        branches: Vec<(Script<'a>, Script<'a>)>,
        /// What to do when none holds.
        otherwise: Script<'a>,
        /// Those after `fi`.
        redirects: &'a [Redirect],
    },
    /// `for NAME in …; do …; done`
    For {
        /// The variable.
        name: &'a str,
        /// What it goes through.
        words: &'a [Word],
        /// What is done each time.
        body: Script<'a>,
        /// Those after `done`.
        redirects: &'a [Redirect],
    },
    /// `while …; do …; done`, or `until`.
    While {
        /// Whether it is `until`.
        until: bool,
        /// What is asked before each time.
        condition: Script<'a>,
        /// What is done each time.
        body: Script<'a>,
        /// Those after `done`.
        redirects: &'a [Redirect],
    },
}

/// How deep blocks may stand in each other.
const MAX_BLOCKS: usize = 32;

/// Reads a line's commands as a script.
///
/// # Errors
/// A block that is not as Bash has it.
pub fn structure(commands: &[CommandLine]) -> Result<Script<'_>, ShellError> {
    let mut parser = Parser { commands, at: 0, depth: 0 };
    let script = parser.script(&[])?;
    match parser.peek() {
        None => Ok(script),
        Some(rest) => Err(unexpected(rest)),
    }
}

struct Parser<'a> {
    commands: &'a [CommandLine],
    at: usize,
    depth: usize,
}

fn unexpected(command: &CommandLine) -> ShellError {
    let word = command.words.first().map(|it| it.text.as_str()).unwrap_or_default();
    let message = format!("Syntax error near unexpected token `{word}`");
    ShellError::syntax(message, command.start..command.start.saturating_add(word.len()), "The block is not complete.")
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a CommandLine> {
        self.commands.get(self.at)
    }

    fn next(&mut self) -> Option<&'a CommandLine> {
        let next = self.peek();
        self.at = self.at.saturating_add(1);
        next
    }

    /// Reads up to one of these keywords, which is left.
    fn script(&mut self, ends: &[&str]) -> Result<Script<'a>, ShellError> {
        let mut script: Script<'a> = Vec::new();
        while let Some(command) = self.peek() {
            let keyword = command.keyword().unwrap_or_default();
            if ends.contains(&keyword) {
                break;
            }
            let connector = command.connector;
            let negated = keyword == "!";
            if negated {
                self.at = self.at.saturating_add(1);
            }
            let read = self.command()?;
            match (connector, script.last_mut()) {
                (Connector::Pipe, Some(step)) => step.pipeline.push(read),
                _ => script.push(Step { connector, negated, pipeline: vec![read] }),
            }
        }
        if script.is_empty() && !ends.is_empty() {
            return Err(self.incomplete());
        }
        Ok(script)
    }

    fn incomplete(&self) -> ShellError {
        let at = self.peek().or_else(|| self.commands.last());
        at.map_or_else(|| ShellError::syntax("Syntax error", 0..0, "Type a command."), unexpected)
    }

    fn command(&mut self) -> Result<Command<'a>, ShellError> {
        let Some(command) = self.next() else { return Err(self.incomplete()) };
        match command.keyword() {
            None | Some("[[") => Ok(Command::Simple(command)),
            Some(keyword @ ("if" | "for" | "while" | "until")) => {
                self.depth = self.depth.saturating_add(1);
                if self.depth > MAX_BLOCKS {
                    let message = format!("Blocks stand in each other more than {MAX_BLOCKS} deep");
                    return Err(ShellError::too_large(message, command.start..command.start));
                }
                let read = match keyword {
                    "if" => self.conditions(),
                    "for" => self.each(command),
                    _ => self.repeated(keyword == "until"),
                };
                self.depth = self.depth.saturating_sub(1);
                read
            }
            Some(_) => Err(unexpected(command)),
        }
    }

    /// Takes this keyword, and returns what stands after it.
    fn expect(&mut self, keyword: &str) -> Result<&'a CommandLine, ShellError> {
        match self.next() {
            Some(command) if command.keyword() == Some(keyword) => Ok(command),
            Some(command) => Err(unexpected(command)),
            None => Err(self.incomplete()),
        }
    }

    /// The keyword that closes a block: nothing but redirections may stand after it.
    fn close(&mut self, keyword: &str) -> Result<&'a [Redirect], ShellError> {
        let command = self.expect(keyword)?;
        match command.words.get(1) {
            None => Ok(&command.redirects),
            Some(word) => {
                let message = format!("Syntax error near unexpected token `{}`", word.text);
                let start = command.start.saturating_add(word.raw.start);
                Err(ShellError::syntax(message, start..start.saturating_add(word.raw.len()), "Put a `;` before it."))
            }
        }
    }

    fn conditions(&mut self) -> Result<Command<'a>, ShellError> {
        let mut branches = Vec::new();
        loop {
            let condition = self.script(&["then"])?;
            self.expect("then")?;
            let then = self.script(&["elif", "else", "fi"])?;
            branches.push((condition, then));
            if self.peek().and_then(CommandLine::keyword) != Some("elif") {
                break;
            }
            self.at = self.at.saturating_add(1);
        }
        let mut otherwise = Vec::new();
        if self.peek().and_then(CommandLine::keyword) == Some("else") {
            self.at = self.at.saturating_add(1);
            otherwise = self.script(&["fi"])?;
        }
        let redirects = self.close("fi")?;
        Ok(Command::If { branches, otherwise, redirects })
    }

    fn each(&mut self, command: &'a CommandLine) -> Result<Command<'a>, ShellError> {
        let mut words = command.words.iter().skip(1);
        let (name, word) = (words.next(), words.next());
        let (Some(name), Some("in")) = (name, word.map(|it| it.text.as_str())) else {
            return Err(ShellError::syntax(
                "Syntax error after `for`",
                command.start..command.start.saturating_add(3),
                "Write `for NAME in WORDS; do …; done`.",
            ));
        };
        self.expect("do")?;
        let body = self.script(&["done"])?;
        let redirects = self.close("done")?;
        Ok(Command::For { name: &name.text, words: command.words.get(3..).unwrap_or_default(), body, redirects })
    }

    fn repeated(&mut self, until: bool) -> Result<Command<'a>, ShellError> {
        let condition = self.script(&["do"])?;
        self.expect("do")?;
        let body = self.script(&["done"])?;
        let redirects = self.close("done")?;
        Ok(Command::While { until, condition, body, redirects })
    }
}
