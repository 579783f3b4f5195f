//! Events in words: one plain sentence each, for whoever wants to know what just happened.

mod client;
mod control;
mod data_plane;
mod directory;
#[cfg(test)]
mod tests;

use crate::event::{AlreadySo, DeletionCause, Event, RefusalReason};
use crate::model::directory::{ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ObjectId, TenantId};
use crate::model::identity::{IsolationScope, UserAssignedIdentity};
use crate::model::resource::{PowerState, Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::tenancy::Tags;
use crate::state::State;

use super::diagram::{RoleNames, nodes, wording};
use super::due;
use nodes::power_word;
use wording::{list, short_id};

/// What an event means, in one or two sentences; `None` for bookkeeping.
///
/// `before` and `after` are the worlds around the step that the event is part of: names come from there.
pub fn sentence(event: &Event, before: &State, after: &State, role_name: RoleNames<'_>) -> Option<String> {
    let world = World { before, after };
    match event {
        Event::RoleAssignmentCreated { assignment } => {
            let holder = world.principal(&assignment.principal_id);
            let scope = world.name(&assignment.scope);
            let from = after.begins(&assignment.id).map(|from| format!("; it takes effect at {} UTC", from.readable()));
            let role = role_name(&assignment.role);
            Some(format!("{holder} now has the role {role} on {scope}{}.", from.unwrap_or_default()))
        }
        Event::RoleAssignmentDeleted { principal_id, role_name, scope, .. } => {
            let went = if world.is_there(scope) { "" } else { ": the grant went with its scope" };
            let holder = world.principal(principal_id);
            Some(format!("{holder} no longer has the role {role_name} on {}{went}.", world.name(scope)))
        }
        Event::RoleAssignmentOrphaned { principal_id, role_name, scope, .. } => Some(format!(
            "The grant of {role_name} on {} stays behind, although its holder, principalId {}, is gone.",
            world.name(scope),
            short_id(principal_id.as_str())
        )),
        Event::AlreadySo { subject, fact } => Some(already_so(&world.name(subject), fact, &world)),
        Event::RequestRefused { code, action, scope, reason } => {
            Some(refused(*reason, code, action, &world.name(scope)))
        }
        Event::ResourceGroupCreated { .. }
        | Event::ResourceGroupUpdated { .. }
        | Event::ResourceGroupDeleted { .. }
        | Event::ResourceCreated { .. }
        | Event::ResourceUpdated { .. }
        | Event::ResourceDeleted { .. }
        | Event::PowerStateChanged { .. } => of_resource(event, &world),
        Event::UserCreated { .. }
        | Event::GroupCreated { .. }
        | Event::GroupMemberAdded { .. }
        | Event::GroupMemberRemoved { .. }
        | Event::ApplicationCreated { .. }
        | Event::ApplicationUpdated { .. }
        | Event::ApplicationPasswordAdded { .. }
        | Event::ApplicationPasswordRemoved { .. }
        | Event::DirectoryObjectDeleted { .. }
        | Event::DirectoryObjectRestored { .. }
        | Event::DirectoryObjectPurged { .. } => directory::sentence(event, &world),
        Event::CameDue { due } => Some(capital(due::words(after, due))),
        Event::ClockAdvanced { .. }
        | Event::PropagationChanged { .. }
        | Event::TokenServedFromCache { .. }
        | Event::ManagedIdentityTokenCached { .. }
        | Event::ConfigurationSet { .. }
        | Event::ClientSecretKept { .. }
        | Event::TokenIssued { .. }
        | Event::TokenCached { .. }
        | Event::ProfileChanged { .. }
        | Event::SubscriptionSelected { .. }
        | Event::SshKeysGenerated
        | Event::ShellVariableSet { .. }
        | Event::ShellFileWritten { .. }
        | Event::MachineEntered { .. }
        | Event::ScriptStarted { .. }
        | Event::MachineLeft { .. } => client::sentence(event, &world),
        Event::Data(event) => Some(data_plane::sentence(event, &world)),
        _ => of_identity(event, &world).or_else(|| control::sentence(event, &world)),
    }
}

/// The same words as a sentence.
fn capital(words: String) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// The worlds around a step.
struct World<'a> {
    before: &'a State,
    after: &'a State,
}

impl World<'_> {
    fn resource(&self, id: &ResourceId) -> Option<&Resource> {
        self.after.resource(id).or_else(|| self.before.resource(id))
    }

    fn is_there(&self, scope: &ResourceId) -> bool {
        match (scope.group_id(), scope.resource_type()) {
            (_, Some(_)) => self.after.resource(scope).is_some(),
            (Some(_), None) => self.after.group(scope).is_some(),
            (None, None) => true,
        }
    }

    /// The name of a scope, in the case given at its creation.
    fn name(&self, id: &ResourceId) -> String {
        nodes::scope_name(if self.is_there(id) { self.after } else { self.before }, id)
    }

    fn principal(&self, id: &ObjectId) -> String {
        let known = self.after.principal(id).or_else(|| self.before.principal(id));
        known.map_or_else(|| format!("The principal {}", short_id(id.as_str())), |it| it.display_name().to_owned())
    }

    fn tenant(&self, id: &TenantId) -> String {
        self.after.tenant(id).map_or_else(|| id.to_string(), |it| it.display_name.clone())
    }
}

fn of_resource(event: &Event, world: &World<'_>) -> Option<String> {
    Some(match event {
        Event::ResourceGroupCreated { group } => {
            format!("The resource group {} is new in {}.", group.name, group.location)
        }
        Event::ResourceGroupUpdated { group } => format!("The tags of the resource group {} changed.", group.name),
        Event::ResourceGroupDeleted { id } => format!("The resource group {} is gone.", world.name(id)),
        Event::ResourceCreated { resource } => {
            let group = resource.id.group_id().map(|id| world.name(&id)).unwrap_or_default();
            format!("The {} {} is new in {group}.", kind_word(resource)?, resource.name)
        }
        Event::ResourceUpdated { resource } => updated(resource, world)?,
        Event::ResourceDeleted { id, .. } => {
            let resource = world.resource(id)?;
            format!("The {} {} is gone.", kind_word(resource)?, resource.name)
        }
        Event::PowerStateChanged { host, power } => {
            let named = format!("{} is now {}", world.name(host), power_word(*power));
            let hosts_identity = world.resource(host).is_some_and(|it| !it.identity.is_none());
            match power {
                PowerState::Stopped | PowerState::Deallocated if hosts_identity => {
                    format!("{named}: it keeps its identities, but nothing on it can ask for a token.")
                }
                _ => format!("{named}."),
            }
        }
        _ => return None,
    })
}

/// What people call a resource; `None` for the parts of a machine, which the diagram only counts.
fn kind_word(resource: &Resource) -> Option<&'static str> {
    match &resource.kind {
        ResourceKind::VirtualMachine(_) => Some("virtual machine"),
        ResourceKind::UserAssignedIdentity(_) => Some("user-assigned identity"),
        ResourceKind::KeyVault(_) => Some("key vault"),
        ResourceKind::StorageAccount(_) => Some("storage account"),
        ResourceKind::ScaleSet(_) => Some("scale set"),
        ResourceKind::Site(site) if site.is_function_app() => Some("function app"),
        ResourceKind::Site(_) => Some("web app"),
        ResourceKind::Part { .. } => None,
    }
}

fn updated(resource: &Resource, world: &World<'_>) -> Option<String> {
    let name = &resource.name;
    kind_word(resource)?;
    let before = world.before.resource(&resource.id);
    let mut changes = Vec::new();
    if let (ResourceKind::VirtualMachine(now), Some(ResourceKind::VirtualMachine(was))) =
        (&resource.kind, before.map(|it| &it.kind))
        && now.size != was.size
    {
        changes.push(format!("the size {}", now.size));
    }
    if let (ResourceKind::KeyVault(now), Some(ResourceKind::KeyVault(was))) =
        (&resource.kind, before.map(|it| &it.kind))
    {
        changes.extend(data_plane::vault_changes(was, now));
    }
    if before.is_some_and(|it| it.tags != resource.tags) {
        changes.push(tags_in_words(&resource.tags));
    }
    Some(if changes.is_empty() {
        format!("{name} was updated.")
    } else {
        format!("{name} now has {}.", list(&changes))
    })
}

fn tags_in_words(tags: &Tags) -> String {
    let tags: Vec<String> = tags.iter().map(|(name, value)| format!("{name}={value}")).collect();
    match tags.as_slice() {
        [] => "no tags".to_owned(),
        [only] => format!("the tag {only}"),
        [..] => format!("the tags {}", list(&tags)),
    }
}

fn of_identity(event: &Event, world: &World<'_>) -> Option<String> {
    Some(match event {
        Event::ServicePrincipalCreated { service_principal } => new_principal(service_principal, world),
        Event::ServicePrincipalDeleted { object_id, display_name, cause } => {
            let tenant = world.before.principal(object_id).map(|it| world.tenant(it.tenant_id()));
            let from = tenant.map_or_else(String::new, |tenant| format!(" from tenant {tenant}"));
            let why = match cause {
                DeletionCause::HostDeleted => "its machine was deleted",
                DeletionCause::Disabled => "its system-assigned identity was switched off",
                DeletionCause::IdentityDeleted => "its user-assigned identity was deleted",
                DeletionCause::ApplicationDeleted => "its application was deleted",
                DeletionCause::Requested => "somebody deleted it",
            };
            format!("The service principal {display_name} is gone{from}: {why}.")
        }
        Event::SystemAssignedIdentityEnabled { host, principal_id, tenant_id } => format!(
            "{} gained a system-assigned identity: principalId {} in tenant {}.",
            world.name(host),
            short_id(principal_id.as_str()),
            world.tenant(tenant_id)
        ),
        Event::SystemAssignedIdentityDisabled { host, principal_id } => format!(
            "{} lost its system-assigned identity, principalId {}.",
            world.name(host),
            short_id(principal_id.as_str())
        ),
        Event::UserAssignedIdentityAttached { host, identity, principal_id, .. } => format!(
            "{} now carries the user-assigned identity {}: principalId {}.",
            world.name(host),
            world.name(identity),
            short_id(principal_id.as_str())
        ),
        Event::UserAssignedIdentityDetached { host, identity } => detached(host, identity, world),
        Event::UserAssignedIdentityUpdated { id, tags, identity } => identity_updated(id, tags, identity, world),
        Event::ReferenceLeftDead { host, identity } => format!(
            "{} still names the identity {}, which is gone: remove it before you attach another.",
            world.name(host),
            world.name(identity)
        ),
        _ => return None,
    })
}

fn new_principal(principal: &ServicePrincipal, world: &World<'_>) -> String {
    let whose = match &principal.kind {
        ServicePrincipalKind::SystemAssigned { host } => {
            format!("the system-assigned identity of {}", world.name(host))
        }
        ServicePrincipalKind::UserAssigned { identity } => {
            format!("the user-assigned identity {}", world.name(identity))
        }
        ServicePrincipalKind::Application { .. } => "an application, which signs in with a password".to_owned(),
    };
    let tenant = world.tenant(&principal.tenant_id);
    format!("The service principal {} is new in tenant {tenant}: it stands for {whose}.", principal.display_name)
}

fn detached(host: &ResourceId, identity: &ResourceId, world: &World<'_>) -> String {
    let (host_name, name) = (world.name(host), world.name(identity));
    let attached = world.before.resource(host).and_then(|it| it.identity.user_assigned.get(&identity.key()));
    match world.after.resource(identity).map(|it| &it.kind) {
        Some(ResourceKind::UserAssignedIdentity(it))
            if attached.is_none_or(|attached| attached.principal_id == it.principal_id) =>
        {
            format!("{host_name} no longer carries {name}; the identity itself lives on.")
        }
        _ => format!("{host_name} no longer names the identity {name}, which is gone."),
    }
}

fn identity_updated(id: &ResourceId, tags: &Tags, identity: &UserAssignedIdentity, world: &World<'_>) -> String {
    let name = world.name(id);
    let before = world.before.resource(id);
    if let Some(ResourceKind::UserAssignedIdentity(was)) = before.map(|it| &it.kind) {
        if was.isolation_scope != identity.isolation_scope {
            return match identity.isolation_scope {
                IsolationScope::Regional => {
                    let region = before.map_or("its region", |it| it.location.as_str());
                    format!("{name} is now Regional: only machines in {region} can carry it.")
                }
                IsolationScope::None => format!("{name} is no longer Regional: machines in any region can carry it."),
            };
        }
        if was.restricted_to != identity.restricted_to {
            return match identity.restricted_to.as_slice() {
                [] => format!("{name} can now be attached to hosts of any kind."),
                providers => format!("{name} can now only be attached to hosts of {}.", list(providers)),
            };
        }
    }
    if before.is_some_and(|it| it.tags == *tags) {
        return format!("{name} was updated.");
    }
    format!("{name} now has {}.", tags_in_words(tags))
}

fn already_so(name: &str, fact: &AlreadySo, world: &World<'_>) -> String {
    match fact {
        AlreadySo::SystemAssigned { principal_id } => format!(
            "{name} already has a system-assigned identity, principalId {}; nothing changed.",
            short_id(principal_id.as_str())
        ),
        AlreadySo::Attached { identity } => {
            format!("{name} already carries {}; nothing changed.", world.name(identity))
        }
        AlreadySo::Absent => format!("There is no {name}, so nothing changed."),
        AlreadySo::Same => format!("{name} was so already; nothing changed."),
    }
}

fn refused(reason: RefusalReason, code: &str, action: &str, scope: &str) -> String {
    match reason {
        RefusalReason::Unauthenticated => format!("Refused ({code}): the request came without a valid token."),
        RefusalReason::MissingAction => format!("Refused ({code}): this needs {action} on {scope}."),
        RefusalReason::MissingLinkedAction => format!("Refused ({code}): this also needs {action} on {scope}."),
        RefusalReason::WrongTenant => {
            format!("Refused ({code}): {scope} takes tokens of one tenant, and this one is of another.")
        }
        RefusalReason::MissingAccessPolicy => {
            format!("Refused ({code}): no access policy of {scope} gives the caller the permission {action}.")
        }
        RefusalReason::IdentityNotFound => {
            format!("No token ({code}): {scope} has no identity that answers to what was asked for.")
        }
        RefusalReason::IdentityAmbiguous => {
            format!("No token ({code}): {scope} has several identities; the request must name one.")
        }
        RefusalReason::HostNotRunning => {
            format!("No token ({code}): {scope} is not running, and only code on it can ask.")
        }
        RefusalReason::BeyondRecall => {
            format!("Refused ({code}): a deleted managed identity can be neither restored nor purged.")
        }
        RefusalReason::Denied => format!("Refused ({code}): a deny assignment takes {action} on {scope} away."),
        RefusalReason::Locked => format!("Not done ({code}): a lock on {scope} or above it forbids it."),
        RefusalReason::ByRule(_) | RefusalReason::Invalid if code == "no_route_to_host" => {
            "No answer: that address is reached only from code that runs on a host.".to_owned()
        }
        RefusalReason::ByRule(_) | RefusalReason::Invalid => format!("Not done ({code}): nothing changed."),
    }
}
