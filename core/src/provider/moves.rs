//! Moving resources to another group or subscription of the same tenant (R29, R42, R43).
//!
//! Simplification `moves-alone`: a resource moves without the ones it depends on.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::authz::roles;
use crate::event::{Event, RefusalReason};
use crate::model::control::LockLevel;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::rules::RuleId;

const ACTION: &str = "Microsoft.Resources/subscriptions/resourceGroups/moveResources/action";
const VALIDATE: &str = "Microsoft.Resources/subscriptions/resourceGroups/validateMoveResources/action";

/// Moves what the body names out of a group, or only says whether that would work.
///
/// # Errors
/// 403 without the rights at both ends; 400 for what cannot move; 404, 409 for what is not there, or is there already.
pub fn answer(context: &mut Context<'_>, source: &ResourceId, only_validate: bool) -> Result<ApiResponse, ApiError> {
    if context.request.method != Method::Post {
        return Err(not_allowed(context.request));
    }
    let group = context.group_of(source)?;
    context.require(if only_validate { VALIDATE } else { ACTION }, &group.id)?;
    let sent = context.body()?;
    let target = ResourceId::new(sent.get("targetResourceGroup").and_then(Value::as_str).unwrap_or_default());
    let target = target_group(context, &target)?;
    let ids = sent.get("resources").and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<ResourceId> = ids.filter_map(|it| it.as_str().map(ResourceId::new)).collect();
    let moves = plan(context, &group.id, &target, &ids)?;
    if only_validate {
        return Ok(ApiResponse::empty(204));
    }
    for (resource, to) in &moves {
        carry_out(context, resource, to);
    }
    rewrite_references(context, &moves);
    let operation = context.state.new_hex("move");
    let subscription = group.id.subscription_id().map(|it| it.to_string()).unwrap_or_default();
    let location = format!(
        "https://management.azure.com/subscriptions/{subscription}/operationresults/{operation}?api-version=2022-09-01"
    );
    Ok(ApiResponse::empty(202).header("Location", location))
}

/// The group to move to: there, of the caller's tenant, writable, and not locked.
fn target_group(context: &mut Context<'_>, id: &ResourceId) -> Result<ResourceId, ApiError> {
    let tenant = context.caller.tenant_id.clone();
    let same = |context: &Context<'_>| {
        let subscription = id.subscription_id()?;
        context.state.subscription(&subscription).filter(|it| it.tenant_id == tenant).map(|_| ())
    };
    if same(context).is_none() {
        let message = format!("The target resource group '{id}' is not in a subscription of the same tenant.");
        return Err(ApiError::new(400, "InvalidTargetResourceGroup", message));
    }
    let group = context.group_of(id)?;
    context.require("Microsoft.Resources/subscriptions/resourceGroups/write", &group.id)?;
    let locked = context.state.locks().find(|it| it.level == LockLevel::ReadOnly && it.scope.contains(&group.id));
    match locked {
        Some(lock) => Err(super::locks::locked(&group.id, "write", &[lock.scope.as_str()])),
        None => Ok(group.id),
    }
}

/// Each resource with the id that it will have.
fn plan(
    context: &Context<'_>,
    source: &ResourceId,
    target: &ResourceId,
    ids: &[ResourceId],
) -> Result<Vec<(Resource, ResourceId)>, ApiError> {
    if source == target {
        let message = format!("The target resource group '{target}' is the source resource group.");
        return Err(ApiError::new(400, "InvalidTargetResourceGroup", message));
    }
    let mut moves = Vec::new();
    for id in ids {
        let found = context.state.resource(id).filter(|_| source.contains(id));
        let resource = found.cloned().ok_or_else(|| ApiError::resource_not_found(id))?;
        movable(&resource)?;
        let to = target.resource(&resource.resource_type, &resource.name);
        if context.state.resource(&to).is_some() {
            let message = format!("The resource '{}' already exists in the target resource group.", resource.name);
            return Err(ApiError::new(409, "ResourceMoveConflict", message));
        }
        moves.push((resource, to));
    }
    if moves.is_empty() {
        return Err(ApiError::new(400, "InvalidMoveRequest", "The request names no resources to move."));
    }
    Ok(moves)
}

/// A user-assigned identity cannot move at all (R29).
fn movable(resource: &Resource) -> Result<(), ApiError> {
    if !matches!(resource.kind, ResourceKind::UserAssignedIdentity(_)) {
        return Ok(());
    }
    let message = format!("Resource move is not supported for resource types '{}'.", resource.resource_type);
    let mut error = ApiError::new(400, "ResourceMoveNotSupported", message);
    error.target = Some(resource.id.to_string().into());
    error.reason = RefusalReason::ByRule(RuleId(29));
    Err(error)
}

/// The resource goes with its identities; grants on it stay, and its own identity keeps the old id for now.
fn carry_out(context: &mut Context<'_>, resource: &Resource, to: &ResourceId) {
    context.emit(Event::ResourceMoved { from: resource.id.clone(), to: to.clone() });
    let machine = matches!(resource.kind, ResourceKind::VirtualMachine(_));
    if machine && resource.identity.system_assigned.is_some() {
        context.emit(Event::IdentityReferenceStale { host: to.clone() });
    }
    let left: Vec<Event> = context
        .state
        .assignments()
        .filter(|it| resource.id.contains(&it.scope))
        .map(|it| Event::RoleAssignmentLeftBehind {
            id: it.id.clone(),
            principal_id: it.principal_id.clone(),
            role_name: roles::name_in(&context.state, &it.role),
            scope: it.scope.clone(),
        })
        .collect();
    for event in left {
        context.emit(event);
    }
}

/// Machines that name something that moved name it at its new place.
fn rewrite_references(context: &mut Context<'_>, moves: &[(Resource, ResourceId)]) {
    let mut changed = Vec::new();
    for resource in context.state.resources() {
        let ResourceKind::VirtualMachine(machine) = &resource.kind else { continue };
        let mut properties = machine.properties.clone();
        if rewrite(&mut properties, moves) {
            let mut machine = machine.clone();
            machine.properties = properties;
            changed.push(Resource { kind: ResourceKind::VirtualMachine(machine), ..resource.clone() });
        }
    }
    for resource in changed {
        context.emit(Event::ResourceUpdated { resource });
    }
}

fn rewrite(value: &mut Value, moves: &[(Resource, ResourceId)]) -> bool {
    match value {
        Value::String(text) => {
            let found = moves.iter().find(|(resource, _)| resource.id.as_str().eq_ignore_ascii_case(text));
            if let Some((_, to)) = found {
                *text = to.to_string();
            }
            found.is_some()
        }
        Value::Array(items) => items.iter_mut().filter_map(|it| rewrite(it, moves).then_some(())).count() > 0,
        Value::Object(map) => map.values_mut().filter_map(|it| rewrite(it, moves).then_some(())).count() > 0,
        _ => false,
    }
}
