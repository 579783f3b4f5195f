//! Probes: what proves in the world of a question that an option is true.

use keyless_core::session::{Outcome, Session};
use serde_json::Value as Json;

use super::table::{Datum, Findings, Table, Value};
use super::variant::Renaming;
use crate::diagnostic::Place;
use crate::fact::{Fact, Step};

/// One probe.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Probe {
    /// Where it stands.
    pub(super) place: Place,
    /// Run first, after the script.
    pub(super) lines: Vec<String>,
    pub(super) asks: Asks,
}

/// What a probe asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asks {
    /// Whether a fact holds; or whether it fails to, where `holds` is false.
    Fact { fact: Fact, holds: bool },
    /// How the last line ended: of the probe's own lines, or of the script where it has none.
    Ends { exit: Option<i64>, prints: Option<String>, lacks: Option<String> },
    /// Whether the option's text is all that the last line of the script printed.
    Prints,
}

const KEYS: [&str; 8] = ["fact", "holds", "line", "lines", "exit", "prints", "lacks", "stdout"];

/// Reads `probe = { … }`.
pub(super) fn read(value: Value, found: &mut Findings) -> Option<Probe> {
    let place = value.place;
    let help = format!(
        "Write `probe = {{ fact = \"…\" }}` or `{{ line = \"az …\", exit = 0 }}`; known here: {}.",
        KEYS.join(", ")
    );
    let Datum::Table(mut table) = value.datum else {
        found.error(place, "`probe` is not a table in braces", help);
        return None;
    };
    table.name = "this probe".to_owned();
    let mut lines: Vec<String> = table.texts("lines", found).into_iter().map(|(line, _)| line).collect();
    lines.extend(table.text("line", found).map(|(line, _)| line));
    let asks = match table.take("fact") {
        Some(name) => fact(name, table, found)?,
        None => ends(table, &help, found)?,
    };
    Some(Probe { place, lines, asks })
}

fn fact(name: Value, mut table: Table, found: &mut Findings) -> Option<Asks> {
    let holds = table.flag("holds", found).unwrap_or(true);
    let Datum::Text(name) = name.datum else {
        found.error(table.place, "`fact` is not a string", "Name a fact: `fact = \"role-granted\"`.");
        return None;
    };
    read_fact(&name, table, found).map(|fact| Asks::Fact { fact, holds })
}

/// A fact by its name and the keys that are left in its table.
pub(super) fn read_fact(name: &str, mut table: Table, found: &mut Findings) -> Option<Fact> {
    let mut json = table.rest();
    if let Json::Object(map) = &mut json {
        map.insert("fact".to_owned(), name.into());
    }
    match serde_json::from_value(json) {
        Ok(fact) => Some(fact),
        Err(error) => {
            let help = "docs/authors.md lists the facts and their fields.";
            found.error(table.place, format!("the fact: {error}"), help);
            None
        }
    }
}

fn ends(mut table: Table, help: &str, found: &mut Findings) -> Option<Asks> {
    if let Some(whole) = table.flag("stdout", found) {
        let place = table.place;
        table.finish(&KEYS, found);
        if !whole {
            found.error(place, "`stdout = false` proves nothing", help);
        }
        return whole.then_some(Asks::Prints);
    }
    let exit = match table.take("exit") {
        None => None,
        Some(Value { datum: Datum::Number(exit), .. }) => Some(exit),
        Some(value) => {
            found.error(value.place, "`exit` is not a whole number", "Write `exit = 0`.");
            return None;
        }
    };
    let prints = table.text("prints", found).map(|(text, _)| text);
    let lacks = table.text("lacks", found).map(|(text, _)| text);
    let place = table.place;
    table.finish(&KEYS, found);
    if exit.is_none() && prints.is_none() && lacks.is_none() {
        found.error(place, "this probe asks nothing", help);
        return None;
    }
    Some(Asks::Ends { exit, prints, lacks })
}

impl Probe {
    /// The same probe for other names.
    pub(super) fn rename(&mut self, renaming: &Renaming) {
        self.lines.iter_mut().for_each(|line| *line = renaming.line(line));
        match &mut self.asks {
            Asks::Fact { fact, .. } => *fact = fact.renamed(|value| renaming.line(value)),
            Asks::Ends { prints, lacks, .. } => {
                for text in [prints, lacks].into_iter().flatten() {
                    *text = renaming.line(text);
                }
            }
            Asks::Prints => {}
        }
    }

    /// Whether it holds for an option of this text, in a session in which the question's lines have run.
    pub(super) fn holds(&self, option: &str, session: &mut Session) -> bool {
        for line in &self.lines {
            session.run(line);
        }
        match &self.asks {
            Asks::Fact { fact, holds } => fact_holds(fact, session) == *holds,
            Asks::Prints => {
                let printed = session.transcript().last().map(|it| it.stdout.trim().to_owned()).unwrap_or_default();
                option.trim().trim_matches('`').trim() == printed
            }
            Asks::Ends { exit, prints, lacks } => session.transcript().last().is_some_and(|it| {
                exit.is_none_or(|exit| exit == i64::from(it.exit_code))
                    && prints.as_ref().is_none_or(|text| says(it, text))
                    && !lacks.as_ref().is_some_and(|text| says(it, text))
            }),
        }
    }
}

/// A fact of the world is asked of the world as it is now; a fact of a step is asked of every step.
pub(super) fn fact_holds(fact: &Fact, session: &Session) -> bool {
    if fact.is_about_steps() {
        return session.entries().iter().take(session.position()).any(|entry| fact.holds(&Step::of(entry)));
    }
    fact.holds(&Step::present(session.state()))
}

fn says(outcome: &Outcome, text: &str) -> bool {
    outcome.stdout.contains(text) || outcome.stderr.contains(text)
}
