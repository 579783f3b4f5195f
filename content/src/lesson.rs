//! A lesson: what stands in its front matter, and its sections of blocks.

use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;

use crate::command::CommandBlock;
use crate::goal::Goal;

/// A lesson as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Its folder, `00-configure-vm`: the last part of its address.
    pub slug: String,
    /// What links and saved progress name it by; it stays when the folder is renumbered.
    pub id: String,
    /// Its title, plain text.
    pub title: String,
    /// How long it takes.
    pub minutes: u32,
    /// The start state's name, one of [`Scenario::ALL`].
    pub scenario: String,
    /// What it is about, in one or two sentences of plain text.
    pub summary: String,
    /// Ids of lessons to read first.
    pub prerequisites: Vec<String>,
    /// Lines that run before the lesson starts.
    pub setup: Vec<String>,
    /// What to remember: three to six sentences.
    pub takeaways: Vec<String>,
    /// What the learner reaches, in the order of the text.
    pub goals: Vec<Goal>,
    /// The text.
    pub sections: Vec<Section>,
    /// What it is based on.
    pub sources: Vec<Source>,
    /// The rules that the text cites, by number, each once. `[R12]` in a block links to `#rule-R12`:
    /// the page lists them under these ids with [`keyless_core::rules::find`].
    pub rules: Vec<RuleId>,
    /// What authors say for the checks only; the page never has it.
    pub proof: Proof,
}

/// What only the checks of a lesson or challenge look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What almost reaches a goal.
    pub near_misses: Vec<NearMiss>,
    /// Links of the text, each with its line.
    pub links: Vec<(usize, String)>,
    /// The line of `setup`.
    pub setup_line: usize,
}

/// Something a learner may do that must not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The goal that it misses, or the forbidden fact that it runs into.
    pub goal: String,
    /// What went wrong.
    pub text: String,
    /// What was typed.
    pub lines: Vec<String>,
    /// The line on which it begins in its file.
    pub line: usize,
}

impl Lesson {
    /// The start state.
    pub fn start(&self) -> Scenario {
        Scenario::find(&self.scenario).unwrap_or(Scenario::Sandbox)
    }

    /// Its runnable blocks, in order.
    pub fn commands(&self) -> impl Iterator<Item = &CommandBlock> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Command(command) => Some(command),
            _ => None,
        })
    }

    /// The command that reaches a goal: the last one before the goal's mark.
    pub fn command_for(&self, goal: &str) -> Option<&CommandBlock> {
        let mut last = None;
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Command(command) => last = Some(command),
                Block::Goal(id) if id == goal => return last,
                _ => {}
            }
        }
        None
    }

    /// A goal by its id.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }
}

/// A section: from one second-level heading to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading, plain text.
    pub heading: String,
    /// The id to give to the heading's element.
    pub anchor: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Text, as HTML that `markdown` made: no raw HTML of the source is in it, and all text is escaped.
    Html(String),
    /// A command to run.
    Command(CommandBlock),
    /// Something to look at: output, JSON, a request. Plain text.
    Output(OutputBlock),
    /// Here the goal of this id is reached: the place for its tick.
    Goal(String),
}

/// Preformatted text that is not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputBlock {
    /// The language of the fence: `json`, `text` …; may be empty.
    pub language: String,
    /// The text, verbatim.
    pub text: String,
    /// What it is, where the author says so.
    pub caption: Option<String>,
    /// The line of its source that the fence stands on, from 1.
    pub line: usize,
}

/// A page that a lesson is based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was read or last changed: `2026-01-15`, `2025-03` or `2025`.
    pub date: String,
}
