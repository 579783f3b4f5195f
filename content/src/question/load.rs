//! One file of questions to [`Written`] questions, with everything that can be said of each by itself.

use keyless_core::rules::{self, RuleId};
use keyless_core::scenario::Scenario;

use super::probe::{self, Probe};
use super::table::{self, Findings, Table};
use super::variant::{Renaming, vary};
use super::{Body, Choice, Kind, MISCONCEPTIONS, Question, TOPICS, source};
use crate::diagnostic::{Diagnostic, Place};
use crate::goal::Goal;

/// A question with what its author wrote for the checker.
#[derive(Clone, Debug)]
pub struct Written {
    /// The question.
    pub question: Question,
    /// Its file.
    pub file: String,
    /// Where it begins.
    pub place: Place,
    pub(super) text_place: Place,
    pub(super) explanation_place: Place,
    /// For each option where it begins, and its probe.
    pub(super) options: Vec<(Place, Option<Probe>)>,
    /// For each line of its world where it stands, and whether it is meant to fail.
    pub(super) lines: Vec<(Place, bool)>,
    /// What a typed or repaired command must bring about.
    pub(super) effects: Vec<Goal>,
    /// Whether its steps are commands whose order can be tried.
    pub(super) steps_run: bool,
}

impl Written {
    /// The same with other names, for the checker as for the learner.
    #[must_use]
    pub fn varied(&self, variant: u64) -> Self {
        let renaming = Renaming::of(&self.question, variant);
        let mut varied = Self { question: vary(&self.question, variant), ..self.clone() };
        for probe in varied.options.iter_mut().filter_map(|(_, probe)| probe.as_mut()) {
            probe.rename(&renaming);
        }
        for goal in &mut varied.effects {
            goal.fact = goal.fact.renamed(|value| renaming.line(value));
        }
        varied
    }
}

const KEYS: [&str; 21] = [
    "id",
    "kind",
    "topic",
    "skill",
    "rules",
    "misconceptions",
    "text",
    "explanation",
    "source",
    "scenario",
    "script",
    "then",
    "choose",
    "options",
    "steps",
    "proved",
    "pairs",
    "accepts",
    "broken",
    "goals",
    "solution",
];

/// Reads a file of questions.
pub fn load(file: &str, text: &str) -> (Vec<Written>, Vec<Diagnostic>) {
    let mut found = Findings::new(file);
    let mut questions = Vec::new();
    if let Some(mut top) = table::read(text, &mut found) {
        let tables = top.tables("questions", &mut found);
        if tables.is_empty() && found.list.is_empty() {
            found.error(Place::START, "there is no question in this file", "Begin one with a line `[[questions]]`.");
        }
        for mut table in tables {
            table.name = "this question".to_owned();
            questions.extend(question(table, &mut found));
        }
        top.finish(&["[[questions]]"], &mut found);
    }
    (questions, found.list)
}

fn question(mut table: Table, found: &mut Findings) -> Option<Written> {
    let place = table.place;
    let id = table.required("id", found);
    let kind = one_of(&mut table, "kind", &Kind::ALL.map(Kind::name), found);
    let topic = one_of(&mut table, "topic", &TOPICS, found);
    let skill = table.required("skill", found);
    let rules = rule_ids(&mut table, found);
    let misconceptions = misconceptions(&mut table, found);
    let text = table.required("text", found);
    let explanation = table.required("explanation", found);
    let source = own_source(&mut table, &rules, found);
    let scenario = table.text("scenario", found);
    if let Some((name, place)) = scenario.as_ref().filter(|(name, _)| Scenario::find(name).is_none()) {
        let names = Scenario::ALL.map(Scenario::name).join(", ");
        found.error(*place, format!("there is no scenario `{name}`"), format!("Choose one of: {names}."));
    }
    let (script, mut lines) = script(&mut table, "script", found);
    let (then, more) = self::script(&mut table, "then", found);
    lines.extend(more);
    let broken = table.text("broken", found);
    let kind = kind.and_then(|name| Kind::find(&name))?;
    let mut extra = Extra::default();
    let body = body(kind, &mut table, source.as_deref().unwrap_or_default(), &mut extra, found);
    if kind == Kind::Repair && broken.is_none() {
        found.error(
            place,
            "a question of kind `repair` has no `broken`",
            "Add `broken = \"az …\"`: the command to repair.",
        );
    }
    if kind != Kind::Repair
        && let Some((_, place)) = &broken
    {
        found.error(*place, "`broken` belongs to kind `repair`", "Remove it, or write `kind = \"repair\"`.");
    }
    table.finish(&KEYS, found);
    let (text, text_place) = text?;
    let (explanation, explanation_place) = explanation?;
    let question = Question {
        id: id?.0,
        kind,
        topic: topic?,
        skill: skill?.0,
        rules,
        misconceptions,
        text,
        explanation,
        source: source?,
        scenario: scenario.map_or_else(|| Scenario::Sandbox.name().to_owned(), |(name, _)| name),
        script,
        then,
        broken: broken.map(|(line, _)| line),
        body: body?,
        fixed: false,
    };
    let Extra { options, effects, steps_run } = extra;
    let file = found.file.clone();
    Some(Written { question, file, place, text_place, explanation_place, options, lines, effects, steps_run })
}

/// What of a body is for the checker only.
#[derive(Default)]
struct Extra {
    options: Vec<(Place, Option<Probe>)>,
    effects: Vec<Goal>,
    steps_run: bool,
}

fn one_of(table: &mut Table, key: &str, names: &[&str], found: &mut Findings) -> Option<String> {
    let (name, place) = table.required(key, found)?;
    if names.contains(&name.as_str()) {
        return Some(name);
    }
    found.error(place, format!("there is no {key} `{name}`"), format!("Choose one of: {}.", names.join(", ")));
    None
}

fn rule_ids(table: &mut Table, found: &mut Findings) -> Vec<RuleId> {
    let mut ids = Vec::new();
    for (text, place) in table.texts("rules", found) {
        let id = text.strip_prefix('R').and_then(|it| it.parse().ok()).map(RuleId);
        match id.filter(|id| rules::find(*id).is_some()) {
            Some(id) if ids.contains(&id) => {
                found.error(place, format!("the rule {id} is named twice"), "Name it once.")
            }
            Some(id) => ids.push(id),
            None => found.error(
                place,
                format!("there is no rule `{text}`"),
                "Name rules like `R13`; docs/rules.md lists them.",
            ),
        }
    }
    ids
}

fn misconceptions(table: &mut Table, found: &mut Findings) -> Vec<u8> {
    let mut numbers = Vec::new();
    for (number, place) in table.numbers("misconceptions", found) {
        match u8::try_from(number) {
            Ok(it) if (1..=MISCONCEPTIONS).contains(&it) => numbers.push(it),
            _ => found.error(
                place,
                format!("there is no misconception {number}"),
                format!("They are numbered 1 to {MISCONCEPTIONS}."),
            ),
        }
    }
    numbers
}

/// The question's own source; without one, its first rule.
fn own_source(table: &mut Table, rules: &[RuleId], found: &mut Findings) -> Option<String> {
    match table.text("source", found) {
        Some((text, place)) => sourced(&text, place, found),
        None => {
            let rule = rules.first().map(ToString::to_string);
            if rule.is_none() {
                found.error(
                    table.place,
                    "this question names neither a rule nor a source",
                    format!("Add `rules` or `source`. {}", source::HELP),
                );
            }
            rule
        }
    }
}

fn sourced(text: &str, place: Place, found: &mut Findings) -> Option<String> {
    let resolved = source::resolve(text);
    if resolved.is_none() {
        found.error(place, format!("`{text}` is no source that can be looked up"), source::HELP);
    }
    resolved
}

/// Lines of a world; one that begins with `! ` is meant to fail.
fn script(table: &mut Table, key: &str, found: &mut Findings) -> (Vec<String>, Vec<(Place, bool)>) {
    let lines = table.texts(key, found).into_iter().map(|(line, place)| match line.strip_prefix("! ") {
        Some(line) => (line.to_owned(), (place, true)),
        None => (line, (place, false)),
    });
    lines.unzip()
}

fn body(kind: Kind, table: &mut Table, source: &str, extra: &mut Extra, found: &mut Findings) -> Option<Body> {
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

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
