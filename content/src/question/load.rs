//! One file of questions to [`Written`] questions, with everything that can be said of each by itself.

use keyless_core::rules::{self, RuleId};
use keyless_core::scenario::Scenario;

use super::body::body;
use super::probe::Probe;
use super::table::{self, Findings, Table};
use super::variant::{Renaming, vary};
use super::{Kind, MISCONCEPTIONS, Question, TOPICS, source};
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
pub(super) struct Extra {
    pub(super) options: Vec<(Place, Option<Probe>)>,
    pub(super) effects: Vec<Goal>,
    pub(super) steps_run: bool,
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

pub(super) fn sourced(text: &str, place: Place, found: &mut Findings) -> Option<String> {
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

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
