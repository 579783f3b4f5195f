//! Facts: the closed list of what a goal can ask of a step.

use keyless_core::event::{DeletionCause, Event};
use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::resource::{Resource, ResourceKind};
use keyless_core::session::Entry;
use keyless_core::state::State;
#[cfg(feature = "authoring")]
use serde::Deserialize;

/// What a goal asks for. Names are compared without case; a name left out means any.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "authoring", derive(Deserialize))]
#[cfg_attr(feature = "authoring", serde(tag = "fact", rename_all = "kebab-case", deny_unknown_fields))]
pub enum Fact {
    /// A host has a system-assigned identity (R10).
    SystemAssignedOn {
        /// The host's name.
        #[cfg_attr(feature = "authoring", serde(default))]
        host: Option<String>,
    },
    /// A user-assigned identity exists (R20).
    IdentityExists {
        /// Its name.
        #[cfg_attr(feature = "authoring", serde(default))]
        identity: Option<String>,
    },
    /// A user-assigned identity that exists is attached to this many hosts or more (R22).
    IdentityAttached {
        /// Its name.
        #[cfg_attr(feature = "authoring", serde(default))]
        identity: Option<String>,
        /// How many hosts.
        #[cfg_attr(feature = "authoring", serde(default = "one"))]
        hosts: usize,
    },
    /// One host carries both types at once (R10).
    BothTypesOn {
        /// The host's name.
        #[cfg_attr(feature = "authoring", serde(default))]
        host: Option<String>,
    },
    /// A host keeps the id of a user-assigned identity that is gone (R26).
    DeadReference {
        /// The identity's name.
        #[cfg_attr(feature = "authoring", serde(default))]
        identity: Option<String>,
    },
    /// A step deleted the service principal of a host's system-assigned identity (R12, R15).
    PrincipalDeleted {
        /// The host's name.
        #[cfg_attr(feature = "authoring", serde(default))]
        host: Option<String>,
        /// By what.
        cause: Cause,
    },
    /// A step asked for what was so already, and changed nothing.
    AlreadySo {
        /// The name of what was asked about: a host, an identity.
        #[cfg_attr(feature = "authoring", serde(default))]
        subject: Option<String>,
    },
    /// A step was refused with this error code.
    Refused {
        /// `LinkedAuthorizationFailed`
        code: String,
    },
    /// A step attached a user-assigned identity while this account was signed in.
    AttachedBy {
        /// What stands before the `@`.
        account: String,
    },
    /// A step took a dead reference off a host (R27).
    DeadReferenceRemoved {
        /// The identity's name.
        #[cfg_attr(feature = "authoring", serde(default))]
        identity: Option<String>,
    },
}

/// What deletes the service principal of a system-assigned identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "authoring", derive(Deserialize))]
#[cfg_attr(feature = "authoring", serde(rename_all = "kebab-case"))]
pub enum Cause {
    /// It was switched off.
    Disabled,
    /// Its host was deleted.
    HostDeleted,
}

#[cfg(feature = "authoring")]
const fn one() -> usize {
    1
}

/// What a fact is asked of: the world, and what has just happened to it.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The world before, where there was a step.
    pub before: Option<&'a State>,
    /// The world now.
    pub after: &'a State,
    /// What happened in between.
    pub events: &'a [Event],
}

impl<'a> Step<'a> {
    /// The world as it stands, without anything having happened.
    pub const fn present(state: &'a State) -> Self {
        Self { before: None, after: state, events: &[] }
    }

    /// A step of a session's timeline.
    pub fn of(entry: &'a Entry) -> Self {
        Self { before: Some(&entry.before), after: &entry.after, events: &entry.outcome.events }
    }
}

impl Fact {
    /// Whether it holds.
    pub fn holds(&self, step: &Step<'_>) -> bool {
        match self {
            Self::SystemAssignedOn { host } => hosts(step.after, host).any(|it| it.identity.system_assigned.is_some()),
            Self::BothTypesOn { host } => hosts(step.after, host)
                .any(|it| it.identity.system_assigned.is_some() && !it.identity.user_assigned.is_empty()),
            Self::IdentityExists { identity } => identities(step.after, identity).next().is_some(),
            Self::IdentityAttached { identity, hosts } => {
                identities(step.after, identity).any(|it| step.after.hosts_of(&it.id).count() >= *hosts)
            }
            Self::DeadReference { identity } => has_dead_reference(step.after, identity),
            Self::PrincipalDeleted { host, cause } => step.events.iter().any(|it| deletes(it, host, *cause, step)),
            Self::AlreadySo { subject } => {
                let is_so =
                    |it: &Event| matches!(it, Event::AlreadySo { subject: seen, .. } if named(subject, seen.name()));
                step.events.iter().any(is_so) && !step.events.iter().any(Event::changes_world)
            }
            Self::Refused { code } => {
                step.events.iter().any(|it| matches!(it, Event::RequestRefused { code: seen, .. } if seen == code))
            }
            Self::AttachedBy { account } => {
                signed_in(step.before.unwrap_or(step.after), account)
                    && step.events.iter().any(|it| matches!(it, Event::UserAssignedIdentityAttached { .. }))
            }
            Self::DeadReferenceRemoved { identity } => step.events.iter().any(|it| match it {
                Event::UserAssignedIdentityDetached { identity: seen, .. } => {
                    named(identity, seen.name()) && step.after.resource(seen).is_none()
                }
                _ => false,
            }),
        }
    }

    /// Whether only a step can make it hold, never a state by itself.
    pub const fn is_about_steps(&self) -> bool {
        matches!(
            self,
            Self::PrincipalDeleted { .. }
                | Self::AlreadySo { .. }
                | Self::Refused { .. }
                | Self::AttachedBy { .. }
                | Self::DeadReferenceRemoved { .. }
        )
    }

    /// What is missing while it does not hold, as a sentence.
    pub fn missing(&self) -> String {
        match self {
            Self::SystemAssignedOn { host } => format!("{} has no system-assigned identity yet.", the_machine(host)),
            Self::BothTypesOn { host } => format!("{} does not carry both types of identity yet.", the_machine(host)),
            Self::IdentityExists { identity } => match identity {
                Some(name) => format!("The identity `{name}` does not exist yet."),
                None => "There is no user-assigned identity yet.".to_owned(),
            },
            Self::IdentityAttached { identity, hosts } => {
                let whose = identity
                    .as_ref()
                    .map_or_else(|| "No user-assigned identity".to_owned(), |name| format!("The identity `{name}`"));
                let verb = if identity.is_some() { "is not" } else { "is" };
                let machines = if *hosts == 1 { "a machine".to_owned() } else { format!("{hosts} machines") };
                format!("{whose} {verb} attached to {machines} yet.")
            }
            Self::DeadReference { identity } => match identity {
                Some(name) => format!("No machine keeps a reference to a deleted `{name}` yet."),
                None => "No machine keeps a reference to a deleted identity yet.".to_owned(),
            },
            Self::PrincipalDeleted { host, cause } => {
                let whose = host.as_ref().map_or_else(|| "a machine".to_owned(), |name| format!("`{name}`"));
                let how = match cause {
                    Cause::Disabled => "by switching its identity off",
                    Cause::HostDeleted => "by deleting the machine",
                };
                format!("The service principal of {whose} has not been deleted {how} yet.")
            }
            Self::AlreadySo { .. } => "You have not asked yet for something that was so already.".to_owned(),
            Self::Refused { code } => format!("No request of yours has been refused with `{code}` yet."),
            Self::AttachedBy { account } => {
                format!("No identity has been attached by an account whose name begins with `{account}` yet.")
            }
            Self::DeadReferenceRemoved { .. } => "No dead reference has been taken off a machine yet.".to_owned(),
        }
    }
}

fn the_machine(host: &Option<String>) -> String {
    host.as_ref().map_or_else(|| "No machine".to_owned(), |name| format!("`{name}`"))
}

fn named(name: &Option<String>, actual: &str) -> bool {
    name.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(actual))
}

fn hosts<'a>(state: &'a State, name: &'a Option<String>) -> impl Iterator<Item = &'a Resource> {
    state.resources().filter(move |it| !it.identity.is_none() && named(name, &it.name))
}

fn identities<'a>(state: &'a State, name: &'a Option<String>) -> impl Iterator<Item = &'a Resource> {
    let is_identity = |it: &Resource| matches!(it.kind, ResourceKind::UserAssignedIdentity(_));
    state.resources().filter(move |it| is_identity(it) && named(name, &it.name))
}

fn has_dead_reference(state: &State, name: &Option<String>) -> bool {
    hosts(state, &None)
        .flat_map(|host| host.identity.user_assigned.values())
        .any(|it| named(name, it.identity.name()) && state.resource(&it.identity).is_none())
}

fn deletes(event: &Event, host: &Option<String>, cause: Cause, step: &Step<'_>) -> bool {
    let Event::ServicePrincipalDeleted { object_id, display_name, cause: seen } = event else { return false };
    let same_cause = matches!(
        (cause, seen),
        (Cause::Disabled, DeletionCause::Disabled) | (Cause::HostDeleted, DeletionCause::HostDeleted)
    );
    let of_a_host = step.before.and_then(|it| it.principal(object_id)).is_none_or(|principal| {
        matches!(principal, Principal::ServicePrincipal(it) if matches!(it.kind, ServicePrincipalKind::SystemAssigned { .. }))
    });
    same_cause && of_a_host && named(host, display_name)
}

fn signed_in(state: &State, account: &str) -> bool {
    let user = state.terminal().profile.as_ref().map(|profile| profile.user_name.as_str()).unwrap_or_default();
    user.split('@').next().is_some_and(|name| name.eq_ignore_ascii_case(account))
}

#[cfg(test)]
#[path = "fact_tests.rs"]
mod tests;
