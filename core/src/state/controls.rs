//! The part of the state that governs resources: locks, custom roles, deny assignments, federated credentials.

use super::State;
use crate::event::Event;
use crate::model::control::{CustomRole, DenyAssignment, FederatedCredential, Lock};
use crate::model::id::RoleId;
use crate::model::scope::ResourceId;
use crate::model::table::Table;

/// All of them, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Controls {
    locks: Table<Lock>,
    roles: Table<CustomRole>,
    denials: Table<DenyAssignment>,
    credentials: Table<FederatedCredential>,
    /// Hosts whose identity still carries the id that they had before a move (R42).
    stale: Table<()>,
}

impl Controls {
    pub(super) fn apply(&mut self, event: &Event) {
        match event {
            Event::LockWritten { lock } => {
                self.locks.insert(lock.id.key(), lock.clone());
            }
            Event::LockDeleted { id } => {
                self.locks.remove(&id.key());
            }
            Event::RoleDefinitionWritten { role } => {
                self.roles.insert(role.definition.id.to_string(), role.clone());
            }
            Event::RoleDefinitionDeleted { id, .. } => {
                self.roles.remove(id.as_str());
            }
            Event::DenyAssignmentCreated { denial } => {
                self.denials.insert(denial.name.to_string(), denial.clone());
            }
            Event::FederatedCredentialWritten { credential } => {
                self.credentials.insert(credential.id.key(), credential.clone());
            }
            Event::FederatedCredentialDeleted { id } => {
                self.credentials.remove(&id.key());
            }
            Event::IdentityReferenceStale { host } => {
                self.stale.insert(host.key(), ());
            }
            Event::IdentityReferenceRefreshed { host } | Event::ResourceDeleted { id: host, .. } => {
                self.stale.remove(&host.key());
            }
            _ => {}
        }
    }
}

impl State {
    /// All locks, by key.
    pub fn locks(&self) -> impl Iterator<Item = &Lock> {
        self.controls.locks.values()
    }

    /// A lock.
    pub fn lock(&self, id: &ResourceId) -> Option<&Lock> {
        self.controls.locks.get(&id.key())
    }

    /// All custom roles, by GUID.
    pub fn custom_roles(&self) -> impl Iterator<Item = &CustomRole> {
        self.controls.roles.values()
    }

    /// A custom role.
    pub fn custom_role(&self, id: &RoleId) -> Option<&CustomRole> {
        self.controls.roles.get(id.as_str())
    }

    /// All deny assignments, by GUID.
    pub fn deny_assignments(&self) -> impl Iterator<Item = &DenyAssignment> {
        self.controls.denials.values()
    }

    /// The federated credentials of an identity, by name.
    pub fn federated_credentials(&self, identity: &ResourceId) -> impl Iterator<Item = &FederatedCredential> {
        self.controls.credentials.under(format!("{}/federatedidentitycredentials/", identity.key()))
    }

    /// A federated credential.
    pub fn federated_credential(&self, id: &ResourceId) -> Option<&FederatedCredential> {
        self.controls.credentials.get(&id.key())
    }

    /// Whether a host's identity still carries the id that it had before a move (R42).
    pub fn has_stale_reference(&self, host: &ResourceId) -> bool {
        self.controls.stale.contains_key(&host.key())
    }
}
