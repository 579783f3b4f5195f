//! Checks that run: a lesson's goals are missed at the start and reached by its commands.

use std::sync::Arc;

use keyless_core::event::Event;
use keyless_core::session::{Outcome, Session, SessionOptions};

use crate::command::{CommandBlock, Expect};
use crate::diagnostic::{Diagnostic, Place};
use crate::goal::Goal;
use crate::lesson::{Block, Lesson};
use crate::prove;
use crate::shown;
use crate::terminal::{Terminal, run_text};

/// Runs a lesson from start to end in a fresh world, and what must not reach its goals.
pub fn check_lesson(file: &str, lesson: &Lesson) -> Vec<Diagnostic> {
    let options = SessionOptions { scenario: lesson.start(), ..SessionOptions::default() };
    let mut found = prove::setup(file, options, &lesson.setup, lesson.proof.setup_line);
    let mut session = Session::prepared(options, &lesson.setup);
    found.extend(check_lesson_in(file, lesson, &mut session));
    if found.is_empty() {
        found.extend(prove::near_misses_of_lesson(file, lesson));
    }
    found
}

/// Runs a lesson from start to end in `terminal`.
pub fn check_lesson_in(file: &str, lesson: &Lesson, terminal: &mut dyn Terminal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    prove::misses(file, &lesson.goals, terminal.state(), &mut found);
    let mut line = 1;
    // What the block before has printed, while nothing else stands between.
    let mut printed: Option<Vec<Arc<Outcome>>> = None;
    // What was reached before the last command.
    let mut reached: Vec<&Goal> = Vec::new();
    for block in lesson.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Command(command) => {
                line = command.line;
                reached = lesson.goals.iter().filter(|goal| is_reached(goal, terminal)).collect();
                printed = run_command(file, command, terminal, &mut found);
                continue;
            }
            Block::Goal(id) => {
                found.extend(too_early(file, lesson, id, line, &reached));
                let missing = lesson.goal(id).and_then(|goal| goal.missing(terminal.state(), terminal.history()));
                if let Some(missing) = missing {
                    let message = format!("the commands before its mark do not reach the goal `{id}`: {missing}");
                    let help = "Mend the command before the mark, or the goal's fact in the front matter.";
                    found.push(Diagnostic::error(file, Place::line(line), message).help(help));
                }
            }
            Block::Output(output) if output.language == "output" => {
                found.extend(shown::check(file, output, printed.as_deref()));
            }
            Block::Html(_) | Block::Output(_) => {}
        }
        printed = None;
    }
    found
}

fn is_reached(goal: &Goal, terminal: &dyn Terminal) -> bool {
    !terminal.history().is_empty() && goal.reached(terminal.state(), terminal.history())
}

/// A goal is marked after the command that reaches it, so that its hints tell of that command.
fn too_early(file: &str, lesson: &Lesson, id: &str, line: usize, reached: &[&Goal]) -> Option<Diagnostic> {
    let goal = lesson.goal(id).filter(|goal| reached.contains(goal))?;
    let message = format!("the goal `{}` is reached before the command that stands before its mark", goal.id);
    let help = "Move its mark to directly after the block that reaches it, or make its fact stricter.";
    Some(Diagnostic::error(file, Place::line(line), message).help(help))
}

fn run_command(
    file: &str,
    command: &CommandBlock,
    terminal: &mut dyn Terminal,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Arc<Outcome>>> {
    // Where a value is missing the loader has said so already.
    let text = command.suggested().ok()?;
    let place = |number: usize| Place::line(command.line.saturating_add(number).saturating_add(1));
    let outcomes = run_text(terminal, &text);
    judge(file, &outcomes, &command.expect, &place, found);
    Some(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

/// Holds what came of a block against what was meant to.
pub(crate) fn judge(
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
pub(crate) fn short(line: &str) -> String {
    const LENGTH: usize = 60;
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH {
        return line;
    }
    line.chars().take(LENGTH).chain(['…']).collect()
}

pub(crate) fn first_line(text: &str) -> &str {
    let errors = || text.lines().filter(|line| line.starts_with("ERROR:"));
    errors().chain(text.lines()).find(|line| !line.trim().is_empty()).unwrap_or("nothing")
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
