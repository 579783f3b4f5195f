//! Lessons and challenges as the browser takes them: one value a line, in the order in which their types name them.
//!
//! The native side writes it ([`write`]), so that the page carries neither a Markdown nor a front matter reader.

#[cfg(feature = "authoring")]
pub mod write;

use std::str::Lines;

use keyless_core::rules::RuleId;

use crate::catalogue::{Catalogue, ListedChallenge, ListedLesson};
use crate::challenge::Challenge;
use crate::command::{CommandBlock, Expect, Field};
use crate::fact::Fact;
use crate::goal::Goal;
use crate::lesson::{Block, Lesson, OutputBlock, Proof, Section, Source};

/// The first line of a lesson's file: what it is, and in which form.
pub const LESSON: &str = "keyless lesson 1";
/// The first line of a challenge's file.
pub const CHALLENGE: &str = "keyless challenge 1";

/// Reads a lesson's file; none where it is not one, or one of another form. It is always one that [`write`] made, so
/// what is not there is empty.
pub fn read_lesson(text: &str) -> Option<Lesson> {
    let mut reader = Reader(text.lines());
    (reader.text() == LESSON).then(|| reader.lesson())
}

/// Reads a challenge's file, in the same way.
pub fn read_challenge(text: &str) -> Option<Challenge> {
    let mut reader = Reader(text.lines());
    (reader.text() == CHALLENGE).then(|| reader.challenge())
}

/// Reads the catalogue of this build.
pub(crate) fn read_catalogue(text: &str) -> Catalogue {
    let mut reader = Reader(text.lines());
    Catalogue { lessons: reader.list(Reader::listed_lesson), challenges: reader.list(Reader::listed_challenge) }
}

/// The most items that a list can have.
const MOST: u32 = 10_000;

struct Reader<'a>(Lines<'a>);

impl Reader<'_> {
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut letters = self.0.next().unwrap_or_default().chars();
        while let Some(letter) = letters.next() {
            text.push(match letter {
                '\\' => letters.next().map_or('\\', |it| if it == 'n' { '\n' } else { it }),
                letter => letter,
            });
        }
        text
    }

    /// A text after a `+`; none where that is missing.
    fn option(&mut self) -> Option<String> {
        self.text().strip_prefix('+').map(str::to_owned)
    }

    fn number(&mut self) -> u32 {
        self.text().parse().unwrap_or_default()
    }

    fn list<T>(&mut self, one: fn(&mut Self) -> T) -> Vec<T> {
        // A damaged file must not ask for more memory than there is.
        (0..self.number().min(MOST)).map(|_| one(self)).collect()
    }

    fn lesson(&mut self) -> Lesson {
        Lesson {
            slug: self.text(),
            id: self.text(),
            title: self.text(),
            minutes: self.number(),
            scenario: self.text(),
            summary: self.text(),
            prerequisites: self.list(Self::text),
            setup: self.list(Self::text),
            takeaways: self.list(Self::text),
            goals: self.list(Self::goal).into_iter().flatten().collect(),
            sections: self.list(Self::section),
            sources: self.list(Self::source),
            rules: self.list(Self::rule),
            proof: Proof::default(),
        }
    }

    fn challenge(&mut self) -> Challenge {
        Challenge {
            slug: self.text(),
            id: self.text(),
            title: self.text(),
            level: self.number(),
            scenario: self.text(),
            setup: self.list(Self::text),
            story: self.text(),
            par: self.number(),
            goals: self.list(Self::goal).into_iter().flatten().collect(),
            forbidden: self.list(Self::goal).into_iter().flatten().collect(),
            solution: self.list(Self::text),
            reached_by: self.list(Self::number),
            takeaways: self.list(Self::text),
            blocks: self.list(Self::block),
            sources: self.list(Self::source),
            rules: self.list(Self::rule),
            proof: Proof::default(),
        }
    }

    fn listed_lesson(&mut self) -> ListedLesson {
        ListedLesson {
            slug: self.text(),
            id: self.text(),
            title: self.text(),
            summary: self.text(),
            minutes: self.number(),
            goals: self.number(),
        }
    }

    fn listed_challenge(&mut self) -> ListedChallenge {
        ListedChallenge {
            slug: self.text(),
            id: self.text(),
            title: self.text(),
            story: self.text(),
            level: self.number(),
            par: self.number(),
            goals: self.number(),
        }
    }

    fn goal(&mut self) -> Option<Goal> {
        let (id, text, section) = (self.text(), self.text(), self.text());
        let (name, given) = (self.text(), self.list(Self::option));
        let (nudge, concept) = (self.option(), self.option());
        Some(Goal { id, text, section, fact: Fact::new(&name, given)?, nudge, concept })
    }

    fn section(&mut self) -> Section {
        Section { heading: self.text(), anchor: self.text(), blocks: self.list(Self::block) }
    }

    fn block(&mut self) -> Block {
        match self.text().as_str() {
            "html" => Block::Html(self.text()),
            "command" => Block::Command(self.command()),
            "output" => Block::Output(OutputBlock {
                language: self.text(),
                text: self.text(),
                caption: self.option(),
                line: self.number() as usize,
            }),
            _ => Block::Goal(self.text()),
        }
    }

    fn command(&mut self) -> CommandBlock {
        CommandBlock {
            id: self.text(),
            source: self.text(),
            dialect: self.text(),
            fields: self.list(Self::field),
            caption: self.option(),
            expect: match self.text() {
                it if it.is_empty() => Expect::Success,
                it if it == "fails" => Expect::Failure,
                code => Expect::Refused(code),
            },
            line: self.number() as usize,
        }
    }

    fn field(&mut self) -> Field {
        Field { placeholder: self.text(), label: self.text(), suggestion: self.text() }
    }

    fn source(&mut self) -> Source {
        Source { title: self.text(), url: self.text(), date: self.text() }
    }

    fn rule(&mut self) -> RuleId {
        RuleId(u8::try_from(self.number()).unwrap_or_default())
    }
}
