//! Runs what the shell has read: pipelines, blocks, variables and files, with `az`, `curl` and small commands inside.

mod builtins;
mod condition;
mod engine;
mod expand;
mod files;
mod machine;
mod power_shell;
mod simple;

use crate::az::execute::{Printed, RunMode};
use crate::gateway::Gateway;
use crate::shell::{Command, Connector, Redirect, Script, Step};

pub use engine::{Engine, Query};
pub use machine::{machine_is_gone, run_script};

/// The most commands that one line may run.
const MAX_COMMANDS: u32 = 5_000;
/// The most bytes that one line may print.
const MAX_OUTPUT: usize = 4 << 20;

/// What a line is run with, besides the world.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// How az is run.
    pub mode: RunMode,
    /// What `history` prints.
    pub history: &'a str,
    /// The exit code of the line before.
    pub status: i32,
    /// What runs `jq`.
    pub engine: Option<&'a dyn Engine>,
}

/// Runs one line.
#[derive(Debug)]
pub struct Interpreter<'a> {
    gateway: &'a mut Gateway,
    surroundings: Surroundings<'a>,
    /// What the running command may read; `None` is the keyboard.
    input: Option<String>,
    /// Errors of substitutions, which no redirection takes.
    aside: String,
    /// The last exit code, `$?`.
    status: i32,
    /// That of the last substitution in the running command.
    substituted: Option<i32>,
    commands: u32,
    printed: usize,
    /// Why nothing more runs.
    stop: Option<Stop>,
    notes: Vec<String>,
}

/// Why commands are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `exit`
    Exit(i32),
    /// A question must be answered first.
    Question(String),
    /// A limit was reached.
    Limit(String),
    /// `ssh` or `exit`: the rest of the line belongs to another machine.
    Moved,
}

/// What came of a line.
#[derive(Debug, Default)]
pub struct Ran {
    /// What was printed.
    pub printed: Printed,
    /// What to say about it.
    pub notes: Vec<String>,
}

impl<'a> Interpreter<'a> {
    /// For one line.
    pub fn new(gateway: &'a mut Gateway, surroundings: Surroundings<'a>) -> Self {
        Self {
            gateway,
            status: surroundings.status,
            surroundings,
            input: None,
            aside: String::new(),
            substituted: None,
            commands: 0,
            printed: 0,
            stop: None,
            notes: Vec::new(),
        }
    }

    /// Runs a script to its end.
    pub fn run(mut self, script: &Script<'_>) -> Ran {
        let mut printed = self.script(script);
        printed.stderr.push_str(&std::mem::take(&mut self.aside));
        match self.stop.take() {
            Some(Stop::Question(question)) => printed.question = Some(question),
            Some(Stop::Limit(text)) => {
                printed.stderr.push_str(&text);
                printed.exit_code = 130;
            }
            Some(Stop::Exit(code)) => {
                printed.exit_code = code;
                self.leave(&mut printed);
            }
            _ => {}
        }
        Ran { printed, notes: self.notes }
    }

    fn script(&mut self, script: &Script<'_>) -> Printed {
        let mut all = Printed::default();
        for step in script {
            let runs = match step.connector {
                Connector::And => all.exit_code == 0,
                Connector::Or => all.exit_code != 0,
                Connector::Always | Connector::Pipe => true,
            };
            if !runs {
                continue;
            }
            let printed = self.step(step);
            add(&mut all, printed);
            self.status = all.exit_code;
            if self.stop.is_some() {
                break;
            }
        }
        all
    }

    fn step(&mut self, step: &Step<'_>) -> Printed {
        let around = self.input.take();
        self.input.clone_from(&around);
        let mut all = Printed::default();
        let last = step.pipeline.len().saturating_sub(1);
        for (at, command) in step.pipeline.iter().enumerate() {
            let mut printed = match (command, at < last) {
                // PowerShell's `$x = a | b` keeps what the last command prints.
                (Command::Simple(line), true) if line.target.is_some() => self.redirected_words(line),
                _ => self.command(command),
            };
            self.limit(printed.stdout.len().saturating_add(printed.stderr.len()));
            if at == 0 && at < last {
                // What the first command left of the input around it stays there; the others have their own.
                all.question = None;
            }
            all.stderr.push_str(&std::mem::take(&mut self.aside));
            all.stderr.push_str(&printed.stderr);
            all.exit_code = printed.exit_code;
            if self.stop.is_some() {
                all.stdout = printed.stdout;
                break;
            }
            if at < last {
                self.input = Some(std::mem::take(&mut printed.stdout));
            } else {
                all.stdout = printed.stdout;
            }
        }
        if last > 0 {
            self.input = around;
            if let Some(Command::Simple(line)) = step.pipeline.first()
                && let Some(name) = line.target.as_ref().filter(|_| self.stop.is_none())
            {
                self.set_variable(name, std::mem::take(&mut all.stdout).trim_end_matches(['\n', '\r']).to_owned());
            }
        }
        if step.negated {
            all.exit_code = i32::from(all.exit_code == 0);
        }
        all
    }

    fn command(&mut self, command: &Command<'_>) -> Printed {
        match command {
            Command::Simple(line) => self.simple(line),
            Command::If { branches, otherwise, redirects } => self.redirected(redirects, |it| {
                let mut all = Printed::default();
                for (condition, then) in branches {
                    let asked = it.script(condition);
                    let holds = asked.exit_code == 0;
                    add(&mut all, asked);
                    if holds || it.stop.is_some() {
                        let done = if it.stop.is_some() { Printed::default() } else { it.script(then) };
                        add(&mut all, done);
                        return all;
                    }
                }
                all.exit_code = 0;
                let done = it.script(otherwise);
                add(&mut all, done);
                all
            }),
            Command::For { name, words, body, redirects } => self.redirected(redirects, |it| {
                let mut all = Printed::default();
                for value in it.words(words) {
                    it.set_variable(name, value);
                    let done = it.script(body);
                    add(&mut all, done);
                    if it.loop_ends() {
                        break;
                    }
                }
                all
            }),
            Command::While { until, condition, body, redirects } => self.redirected(redirects, |it| {
                let mut all = Printed::default();
                loop {
                    let asked = it.script(condition);
                    let goes_on = (asked.exit_code == 0) != *until;
                    add(&mut all, Printed { exit_code: 0, ..asked });
                    if !goes_on || it.loop_ends() {
                        break;
                    }
                    let done = it.script(body);
                    add(&mut all, done);
                    if it.loop_ends() {
                        break;
                    }
                }
                all
            }),
        }
    }

    /// Runs a block with its redirections.
    fn redirected(&mut self, redirects: &[Redirect], run: impl FnOnce(&mut Self) -> Printed) -> Printed {
        if redirects.is_empty() {
            return run(self);
        }
        let around = self.input.clone();
        let printed = match self.open(redirects) {
            Ok(opened) => {
                let printed = run(self);
                self.close(opened, printed)
            }
            Err(printed) => printed,
        };
        self.input = around;
        printed
    }

    /// Whether a loop is to be left.
    fn loop_ends(&mut self) -> bool {
        match self.stop {
            Some(Stop::Continue) => {
                self.stop = None;
                false
            }
            Some(Stop::Break) => {
                self.stop = None;
                true
            }
            ref stop => stop.is_some(),
        }
    }

    /// Counts a command and what was printed, against the limits.
    fn limit(&mut self, bytes: usize) {
        self.printed = self.printed.saturating_add(bytes);
        if self.printed > MAX_OUTPUT {
            let text = format!("ERROR: Stopped: a line may print {} MiB at most.\n", MAX_OUTPUT >> 20);
            self.stop = Some(Stop::Limit(text));
        }
    }
}

fn add(all: &mut Printed, more: Printed) {
    all.exit_code = more.exit_code;
    all.stdout.push_str(&more.stdout);
    all.stderr.push_str(&more.stderr);
}
