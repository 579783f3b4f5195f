//! What a challenge must prove: the start misses, the solution reaches all and no more, near misses fail.

use keyless_core::session::{Session, SessionOptions};

use crate::challenge::{Challenge, Standing};
use crate::diagnostic::{Diagnostic, Place};
use crate::goal::Goal;
use crate::prove::{failures, misses, setup};
use crate::terminal::Terminal;

/// Plays a challenge: its solution, and everything that must not count as one.
pub fn check_challenge(file: &str, challenge: &Challenge) -> Vec<Diagnostic> {
    let options = SessionOptions { scenario: challenge.start(), ..SessionOptions::default() };
    let mut found = setup(file, options, &challenge.setup, challenge.proof.setup_line);
    let start = Session::prepared(options, &challenge.setup);
    misses(file, &challenge.goals, start.state(), &mut found);
    found.extend(solution(file, challenge, options));
    for miss in &challenge.proof.near_misses {
        let standing = play(challenge, options, &miss.lines);
        let fails = |all: &[Goal], seen: &[bool], bad: bool| {
            all.iter().zip(seen).any(|(goal, holds)| goal.id == miss.goal && *holds == bad)
        };
        if !fails(&challenge.goals, &standing.goals, false) && !fails(&challenge.forbidden, &standing.forbidden, true) {
            let message = format!("this near miss does not fail at `{}`", miss.goal);
            let help = "Make the fact stricter, or mend the lines.";
            found.push(Diagnostic::error(file, Place::line(miss.line), message).help(help));
        }
    }
    found
}

/// For each goal, the line of the solution after which it first holds: what its last hints tell.
pub fn reaching(challenge: &Challenge) -> Vec<u32> {
    let options = SessionOptions { scenario: challenge.start(), ..SessionOptions::default() };
    let mut session = Session::prepared(options, &challenge.setup);
    let mut reached = vec![0; challenge.goals.len()];
    let mut open: Vec<usize> = (0..challenge.goals.len()).collect();
    for (line, number) in challenge.solution.iter().zip(0..) {
        session.run(line);
        let standing = challenge.standing(session.state(), Terminal::history(&session));
        open.retain(|goal| {
            let holds = standing.goals.get(*goal).copied().unwrap_or_default();
            if let Some(slot) = reached.get_mut(*goal).filter(|_| holds) {
                *slot = number;
            }
            !holds
        });
    }
    reached
}

fn play(challenge: &Challenge, options: SessionOptions, lines: &[String]) -> Standing {
    let mut session = Session::prepared(options, &challenge.setup);
    for line in lines {
        session.run(line);
    }
    challenge.standing(session.state(), Terminal::history(&session))
}

fn solution(file: &str, challenge: &Challenge, options: SessionOptions) -> Vec<Diagnostic> {
    let mut session = Session::prepared(options, &challenge.setup);
    let mut found = failures(&mut session, &challenge.solution, |text, said| {
        let message = format!("a line of the solution fails: {text}");
        Diagnostic::error(file, Place::START, message).help(format!("It says: {said}"))
    });
    let standing = challenge.standing(session.state(), Terminal::history(&session));
    let mut find = |message: String, help: &str| {
        found.push(Diagnostic::error(file, Place::START, message).help(help));
    };
    for (goal, _) in challenge.goals.iter().zip(&standing.goals).filter(|(_, holds)| !**holds) {
        let message = format!("the solution does not reach the goal `{}`: {}", goal.id, goal.fact.missing());
        find(message, "Mend the solution, or the goal's fact.");
    }
    for (fact, _) in challenge.forbidden.iter().zip(&standing.forbidden).filter(|(_, holds)| **holds) {
        let message = format!("after the solution `{}` holds, which is forbidden", fact.id);
        find(message, "Mend the solution, or the forbidden fact.");
    }
    if standing.changes != challenge.par {
        let message =
            format!("the par is {}, and the solution changes the world with {} lines", challenge.par, standing.changes);
        find(message, "Make them the same: looking is free, only lines that change something count.");
    }
    found
}

#[cfg(test)]
#[path = "prove_challenge_tests.rs"]
mod tests;
