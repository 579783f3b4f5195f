//! Writes the lessons for [`super::read`].

use crate::challenge::Challenge;
use crate::command::{CommandBlock, Expect};
use crate::goal::Goal;
use crate::lesson::{Block, Lesson, Section, Source};

/// A lesson's file.
pub fn lesson(lesson: &Lesson) -> String {
    let mut out = Writer(format!("{}\n", super::LESSON));
    out.lesson(lesson);
    out.0
}

/// A challenge's file.
pub fn challenge(challenge: &Challenge) -> String {
    let mut out = Writer(format!("{}\n", super::CHALLENGE));
    out.challenge(challenge);
    out.0
}

struct Writer(String);

impl Writer {
    fn text(&mut self, text: &str) {
        self.0 += &text.replace('\\', "\\\\").replace('\n', "\\n");
        self.0.push('\n');
    }

    fn option(&mut self, text: Option<&str>) {
        self.text(&text.map(|it| format!("+{it}")).unwrap_or_default());
    }

    fn number(&mut self, number: usize) {
        self.text(&number.to_string());
    }

    fn list<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T)) {
        self.number(all.len());
        for it in all {
            one(self, it);
        }
    }

    fn lesson(&mut self, lesson: &Lesson) {
        self.text(&lesson.slug);
        self.text(&lesson.id);
        self.text(&lesson.title);
        self.text(&lesson.minutes.to_string());
        self.text(&lesson.scenario);
        self.text(&lesson.summary);
        self.list(&lesson.prerequisites, |out, id| out.text(id));
        self.list(&lesson.setup, |out, line| out.text(line));
        self.list(&lesson.takeaways, |out, text| out.text(text));
        self.list(&lesson.goals, Self::goal);
        self.list(&lesson.sections, Self::section);
        self.list(&lesson.sources, Self::source);
        self.list(&lesson.rules, |out, rule| out.number(rule.0.into()));
    }

    fn challenge(&mut self, challenge: &Challenge) {
        self.text(&challenge.slug);
        self.text(&challenge.id);
        self.text(&challenge.title);
        self.text(&challenge.level.to_string());
        self.text(&challenge.scenario);
        self.list(&challenge.setup, |out, line| out.text(line));
        self.text(&challenge.story);
        self.text(&challenge.par.to_string());
        self.list(&challenge.goals, Self::goal);
        self.list(&challenge.forbidden, Self::goal);
        self.list(&challenge.solution, |out, line| out.text(line));
        self.list(&challenge.reached_by, |out, line| out.number(*line as usize));
        self.list(&challenge.takeaways, |out, text| out.text(text));
        self.list(&challenge.blocks, Self::block);
        self.list(&challenge.sources, Self::source);
        self.list(&challenge.rules, |out, rule| out.number(rule.0.into()));
    }

    fn source(&mut self, source: &Source) {
        self.text(&source.title);
        self.text(&source.url);
        self.text(&source.date);
    }

    fn goal(&mut self, goal: &Goal) {
        self.text(&goal.id);
        self.text(&goal.text);
        self.text(&goal.section);
        self.text(goal.fact.kind().name);
        self.list(goal.fact.values(), |out, value| out.option(value.as_deref()));
        self.option(goal.nudge.as_deref());
        self.option(goal.concept.as_deref());
    }

    fn section(&mut self, section: &Section) {
        self.text(&section.heading);
        self.text(&section.anchor);
        self.list(&section.blocks, Self::block);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Html(html) => {
                self.text("html");
                self.text(html);
            }
            Block::Command(command) => {
                self.text("command");
                self.command(command);
            }
            Block::Output(output) => {
                self.text("output");
                self.text(&output.language);
                self.text(&output.text);
                self.option(output.caption.as_deref());
                self.number(output.line);
            }
            Block::Goal(id) => {
                self.text("goal");
                self.text(id);
            }
        }
    }

    fn command(&mut self, command: &CommandBlock) {
        self.text(&command.id);
        self.text(&command.source);
        self.text(&command.dialect);
        self.list(&command.fields, |out, field| {
            out.text(&field.placeholder);
            out.text(&field.label);
            out.text(&field.suggestion);
        });
        self.option(command.caption.as_deref());
        self.text(match &command.expect {
            Expect::Success => "",
            Expect::Failure => "fails",
            Expect::Refused(code) => code,
        });
        self.number(command.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Fact, KINDS};
    use crate::lesson::Proof;
    use crate::{load, load_challenge, snapshot};

    const BOTH: &str = "[[goals]]\nid = \"g\"\ntext = \"Do.\"\nfact = \"already-so\"\n[[sources]]\ntitle = \"T\"\n\
                        url = \"https://x\"\ndate = \"2025\"\n+++\n";

    /// Goals of every kind; every second field is left out, and the others hold what must be escaped.
    fn goals(goal: &Goal) -> Vec<Goal> {
        let value = |at: usize| at.is_multiple_of(2).then(|| "a\\n\nb".to_owned());
        let fact =
            |kind: &crate::fact::Kind| Fact::new(kind.name, (0..kind.fields.len()).map(value).collect()).unwrap();
        let hinted = |kind| Goal { fact: fact(kind), nudge: Some("a\nb".to_owned()), ..goal.clone() };
        KINDS.iter().map(hinted).collect()
    }

    #[test]
    fn a_lesson_is_read_back_as_it_was_written() {
        let text = format!(
            "+++\nid = \"a\"\ntitle = \"A\"\nminutes = 5\nscenario = \"empty\"\nsummary = \"S.\"\n\
             setup = [\"az a\"]\ntakeaways = [\"T.\"]\n{BOTH}## A\n\nText [R1].\n\n\
             ```az id=\"x\" fill=\"VM=v\" caption=\"C\" expect=\"refused:X\"\na <VM>\n```\n\n```output\nb\n```\n\n[goal: g]\n"
        );
        let (lesson, found) = load::load("a.md", "01-a", &text);
        assert_eq!(found, []);
        let mut lesson = lesson.unwrap();
        lesson.goals = goals(&lesson.goals[0]);
        lesson.proof = Proof::default();
        assert_eq!(snapshot::read_lesson(&super::lesson(&lesson)), Some(lesson));
        assert_eq!(snapshot::read_lesson("<!doctype html>"), None);
    }

    #[test]
    fn a_challenge_is_read_back_as_it_was_written() {
        let (challenge, _) = load_challenge::load("c.md", "01-a", load_challenge::tests::GOOD);
        let mut challenge = challenge.unwrap();
        challenge.reached_by = vec![0, 3];
        challenge.goals = goals(&challenge.goals[0]);
        challenge.proof = Proof::default();
        assert_eq!(snapshot::read_challenge(&super::challenge(&challenge)), Some(challenge));
        assert_eq!(snapshot::read_challenge("keyless lesson 1"), None);
    }
}
