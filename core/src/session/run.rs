//! Running one line: its commands in order, as one step of the timeline.

use std::sync::Arc;

use super::builtin::{self, Builtin};
use super::{Entry, ForeignSecret, Outcome, Session};
use crate::az::execute::{Printed, RunMode};
use crate::event::Event;
use crate::gateway::Gateway;
use crate::interpreter::{Interpreter, Surroundings, machine_is_gone, run_script};
use crate::shell::{CommandLine, Read, ShellError, structure};
use crate::state::State;

impl Session {
    /// Runs a line that was read, and keeps what it did.
    pub(super) fn run_read(&mut self, read: Read) -> Arc<Outcome> {
        let mut notes: Vec<String> = read.notes.iter().map(|note| note.text()).collect();
        notes.extend(self.simpler(&read.source));
        if let Some(printed) = self.assist(&read.source) {
            return self.keep_without_step(outcome(read.source, printed, notes));
        }
        match read.result {
            Err(error) => {
                let printed = Printed { exit_code: 2, stderr: shell_error(&error), ..Printed::default() };
                self.keep_without_step(outcome(read.source, printed, notes))
            }
            Ok(commands) => self.run_commands(read.source, &commands, notes, false),
        }
    }

    /// Takes the answer to a question: yes runs the line, no cancels it, anything else asks again.
    pub(super) fn answer(&mut self, line: &str, answer: &str) -> Arc<Outcome> {
        let mut printed = Printed::default();
        match answer.trim().to_ascii_lowercase().as_str() {
            "y" | "yes" => {
                let lenient = !self.state().terminal().strict;
                let read = crate::shell::read(line, self.options.dialect, lenient);
                if let crate::shell::Unit::Line(Read { result: Ok(commands), .. }) = read {
                    return self.run_commands(line.to_owned(), &commands, Vec::new(), true);
                }
            }
            "n" | "no" => {
                printed = Printed { exit_code: 1, stderr: "ERROR: Operation cancelled.\n".to_owned(), ..printed };
            }
            _ => {
                printed.question = Some("Are you sure you want to perform this operation? (y/n): ".to_owned());
                self.waiting = Some(line.to_owned());
            }
        }
        self.keep_without_step(outcome(answer.to_owned(), printed, Vec::new()))
    }

    fn run_commands(
        &mut self,
        source: String,
        commands: &[CommandLine],
        notes: Vec<String>,
        confirmed: bool,
    ) -> Arc<Outcome> {
        if let [only] = commands
            && only.redirects.is_empty()
            && only.words.iter().all(|it| it.parts.is_empty())
            && let Some(builtin) = Builtin::read(&words(only))
        {
            return self.run_builtin(source, &builtin, notes);
        }
        let script = match structure(commands) {
            Ok(script) => script,
            Err(error) => {
                let printed = Printed { exit_code: 2, stderr: shell_error(&error), ..Printed::default() };
                return self.keep_without_step(outcome(source, printed, notes));
            }
        };
        let before = self.state().clone();
        let mut gateway = Gateway::new(before.clone()).with_machines(run_script);
        let history = if uses_history(commands) { builtin::history(self) } else { String::new() };
        let surroundings = Surroundings {
            mode: RunMode { terminal: self.options.terminal, confirmed },
            history: &history,
            status: self.transcript.last().map_or(0, |it| it.exit_code),
            engine: self.engine.as_deref(),
        };
        let ran = Interpreter::new(&mut gateway, surroundings).run(&script);
        let (mut all, notes) = (ran.printed, notes.into_iter().chain(ran.notes).collect());
        if all.question.is_some() {
            self.waiting = Some(source.clone());
            return self.keep_without_step(outcome(source, all, notes));
        }
        if let Some((host, text)) = machine_is_gone(gateway.state()) {
            gateway.record(Event::MachineLeft { host });
            all.stderr.push_str(&text);
        }
        let (after, exchanges, events) = gateway.finish();
        let mut outcome = outcome(source, all, notes);
        outcome.exchanges = exchanges;
        outcome.events = events;
        self.keep_step(outcome, before, after)
    }

    fn run_builtin(&mut self, source: String, builtin: &Builtin, notes: Vec<String>) -> Arc<Outcome> {
        let before = self.state().clone();
        match builtin::run(self, builtin) {
            builtin::Effect::Printed(printed, clears_screen) => {
                let mut outcome = outcome(source, printed, notes);
                outcome.clears_screen = clears_screen;
                self.keep_without_step(outcome)
            }
            builtin::Effect::Events(printed, events) => {
                let mut after = before.clone();
                for event in &events {
                    after.apply(event);
                }
                let mut outcome = outcome(source, printed, notes);
                outcome.events = events;
                self.keep_step(outcome, before, after)
            }
            builtin::Effect::World(printed, after) => {
                let outcome = Arc::new(outcome(source, printed, notes));
                self.push_entry(Entry {
                    outcome: Arc::clone(&outcome),
                    before,
                    after: *after,
                    changed: true,
                    text: self.lines.len(),
                });
                outcome
            }
            builtin::Effect::Reset(printed) => {
                let changed = self.can_undo();
                let after = self.initial.clone();
                let outcome = Arc::new(outcome(source, printed, notes));
                self.push_entry(Entry {
                    outcome: Arc::clone(&outcome),
                    before,
                    after,
                    changed,
                    text: self.lines.len(),
                });
                outcome
            }
        }
    }

    /// Says that a line was not run for the secret in it.
    pub(super) fn refuse_secret(&mut self, secret: ForeignSecret) -> Arc<Outcome> {
        let printed = Printed { exit_code: 1, stderr: secret.text(), ..Printed::default() };
        self.keep_without_step(outcome(secret.masked, printed, Vec::new()))
    }

    /// Where it was typed, and what an error kept from running.
    fn complete_outcome(&self, outcome: &mut Outcome) {
        outcome.prompt = self.prompt();
        if outcome.exit_code != 0 && self.to_come > 0 {
            let (count, plural) = (self.to_come.to_string(), if self.to_come == 1 { "" } else { "s" });
            outcome
                .notes
                .push(["A paste stops at its first error. Not run: ", &count, " command", plural, "."].concat());
        }
    }

    fn keep_without_step(&mut self, mut outcome: Outcome) -> Arc<Outcome> {
        self.complete_outcome(&mut outcome);
        let outcome = Arc::new(outcome);
        self.transcript.push(Arc::clone(&outcome));
        outcome
    }

    fn keep_step(&mut self, mut outcome: Outcome, before: State, after: State) -> Arc<Outcome> {
        let changed = outcome.events.iter().any(Event::changes_world);
        if !changed && self.position < self.entries.len() {
            // A look at an earlier world is no step: what was undone can still be redone.
            return self.keep_without_step(outcome);
        }
        self.complete_outcome(&mut outcome);
        let outcome = Arc::new(outcome);
        self.push_entry(Entry { outcome: Arc::clone(&outcome), before, after, changed, text: self.lines.len() });
        outcome
    }

    /// A new step ends what could be redone.
    fn push_entry(&mut self, entry: Entry) {
        self.transcript.push(Arc::clone(&entry.outcome));
        self.entries.truncate(self.position);
        self.entries.push(entry);
        self.position = self.entries.len();
    }

    /// Moves along the timeline.
    pub(super) const fn move_to(&mut self, position: usize) {
        self.position = position;
    }
}

fn words(command: &CommandLine) -> Vec<String> {
    command.texts().map(str::to_owned).collect()
}

/// Whether a line asks for what was typed before it.
fn uses_history(commands: &[CommandLine]) -> bool {
    let mut found = false;
    for command in commands {
        command.walk(&mut |it| found |= it.words.first().is_some_and(|word| word.text == "history"));
    }
    found
}

fn shell_error(error: &ShellError) -> String {
    format!("ERROR: {}. {}\n", error.message, error.hint)
}

fn outcome(line: String, printed: Printed, notes: Vec<String>) -> Outcome {
    Outcome {
        line,
        exit_code: printed.exit_code,
        stdout: printed.stdout,
        stderr: printed.stderr,
        notes,
        question: printed.question,
        ..Outcome::default()
    }
}
