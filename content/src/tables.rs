//! Tables of front matter that lessons and challenges share: goals, near misses, sources.

use std::collections::BTreeSet;

use keyless_core::scenario::Scenario;

use crate::diagnostic::{Diagnostic, Place};
use crate::fact::Fact;
use crate::front_matter::Table;
use crate::goal::Goal;
use crate::lesson::{NearMiss, Source};

const FACT_HELP: &str = "`docs/authors.md` lists the facts and their fields.";

/// Refuses a scenario that there is not.
pub(crate) fn scenario(file: &str, name: Option<&str>, line: usize, found: &mut Vec<Diagnostic>) {
    let Some(name) = name.filter(|name| Scenario::find(name).is_none()) else { return };
    let names = Scenario::ALL.map(Scenario::name).join(", ");
    let message = format!("there is no scenario `{name}`");
    found.push(Diagnostic::error(file, Place::line(line), message).help(format!("Choose one of: {names}.")));
}

/// A goal: id, text, hints and fact.
pub(crate) fn goal(file: &str, table: &mut Table, found: &mut Vec<Diagnostic>) -> Option<Goal> {
    let id = table.string(file, "id", found);
    let text = table.string(file, "text", found);
    let nudge = table.text(file, "nudge", found);
    let concept = table.text(file, "concept", found);
    let fact = fact(file, table, "goal", found);
    Some(Goal { id: id?, text: text?, section: String::new(), fact: fact?, nudge, concept })
}

fn fact(file: &str, table: &mut Table, what: &str, found: &mut Vec<Diagnostic>) -> Option<Fact> {
    let place = Place::line(table.line_of("fact"));
    match Fact::from_table(table.rest()) {
        Ok(fact) => Some(fact),
        Err(error) => {
            found.push(Diagnostic::error(file, place, format!("the {what}'s fact: {error}")).help(FACT_HELP));
            None
        }
    }
}

/// A forbidden fact: id, text and fact.
pub(crate) fn forbidden(file: &str, table: &mut Table, found: &mut Vec<Diagnostic>) -> Option<Goal> {
    let id = table.string(file, "id", found);
    let text = table.string(file, "text", found);
    let fact = fact(file, table, "forbidden", found);
    Some(Goal { id: id?, text: text?, section: String::new(), fact: fact?, nudge: None, concept: None })
}

/// Refuses goals that share an id.
pub(crate) fn unique(file: &str, goals: &[(Goal, Place)], found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for (goal, place) in goals {
        if !seen.insert(goal.id.as_str()) {
            let message = format!("the id `{}` is given twice", goal.id);
            found.push(Diagnostic::error(file, *place, message).help("Give each goal an id of its own."));
        }
    }
}

/// A near miss: what it misses, in words, and its lines. `subject` is the key that names what it misses.
pub(crate) fn near_miss(file: &str, table: &mut Table, subject: &str, found: &mut Vec<Diagnostic>) -> Option<NearMiss> {
    let line = table.place.line;
    let goal = table.string(file, subject, found);
    let text = table.string(file, "text", found);
    let lines = table.strings(file, "lines", found);
    if lines.is_empty() {
        let message = "this `[[near_misses]]` has no `lines`";
        found.push(Diagnostic::error(file, table.place, message).help("Add `lines = [\"az …\"]`."));
    }
    Some(NearMiss { goal: goal?, text: text?, lines, line })
}

/// A source: title, address and date.
pub(crate) fn source(file: &str, table: &mut Table, found: &mut Vec<Diagnostic>) -> Option<Source> {
    let place = table.place;
    let title = table.string(file, "title", found);
    let url = table.string(file, "url", found);
    let date = table.string(file, "date", found);
    if let Some(url) = url.as_deref().filter(|url| !url.starts_with("https://") || url.contains(char::is_whitespace)) {
        let message = format!("the source's address `{url}` is not a web address");
        found.push(Diagnostic::error(file, place, message).help("Write it as `https://…`."));
    }
    if let Some(date) = date.as_deref().filter(|date| !is_date(date)) {
        let message = format!("`{date}` is not a date");
        found.push(Diagnostic::error(file, place, message).help("Write it as 2026-01-15, 2026-01 or 2026."));
    }
    Some(Source { title: title?, url: url?, date: date? })
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize, most: u32| match parts.get(at) {
        Some(part) => {
            part.len() == digits && part.parse::<u32>().is_ok_and(|it| (1..=most).contains(&it)) && !part.contains('+')
        }
        None => at > 0,
    };
    parts.len() <= 3 && number(0, 4, 9999) && number(1, 2, 12) && number(2, 2, 31)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_date_is_a_year_a_month_or_a_day() {
        for good in ["2025", "2025-12", "2025-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "25", "2025-13", "2025-1", "2025-12-32", "2025-12-31-1", "2025-+1"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
