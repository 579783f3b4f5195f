//! Folding: what holds more than a reader wants to see is one node that says what it holds.

use std::collections::BTreeSet;

use crate::model::directory::Principal;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::state::State;

use super::wording::count;

/// A group with more things than this folds by itself; so does a tenant's list of one kind of principal.
pub(super) const MOST_RESOURCES: usize = 16;
/// See [`MOST_RESOURCES`].
pub(super) const MOST_PRINCIPALS: usize = 8;

/// What the reader unfolded, or folded, against the rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds {
    open: BTreeSet<String>,
    closed: BTreeSet<String>,
}

impl Folds {
    /// Folds what is open, or opens what is folded: a group or a tenant, by its node's id.
    pub fn toggle(&mut self, id: &str, folded: bool) {
        let (to, from) = if folded { (&mut self.open, &mut self.closed) } else { (&mut self.closed, &mut self.open) };
        from.remove(id);
        to.insert(id.to_owned());
    }

    fn is_folded(&self, id: &str, many: bool) -> bool {
        self.closed.contains(id) || (many && !self.open.contains(id))
    }

    /// What is folded in a picture of these worlds.
    pub(super) fn of(&self, worlds: [Option<&State>; 2]) -> Folded {
        let mut folded = Folded::default();
        for state in worlds.into_iter().flatten() {
            for group in state.groups() {
                let key = group.id.key();
                let drawn = state.resources_under(&group.id).filter(|it| is_drawn(it));
                if self.is_folded(&key, drawn.take(MOST_RESOURCES + 1).count() > MOST_RESOURCES) {
                    folded.groups.insert(key);
                }
            }
            for tenant in state.tenants() {
                let mut counts = [0_usize; 3];
                for principal in state.principals().filter(|it| it.tenant_id() == &tenant.id) {
                    if let Some(count) = counts.get_mut(rank(principal)) {
                        *count += 1;
                    }
                }
                if self.is_folded(tenant.id.as_str(), counts.iter().any(|it| *it > MOST_PRINCIPALS)) {
                    folded.tenants.insert(tenant.id.to_string());
                }
            }
        }
        folded
    }
}

/// What is folded in one picture.
#[derive(Debug, Default)]
pub(super) struct Folded {
    groups: BTreeSet<String>,
    tenants: BTreeSet<String>,
}

impl Folded {
    /// Whether a group, by its key, or a tenant, by its id, is folded.
    pub(super) fn has(&self, id: &str) -> bool {
        self.groups.contains(id) || self.tenants.contains(id)
    }

    /// The folded group that a resource is in, by its key.
    pub(super) fn group_of(&self, id: &ResourceId) -> Option<String> {
        if self.groups.is_empty() {
            return None;
        }
        Some(id.group_id()?.key()).filter(|key| self.groups.contains(key))
    }
}

/// Parts of machines are folded as they are.
const fn is_drawn(resource: &Resource) -> bool {
    !matches!(resource.kind, ResourceKind::Part { .. })
}

/// People, then groups, then service principals.
pub(super) const fn rank(principal: &Principal) -> usize {
    match principal {
        Principal::User(_) => 0,
        Principal::Group(_) => 1,
        Principal::ServicePrincipal(_) => 2,
    }
}

/// `996 virtual machines and 2 key vaults`, most first as they come in this order.
pub(super) fn held<'a>(resources: impl Iterator<Item = &'a Resource>) -> String {
    let mut counts = [0_usize; WORDS.len()];
    for resource in resources {
        if let Some(count) = counts.get_mut(place(&resource.kind)) {
            *count += 1;
        }
    }
    let words: Vec<String> =
        WORDS.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(word, number)| count(number, word)).collect();
    words.join(", ")
}

const WORDS: [&str; 7] = ["VM", "scale set", "app", "identity", "vault", "storage account", "part"];

const fn place(kind: &ResourceKind) -> usize {
    match kind {
        ResourceKind::VirtualMachine(_) => 0,
        ResourceKind::ScaleSet(_) => 1,
        ResourceKind::Site(_) => 2,
        ResourceKind::UserAssignedIdentity(_) => 3,
        ResourceKind::KeyVault(_) => 4,
        ResourceKind::StorageAccount(_) => 5,
        ResourceKind::Part { .. } => 6,
    }
}
