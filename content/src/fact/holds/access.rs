//! Facts about grants: who has which role where, and what somebody may do.

use keyless_core::authz::{evaluate, grants, roles};
use keyless_core::model::access::RoleAssignment;
use keyless_core::model::directory::Principal;
use keyless_core::model::resource::ResourceKind;
use keyless_core::model::scope::{ResourceId, Scope};
use keyless_core::model::vault::KeyVault;
use keyless_core::state::State;
use keyless_core::token::validate::Caller;

use super::super::{Fact, Step};
use super::ended;

pub(in super::super) fn role_granted(fact: &Fact, step: &Step<'_>) -> bool {
    is_granted(fact, step.after)
}

pub(in super::super) fn role_absent(fact: &Fact, step: &Step<'_>) -> bool {
    ended(step, |state| is_granted(fact, state))
}

fn is_granted(fact: &Fact, state: &State) -> bool {
    state.assignments().any(|it| is_meant(fact, state, it))
}

fn is_meant(fact: &Fact, state: &State, assignment: &RoleAssignment) -> bool {
    let holder = state.principal(&assignment.principal_id);
    let holder = fact.get("principal").is_none() || holder.is_some_and(|it| is_called(fact, "principal", it));
    holder
        && fact.names("role", &roles::name_in(state, &assignment.role))
        && is_scope(fact, "scope", state, &assignment.scope)
}

/// Whether a principal goes by this name: the one people see, or what stands before the `@`.
pub(super) fn is_called(fact: &Fact, field: &str, principal: &Principal) -> bool {
    let before_at = principal.principal_name().split('@').next().unwrap_or_default();
    fact.names(field, principal.display_name()) || fact.names(field, before_at)
}

/// Whether a scope goes by this name: its last part, or a subscription's name.
fn is_scope(fact: &Fact, field: &str, state: &State, scope: &Scope) -> bool {
    let subscription = scope.subscription_id().filter(|_| scope.group_name().is_none());
    let display = subscription.and_then(|id| state.subscription(&id)).map(|it| it.display_name.as_str());
    fact.names(field, scope.name()) || display.is_some_and(|name| fact.names(field, name))
}

pub(in super::super) fn orphaned_assignment(_: &Fact, step: &Step<'_>) -> bool {
    has_orphan(step.after)
}

pub(in super::super) fn no_orphaned_assignments(_: &Fact, step: &Step<'_>) -> bool {
    ended(step, has_orphan)
}

fn has_orphan(state: &State) -> bool {
    state.assignments().any(|it| state.principal(&it.principal_id).is_none())
}

pub(in super::super) fn can(fact: &Fact, step: &Step<'_>) -> bool {
    is_allowed(fact, step.after)
}

pub(in super::super) fn cannot(fact: &Fact, step: &Step<'_>) -> bool {
    ended(step, |state| is_allowed(fact, state))
}

/// Whether the principal may carry out the action, of the plane that is named, on something of that name.
fn is_allowed(fact: &Fact, state: &State) -> bool {
    let action = fact.get("action").unwrap_or_default();
    let callers = state.principals().filter(|it| is_called(fact, "principal", it)).map(|it| Caller {
        object_id: it.object_id().clone(),
        tenant_id: it.tenant_id().clone(),
        name: it.principal_name().to_owned(),
        token: None,
    });
    let callers: Vec<Caller> = callers.collect();
    scopes(fact, state).iter().any(|scope| {
        callers.iter().any(|caller| {
            if fact.get("plane") != Some("data") {
                return evaluate::authorize(state, caller, action, scope).allowed;
            }
            match state.resource(scope).map(|it| &it.kind) {
                Some(ResourceKind::KeyVault(vault)) if !vault.rbac => policies_allow(state, vault, caller, action),
                _ => evaluate::authorize_data(state, caller, action, scope).allowed,
            }
        })
    })
}

/// The data actions on secrets, and the permission of an access policy that each one takes.
const PERMISSIONS: [(&str, &str); 6] = [
    ("getSecret/action", "get"),
    ("readMetadata/action", "list"),
    ("setSecret/action", "set"),
    ("delete", "delete"),
    ("recover/action", "recover"),
    ("purge/action", "purge"),
];

/// Whether the access policies of a vault let somebody in: where they decide, roles do not.
fn policies_allow(state: &State, vault: &KeyVault, caller: &Caller, action: &str) -> bool {
    let on_secrets = |name: &str| ["Microsoft.KeyVault/vaults/secrets/", name].concat();
    let named = PERMISSIONS.iter().find(|it| on_secrets(it.0).eq_ignore_ascii_case(action));
    named.is_some_and(|(_, permission)| {
        let identities = grants::identities(state, caller);
        caller.tenant_id == vault.tenant_id && identities.iter().any(|it| vault.policy_allows(it, permission))
    })
}

/// The resources, groups and subscriptions that `on` names.
fn scopes(fact: &Fact, state: &State) -> Vec<ResourceId> {
    let resources = state.resources().map(|it| it.id.clone());
    let groups = state.groups().map(|it| it.id.clone());
    let subscriptions = state.subscriptions().iter().map(|it| ResourceId::subscription(&it.id));
    resources.chain(groups).chain(subscriptions).filter(|scope| is_scope(fact, "on", state, scope)).collect()
}
