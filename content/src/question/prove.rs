//! Proves keys: a question's lines run in a fresh world, and its key must be exactly what is true there.

use keyless_core::session::Session;

use super::load::Written;
use super::probe::{Asks, fact_holds};
use super::table::Findings;
use super::{Body, Kind, normal, task};
use crate::diagnostic::Diagnostic;
use crate::goal::Goal;

/// All that is wrong with a question's world and key.
pub fn prove(written: &Written) -> Vec<Diagnostic> {
    let mut found = Findings::new(&written.file);
    if is_scripted(written) || written.question.kind.is_behaviour() {
        script(written, &mut found);
    }
    match &written.question.body {
        Body::Choices { .. } => options(written, &mut found),
        Body::Order(steps) if written.steps_run => order(written, steps, &mut found),
        Body::Command(accepts) => accepted(written, accepts, &mut found),
        Body::Task { goals, solution } => solved(written, goals, solution, &mut found),
        Body::Order(_) | Body::Match(_) => {}
    }
    if let Some(broken) = &written.question.broken {
        broken_fails(written, broken, &mut found);
    }
    found.list
}

fn is_scripted(written: &Written) -> bool {
    written.question.lines().next().is_some()
}

/// Whether scripts prove the question's key.
pub fn is_proved(written: &Written) -> bool {
    match &written.question.body {
        Body::Choices { .. } => {
            !written.options.is_empty() && (0..written.options.len()).all(|at| has_proof(written, at))
        }
        Body::Order(_) => written.steps_run,
        Body::Match(_) => false,
        Body::Command(_) | Body::Task { .. } => true,
    }
}

/// An option's own probe; in a repair, also the command that the option gives.
fn has_proof(written: &Written, at: usize) -> bool {
    written.options.get(at).is_some_and(|(_, probe)| probe.is_some()) || written.question.kind == Kind::Repair
}

/// The world's lines end as their author says.
fn script(written: &Written, found: &mut Findings) {
    let mut session = task::start(&written.question);
    for (line, (place, fails)) in written.question.lines().zip(&written.lines) {
        let outcomes = session.run(line);
        let Some(outcome) = outcomes.last() else {
            found.error(*place, "there is nothing to run on this line", "Write a command.");
            continue;
        };
        let said = outcome.stderr.lines().find(|it| it.starts_with("ERROR")).unwrap_or("nothing").to_owned();
        match (outcome.exit_code, fails) {
            (0, true) => {
                found.error(*place, format!("`{line}` succeeds, and is meant to fail"), "Remove the `! ` before it.")
            }
            (2 | 127, _) => found.error(*place, format!("`{line}` does not run"), format!("It says: {said}")),
            (code, false) if code != 0 => {
                let help = format!("It says: {said}. Mend it, or put `! ` before it where it is meant to fail.");
                found.error(*place, format!("`{line}` ends with exit code {code}"), help);
            }
            _ => {}
        }
    }
}

fn options(written: &Written, found: &mut Findings) {
    let question = &written.question;
    let proofs = (0..written.options.len()).filter(|at| has_proof(written, *at)).count();
    if proofs == 0 && !question.kind.is_behaviour() {
        return;
    }
    for (at, (option, (place, probe))) in question.options().iter().zip(&written.options).enumerate() {
        if !has_proof(written, at) {
            let help = "Add `probe = { fact = … }`, `{ line = \"az …\", exit = 0 }` or, for outputs, `{ stdout = true }` to every option.";
            found.error(*place, format!("nothing proves the option \"{}\"", option.text), help);
            continue;
        }
        let mut session = task::session(question, &[]);
        let (holds, place) = match probe {
            Some(probe) => (probe.holds(&option.text, &mut session), probe.place),
            None => match command_in(&option.text) {
                Some(line) => (works(&mut session, &[line], &written.effects), *place),
                None => {
                    let help = "Put the command in backticks, or give the option a probe.";
                    found.error(*place, "this option gives no command to try", help);
                    continue;
                }
            },
        };
        if holds != option.correct {
            let (is, told) = if holds { ("true", "wrong") } else { ("wrong", "right") };
            let help = format!("{} Correct the key, the script or the probe.", seen(&session));
            found.error(
                place,
                format!("the option \"{}\" is {is} in its world, and the key calls it {told}", option.text),
                help,
            );
        }
    }
    if question.options().iter().all(|it| !it.correct) || question.options().iter().all(|it| it.correct) {
        found.error(written.place, "the key is empty or full", "Leave at least one option right and one wrong.");
    }
    same_probes(written, found);
}

/// Two options of one probe are one option, unless each is held against its own text.
fn same_probes(written: &Written, found: &mut Findings) {
    let mut seen: Vec<(&[String], &Asks)> = Vec::new();
    for probe in written.options.iter().filter_map(|(_, probe)| probe.as_ref()) {
        let asked = (probe.lines.as_slice(), &probe.asks);
        if probe.asks != Asks::Prints && seen.contains(&asked) {
            found.error(probe.place, "two options have the same probe", "Let each probe ask for what its option says.");
        }
        seen.push(asked);
    }
}

/// The first thing in backticks.
fn command_in(text: &str) -> Option<String> {
    text.split('`').nth(1).map(str::to_owned).filter(|line| !line.trim().is_empty())
}

/// Whether all lines end well and all goals are reached.
fn works(session: &mut Session, lines: &[String], goals: &[Goal]) -> bool {
    let ran = lines.iter().all(|line| session.run(line).last().is_some_and(|it| it.exit_code == 0));
    ran && goals.iter().all(|goal| fact_holds(&goal.fact, session))
}

fn seen(session: &Session) -> String {
    let last = session.transcript().last();
    last.map_or_else(String::new, |it| {
        format!("The last line, `{}`, ended with exit code {}.", it.line.trim(), it.exit_code)
    })
}

fn accepted(written: &Written, accepts: &[String], found: &mut Findings) {
    let question = &written.question;
    for line in accepts {
        if let Err(why) = normal::normal(line) {
            found.error(written.place, format!("`{line}` is no command line"), format!("It says: {}", why.trim()));
            continue;
        }
        let mut session = task::session(question, &[]);
        if !works(&mut session, std::slice::from_ref(line), &written.effects) {
            let help = format!("{} Mend the command, the script or the goals.", seen(&session));
            found.error(written.place, format!("`{line}` does not do what is asked"), help);
        }
    }
    let start = task::session(question, &[]);
    for goal in written.effects.iter().filter(|goal| fact_holds(&goal.fact, &start)) {
        found.error(
            written.place,
            format!("the goal `{}` is reached before anything is typed", goal.id),
            "Ask for something that is not so yet.",
        );
    }
}

fn broken_fails(written: &Written, broken: &str, found: &mut Findings) {
    let mut session = task::session(&written.question, &[]);
    if works(&mut session, &[broken.to_owned()], &written.effects) {
        let help = "Break it, or say with `[[questions.goals]]` what it fails to bring about.";
        found.error(written.place, format!("`{broken}` works, and is meant to be broken"), help);
    }
}

fn solved(written: &Written, goals: &[Goal], solution: &[String], found: &mut Findings) {
    let open = |lines: &[String]| task::open(goals, &task::session(&written.question, lines));
    let at_start = open(&[]);
    for goal in goals.iter().filter(|goal| !at_start.iter().any(|(it, _)| it.id == goal.id)) {
        let message = format!("the goal `{}` is reached before anything is typed", goal.id);
        found.error(written.place, message, "Ask for something that is not so yet.");
    }
    for (goal, missing) in open(solution) {
        let message = format!("the solution does not reach the goal `{}`: {missing}", goal.id);
        found.error(written.place, message, seen(&task::session(&written.question, solution)));
    }
}

/// Only the right order of the steps' commands lets all of them end well.
fn order(written: &Written, steps: &[String], found: &mut Findings) {
    let commands: Vec<String> = steps.iter().filter_map(|step| command_in(step)).collect();
    if commands.len() != steps.len() || steps.len() > PROVED_STEPS {
        let help =
            format!("Put one command in backticks into each step, at most {PROVED_STEPS} steps; or remove `proved`.");
        found.error(written.place, "the order of these steps cannot be tried", help);
        return;
    }
    let runs = |order: &[usize]| {
        let lines: Vec<String> = order.iter().filter_map(|at| commands.get(*at).cloned()).collect();
        works(&mut task::session(&written.question, &[]), &lines, &[])
    };
    let right: Vec<usize> = (0..steps.len()).collect();
    if !runs(&right) {
        found.error(written.place, "the steps do not run in their order", "Mend the steps or the script.");
    }
    for order in orders(&right).into_iter().filter(|order| *order != right) {
        if runs(&order) {
            let numbers = order.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(", ");
            found.error(
                written.place,
                format!("the steps also run in the order {numbers}"),
                "Make each step need the one before it.",
            );
            return;
        }
    }
}

/// More steps have too many orders to try.
const PROVED_STEPS: usize = 5;

fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in of {
        let rest: Vec<usize> = of.iter().copied().filter(|it| it != first).collect();
        all.extend(orders(&rest).into_iter().map(|tail| [vec![*first], tail].concat()));
    }
    all
}

#[cfg(test)]
#[path = "prove_tests.rs"]
mod tests;
