//! What must hold in every world, and of every step.

use std::collections::BTreeSet;

use keyless_core::api::response::ApiResponse;
use keyless_core::authz::evaluate::authorize;
use keyless_core::event::{Event, RefusalReason};
use keyless_core::model::decision::Decision;
use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::resource::ResourceKind;
use keyless_core::model::scope::ResourceId;
use keyless_core::state::State;
use keyless_core::token::validate::Caller;

use crate::oracle::{Grant, Judge};

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

/// Whoever may read or attach here, the second judge finds the grant that lets him; whoever may not, it finds none.
pub fn access_has_a_chain(judge: &Judge, state: &State) -> bool {
    let grants = grants(state);
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
                let chain = judge.allowed(&grants, caller.object_id.as_str(), action, scope.as_str());
                authorize(state, &caller, action, scope).allowed == chain
            })
        })
    })
}

/// Whether an event is a refusal for want of rights on a linked scope.
pub fn is_linked_refusal(event: &Event) -> bool {
    matches!(event, Event::RequestRefused { reason: RefusalReason::MissingLinkedAction, .. })
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
    let grants = grants(before);
    let agrees =
        |it: &Decision| judge.allowed(&grants, it.principal_id.as_str(), &it.action, it.scope.as_str()) == it.allowed;
    (!decisions.iter().all(agrees)).then_some("the judges disagree")
}
