//! What must hold in every world, and of every step.

use std::collections::BTreeSet;

use keyless_core::api::response::ApiResponse;
use keyless_core::authz::evaluate::allows;
use keyless_core::event::{Event, RefusalReason};
use keyless_core::model::control::{CustomRole, DenyAssignment, EVERYONE};
use keyless_core::model::decision::Decision;
use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::id::ObjectId;
use keyless_core::model::resource::ResourceKind;
use keyless_core::model::scope::ResourceId;
use keyless_core::state::State;
use keyless_core::token::claims::Claims;
use keyless_core::token::validate::Caller;

use crate::law::{Denial, Law};
use crate::oracle::{Grant, Judge, Role};

/// Every managed identity's service principal belongs to something that is there and says so.
pub fn owners_live(state: &State) -> bool {
    state.principals().all(|principal| match principal {
        Principal::User(_) | Principal::Group(_) => true,
        Principal::ServicePrincipal(it) => {
            let Some(owner) = it.kind.resource() else { return true };
            let owner = state.resource(owner);
            owner.is_some_and(|owner| match (&it.kind, &owner.kind) {
                (ServicePrincipalKind::SystemAssigned { .. }, _) => {
                    owner.identity.system_assigned.as_ref().is_some_and(|own| own.principal_id == it.object_id)
                }
                (ServicePrincipalKind::UserAssigned { .. }, ResourceKind::UserAssignedIdentity(own)) => {
                    own.principal_id == it.object_id && own.client_id == it.client_id
                }
                _ => false,
            })
        }
    })
}

/// Every identity that is there has its service principal.
pub fn identities_live(state: &State) -> bool {
    state.resources().all(|resource| {
        let system = resource.identity.system_assigned.as_ref();
        let own = match &resource.kind {
            ResourceKind::UserAssignedIdentity(it) => Some(&it.principal_id),
            _ => None,
        };
        let mut ids = system.map(|it| &it.principal_id).into_iter().chain(own);
        ids.all(|id| state.principal(id).is_some())
    })
}

/// The index from identities to hosts is what the hosts say.
pub fn hosts_index_is_right(state: &State) -> bool {
    let keys = |identity: &ResourceId| -> BTreeSet<String> {
        let carries =
            |it: &&keyless_core::model::resource::Resource| it.identity.user_assigned.contains_key(&identity.key());
        state.resources().filter(carries).map(|it| it.id.key()).collect()
    };
    let indexed = |identity: &ResourceId| state.hosts_of(identity).map(|it| it.id.key()).collect::<BTreeSet<_>>();
    let mut named = state.resources().flat_map(|it| it.identity.user_assigned.values()).map(|it| &it.identity);
    let mut all = state.resources().map(|it| &it.id);
    named.all(|it| keys(it) == indexed(it)) && all.all(|it| keys(it) == indexed(it))
}

/// No grant outlives its scope.
pub fn scopes_live(state: &State) -> bool {
    state.assignments().all(|it| match (it.scope.resource_type(), it.scope.group_name()) {
        (Some(_), _) => state.resource(&it.scope).is_some(),
        (None, Some(_)) => state.group(&it.scope).is_some(),
        (None, None) => true,
    })
}

/// The grants of a world, as the second judge takes them.
pub fn grants(state: &State) -> Vec<Grant> {
    let grant = |it: &keyless_core::model::access::RoleAssignment| Grant {
        principal: it.principal_id.to_string(),
        role: it.role.to_string(),
        scope: it.scope.to_string(),
    };
    state.assignments().map(grant).collect()
}

/// All that decides about access in a world, as the second judge takes it; of the roles the custom ones only.
pub fn law(state: &State) -> Law {
    let texts = |ids: &[ObjectId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let custom = |it: &CustomRole| Role {
        name: it.definition.id.to_string(),
        role_name: it.definition.role_name.clone(),
        actions: it.definition.actions.clone(),
        not_actions: it.definition.not_actions.clone(),
        data_actions: it.definition.data_actions.clone(),
        not_data_actions: it.definition.not_data_actions.clone(),
    };
    let denial = |it: &DenyAssignment| Denial {
        scope: it.scope.to_string(),
        only_here: it.not_below,
        actions: it.actions.clone(),
        not_actions: it.not_actions.clone(),
        data_actions: it.data_actions.clone(),
        hits: if it.principals.iter().any(|it| it.as_str() == EVERYONE) { Vec::new() } else { texts(&it.principals) },
        spares: texts(&it.excluded),
    };
    let groups = state.principals().filter_map(|it| match it {
        Principal::Group(group) => Some(group),
        _ => None,
    });
    Law {
        roles: state.custom_roles().map(custom).collect(),
        grants: grants(state),
        members: groups
            .flat_map(|group| group.members.iter().map(|it| (group.object_id.to_string(), it.to_string())))
            .collect(),
        denials: state.deny_assignments().map(denial).collect(),
    }
}

/// Whoever may read or attach here, the second judge finds the grant that lets him; whoever may not, it finds none.
pub fn access_has_a_chain(judge: &Judge, state: &State) -> bool {
    let law = law(state);
    let scopes = state
        .groups()
        .map(|it| it.id.clone())
        .chain(state.subscriptions().first().map(|it| ResourceId::subscription(&it.id)));
    let scopes: Vec<ResourceId> = scopes.collect();
    let questions = ["Microsoft.Compute/virtualMachines/read", keyless_core::provider::host_identity::ASSIGN];
    let principals = state.principals().filter(|it| matches!(it, Principal::ServicePrincipal(_)));
    let contributor = crate::cloud::user(state, "vmcontributor").map(|it| it.object_id.clone());
    let ids = principals.map(|it| it.object_id().clone()).chain(contributor);
    ids.into_iter().all(|object_id| {
        let tenant_id = state.tenants().next().map(|it| it.id.clone());
        let Some(tenant_id) = tenant_id else { return false };
        let caller = Caller { object_id, tenant_id, name: String::new(), token: None };
        scopes.iter().all(|scope| {
            questions.iter().all(|action| {
                let chain = law.allowed_with(judge, caller.object_id.as_str(), action, scope.as_str());
                allows(state, &caller, action, scope) == chain
            })
        })
    })
}

/// Whether an event is a refusal for want of rights on a linked scope.
pub fn is_linked_refusal(event: &Event) -> bool {
    matches!(event, Event::RequestRefused { reason: RefusalReason::MissingLinkedAction, .. })
}

/// What is wrong with a token that a machine got: it must be of an identity that the machine carries and that lives.
pub fn broken_token(state: &State, machine: &ResourceId, response: &ApiResponse) -> Option<&'static str> {
    let body = response.body.as_deref()?;
    let claims = Claims::read(body.get("access_token")?.as_str()?, state.seed())?;
    let identity = &state.resource(machine)?.identity;
    let own = identity.system_assigned.as_ref().map(|it| &it.principal_id);
    let mut carried = own.into_iter().chain(identity.user_assigned.values().map(|it| &it.principal_id));
    let lives = state.principal(&ObjectId::new(&claims.oid)).is_some();
    let carries = carried.any(|it| it.as_str() == claims.oid);
    (!lives || !carries || claims.exp <= state.now().0).then_some("a token for an identity that is detached or gone")
}

/// Everything that must hold of a world; the name of the first that does not.
pub fn broken(judge: &Judge, state: &State) -> Option<&'static str> {
    let all: [(bool, &str); 5] = [
        (owners_live(state), "a service principal outlived its owner"),
        (identities_live(state), "an identity has no service principal"),
        (hosts_index_is_right(state), "the index of hosts is wrong"),
        (scopes_live(state), "a grant outlived its scope"),
        (access_has_a_chain(judge, state), "there is access without a chain of assignment"),
    ];
    all.into_iter().find(|(holds, _)| !holds).map(|(_, what)| what)
}

/// What is wrong with a step: a refusal must leave its one event, a success must have been allowed throughout.
pub fn broken_step(
    judge: &Judge,
    before: &State,
    response: &ApiResponse,
    decisions: &[Decision],
    events: &[Event],
) -> Option<&'static str> {
    let refused = matches!(events, [Event::RequestRefused { .. }]);
    if (response.status >= 400) != refused {
        return Some("a refusal leaves exactly one event, a success none");
    }
    if response.is_success() && decisions.iter().any(|it| !it.allowed) {
        return Some("something went on after a refusal");
    }
    if decisions.is_empty() {
        return None;
    }
    let law = law(before);
    let agrees =
        |it: &Decision| law.allowed_with(judge, it.principal_id.as_str(), &it.action, it.scope.as_str()) == it.allowed;
    (!decisions.iter().all(agrees)).then_some("the judges disagree")
}
