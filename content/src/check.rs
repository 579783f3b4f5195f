//! Checks that run: a lesson's goals are missed at the start and reached by its commands; documents do what they say.

use std::sync::Arc;

use keyless_core::event::Event;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};

use crate::command::{CommandBlock, Expect};
use crate::diagnostic::{Diagnostic, Place};
use crate::fact::Step;
use crate::fence::Fence;
use crate::lesson::{Block, Lesson};
use crate::markdown;
use crate::runnable;
use crate::terminal::{Terminal, run_text};

/// Runs a lesson from start to end in a fresh world.
pub fn check_lesson(file: &str, lesson: &Lesson) -> Vec<Diagnostic> {
    let options = SessionOptions { scenario: lesson.start(), ..SessionOptions::default() };
    check_lesson_in(file, lesson, &mut Session::new(options))
}

/// Runs a lesson from start to end in `terminal`.
pub fn check_lesson_in(file: &str, lesson: &Lesson, terminal: &mut dyn Terminal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let start = terminal.state().clone();
    for goal in lesson.goals.iter().filter(|goal| goal.fact.holds(&Step::present(&start))) {
        let message = format!("the goal `{}` is reached before anything was done", goal.id);
        let help = format!("Ask for something that scenario `{}` does not have yet.", lesson.scenario);
        found.push(Diagnostic::error(file, Place::START, message).help(help));
    }
    let mut line = 1;
    for block in lesson.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Command(command) => {
                line = command.line;
                run_command(file, command, terminal, &mut found);
            }
            Block::Goal(id) => {
                let missing = lesson.goal(id).and_then(|goal| goal.missing(terminal.state(), terminal.history()));
                if let Some(missing) = missing {
                    let message = format!("the commands before its mark do not reach the goal `{id}`: {missing}");
                    let help = "Mend the command before the mark, or the goal's fact in the front matter.";
                    found.push(Diagnostic::error(file, Place::line(line), message).help(help));
                }
            }
            Block::Html(_) | Block::Output(_) => {}
        }
    }
    found
}

fn run_command(file: &str, command: &CommandBlock, terminal: &mut dyn Terminal, found: &mut Vec<Diagnostic>) {
    match command.suggested() {
        Ok(text) => {
            let place = |number: usize| Place::line(command.line.saturating_add(number).saturating_add(1));
            judge(file, &run_text(terminal, &text), &command.expect, &place, found);
        }
        // The loader has said so already.
        Err(_missing) => {}
    }
}

/// Runs the `azurecli` and `az` blocks of any Markdown text in order, in a fresh sandbox.
pub fn check_document(file: &str, text: &str) -> Vec<Diagnostic> {
    let options = SessionOptions { scenario: Scenario::Sandbox, ..SessionOptions::default() };
    check_document_in(file, text, &mut Session::new(options))
}

/// How many blocks of a Markdown text are run.
pub fn runnable_blocks(text: &str) -> usize {
    markdown::code_blocks(text).iter().filter(|block| block.parsed_info().is_runnable()).count()
}

/// Runs the blocks of any Markdown text in order in `terminal`.
pub fn check_document_in(file: &str, text: &str, terminal: &mut dyn Terminal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for block in markdown::code_blocks(text) {
        let mut info = block.parsed_info();
        if !info.is_runnable() {
            continue;
        }
        let at = Place::of_offset(text, block.offset);
        let expect = info.take("expect").map_or(Ok(Expect::Success), |it| runnable::expectation(&it));
        let expect = expect.unwrap_or_else(|message| {
            found.push(Diagnostic::error(file, at, message).help("Write `ok`, `fails`, or `refused:CODE`."));
            Expect::Success
        });
        let place = |number: usize| match block.lines.get(number) {
            Some(offset) => Place::of_offset(text, first_visible(text, *offset)),
            None => at,
        };
        judge(file, &run_text(terminal, &filled(&block, info.take("fill"))), &expect, &place, &mut found);
    }
    found
}

/// The block's text, with the placeholders filled that `fill` names.
fn filled(block: &Fence, fill: Option<String>) -> String {
    let pairs = runnable::pairs(&fill.unwrap_or_default());
    pairs.iter().fold(block.text.clone(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
}

fn first_visible(text: &str, offset: usize) -> usize {
    let blanks = text.get(offset..).map(|tail| tail.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count());
    offset.saturating_add(blanks.unwrap_or_default())
}

/// Holds what came of a block against what was meant to.
fn judge(
    file: &str,
    outcomes: &[(usize, Arc<Outcome>)],
    expect: &Expect,
    place: &dyn Fn(usize) -> Place,
    found: &mut Vec<Diagnostic>,
) {
    let Some((last_line, last)) = outcomes.last() else {
        let message = "there is nothing to run in this block";
        found.push(Diagnostic::error(file, place(0), message).help("Write a command, or mark the block as `text`."));
        return;
    };
    let failed = outcomes.iter().find(|(_, outcome)| outcome.exit_code != 0);
    match (expect, failed) {
        (Expect::Success, None) | (Expect::Failure, Some(_)) => {}
        (Expect::Success, Some((line, outcome))) => {
            let message = format!("`{}` ends with exit code {}", short(&outcome.line), outcome.exit_code);
            let help = format!(
                "It says: {}\n        Mend the command, or write `expect=\"fails\"` after the language where it is meant to fail.",
                first_line(&outcome.stderr)
            );
            found.push(Diagnostic::error(file, place(*line), message).help(help));
        }
        (Expect::Failure | Expect::Refused(_), None) => {
            let message = format!("`{}` succeeds, and is meant to fail", short(&last.line));
            let help = "Mend the command, or take `expect` away.";
            found.push(Diagnostic::error(file, place(*last_line), message).help(help));
        }
        (Expect::Refused(code), Some((line, outcome))) => {
            if !refusals(outcome).any(|seen| seen == code) {
                let message = format!("`{}` is not refused with `{code}`", short(&outcome.line));
                let help = format!("It says: {}", first_line(&outcome.stderr));
                found.push(Diagnostic::error(file, place(*line), message).help(help));
            }
        }
    }
}

fn refusals(outcome: &Outcome) -> impl Iterator<Item = &str> {
    outcome.events.iter().filter_map(|event| match event {
        Event::RequestRefused { code, .. } => Some(code.as_str()),
        _ => None,
    })
}

/// The beginning of a command, on one line.
fn short(line: &str) -> String {
    const LENGTH: usize = 60;
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH {
        return line;
    }
    line.chars().take(LENGTH).chain(['…']).collect()
}

fn first_line(text: &str) -> &str {
    let errors = || text.lines().filter(|line| line.starts_with("ERROR:"));
    errors().chain(text.lines()).find(|line| !line.trim().is_empty()).unwrap_or("nothing")
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
