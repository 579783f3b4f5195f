//! A subscription that comes to trust another tenant (R45): what that breaks, and who has it then.

use crate::authz::roles;
use crate::event::Event;
use crate::model::access::RoleAssignment;
use crate::model::control::CustomRole;
use crate::model::directory::{Principal, User, is_administrator};
use crate::model::id::{RoleId, TenantId};
use crate::model::scope::ResourceId;
use crate::model::tenancy::Subscription;
use crate::state::State;

/// All that a transfer does, in order: grants and custom roles go for good, and the new tenant's administrator is Owner.
pub fn events(state: &State, subscription: &Subscription, tenant: &TenantId) -> Vec<Event> {
    let scope = ResourceId::subscription(&subscription.id);
    let mut events = vec![Event::SubscriptionTransferred {
        subscription: subscription.id.clone(),
        from: subscription.tenant_id.clone(),
        to: tenant.clone(),
    }];
    for it in state.assignments_at_or_below(&scope) {
        events.push(Event::RoleAssignmentDeleted {
            id: it.id.clone(),
            principal_id: it.principal_id.clone(),
            role_name: roles::name_in(state, &it.role),
            scope: it.scope.clone(),
        });
    }
    for role in state.custom_roles().filter(|role| role.assignable_scopes.iter().any(|it| scope.contains(it))) {
        events.push(without(role, &scope));
    }
    if let Some(owner) = administrator(state, tenant) {
        events.push(Event::RoleAssignmentCreated { assignment: ownership(state, owner, &scope) });
    }
    events
}

/// A custom role is not there for the subscription any more; for others of its tenant it stays.
fn without(role: &CustomRole, scope: &ResourceId) -> Event {
    let rest: Vec<ResourceId> = role.assignable_scopes.iter().filter(|it| !scope.contains(it)).cloned().collect();
    if rest.is_empty() {
        let (id, role_name) = (role.definition.id.clone(), role.definition.role_name.clone());
        return Event::RoleDefinitionDeleted { id, role_name };
    }
    Event::RoleDefinitionWritten { role: CustomRole { assignable_scopes: rest, ..role.clone() } }
}

fn administrator<'a>(state: &'a State, tenant: &TenantId) -> Option<&'a User> {
    state.principals().find_map(|it| match it {
        Principal::User(user) if user.tenant_id == *tenant && is_administrator(&user.object_id) => Some(user),
        _ => None,
    })
}

fn ownership(state: &State, owner: &User, scope: &ResourceId) -> RoleAssignment {
    let name = state.new_guid(&format!("transfer {scope}"));
    RoleAssignment {
        id: scope.resource("Microsoft.Authorization/roleAssignments", &name),
        name: RoleId::new(&name),
        scope: scope.clone(),
        role: RoleId::new(super::authorization::OWNER),
        principal_id: owner.object_id.clone(),
        principal_type: "User".to_owned(),
        created_by: owner.object_id.clone(),
        created: state.now(),
        order: state.sequence() + 1,
        condition: None,
        condition_version: None,
        description: None,
    }
}
