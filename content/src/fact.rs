//! Facts: the closed list of what a goal can ask of a step or of the world.

mod holds;
mod kinds;
mod line;
mod missing;

use keyless_core::event::Event;
use keyless_core::session::{Entry, Outcome};
use keyless_core::state::State;

pub use kinds::{KINDS, Kind};

/// What a goal asks for. Names are compared without case; a field left out means any.
#[derive(Clone, Debug)]
pub struct Fact {
    kind: &'static Kind,
    /// The value of each of the kind's fields, in their order.
    given: Vec<Option<String>>,
}

impl PartialEq for Fact {
    fn eq(&self, other: &Self) -> bool {
        self.kind.name == other.kind.name && self.given == other.given
    }
}

impl Eq for Fact {}

/// What a fact is asked of: the world, and what has just happened to it.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The world before, where there was a step.
    pub before: Option<&'a State>,
    /// The world now.
    pub after: &'a State,
    /// What happened in between.
    pub events: &'a [Event],
    /// What the line did and printed, where there was one.
    pub outcome: Option<&'a Outcome>,
}

impl<'a> Step<'a> {
    /// The world as it stands, without anything having happened.
    pub const fn present(state: &'a State) -> Self {
        Self { before: None, after: state, events: &[], outcome: None }
    }

    /// A step of a session's timeline.
    pub fn of(entry: &'a Entry) -> Self {
        let outcome = &entry.outcome;
        Self { before: Some(&entry.before), after: &entry.after, events: &outcome.events, outcome: Some(outcome) }
    }
}

impl Fact {
    /// A fact of this kind; none where the kind is unknown. Values stand in the order of the kind's fields.
    pub fn new(name: &str, given: Vec<Option<String>>) -> Option<Self> {
        let kind = KINDS.iter().find(|kind| kind.name == name)?;
        Some(Self { kind, given })
    }

    /// Its kind: name and fields.
    pub const fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// The values of its kind's fields, in their order.
    pub fn values(&self) -> &[Option<String>] {
        &self.given
    }

    /// The value of a field, where one was given.
    pub fn get(&self, field: &str) -> Option<&str> {
        let at = self.kind.fields.iter().position(|it| it.trim_start_matches('!') == field)?;
        self.given.get(at)?.as_deref()
    }

    /// Whether it holds.
    pub fn holds(&self, step: &Step<'_>) -> bool {
        (self.kind.holds)(self, step)
    }

    /// Whether only a step can make it hold, never a state by itself.
    pub const fn is_about_steps(&self) -> bool {
        self.kind.of_steps
    }

    /// What is missing while it does not hold, as a sentence.
    pub fn missing(&self) -> String {
        missing::sentence(self)
    }

    /// Whether a field was given and is not this name; a field left out means any.
    fn names(&self, field: &str, actual: &str) -> bool {
        self.get(field).is_none_or(|name| name.eq_ignore_ascii_case(actual))
    }
}

#[cfg(feature = "authoring")]
mod read;

#[cfg(test)]
#[path = "fact_tests.rs"]
mod tests;

#[cfg(test)]
mod session_tests;
