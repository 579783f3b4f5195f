//! Which id is this: its kind, what it belongs to, and where it goes; after rule R2, the three ids of an identity.

mod uses;

use crate::authz::roles;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId, RoleId, SubscriptionId, TenantId, is_guid};
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::state::State;

use uses::*;

/// What can be said of an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdStory {
    /// `principalId (object id)`
    pub kind: &'static str,
    /// What it names.
    pub of: String,
    /// The node that shows it.
    pub node: Option<String>,
    /// Other ids of the same thing, by kind: what is often meant instead.
    pub others: Vec<(&'static str, String)>,
    /// Where it goes.
    pub goes: &'static [(&'static str, &'static str)],
    /// Where it is often put and does not go, with what belongs there.
    pub not: &'static [(&'static str, &'static str)],
}

/// What an id is; `None` for a text that is no id of this world.
pub fn explain(state: &State, text: &str) -> Option<IdStory> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.starts_with('/') {
        return of_path(state, &ResourceId::new(text));
    }
    if is_guid(text) {
        return of_guid(state, &text.to_ascii_lowercase());
    }
    state.principals().find_map(|it| match it {
        Principal::User(user) if user.user_principal_name.eq_ignore_ascii_case(text) => Some(IdStory {
            kind: "user principal name",
            of: format!("the person {}", user.display_name),
            node: Some(user.object_id.to_string()),
            others: vec![("object id", user.object_id.to_string())],
            goes: NAME_GOES,
            not: &[],
        }),
        _ => None,
    })
}

fn of_guid(state: &State, guid: &str) -> Option<IdStory> {
    let (object, client) = (ObjectId::new(guid), ClientId::new(guid));
    if let Some(principal) = state.principal(&object) {
        return Some(of_principal(principal));
    }
    let by_client = state.principals().find_map(|it| match it {
        Principal::ServicePrincipal(it) if it.client_id == client => Some(it),
        _ => None,
    });
    by_client
        .map(of_client)
        .or_else(|| of_directory(state, &object))
        .or_else(|| of_tenancy(state, guid))
        .or_else(|| of_deleted(state, &object))
}

fn of_principal(principal: &Principal) -> IdStory {
    let node = Some(principal.object_id().to_string());
    match principal {
        Principal::User(user) => IdStory {
            kind: "object id of a person",
            of: format!("the person {}", user.display_name),
            others: vec![("user principal name", user.user_principal_name.clone())],
            goes: USER_GOES,
            node,
            ..IdStory::default()
        },
        Principal::Group(group) => IdStory {
            kind: "object id of a group",
            of: format!("the group {}", group.display_name),
            goes: GROUP_GOES,
            node,
            ..IdStory::default()
        },
        Principal::ServicePrincipal(it) => {
            let mut others = vec![("clientId (application id)", it.client_id.to_string())];
            others.extend(it.kind.resource().map(|id| ("resource id", id.to_string())));
            IdStory {
                kind: "principalId (object id)",
                of: whose(it),
                node,
                others,
                goes: PRINCIPAL_GOES,
                not: PRINCIPAL_NOT,
            }
        }
    }
}

fn whose(it: &ServicePrincipal) -> String {
    match &it.kind {
        ServicePrincipalKind::SystemAssigned { host } => format!("the system-assigned identity of {}", host.name()),
        ServicePrincipalKind::UserAssigned { identity } => format!("the user-assigned identity {}", identity.name()),
        ServicePrincipalKind::Application { .. } => {
            format!("the service principal of the application {}", it.display_name)
        }
    }
}

fn of_client(it: &ServicePrincipal) -> IdStory {
    let mut others = vec![("principalId (object id)", it.object_id.to_string())];
    others.extend(it.kind.resource().map(|id| ("resource id", id.to_string())));
    IdStory {
        kind: "clientId (application id)",
        of: whose(it),
        node: Some(it.object_id.to_string()),
        others,
        goes: CLIENT_GOES,
        not: CLIENT_NOT,
    }
}

fn of_directory(state: &State, id: &ObjectId) -> Option<IdStory> {
    let application = state.application(id)?;
    let of = format!("the application {}", application.display_name);
    let others = vec![("clientId (application id)", application.client_id.to_string())];
    let kind = "object id of an application";
    Some(IdStory { kind, of, node: None, others, goes: APPLICATION_GOES, not: APPLICATION_NOT })
}

fn of_tenancy(state: &State, guid: &str) -> Option<IdStory> {
    let story = |kind, of, node, goes| Some(IdStory { kind, of, node, goes, ..IdStory::default() });
    if let Some(tenant) = state.tenant(&TenantId::new(guid)) {
        let of = format!("the tenant {}", tenant.display_name);
        return story("tenant id", of, Some(guid.to_owned()), TENANT_GOES);
    }
    if let Some(subscription) = state.subscription(&SubscriptionId::new(guid)) {
        let node = ResourceId::subscription(&subscription.id).key();
        let of = format!("the subscription {}", subscription.display_name);
        return story("subscription id", of, Some(node), SUBSCRIPTION_GOES);
    }
    let id = RoleId::new(guid);
    if let Some(role) = roles::find_in(state, &id) {
        return story("role definition id", format!("the role {}", role.role_name), None, ROLE_GOES);
    }
    if let Some(assignment) = state.assignments().find(|it| it.name == id) {
        return of_assignment(state, &assignment.id);
    }
    let machine =
        |it: &&Resource| matches!(&it.kind, ResourceKind::VirtualMachine(vm) if vm.vm_id.eq_ignore_ascii_case(guid));
    let machine = state.resources().find(machine)?;
    let of = format!("the virtual machine {}", machine.name);
    let others = vec![("resource id", machine.id.to_string())];
    let not: Uses =
        &[("az role assignment create --assignee-object-id", "takes the principalId of the machine's identity")];
    Some(IdStory { kind: "vmId (unique id)", of, node: Some(machine.id.key()), others, goes: &[], not })
}

fn of_deleted(state: &State, id: &ObjectId) -> Option<IdStory> {
    let deleted = state.deleted().find(|it| it.object.object_id() == id)?;
    let of = format!("{}, which was deleted on {}", deleted.object.display_name(), deleted.at.readable());
    Some(IdStory { kind: "object id of something deleted", of, ..IdStory::default() })
}

fn of_assignment(state: &State, id: &ResourceId) -> Option<IdStory> {
    let assignment = state.assignment(id)?;
    let role = roles::name_in(state, &assignment.role);
    Some(IdStory {
        kind: "role assignment id",
        of: format!("a grant of {role} on {}", assignment.scope),
        node: Some(assignment.principal_id.to_string()),
        others: vec![
            ("principalId (object id)", assignment.principal_id.to_string()),
            ("whole id", assignment.id.to_string()),
        ],
        goes: ASSIGNMENT_GOES,
        not: &[],
    })
}

fn of_path(state: &State, id: &ResourceId) -> Option<IdStory> {
    let story = |kind, of| Some(IdStory { kind, of, node: Some(id.key()), goes: SCOPE_GOES, ..IdStory::default() });
    if let Some(assignment) = of_assignment(state, id) {
        return Some(assignment);
    }
    if let Some(resource) = state.resource(id) {
        return Some(of_resource(resource));
    }
    if let Some(group) = state.group(id) {
        return story("resource group id", format!("the resource group {}", group.name));
    }
    let subscription = id.subscription_id().and_then(|it| state.subscription(&it));
    match (id.group_name(), subscription) {
        (None, Some(found)) => story("subscription's scope", format!("the subscription {}", found.display_name)),
        (_, found) => {
            let inside =
                if found.is_some() { "something that is not there" } else { "a subscription that is not there" };
            let kind = if id.resource_type().is_some() { "resource id" } else { "scope" };
            Some(IdStory { kind, of: inside.to_owned(), ..IdStory::default() })
        }
    }
}

fn of_resource(resource: &Resource) -> IdStory {
    let node = Some(resource.id.key());
    match &resource.kind {
        ResourceKind::UserAssignedIdentity(identity) => IdStory {
            kind: "resource id of a user-assigned identity",
            of: format!("the user-assigned identity {}", resource.name),
            node,
            others: vec![
                ("principalId (object id)", identity.principal_id.to_string()),
                ("clientId (application id)", identity.client_id.to_string()),
            ],
            goes: IDENTITY_GOES,
            not: IDENTITY_NOT,
        },
        _ => {
            let system = resource.identity.system_assigned.as_ref();
            IdStory {
                kind: "resource id",
                of: format!("{} ({})", resource.name, resource.resource_type),
                node,
                others: system
                    .map(|it| ("principalId of its identity", it.principal_id.to_string()))
                    .into_iter()
                    .collect(),
                goes: SCOPE_GOES,
                not: &[],
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Session, SessionOptions};

    fn world() -> State {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        session.run("az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --assign-identity");
        session.run("az identity create -g myResourceGroup -n id1");
        session.run("az identity create -g myResourceGroup -n gone");
        session.run("az identity delete -g myResourceGroup -n gone");
        session.state().clone()
    }

    #[track_caller]
    fn check(state: &State, id: &str, kind: &str, of: &str) -> IdStory {
        let story = explain(state, id).unwrap_or_else(|| panic!("{id} is unknown"));
        assert_eq!((story.kind, story.of.as_str()), (kind, of));
        story
    }

    #[test]
    fn the_three_ids_of_an_identity_are_told_apart_and_lead_to_each_other() {
        let state = world();
        let resource = state.resources().find(|it| it.name == "id1").unwrap();
        let ResourceKind::UserAssignedIdentity(identity) = &resource.kind else { panic!("id1") };
        let of = "the user-assigned identity id1";
        let principal = check(&state, identity.principal_id.as_str(), "principalId (object id)", of);
        let client = check(&state, identity.client_id.as_str(), "clientId (application id)", of);
        let id = check(&state, &resource.id.as_str().to_uppercase(), "resource id of a user-assigned identity", of);
        assert_eq!(principal.others[0].1, identity.client_id.as_str());
        assert_eq!(client.others[0].1, identity.principal_id.as_str());
        assert_eq!(id.others.len(), 2);
        assert!(principal.not.iter().any(|(command, _)| command.contains("--identities")));
    }

    #[test]
    fn every_kind_of_id_is_known() {
        let state = world();
        let vm = state.resources().find(|it| it.name == "vm1").unwrap();
        let system = vm.identity.system_assigned.as_ref().unwrap();
        check(&state, system.principal_id.as_str(), "principalId (object id)", "the system-assigned identity of vm1");
        check(&state, "22222222-aaaa-4bbb-8ccc-000000000001", "tenant id", "the tenant Contoso");
        check(&state, "11111111-AAAA-4bbb-8ccc-000000000001", "subscription id", "the subscription Pay-As-You-Go");
        check(&state, "acdd72a7-3385-48ef-bd42-f606fba81ae7", "role definition id", "the role Reader");
        check(&state, " \"reader@contoso.onmicrosoft.com\" ", "user principal name", "the person Rita");
        let assignment = state.assignments().next().unwrap();
        assert_eq!(explain(&state, assignment.name.as_str()).unwrap().kind, "role assignment id");
        let deleted = state.deleted().next().unwrap().object.object_id().to_string();
        assert_eq!(explain(&state, &deleted).unwrap().kind, "object id of something deleted");
        assert_eq!(explain(&state, "00000000-0000-4000-8000-000000000000"), None);
        assert_eq!(explain(&state, "vm1"), None);
    }
}
