//! What lessons and challenges must prove: the setup runs, the start misses each goal, near misses miss.

use keyless_core::session::{Session, SessionOptions};
use keyless_core::state::State;

use crate::check::{first_line, short};
use crate::diagnostic::{Diagnostic, Place};
use crate::fact::Step;
use crate::goal::Goal;
use crate::lesson::{Block, Lesson};
use crate::terminal::Terminal;

/// Runs the lines of a setup; each must succeed.
pub(crate) fn setup(file: &str, options: SessionOptions, lines: &[String], line: usize) -> Vec<Diagnostic> {
    let mut session = Session::new(SessionOptions { terminal: false, ..options });
    failures(&mut session, lines, |text, said| {
        let message = format!("a line of `setup` fails: {text}");
        Diagnostic::error(file, Place::line(line), message).help(format!("It says: {said}"))
    })
}

/// Runs lines, and tells of each that fails, with what it says.
pub(crate) fn failures(
    session: &mut Session,
    lines: &[String],
    mut tell: impl FnMut(&str, &str) -> Diagnostic,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for outcome in lines.iter().flat_map(|line| session.run(line)) {
        if outcome.exit_code != 0 {
            found.push(tell(&short(&outcome.line), first_line(&outcome.stderr)));
        }
    }
    found
}

/// Every goal must be missed at the start.
pub(crate) fn misses(file: &str, goals: &[Goal], start: &State, found: &mut Vec<Diagnostic>) {
    for goal in goals.iter().filter(|goal| goal.fact.holds(&Step::present(start))) {
        let message = format!("the goal `{}` is reached before anything was done", goal.id);
        let help = "Ask for something that the start (scenario and setup) does not have yet.";
        found.push(Diagnostic::error(file, Place::START, message).help(help));
    }
}

/// After the blocks before the one that reaches its goal, a near miss must not reach it.
pub(crate) fn near_misses_of_lesson(file: &str, lesson: &Lesson) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for miss in &lesson.proof.near_misses {
        let Some(goal) = lesson.goal(&miss.goal) else { continue };
        let mut session = before(lesson, goal);
        for line in &miss.lines {
            session.run(line);
        }
        if goal.missing(Terminal::state(&session), Terminal::history(&session)).is_none() {
            let message = format!("this near miss reaches the goal `{}`", goal.id);
            let help = "Make the goal's fact stricter, or mend the lines so that they miss.";
            found.push(Diagnostic::error(file, Place::line(miss.line), message).help(help));
        }
    }
    found
}

/// The session as it stands before the block that reaches a goal.
fn before(lesson: &Lesson, goal: &Goal) -> Session {
    let options = SessionOptions { scenario: lesson.start(), ..SessionOptions::default() };
    let mut session = Session::prepared(options, &lesson.setup);
    let Some(reaching) = lesson.command_for(&goal.id) else { return session };
    for block in lesson.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Command(command) if command.id == reaching.id => break,
            Block::Command(command) => {
                if let Ok(text) = command.suggested() {
                    session.run(&text);
                }
            }
            _ => {}
        }
    }
    session
}
