//! What can be asked: every idea with its topic, skill and rules, without the questions themselves.

use keyless_core::rules::RuleId;

use crate::question::Kind;
use crate::question::outline::{Outline, Outlines, Skill};
use crate::snapshot::Reader;

/// Where the page finds the ideas, below its root.
pub const INDEX: &str = "content/questions/index.txt";

/// Where the page finds a topic's questions, below its root.
pub fn topic_file(topic: &str) -> String {
    format!("content/questions/{topic}.txt")
}

/// Where the page finds the questions at a lesson's end, below its root.
pub fn lesson_file(slug: &str) -> String {
    format!("content/questions/lesson-{slug}.txt")
}

/// A question or a generator, as lists name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// The question's id, or the generator's name.
    pub id: String,
    /// One of [`crate::question::TOPICS`].
    pub topic: String,
    /// A skill of the outlines.
    pub skill: String,
    /// How it asks.
    pub kind: Kind,
    /// What it tests.
    pub rules: Vec<RuleId>,
    /// Whether it is made anew each time.
    pub generated: bool,
}

/// All ideas and the exam outlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    /// The written ones in the order of their files, then the generators.
    pub ideas: Vec<Idea>,
    /// What exams ask for.
    pub outlines: Outlines,
}

impl Bank {
    /// Reads what `write` made; the generators of this program are added.
    pub fn read(text: &str) -> Self {
        let mut from = Reader(text.lines());
        let skill = |from: &mut Reader<'_>| Skill { id: from.text(), title: from.text(), study: from.text() };
        let skills = from.list(skill);
        let outlines = from.list(outline);
        let ideas = from.list(idea).into_iter().flatten().collect();
        Self { ideas, outlines: Outlines { outlines, skills } }.with_generators()
    }

    fn with_generators(mut self) -> Self {
        self.ideas.extend(crate::generate::ideas());
        self
    }

    /// An idea by its id.
    pub fn idea(&self, id: &str) -> Option<&Idea> {
        self.ideas.iter().find(|it| it.id == id)
    }
}

fn outline(from: &mut Reader<'_>) -> Outline {
    Outline {
        id: from.text(),
        name: from.text(),
        date: from.text(),
        url: from.text(),
        unconfirmed: from.text(),
        weights: from.list(|from| (from.text(), from.number())),
    }
}

fn idea(from: &mut Reader<'_>) -> Option<Idea> {
    let (id, topic, skill) = (from.text(), from.text(), from.text());
    let (kind, rules) = (Kind::find(&from.text()), from.list(Reader::rule));
    Some(Idea { id, topic, skill, kind: kind?, rules, generated: false })
}

#[cfg(feature = "authoring")]
pub use write::files;

#[cfg(feature = "authoring")]
mod write {
    use std::path::Path;

    use super::{INDEX, lesson_file, topic_file};
    use crate::question::outline::Outlines;
    use crate::question::{Question, TOPICS, bank, wire};
    use crate::snapshot::write::Writer;

    /// The files that the page fetches, as path below its root and text.
    pub fn files(bank: &bank::Bank) -> Vec<(String, String)> {
        let all: Vec<&Question> = bank.questions().collect();
        let mut files = vec![(INDEX.to_owned(), index(&bank.outlines, &all))];
        for topic in TOPICS {
            let of_topic: Vec<&Question> = all.iter().filter(|it| it.topic == topic).copied().collect();
            files.push((topic_file(topic), wire::write(&of_topic)));
        }
        let mut lessons: Vec<(&str, Vec<&Question>)> = Vec::new();
        for written in &bank.questions {
            let Some(slug) = lesson(&written.file) else { continue };
            match lessons.iter_mut().find(|(known, _)| *known == slug) {
                Some((_, questions)) => questions.push(&written.question),
                None => lessons.push((slug, vec![&written.question])),
            }
        }
        files.extend(lessons.iter().map(|(slug, questions)| (lesson_file(slug), wire::write(questions))));
        files
    }

    /// The folder of the lesson that a file of questions stands beside.
    fn lesson(file: &str) -> Option<&str> {
        let path = Path::new(file);
        (path.file_name()? == "quiz.toml").then(|| path.parent()?.file_name()?.to_str()).flatten()
    }

    fn index(outlines: &Outlines, questions: &[&Question]) -> String {
        let mut out = Writer(String::new());
        out.list(&outlines.skills, |out, it| {
            out.text(&it.id);
            out.text(&it.title);
            out.text(&it.study);
        });
        out.list(&outlines.outlines, |out, it| {
            out.text(&it.id);
            out.text(&it.name);
            out.text(&it.date);
            out.text(&it.url);
            out.text(&it.unconfirmed);
            out.list(&it.weights, |out, (skill, weight)| {
                out.text(skill);
                out.number(*weight as usize);
            });
        });
        out.list(questions, |out, it| {
            out.text(&it.id);
            out.text(&it.topic);
            out.text(&it.skill);
            out.text(it.kind.name());
            out.list(&it.rules, |out, rule| out.number(rule.0.into()));
        });
        out.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::bank::read;

    #[test]
    fn the_page_finds_every_idea_and_every_question() {
        let sources = [
            ("content/questions/examples.toml", include_str!("../../questions/examples.toml")),
            ("content/questions/outlines.toml", include_str!("../../questions/outlines.toml")),
        ];
        let sources = sources.map(|(file, text)| (file.to_owned(), text.to_owned()));
        let written = read(&sources);
        let files = files(&written);
        assert_eq!(files[0].0, INDEX);
        let bank = Bank::read(&files[0].1);
        assert_eq!(bank.outlines, written.outlines);
        let ideas = bank.ideas.iter().filter(|it| !it.generated);
        assert!(ideas.map(|it| it.id.as_str()).eq(written.questions().map(|it| it.id.as_str())));
        let lifecycle = files.iter().find(|(file, _)| *file == topic_file("lifecycle")).unwrap();
        assert_eq!(crate::question::wire::read(&lifecycle.1).len(), 6);
    }

    #[test]
    fn the_questions_of_a_lesson_are_a_file_of_their_own() {
        let text = include_str!("../../questions/examples.toml").to_owned();
        let files = files(&read(&[("content/lessons/03-tokens/quiz.toml".to_owned(), text)]));
        let lesson = files.iter().find(|(file, _)| *file == lesson_file("03-tokens")).unwrap();
        assert_eq!(crate::question::wire::read(&lesson.1).len(), 10);
    }
}
