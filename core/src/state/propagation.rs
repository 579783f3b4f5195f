//! The part of the state that knows which changes of access are not felt yet (R34), and what time will bring.

use super::State;
use crate::event::Event;
use crate::model::access::RoleAssignment;
use crate::model::application::{DELETED_FOR, DirectoryObject};
use crate::model::due::{Due, DueKind};
use crate::model::id::{ObjectId, derive_128};
use crate::model::order;
use crate::model::propagation::{LATEST, Propagation, SOONEST};
use crate::model::scope::ResourceId;
use crate::model::table::Table;
use crate::model::terminal::{CachedToken, RENEWAL};
use crate::model::time::Timestamp;

/// Grants on their way in and out.
#[derive(Clone, Debug, Default)]
pub(super) struct Propagating {
    mode: Propagation,
    /// When grants take effect, by their keys; those that are not here are in effect.
    begins: Table<Timestamp>,
    /// Grants that were taken back and still hold, by their keys.
    ends: Table<Ending>,
}

#[derive(Clone, Debug)]
struct Ending {
    assignment: RoleAssignment,
    at: Timestamp,
}

impl Propagating {
    /// Lets take effect what has come to it.
    pub(super) fn settle(&mut self, now: Timestamp) {
        self.begins.remove_where(|_, at| *at <= now);
        self.ends.remove_where(|_, it| it.at <= now);
    }
}

impl State {
    /// When changes of access take effect.
    pub const fn propagation(&self) -> Propagation {
        self.propagating.mode
    }

    /// When a grant takes effect; `None` when it has.
    pub fn begins(&self, assignment: &ResourceId) -> Option<Timestamp> {
        if self.propagating.begins.is_empty() {
            return None;
        }
        self.propagating.begins.get(&assignment.key()).copied()
    }

    /// Grants of a principal that were taken back and still hold, with when they stop.
    pub fn ending(&self, principal: &ObjectId) -> impl Iterator<Item = (&RoleAssignment, Timestamp)> {
        let all = self.propagating.ends.values();
        all.filter(move |it| it.assignment.principal_id == *principal).map(|it| (&it.assignment, it.at))
    }

    /// Notes what an event means for when access is felt. Before the event itself is carried out.
    pub(super) fn propagate(&mut self, event: &Event) {
        match event {
            Event::PropagationChanged { propagation } => {
                // What was on its way has arrived once nothing takes time any more.
                self.propagating = Propagating { mode: *propagation, ..Propagating::default() };
            }
            Event::RoleAssignmentCreated { assignment } if self.propagation() == Propagation::Azure => {
                let key = assignment.id.key();
                let at = self.felt(&key);
                self.propagating.begins.insert(key, at);
            }
            Event::RoleAssignmentDeleted { id, .. } if self.propagation() == Propagation::Azure => {
                let key = id.key();
                // What has not begun does not have to end.
                if self.propagating.begins.remove(&key).is_none()
                    && let Some(assignment) = self.assignment(id).cloned()
                {
                    let at = self.felt(&key);
                    self.propagating.ends.insert(key, Ending { assignment, at });
                }
            }
            _ => {}
        }
    }

    /// When a change made now is felt.
    fn felt(&self, key: &str) -> Timestamp {
        let (drawn, _) = derive_128(self.seed, self.sequence, key);
        let seconds = SOONEST + drawn % (LATEST - SOONEST + 1);
        self.now.plus(i64::try_from(seconds).unwrap_or_default())
    }

    /// What is going to happen by itself, in order of time.
    pub fn due(&self) -> Vec<Due> {
        let mut all: Vec<Due> = Vec::new();
        for (key, at) in self.propagating.begins.iter() {
            if let Some(it) = self.assignments.get(key) {
                all.push(Due { at: *at, what: begins(it) });
            }
        }
        for it in self.propagating.ends.values() {
            all.push(Due { at: it.at, what: ends(&it.assignment) });
        }
        let managed = |principal, audience| DueKind::ManagedTokenRenewed { principal, audience };
        tokens(self.managed_tokens(), managed, &mut all);
        tokens(&self.terminal.tokens, |principal, audience| DueKind::TokenRenewed { principal, audience }, &mut all);
        for it in self.data.deleted_vaults() {
            all.push(Due { at: it.purge, what: DueKind::VaultPurged { name: it.resource.name.clone() } });
        }
        for (vault, name, at) in self.data.purges() {
            all.push(Due { at, what: DueKind::SecretPurged { vault, name } });
        }
        for it in self.deleted() {
            let (object_id, display_name) = match &it.object {
                DirectoryObject::Principal(it) => (it.object_id().clone(), it.display_name().to_owned()),
                DirectoryObject::Application(it) => (it.object_id.clone(), it.display_name.clone()),
            };
            let what = DueKind::DirectoryObjectPurged { object_id, display_name };
            all.push(Due { at: it.at.plus(DELETED_FOR), what });
        }
        all.retain(|it| it.at > self.now);
        order::sort_by_key(&mut all, |it| it.at);
        all
    }
}

fn begins(it: &RoleAssignment) -> DueKind {
    let (id, principal_id) = (it.id.clone(), it.principal_id.clone());
    DueKind::GrantBegins { id, principal_id, role: it.role.clone(), scope: it.scope.clone() }
}

fn ends(it: &RoleAssignment) -> DueKind {
    let (id, principal_id) = (it.id.clone(), it.principal_id.clone());
    DueKind::GrantEnds { id, principal_id, role: it.role.clone(), scope: it.scope.clone() }
}

/// When kept tokens are too old to be used again.
fn tokens(kept: &Table<CachedToken>, what: fn(ObjectId, String) -> DueKind, all: &mut Vec<Due>) {
    for (key, token) in kept.iter() {
        if let Some((principal, audience)) = key.split_once(' ') {
            all.push(Due {
                at: token.expires.plus(-RENEWAL),
                what: what(ObjectId::new(principal), audience.to_owned()),
            });
        }
    }
}
