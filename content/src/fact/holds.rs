//! What decides whether a fact holds: one function a kind.

mod access;
mod data;

use keyless_core::event::{DeletionCause, Event};
use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::resource::{PowerState, Resource, ResourceKind};
use keyless_core::state::State;

pub(super) use access::{can, cannot, no_orphaned_assignments, orphaned_assignment, role_absent, role_granted};
pub(super) use data::{blob_read, secret_read, token_issued};

use super::line::runs;
use super::{Fact, Step};

/// Whether something that was so is so no more: at a step, only where the step ended it.
fn ended(step: &Step<'_>, is_so: impl Fn(&State) -> bool) -> bool {
    !is_so(step.after) && step.before.is_none_or(is_so)
}

pub(super) fn system_assigned_on(fact: &Fact, step: &Step<'_>) -> bool {
    hosts(fact, step.after).any(|it| it.identity.system_assigned.is_some())
}

pub(super) fn system_assigned_off(fact: &Fact, step: &Step<'_>) -> bool {
    let is_on = |state: &State| hosts(fact, state).any(|it| it.identity.system_assigned.is_some());
    hosts(fact, step.after).next().is_some() && ended(step, is_on)
}

pub(super) fn both_types_on(fact: &Fact, step: &Step<'_>) -> bool {
    hosts(fact, step.after).any(|it| it.identity.system_assigned.is_some() && !it.identity.user_assigned.is_empty())
}

pub(super) fn identity_exists(fact: &Fact, step: &Step<'_>) -> bool {
    identities(fact, step.after).next().is_some()
}

pub(super) fn identity_absent(fact: &Fact, step: &Step<'_>) -> bool {
    ended(step, |state| identities(fact, state).next().is_some())
}

pub(super) fn identity_attached(fact: &Fact, step: &Step<'_>) -> bool {
    let wanted = fact.get("hosts").and_then(|it| it.parse().ok()).unwrap_or(1);
    identities(fact, step.after).any(|it| step.after.hosts_of(&it.id).count() >= wanted)
}

pub(super) fn attached_to(fact: &Fact, step: &Step<'_>) -> bool {
    identities(fact, step.after).any(|it| step.after.hosts_of(&it.id).any(|host| fact.names("host", &host.name)))
}

pub(super) fn identity_detached(fact: &Fact, step: &Step<'_>) -> bool {
    let carries = |state: &State| {
        let mut attached = hosts(fact, state).flat_map(|host| host.identity.user_assigned.values());
        attached.any(|it| fact.names("identity", it.identity.name()))
    };
    hosts(fact, step.after).next().is_some() && ended(step, carries)
}

pub(super) fn dead_reference(fact: &Fact, step: &Step<'_>) -> bool {
    has_dead_reference(fact, step.after)
}

pub(super) fn no_dead_references(fact: &Fact, step: &Step<'_>) -> bool {
    ended(step, |state| has_dead_reference(fact, state))
}

fn has_dead_reference(fact: &Fact, state: &State) -> bool {
    hosts(fact, state)
        .flat_map(|host| host.identity.user_assigned.values())
        .any(|it| fact.names("identity", it.identity.name()) && state.resource(&it.identity).is_none())
}

pub(super) fn dead_reference_removed(fact: &Fact, step: &Step<'_>) -> bool {
    step.events.iter().any(|it| match it {
        Event::UserAssignedIdentityDetached { identity, .. } => {
            fact.names("identity", identity.name()) && step.after.resource(identity).is_none()
        }
        _ => false,
    })
}

pub(super) fn principal_deleted(fact: &Fact, step: &Step<'_>) -> bool {
    let wanted =
        if fact.get("cause") == Some("disabled") { DeletionCause::Disabled } else { DeletionCause::HostDeleted };
    step.events.iter().any(|event| {
        let Event::ServicePrincipalDeleted { object_id, display_name, cause } = event else { return false };
        let of_a_host = step.before.and_then(|it| it.principal(object_id)).is_none_or(|principal| {
            matches!(principal, Principal::ServicePrincipal(it) if matches!(it.kind, ServicePrincipalKind::SystemAssigned { .. }))
        });
        *cause == wanted && of_a_host && fact.names("host", display_name)
    })
}

pub(super) fn attached_by(fact: &Fact, step: &Step<'_>) -> bool {
    is_signed_in(fact, step.before.unwrap_or(step.after))
        && step.events.iter().any(|it| matches!(it, Event::UserAssignedIdentityAttached { .. }))
}

pub(super) fn already_so(fact: &Fact, step: &Step<'_>) -> bool {
    let is_so = |it: &Event| matches!(it, Event::AlreadySo { subject, .. } if fact.names("subject", subject.name()));
    step.events.iter().any(is_so) && !step.events.iter().any(Event::changes_world)
}

pub(super) fn refused(fact: &Fact, step: &Step<'_>) -> bool {
    step.events.iter().any(|it| matches!(it, Event::RequestRefused { code, .. } if fact.get("code") == Some(code)))
}

pub(super) fn ran(fact: &Fact, step: &Step<'_>) -> bool {
    let wanted = fact.get("exit").and_then(|it| it.parse().ok()).unwrap_or(0);
    let command = fact.get("command").unwrap_or_default();
    step.outcome.is_some_and(|it| it.exit_code == wanted && runs(&it.line, command))
}

pub(super) fn prints(fact: &Fact, step: &Step<'_>) -> bool {
    let text = fact.get("shows").unwrap_or_default();
    step.outcome.is_some_and(|it| it.stdout.contains(text) || it.stderr.contains(text))
}

pub(super) fn resource_exists(fact: &Fact, step: &Step<'_>) -> bool {
    is_there(fact, step.after)
}

pub(super) fn resource_absent(fact: &Fact, step: &Step<'_>) -> bool {
    ended(step, |state| is_there(fact, state))
}

fn is_there(fact: &Fact, state: &State) -> bool {
    state.resources().any(|it| fact.names("name", &it.name)) || state.groups().any(|it| fact.names("name", &it.name))
}

pub(super) fn host_deleted(fact: &Fact, step: &Step<'_>) -> bool {
    step.events.iter().any(|it| match it {
        Event::ResourceDeleted { id, .. } => {
            let gone = step.before.and_then(|before| before.resource(id));
            gone.is_none_or(is_host) && fact.names("host", id.name())
        }
        _ => false,
    })
}

pub(super) fn running(fact: &Fact, step: &Step<'_>) -> bool {
    powers(fact, step.after).any(|it| it == PowerState::Running)
}

pub(super) fn stopped(fact: &Fact, step: &Step<'_>) -> bool {
    let runs = |state: &State| powers(fact, state).any(|it| it == PowerState::Running);
    powers(fact, step.after).next().is_some() && ended(step, runs)
}

fn powers<'a>(fact: &'a Fact, state: &'a State) -> impl Iterator<Item = PowerState> {
    hosts(fact, state).filter_map(|it| match &it.kind {
        ResourceKind::VirtualMachine(machine) => Some(machine.power),
        _ => None,
    })
}

pub(super) fn signed_in(fact: &Fact, step: &Step<'_>) -> bool {
    is_signed_in(fact, step.after)
}

fn is_signed_in(fact: &Fact, state: &State) -> bool {
    let Some(profile) = &state.terminal().profile else { return false };
    let name = profile.user_name.split('@').next().unwrap_or_default();
    let principal = state.principal(&profile.object_id);
    fact.names("account", name) || principal.is_some_and(|it| fact.names("account", it.display_name()))
}

pub(super) fn on_host(fact: &Fact, step: &Step<'_>) -> bool {
    step.after.terminal().host.as_ref().is_some_and(|id| fact.names("host", id.name()))
}

pub(super) fn federated_credential_exists(fact: &Fact, step: &Step<'_>) -> bool {
    let has =
        |identity: &Resource| step.after.federated_credentials(&identity.id).any(|it| fact.names("name", &it.name));
    identities(fact, step.after).any(has)
}

pub(super) fn lock_exists(fact: &Fact, step: &Step<'_>) -> bool {
    step.after.locks().any(|it| fact.names("name", &it.name))
}

pub(super) fn deleted_vault(fact: &Fact, step: &Step<'_>) -> bool {
    step.after.data().deleted_vault(fact.get("name").unwrap_or_default()).is_some()
}

/// What can carry identities and has the fact's host's name.
fn hosts<'a>(fact: &'a Fact, state: &'a State) -> impl Iterator<Item = &'a Resource> {
    state.resources().filter(move |it| is_host(it) && fact.names("host", &it.name))
}

/// Whether a resource is of a type that carries identities, or carries one.
fn is_host(resource: &Resource) -> bool {
    let of_type =
        matches!(resource.kind, ResourceKind::VirtualMachine(_) | ResourceKind::ScaleSet(_) | ResourceKind::Site(_));
    of_type || !resource.identity.is_none()
}

/// The user-assigned identities that have the fact's identity's name.
fn identities<'a>(fact: &'a Fact, state: &'a State) -> impl Iterator<Item = &'a Resource> {
    let is_identity = |it: &Resource| matches!(it.kind, ResourceKind::UserAssignedIdentity(_));
    state.resources().filter(move |it| is_identity(it) && fact.names("identity", &it.name))
}
