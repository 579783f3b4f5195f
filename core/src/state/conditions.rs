//! The part of the state that makes the cloud less than its best: outages, rate limits, revoked tokens.

use super::State;
use crate::event::Event;
use crate::model::table::Table;
use crate::model::time::Timestamp;

/// All of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    /// Regions whose managed identities cannot be managed (R23).
    outages: Table<()>,
    /// Whether rates are limited (R19, R67).
    throttling: bool,
    /// When requests came that count against a limit, by the limit's name.
    counted: Table<Vec<Timestamp>>,
    /// When the tokens of an identity were revoked last (R37).
    revoked: Table<Timestamp>,
}

impl Conditions {
    pub(super) fn apply(&mut self, event: &Event, now: Timestamp) {
        match event {
            Event::OutageChanged { region, down: true } => self.outages.insert(region.clone(), ()),
            Event::OutageChanged { region, down: false } => {
                self.outages.remove(region);
            }
            Event::ThrottlingChanged { on } => {
                self.throttling = *on;
                self.counted = Table::new();
            }
            Event::RequestCounted { limits, seconds } => {
                for limit in limits {
                    let mut times = self.counted.get(limit).cloned().unwrap_or_default();
                    times.retain(|it| it.plus(*seconds) > now);
                    times.push(now);
                    self.counted.insert(limit.clone(), times);
                }
            }
            Event::TokensRevoked { principal } => self.revoked.insert(principal.to_string(), now),
            _ => {}
        }
    }
}

impl State {
    /// Whether managed identities of a region cannot be managed for now (R23).
    pub fn is_down(&self, region: &str) -> bool {
        self.conditions.outages.contains_key(region)
    }

    /// The regions whose managed identities cannot be managed for now.
    pub fn outages(&self) -> impl Iterator<Item = &String> {
        self.conditions.outages.keys()
    }

    /// Whether rates are limited (R19, R67).
    pub const fn throttling(&self) -> bool {
        self.conditions.throttling
    }

    /// How many seconds it takes until a limit of so many requests in so many seconds lets another one through.
    pub fn wait_for(&self, limit: &str, most: usize, seconds: i64) -> Option<i64> {
        let times = self.conditions.counted.get(limit)?;
        let recent: Vec<&Timestamp> = times.iter().filter(|it| it.plus(seconds) > self.now).collect();
        let oldest = recent.len().checked_sub(most).and_then(|at| recent.get(at))?;
        Some(oldest.plus(seconds).0.saturating_sub(self.now.0))
    }

    /// When the tokens of an identity were revoked last: what was issued until then is not taken (R37).
    pub fn revoked(&self, principal: &str) -> Option<Timestamp> {
        self.conditions.revoked.get(principal).copied()
    }
}
