//! What happened to locks, roles, deny assignments, federated credentials, and to what was moved.

use super::World;
use crate::event::Event;
use crate::model::control::LockLevel;
use crate::model::scope::ResourceId;

pub(super) fn sentence(event: &Event, world: &World<'_>) -> Option<String> {
    Some(match event {
        Event::LockWritten { lock } => {
            let scope = world.name(&lock.scope);
            match lock.level {
                LockLevel::CanNotDelete => {
                    format!("The lock {} now keeps {scope} and what is below it from being deleted.", lock.name)
                }
                LockLevel::ReadOnly => {
                    format!("The lock {} now keeps {scope} and what is below it as it is.", lock.name)
                }
            }
        }
        Event::LockDeleted { id } => format!("The lock {} is gone.", id.name()),
        Event::RoleDefinitionWritten { role } => {
            let before = world.before.custom_role(&role.definition.id).is_some();
            let name = &role.definition.role_name;
            if before { format!("The custom role {name} changed.") } else { format!("The custom role {name} is new.") }
        }
        Event::RoleDefinitionDeleted { role_name, .. } => format!("The custom role {role_name} is gone."),
        Event::DenyAssignmentCreated { denial } => {
            format!("The deny assignment {} now holds on {}.", denial.display_name, world.name(&denial.scope))
        }
        Event::FederatedCredentialWritten { credential } => format!(
            "Tokens of {} for the subject {} now count as {}.",
            credential.issuer,
            credential.subject,
            world.name(&parent(&credential.id))
        ),
        Event::FederatedCredentialDeleted { id } => {
            format!("The federated credential {} of {} is gone.", id.name(), world.name(&parent(id)))
        }
        Event::ResourceMoved { from, to } => {
            let group = |id: &ResourceId| id.group_id().map(|id| world.name(&id)).unwrap_or_default();
            format!("{} went from {} to {}.", from.name(), group(from), group(to))
        }
        Event::IdentityReferenceStale { host } => format!(
            "The identity of {} still carries the id from before the move: once stopped, it will not start until it is updated.",
            world.name(host)
        ),
        Event::IdentityReferenceRefreshed { host } => {
            format!("The identity of {} carries the new id: it can start again.", world.name(host))
        }
        Event::RoleAssignmentLeftBehind { role_name, scope, .. } => {
            format!("The grant of {role_name} on {} did not move along.", scope.name())
        }
        Event::SubscriptionTransferred { subscription, from, to } => format!(
            "The subscription {} went from tenant {} to {}: its managed identities are broken, its grants and custom roles are gone.",
            world.name(&ResourceId::subscription(subscription)),
            world.tenant(from),
            world.tenant(to)
        ),
        Event::OutageChanged { region, down: true } => {
            format!("Managed identities in {region} cannot be managed for now; hosts that carry them still get tokens.")
        }
        Event::OutageChanged { region, down: false } => format!("Managed identities in {region} can be managed again."),
        Event::ThrottlingChanged { on: true } => "Too many requests in a short time are refused now.".to_owned(),
        Event::ThrottlingChanged { on: false } => "Requests are no longer counted.".to_owned(),
        Event::TokensRevoked { principal } => {
            format!("No token of {} from before is taken any more.", world.principal(principal))
        }
        _ => return None,
    })
}

/// The id two segments up: the identity of a credential.
fn parent(id: &ResourceId) -> ResourceId {
    let cut = id.as_str().rsplitn(3, '/').nth(2).unwrap_or_default();
    ResourceId::new(cut)
}
