//! What an event is about, as the ids of the nodes that show it.

use crate::event::{AlreadySo, Event};
use crate::model::scope::ResourceId;

/// Node ids, the nearest first. A node may be gone.
pub fn of(event: &Event) -> Vec<String> {
    let system = |host: &ResourceId| format!("{}#system-assigned", host.key());
    match event {
        Event::ResourceGroupCreated { group } | Event::ResourceGroupUpdated { group } => vec![group.id.key()],
        Event::ResourceCreated { resource } | Event::ResourceUpdated { resource } => vec![resource.id.key()],
        Event::ResourceGroupDeleted { id }
        | Event::ResourceDeleted { id, .. }
        | Event::UserAssignedIdentityUpdated { id, .. } => vec![id.key()],
        Event::PowerStateChanged { host, .. } => vec![host.key()],
        Event::ServicePrincipalCreated { service_principal } => vec![service_principal.object_id.to_string()],
        Event::ServicePrincipalDeleted { object_id, .. }
        | Event::DirectoryObjectDeleted { object_id, .. }
        | Event::DirectoryObjectRestored { object_id, .. }
        | Event::DirectoryObjectPurged { object_id, .. } => vec![object_id.to_string()],
        Event::UserCreated { user, .. } => vec![user.object_id.to_string()],
        Event::GroupCreated { group } => vec![group.object_id.to_string()],
        Event::GroupMemberAdded { group, member } | Event::GroupMemberRemoved { group, member } => {
            vec![member.to_string(), group.to_string()]
        }
        Event::SystemAssignedIdentityEnabled { host, principal_id, .. }
        | Event::SystemAssignedIdentityDisabled { host, principal_id } => {
            vec![system(host), host.key(), principal_id.to_string()]
        }
        Event::UserAssignedIdentityAttached { host, identity, .. }
        | Event::UserAssignedIdentityDetached { host, identity }
        | Event::ReferenceLeftDead { host, identity } => vec![host.key(), identity.key()],
        Event::RoleAssignmentCreated { assignment } => {
            vec![assignment.principal_id.to_string(), assignment.scope.key()]
        }
        Event::RoleAssignmentDeleted { principal_id, scope, .. }
        | Event::RoleAssignmentOrphaned { principal_id, scope, .. }
        | Event::RoleAssignmentLeftBehind { principal_id, scope, .. } => {
            vec![principal_id.to_string(), scope.key()]
        }
        Event::AlreadySo { subject, fact } => match fact {
            AlreadySo::SystemAssigned { .. } => vec![system(subject), subject.key()],
            AlreadySo::Attached { identity } => vec![subject.key(), identity.key()],
            AlreadySo::Absent | AlreadySo::Same => vec![subject.key()],
        },
        Event::RequestRefused { scope, .. } => vec![scope.key()],
        Event::ResourceMoved { from, to } => vec![to.key(), from.key()],
        Event::IdentityReferenceStale { host } | Event::IdentityReferenceRefreshed { host } => vec![system(host)],
        Event::LockWritten { lock } => vec![lock.scope.key()],
        Event::TokenIssued { principal, .. }
        | Event::TokenServedFromCache { principal, .. }
        | Event::ManagedIdentityTokenCached { principal, .. }
        | Event::TokenCached { principal, .. } => vec![principal.to_string()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authz::roles;
    use crate::render::diagram::{Diagram, Places};
    use crate::render::layout::LayoutOptions;
    use crate::session::{Session, SessionOptions};

    #[test]
    fn what_a_line_did_is_found_in_the_picture() {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        let lines = [
            "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --assign-identity",
            "az identity create -g myResourceGroup -n id1",
            "az vm identity assign -g myResourceGroup -n vm1 --identities id1",
            "az role assignment create --assignee reader@contoso.onmicrosoft.com --role Contributor --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/myResourceGroup",
        ];
        for line in lines {
            let outcomes = session.run(line);
            let state = session.state();
            let options = LayoutOptions::WIDE;
            let diagram = Diagram::of(state, None, &mut Places::default(), options, &|id| roles::name_in(state, id));
            let subjects: Vec<String> = outcomes[0].events.iter().flat_map(of).collect();
            assert!(subjects.iter().any(|id| diagram.node(id).is_some()), "{line}: {subjects:?}");
        }
    }
}
