//! Questions: what the page asks, and how an answer is judged. Authors' TOML and its checks stand behind `authoring`.

#[cfg(feature = "authoring")]
pub mod bank;
#[cfg(feature = "authoring")]
mod body;
#[cfg(feature = "authoring")]
mod lint;
#[cfg(feature = "authoring")]
pub mod load;
#[cfg(feature = "authoring")]
mod outline_load;
#[cfg(feature = "authoring")]
mod probe;
#[cfg(feature = "authoring")]
pub mod prove;
#[cfg(feature = "authoring")]
mod source;
#[cfg(feature = "authoring")]
mod table;

mod answer_text;
pub mod judge;
pub mod normal;
pub mod outline;
pub mod task;
pub mod variant;
pub mod wire;

use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;

use crate::goal::Goal;

/// A question as the page asks it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Unique among all questions; the learner's record names it.
    pub id: String,
    /// What it asks for.
    pub kind: Kind,
    /// One of [`TOPICS`].
    pub topic: String,
    /// A skill of the exam outlines.
    pub skill: String,
    /// The rules that it tests.
    pub rules: Vec<RuleId>,
    /// The common misconceptions that it meets, by number.
    pub misconceptions: Vec<u8>,
    /// What is asked; commands stand in backticks.
    pub text: String,
    /// Told after the answer.
    pub explanation: String,
    /// Where that is written: see [`Choice::source`].
    pub source: String,
    /// The world's start, one of [`Scenario::ALL`].
    pub scenario: String,
    /// The lines that make the world of the question; the learner sees them.
    pub script: Vec<String>,
    /// The lines that the question asks about: they run after `script`.
    pub then: Vec<String>,
    /// The command to repair.
    pub broken: Option<String>,
    /// What the learner chooses from, puts in order, joins or types.
    pub body: Body,
    /// Whether its names must stay as they are written: see [`variant`].
    pub fixed: bool,
}

/// What is answered, and the key.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One option, or several.
    Choices {
        /// Whether more than one may be chosen.
        several: bool,
        /// At least two, of which at least one is true and one is not.
        options: Vec<Choice>,
    },
    /// Steps in the right order.
    Order(Vec<String>),
    /// Pairs that belong together.
    Match(Vec<(String, String)>),
    /// Command lines, any of which is right.
    Command(Vec<String>),
    /// Facts to bring about in a terminal, and lines that do.
    Task {
        /// What must hold at the end.
        goals: Vec<Goal>,
        /// Lines that reach all of them.
        solution: Vec<String>,
    },
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// Whether it belongs to the key.
    pub correct: bool,
    /// Why it is right or wrong.
    pub why: String,
    /// Where that is written: `R13`, or a title and an address with a blank between.
    pub source: String,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One option of many.
    One,
    /// Several options of many.
    Several,
    /// The right order of steps.
    Order,
    /// Pairs.
    Match,
    /// A command line.
    Command,
    /// What a line prints.
    Output,
    /// What becomes of the world.
    World,
    /// The grant that is more than needed.
    OverPrivilege,
    /// What makes a broken command right.
    Repair,
    /// Something to do in a terminal.
    Task,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::One,
        Self::Several,
        Self::Order,
        Self::Match,
        Self::Command,
        Self::Output,
        Self::World,
        Self::OverPrivilege,
        Self::Repair,
        Self::Task,
    ];

    /// How authors write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Several => "several",
            Self::Order => "order",
            Self::Match => "match",
            Self::Command => "command",
            Self::Output => "output",
            Self::World => "world",
            Self::OverPrivilege => "over-privilege",
            Self::Repair => "repair",
            Self::Task => "task",
        }
    }

    /// By its name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it looks at behaviour, so that a script must prove its key.
    pub const fn is_behaviour(self) -> bool {
        matches!(self, Self::Output | Self::World | Self::OverPrivilege | Self::Repair | Self::Command | Self::Task)
    }
}

/// What questions are about.
pub const TOPICS: [&str; 8] =
    ["lifecycle", "tokens", "rbac", "data-planes", "services", "tenants", "code", "troubleshooting"];

/// How many misconceptions are numbered.
pub const MISCONCEPTIONS: u8 = 75;

impl Question {
    /// The start state.
    pub fn start(&self) -> Scenario {
        Scenario::find(&self.scenario).unwrap_or(Scenario::Sandbox)
    }

    /// All lines of its world, in order.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        self.script.iter().chain(&self.then)
    }

    /// Its options, where it has any.
    pub fn options(&self) -> &[Choice] {
        match &self.body {
            Body::Choices { options, .. } => options,
            _ => &[],
        }
    }
}

/// A goal of a question, which has no section to stand in.
#[cfg(feature = "authoring")]
fn goal(id: String, text: String, fact: crate::fact::Fact) -> Goal {
    Goal { id, text, section: String::new(), fact, nudge: None, concept: None }
}
