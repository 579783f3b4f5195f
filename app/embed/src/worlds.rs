//! Worlds by name: each a session, run and put back as the host page asks.

use std::collections::BTreeMap;
use std::fmt;

use keyless_core::render::diagram::Places;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Journal, JournalError, Session, SessionOptions};
use keyless_core::shell::Dialect;
use serde::Deserialize;

use crate::report;

/// How many worlds a page may have.
pub const MAX_WORLDS: usize = 64;

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The start is no JSON object of ours, or names what there is not.
    Start(String),
    /// No journal.
    NoJournal,
    /// A journal that cannot be replayed.
    Journal(JournalError),
    /// More worlds than a page may have.
    TooMany,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(what) => write!(f, "The session cannot begin: {what}."),
            Self::NoJournal => f.write_str("That is not a saved session."),
            Self::Journal(error) => write!(f, "The saved session cannot be opened: {error}."),
            Self::TooMany => write!(f, "A page may have {MAX_WORLDS} sessions at most."),
        }
    }
}

/// How a world begins, as the host page says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Start {
    scenario: Option<String>,
    seed: Option<u64>,
    dialect: Option<String>,
}

/// A session, and where things stand in its picture.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) session: Session,
    pub(crate) places: Places,
}

impl World {
    fn of(session: Session) -> Self {
        Self { session, places: Places::default() }
    }
}

/// All worlds of a page.
#[derive(Debug, Default)]
pub struct Worlds {
    all: BTreeMap<String, World>,
}

impl Worlds {
    /// See [`crate::Engine::run`].
    ///
    /// # Errors
    /// When the start is not one of ours, or there are too many worlds.
    pub fn run(&mut self, name: &str, start: &str, lines: &str, width: f64) -> Result<String, Refused> {
        if !self.all.contains_key(name) {
            if self.all.len() >= MAX_WORLDS {
                return Err(Refused::TooMany);
            }
            let session = Session::new(options(start)?);
            self.all.insert(name.to_owned(), World::of(session));
        }
        let world = self.all.get_mut(name).ok_or(Refused::TooMany)?;
        Ok(report::run(world, name, lines, width))
    }

    /// See [`crate::Engine::reset`].
    pub fn reset(&mut self, name: &str) {
        self.all.remove(name);
    }

    /// See [`crate::Engine::state`].
    pub fn state(&self, name: &str) -> String {
        let journal = self.all.get(name).map(|world| world.session.journal());
        serde_json::to_string(&journal).unwrap_or_default()
    }

    /// See [`crate::Engine::set_state`].
    ///
    /// # Errors
    /// When the text is no journal that can be replayed.
    pub fn set_state(&mut self, name: &str, journal: &str, width: f64) -> Result<String, Refused> {
        let journal: Journal = serde_json::from_str(journal).map_err(|_| Refused::NoJournal)?;
        if !self.all.contains_key(name) && self.all.len() >= MAX_WORLDS {
            return Err(Refused::TooMany);
        }
        let mut world = World::of(Session::replay(&journal).map_err(Refused::Journal)?);
        let result = report::run(&mut world, name, "", width);
        self.all.insert(name.to_owned(), world);
        Ok(result)
    }
}

fn options(start: &str) -> Result<SessionOptions, Refused> {
    let start: Start = match start {
        "" => Start::default(),
        text => serde_json::from_str(text).map_err(|_| Refused::Start("its start is not one of ours".to_owned()))?,
    };
    let mut options = SessionOptions::default();
    if let Some(name) = start.scenario {
        options.scenario =
            Scenario::find(&name).ok_or_else(|| Refused::Start(format!("there is no scenario `{name}`")))?;
    }
    if let Some(name) = start.dialect {
        options.dialect =
            Dialect::from_name(&name).ok_or_else(|| Refused::Start(format!("there is no dialect `{name}`")))?;
    }
    options.seed = start.seed.unwrap_or(options.seed);
    Ok(options)
}

#[cfg(test)]
#[path = "worlds_tests.rs"]
mod tests;
