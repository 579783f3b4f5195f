//! The lessons as the browser takes them: one value a line, in the order in which [`crate::lesson`] names them.
//!
//! The native side writes it ([`write`]), so that the page carries neither a Markdown nor a front matter reader.

#[cfg(feature = "authoring")]
pub mod write;

use std::str::Lines;

use keyless_core::rules::RuleId;

use crate::command::{CommandBlock, Expect, Field};
use crate::fact::Fact;
use crate::goal::Goal;
use crate::lesson::{Block, Lesson, OutputBlock, Proof, Section, Source};

/// Reads a snapshot. It is always one that [`write`] made, so what is not there is empty.
pub fn read(text: &str) -> Vec<Lesson> {
    Reader(text.lines()).list(Reader::lesson)
}

pub(crate) struct Reader<'a>(pub(crate) Lines<'a>);

impl Reader<'_> {
    pub(crate) fn text(&mut self) -> String {
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
    pub(crate) fn option(&mut self) -> Option<String> {
        self.text().strip_prefix('+').map(str::to_owned)
    }

    pub(crate) fn number(&mut self) -> u32 {
        self.text().parse().unwrap_or_default()
    }

    pub(crate) fn list<T>(&mut self, one: fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| one(self)).collect()
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

    pub(crate) fn goal(&mut self) -> Option<Goal> {
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

    pub(crate) fn rule(&mut self) -> RuleId {
        RuleId(u8::try_from(self.number()).unwrap_or_default())
    }
}
