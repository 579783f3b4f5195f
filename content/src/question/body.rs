//! What is answered, out of its TOML: options, steps, pairs, commands, goals.

use super::load::{Extra, sourced};
use super::table::{self, Findings, Table};
use super::{Body, Choice, Kind, probe};
use crate::goal::Goal;

/// Reads what a question of this kind is answered with.
pub(super) fn body(
    kind: Kind,
    table: &mut Table,
    source: &str,
    extra: &mut Extra,
    found: &mut Findings,
) -> Option<Body> {
    let place = table.place;
    match kind {
        Kind::Order => {
            let steps: Vec<String> = table.texts("steps", found).into_iter().map(|(step, _)| step).collect();
            extra.steps_run = table.flag("proved", found).unwrap_or(false);
            (3..=7).contains(&steps.len()).then_some(Body::Order(steps)).or_else(|| {
                found.error(
                    place,
                    "a question of kind `order` needs 3 to 7 steps",
                    "Write `steps = [\"…\", \"…\", \"…\"]` in the right order.",
                );
                None
            })
        }
        Kind::Match => {
            let help = "Write `pairs = [[\"left\", \"right\"], …]`, 3 to 7 of them.";
            let pairs = table.list("pairs", help, found, pair);
            (3..=7).contains(&pairs.len()).then_some(Body::Match(pairs)).or_else(|| {
                found.error(place, "a question of kind `match` needs 3 to 7 pairs", help);
                None
            })
        }
        Kind::Command => {
            extra.effects = goals(table, found);
            accepts(table, found)
        }
        Kind::Repair => {
            extra.effects = goals(table, found);
            let options = table.tables("options", found);
            if options.is_empty() { accepts(table, found) } else { choices(kind, options, table, source, extra, found) }
        }
        Kind::Task => {
            let goals = goals(table, found);
            let solution: Vec<String> = table.texts("solution", found).into_iter().map(|(line, _)| line).collect();
            if goals.is_empty() || solution.is_empty() {
                found.error(
                    place,
                    "a task needs goals and a solution",
                    "Add `solution = [\"az …\"]` and `[[questions.goals]]` with `text` and `fact`.",
                );
                return None;
            }
            Some(Body::Task { goals, solution })
        }
        _ => {
            let options = table.tables("options", found);
            choices(kind, options, table, source, extra, found)
        }
    }
}

fn pair(value: table::Value) -> Option<(String, String)> {
    let table::Datum::List(sides) = value.datum else { return None };
    let mut texts = sides.into_iter().filter_map(|side| match side.datum {
        table::Datum::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    });
    match (texts.next(), texts.next(), texts.next()) {
        (Some(left), Some(right), None) => Some((left, right)),
        _ => None,
    }
}

fn accepts(table: &mut Table, found: &mut Findings) -> Option<Body> {
    let accepts: Vec<String> = table.texts("accepts", found).into_iter().map(|(line, _)| line).collect();
    if accepts.is_empty() {
        found.error(
            table.place,
            "this question has no `accepts`",
            "Write `accepts = [\"az …\"]`: every command that is right.",
        );
        return None;
    }
    Some(Body::Command(accepts))
}

fn goals(table: &mut Table, found: &mut Findings) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (number, mut table) in table.tables("goals", found).into_iter().enumerate() {
        table.name = "this goal".to_owned();
        let id = table.text("id", found).map_or_else(|| format!("goal-{}", number + 1), |(id, _)| id);
        let text = table.required("text", found);
        let Some((name, _)) = table.required("fact", found) else { continue };
        if let (Some((text, _)), Some(fact)) = (text, probe::read_fact(&name, table, found)) {
            goals.push(super::goal(id, text, fact));
        }
    }
    goals
}

fn choices(
    kind: Kind,
    tables: Vec<Table>,
    question: &mut Table,
    source: &str,
    extra: &mut Extra,
    found: &mut Findings,
) -> Option<Body> {
    let asked = question.text("choose", found);
    if let Some((word, place)) = asked.as_ref().filter(|(word, _)| word != "one" && word != "several") {
        found.error(
            *place,
            format!("`choose = \"{word}\"` means nothing"),
            "Write `choose = \"one\"` or `choose = \"several\"`.",
        );
    }
    let several = kind == Kind::Several || kind != Kind::One && asked.is_some_and(|(word, _)| word == "several");
    let mut options = Vec::new();
    let written = tables.len();
    for mut table in tables {
        table.name = "this option".to_owned();
        let place = table.place;
        let text = table.required("text", found);
        let why = table.required("why", found);
        let correct = table.flag("correct", found);
        let from = table.text("source", found);
        let from = from.map_or_else(|| Some(source.to_owned()), |(text, place)| sourced(&text, place, found));
        let probe = table.take("probe").and_then(|value| probe::read(value, found));
        table.finish(&["text", "correct", "why", "source", "probe"], found);
        if correct.is_none() {
            found.error(place, "this option has no `correct`", "Add `correct = true` or `correct = false`.");
        }
        if let (Some((text, _)), Some((why, _)), Some(correct), Some(source)) = (text, why, correct, from) {
            options.push(Choice { text, correct, why, source });
            extra.options.push((place, probe));
        }
    }
    if options.len() < written {
        return None;
    }
    let right = options.iter().filter(|option| option.correct).count();
    let place = question.place;
    if !(2..=7).contains(&options.len()) {
        found.error(
            place,
            format!("a question with {} options", options.len()),
            "Give it 3 to 6 `[[questions.options]]` (2 to 7 are taken).",
        );
    } else if right == 0 || right == options.len() {
        found.error(
            place,
            "all options are right, or all are wrong",
            "Mark the key with `correct = true`, and leave at least one option wrong.",
        );
    } else if !several && right != 1 {
        let help = "Leave one with `correct = true`, or take kind `several` (for other kinds `choose = \"several\"`).";
        found.error(place, format!("{right} options are right, and one can be chosen"), help);
    }
    Some(Body::Choices { several, options })
}
