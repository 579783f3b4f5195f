//! The smallest grant that would have been enough: least privilege, at the narrowest scope, from the known roles.

use super::evaluate::{Plane, verdict};
use super::roles;
use crate::model::access::RoleDefinition;
use crate::model::decision::{Remedy, Verdict};
use crate::model::scope::{ResourceId, Scope};
use crate::state::State;
use crate::token::validate::Caller;

/// The grant to ask for, when some known role holds the action.
pub fn smallest(state: &State, caller: &Caller, action: &str, scope: &Scope, plane: Plane) -> Option<Remedy> {
    let own = state.custom_roles().filter(|role| role.assignable_scopes.iter().any(|it| it.contains(scope)));
    let role = roles::built_in()
        .iter()
        .chain(own.map(|role| &role.definition))
        .filter(|role| matches!(verdict(role, action, plane), Verdict::Allows { .. }))
        .min_by_key(|role| breadth(role))?;
    let scope = narrowest(state, scope);
    let command =
        format!("az role assignment create --assignee {} --role \"{}\" --scope {scope}", caller.name, role.role_name);
    Some(Remedy { role_name: role.role_name.clone(), scope, command })
}

/// How much a role allows, as a number to compare by: wider patterns weigh more.
fn breadth(role: &RoleDefinition) -> u32 {
    role.actions.iter().chain(&role.data_actions).map(|pattern| weight(pattern)).sum()
}

fn weight(pattern: &str) -> u32 {
    let depth = u32::try_from(pattern.split('/').count()).unwrap_or(u32::MAX);
    match pattern {
        "*" => 10_000,
        "*/read" => 60,
        _ if pattern.contains('*') => 400 / depth.max(1),
        _ if pattern.to_ascii_lowercase().ends_with("/read") => 1,
        _ => 5,
    }
}

/// A grant can only be made where something is: the resource itself, else its group, else its subscription.
fn narrowest(state: &State, scope: &Scope) -> Scope {
    if state.resource(scope).is_some() || state.group(scope).is_some() {
        return scope.clone();
    }
    match scope.group_id() {
        Some(group) if state.group(&group).is_some() && group != *scope => group,
        _ => scope.subscription_id().map_or_else(|| ResourceId::new("/"), |id| ResourceId::subscription(&id)),
    }
}
