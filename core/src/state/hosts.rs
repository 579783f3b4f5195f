//! Hosts and their identities: what events do to them, and the index from identities to hosts.

use super::{State, forget, note};
use crate::event::Event;
use crate::model::identity::{Attachment, HostIdentity, SystemAssigned};
use crate::model::resource::{ResourceKind, VirtualMachine};
use crate::model::scope::ResourceId;

impl State {
    pub(super) fn apply_to_host(&mut self, event: &Event) {
        match event {
            Event::SystemAssignedIdentityEnabled { host, principal_id, tenant_id } => self.edit_identity(host, |it| {
                it.system_assigned =
                    Some(SystemAssigned { principal_id: principal_id.clone(), tenant_id: tenant_id.clone() });
            }),
            Event::SystemAssignedIdentityDisabled { host, .. } => {
                self.edit_identity(host, |it| it.system_assigned = None);
            }
            Event::UserAssignedIdentityAttached { host, identity, client_id, principal_id } => {
                let attachment = Attachment {
                    identity: identity.clone(),
                    client_id: client_id.clone(),
                    principal_id: principal_id.clone(),
                };
                self.edit_identity(host, |it| {
                    it.user_assigned.insert(identity.key(), attachment);
                });
                note(&mut self.hosts_of, &identity.key(), host.key());
            }
            Event::UserAssignedIdentityDetached { host, identity } => {
                self.edit_identity(host, |it| {
                    it.user_assigned.remove(&identity.key());
                });
                forget(&mut self.hosts_of, &identity.key(), &host.key());
            }
            _ => {}
        }
    }

    fn edit_identity(&mut self, host: &ResourceId, change: impl FnOnce(&mut HostIdentity)) {
        self.edit(host, |resource| change(&mut resource.identity));
    }

    pub(super) fn edit_machine(&mut self, host: &ResourceId, change: impl FnOnce(&mut VirtualMachine)) {
        self.edit(host, |resource| {
            if let ResourceKind::VirtualMachine(machine) = &mut resource.kind {
                change(machine);
            }
        });
    }

    pub(super) fn remove_resource(&mut self, id: &ResourceId) {
        let host = id.key();
        if let Some(resource) = self.resources.remove(&host) {
            self.data.unregister(&resource);
            for identity in resource.identity.user_assigned.keys() {
                forget(&mut self.hosts_of, identity, &host);
            }
        }
    }

    /// A moved resource keeps everything but its id.
    pub(super) fn move_resource(&mut self, from: &ResourceId, to: &ResourceId) {
        let Some(mut resource) = self.resources.remove(&from.key()) else { return };
        for identity in resource.identity.user_assigned.keys() {
            forget(&mut self.hosts_of, identity, &from.key());
            note(&mut self.hosts_of, identity, to.key());
        }
        resource.id = to.clone();
        self.data.register(&resource);
        self.resources.insert(to.key(), resource);
    }
}
