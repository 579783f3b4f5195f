//! Questions as the page fetches them: one value a line, in the order in which [`super::Question`] names them.

use super::{Body, Choice, Kind, Question};
use crate::snapshot::Reader;

/// Reads what `write` made.
pub fn read(text: &str) -> Vec<Question> {
    Reader(text.lines()).list(question).into_iter().flatten().collect()
}

fn question(from: &mut Reader<'_>) -> Option<Question> {
    let (id, kind) = (from.text(), Kind::find(&from.text()));
    Some(Question {
        id,
        kind: kind?,
        topic: from.text(),
        skill: from.text(),
        rules: from.list(Reader::rule),
        misconceptions: from.list(|from| u8::try_from(from.number()).unwrap_or_default()),
        text: from.text(),
        explanation: from.text(),
        source: from.text(),
        scenario: from.text(),
        script: from.list(Reader::text),
        then: from.list(Reader::text),
        broken: from.option(),
        body: body(from),
        fixed: from.number() == 1,
    })
}

fn body(from: &mut Reader<'_>) -> Body {
    match from.text().as_str() {
        "order" => Body::Order(from.list(Reader::text)),
        "match" => Body::Match(from.list(|from| (from.text(), from.text()))),
        "command" => Body::Command(from.list(Reader::text)),
        "task" => Body::Task {
            goals: from.list(Reader::goal).into_iter().flatten().collect(),
            solution: from.list(Reader::text),
        },
        several => Body::Choices { several: several == "several", options: from.list(choice) },
    }
}

fn choice(from: &mut Reader<'_>) -> Choice {
    Choice { correct: from.number() == 1, text: from.text(), why: from.text(), source: from.text() }
}

#[cfg(feature = "authoring")]
pub use write::write;

#[cfg(feature = "authoring")]
mod write {
    use super::{Body, Choice, Question};
    use crate::snapshot::write::Writer;

    /// Questions as one value a line.
    pub fn write(questions: &[&Question]) -> String {
        let mut out = Writer(String::new());
        out.list(questions, |out, it| question(out, it));
        out.0
    }

    fn texts(out: &mut Writer, all: &[String]) {
        out.list(all, |out, it| out.text(it));
    }

    fn question(out: &mut Writer, it: &Question) {
        out.text(&it.id);
        out.text(it.kind.name());
        out.text(&it.topic);
        out.text(&it.skill);
        out.list(&it.rules, |out, rule| out.number(rule.0.into()));
        out.list(&it.misconceptions, |out, number| out.number((*number).into()));
        out.text(&it.text);
        out.text(&it.explanation);
        out.text(&it.source);
        out.text(&it.scenario);
        texts(out, &it.script);
        texts(out, &it.then);
        out.option(it.broken.as_deref());
        match &it.body {
            Body::Order(steps) => {
                out.text("order");
                texts(out, steps);
            }
            Body::Match(pairs) => {
                out.text("match");
                out.list(pairs, |out, (left, right)| {
                    out.text(left);
                    out.text(right);
                });
            }
            Body::Command(accepts) => {
                out.text("command");
                texts(out, accepts);
            }
            Body::Task { goals, solution } => {
                out.text("task");
                out.list(goals, Writer::goal);
                texts(out, solution);
            }
            Body::Choices { several, options } => {
                out.text(if *several { "several" } else { "one" });
                out.list(options, choice);
            }
        }
        out.number(it.fixed.into());
    }

    fn choice(out: &mut Writer, it: &Choice) {
        out.number(it.correct.into());
        out.text(&it.text);
        out.text(&it.why);
        out.text(&it.source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let (written, _) = crate::question::load::load("e.toml", include_str!("../../questions/examples.toml"));
        let questions: Vec<&Question> = written.iter().map(|it| &it.question).collect();
        let read = read(&write(&questions));
        assert_eq!(read.iter().collect::<Vec<_>>(), questions);
        assert_eq!(read.len(), 10);
    }

    #[test]
    fn anything_else_is_no_question() {
        assert_eq!(read(""), []);
        assert_eq!(read("<!doctype html>\n"), []);
        assert_eq!(read("2\na\nb\nc\n"), []);
    }
}
