//! Reads `outlines.toml`.

use super::outline::{Outline, Outlines, Skill};
use super::table::{self, Datum, Findings, Table, Value};
use crate::diagnostic::{Diagnostic, Place};

/// The weights of an exam add up to this.
const WHOLE: u32 = 100;

/// Reads the exam outlines and their skills.
pub(super) fn load(file: &str, text: &str) -> (Outlines, Vec<Diagnostic>) {
    let mut found = Findings::new(file);
    let mut outlines = Outlines::default();
    if let Some(mut top) = table::read(text, &mut found) {
        for table in top.tables("skills", &mut found) {
            outlines.skills.extend(skill(table, &mut found));
        }
        for table in top.tables("exams", &mut found) {
            outlines.outlines.extend(exam(table, &outlines.skills, &mut found));
        }
        top.finish(&["[[skills]]", "[[exams]]"], &mut found);
    }
    (outlines, found.list)
}

fn skill(mut table: Table, found: &mut Findings) -> Option<Skill> {
    table.name = "this skill".to_owned();
    let id = table.required("id", found);
    let title = table.required("title", found);
    let study = table.required("study", found);
    table.finish(&["id", "title", "study"], found);
    Some(Skill { id: id?.0, title: title?.0, study: study?.0 })
}

fn exam(mut table: Table, skills: &[Skill], found: &mut Findings) -> Option<Outline> {
    table.name = "this exam".to_owned();
    let place = table.place;
    let id = table.required("id", found);
    let name = table.required("name", found);
    let date = table.required("date", found);
    let url = table.required("url", found);
    let unconfirmed = table.text("unconfirmed", found).map(|(text, _)| text).unwrap_or_default();
    let help = "Write `weights = [[\"skill\", 20], …]`, 100 in all.";
    let weights: Vec<((String, Place), u32)> = table.list("weights", help, found, weight);
    table.finish(&["id", "name", "date", "url", "unconfirmed", "weights"], found);
    for ((skill, place), _) in &weights {
        if !skills.iter().any(|it| it.id == *skill) {
            found.error(*place, format!("there is no skill `{skill}`"), "Add it as `[[skills]]`, before the exams.");
        }
    }
    let sum: u32 = weights.iter().map(|(_, weight)| weight).sum();
    if sum != WHOLE {
        found.error(place, format!("the weights add up to {sum}"), help);
    }
    let (date, date_place) = date?;
    if date.len() < 7 || !date.starts_with("20") || date.chars().any(|c| c != '-' && !c.is_ascii_digit()) {
        found.error(date_place, format!("`{date}` is not a date"), "Write it as 2026-05 or 2026-05-12.");
    }
    let weights = weights.into_iter().map(|((skill, _), weight)| (skill, weight)).collect();
    Some(Outline { id: id?.0, name: name?.0, date, url: url?.0, unconfirmed, weights })
}

fn weight(value: Value) -> Option<((String, Place), u32)> {
    let Datum::List(pair) = value.datum else { return None };
    match pair.as_slice() {
        [Value { place, datum: Datum::Text(skill) }, Value { datum: Datum::Number(weight), .. }] => {
            Some(((skill.clone(), *place), u32::try_from(*weight).ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKILL: &str = "[[skills]]\nid = \"a\"\ntitle = \"A\"\nstudy = \"learn/\"\n";

    fn exam(weights: &str) -> Vec<String> {
        let text = format!(
            "{SKILL}[[exams]]\nid = \"x\"\nname = \"X\"\ndate = \"2026-05\"\nurl = \"https://x\"\nweights = {weights}\n"
        );
        load("o.toml", &text).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn weights_name_skills_and_add_up() {
        assert!(exam("[[\"a\", 100]]").is_empty());
        assert!(exam("[[\"a\", 60]]")[0].contains("o.toml:5:1: error: the weights add up to 60"));
        assert!(exam("[[\"b\", 100]]")[0].contains("o.toml:10:13: error: there is no skill `b`"));
    }
}
