//! Writes the lessons for [`super::read`].

use crate::command::{CommandBlock, Expect};
use crate::goal::Goal;
use crate::lesson::{Block, Lesson, Section};

/// Lessons as one value a line.
pub fn write(lessons: &[Lesson]) -> String {
    let mut out = Writer(String::new());
    out.list(lessons, Writer::lesson);
    out.0
}

pub(crate) struct Writer(pub(crate) String);

impl Writer {
    pub(crate) fn text(&mut self, text: &str) {
        self.0 += &text.replace('\\', "\\\\").replace('\n', "\\n");
        self.0.push('\n');
    }

    pub(crate) fn option(&mut self, text: Option<&str>) {
        self.text(&text.map(|it| format!("+{it}")).unwrap_or_default());
    }

    pub(crate) fn number(&mut self, number: usize) {
        self.text(&number.to_string());
    }

    pub(crate) fn list<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T)) {
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
        self.list(&lesson.sources, |out, source| {
            out.text(&source.title);
            out.text(&source.url);
            out.text(&source.date);
        });
        self.list(&lesson.rules, |out, rule| out.number(rule.0.into()));
    }

    pub(crate) fn goal(&mut self, goal: &Goal) {
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
    use crate::{LESSON_SNAPSHOT, LESSON_SOURCES, load, snapshot};

    fn loaded() -> Vec<Lesson> {
        let whole = LESSON_SOURCES.iter().filter_map(|(slug, text)| load::load(slug, slug, text).0);
        whole.map(|lesson| Lesson { proof: Proof::default(), ..lesson }).collect()
    }

    #[test]
    fn the_snapshot_is_up_to_date() {
        let text = write(&loaded());
        if std::env::var("KEYLESS_WRITE").is_ok() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lessons.txt");
            std::fs::write(path, &text).unwrap();
            return;
        }
        let hint = "rewrite it: KEYLESS_WRITE=1 cargo test -p keyless-content the_snapshot";
        assert!(text == LESSON_SNAPSHOT, "content/data/lessons.txt is not what the lessons say; {hint}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut lessons = loaded();
        assert_eq!(snapshot::read(&write(&lessons)), lessons);
        let lesson = lessons.first_mut().unwrap();
        let goal = lesson.goals.first().unwrap().clone();
        // Every second field is left out; the others hold what must be escaped.
        let fact = |kind: &crate::fact::Kind| {
            let value = |at: usize| at.is_multiple_of(2).then(|| "a\\n\nb".to_owned());
            Fact::new(kind.name, (0..kind.fields.len()).map(value).collect()).unwrap()
        };
        let hinted = |kind| Goal { fact: fact(kind), nudge: Some("a\nb".to_owned()), ..goal.clone() };
        lesson.goals = KINDS.iter().map(hinted).collect();
        lesson.setup = vec!["az a".to_owned(), String::new()];
        lesson.takeaways = vec!["A.".to_owned()];
        assert_eq!(snapshot::read(&write(&lessons)), lessons);
    }
}
