//! Microsoft.Authorization: role definitions, and the role assignments that grant them.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::lifecycle::{absent, deleted};
use super::path::ArmPath;
use super::{deny_assignments, locks, role_definitions};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::authz::roles;
use crate::event::Event;
use crate::model::access::RoleAssignment;
use crate::model::id::{ObjectId, RoleId, is_guid};
use crate::model::json::json;
use crate::model::order;
use crate::model::scope::{ResourceId, Scope};

const ASSIGNMENTS: &str = "Microsoft.Authorization/roleAssignments";
/// The role that may do everything.
pub const OWNER: &str = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

/// The most role assignments that a subscription and everything in it can have (rbac.md, "Numbers").
pub const MOST_PER_SUBSCRIPTION: usize = 4_000;

/// Answers for role definitions and role assignments at any scope.
///
/// # Errors
/// The service's own: unknown principal or role, exists already, refused.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    match (path.kind(0).as_deref(), path.name(0), context.request.method) {
        (Some("roledefinitions"), ..) => role_definitions::answer(context, path),
        (Some("locks"), ..) => locks::answer(context, path),
        (Some("denyassignments"), name, Method::Get) => deny_assignments::answer(context, path, name),
        (Some("roleassignments"), None, Method::Get) => list(context, &path.scope),
        (Some("roleassignments"), Some(name), Method::Put) => put(context, &path.scope, name),
        (Some("roleassignments"), Some(name), method) => {
            let id = path.scope.resource(ASSIGNMENTS, name);
            match method {
                Method::Get => {
                    context.require("Microsoft.Authorization/roleAssignments/read", &path.scope)?;
                    let found = context.state.assignment(&id).cloned().ok_or_else(|| not_found(&id))?;
                    Ok(ApiResponse::json(200, body(&found)))
                }
                Method::Delete => delete(context, &id),
                _ => Err(not_allowed(context.request)),
            }
        }
        (kind, ..) => {
            let message =
                format!("Keyless does not simulate Microsoft.Authorization/{} yet.", kind.unwrap_or_default());
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

/// Assignments that hold at a scope or below it, with `atScope()` at or above it; by principal where asked.
fn list(context: &mut Context<'_>, scope: &Scope) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.Authorization/roleAssignments/read", scope)?;
    let filter = context.request.query("$filter").unwrap_or_default();
    let at_scope = filter.contains("atScope()");
    let principal = quoted_after(&filter, "principalId eq").or_else(|| quoted_after(&filter, "assignedTo("));
    let mut found: Vec<&RoleAssignment> = context
        .state
        .assignments()
        .filter(|it| it.scope.contains(scope) || (!at_scope && scope.contains(&it.scope)))
        .filter(|it| principal.as_ref().is_none_or(|want| it.principal_id.as_str().eq_ignore_ascii_case(want)))
        .collect();
    order::sort_by_number(&mut found, |it| it.order);
    let value: Vec<Value> = found.into_iter().map(body).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

fn quoted_after(text: &str, before: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    rest.split('\'').nth(1).map(str::to_owned)
}

fn put(context: &mut Context<'_>, scope: &Scope, name: &str) -> Result<ApiResponse, ApiError> {
    let id = scope.resource(ASSIGNMENTS, name);
    context.require("Microsoft.Authorization/roleAssignments/write", &id)?;
    check_scope(context, scope)?;
    let sent = context.body()?;
    let text = |name: &str| sent.pointer(&format!("/properties/{name}")).and_then(Value::as_str).map(str::to_owned);
    if !is_guid(name) {
        let message = format!("The role assignment ID '{name}' is not valid. The role assignment ID must be a GUID.");
        return Err(ApiError::new(400, "InvalidRoleAssignmentId", message));
    }
    let role = RoleId::new(ResourceId::new(text("roleDefinitionId").unwrap_or_default()).name());
    check_role(context, &role, scope)?;
    let principal_id = ObjectId::new(&text("principalId").unwrap_or_default());
    let principal_type = principal_type(context, &principal_id)?;
    check_new(context, &id, scope, &role, &principal_id)?;
    let assignment = RoleAssignment {
        id,
        name: RoleId::new(name),
        scope: scope.clone(),
        role,
        principal_id,
        principal_type,
        created_by: context.caller.object_id.clone(),
        created: context.state.now(),
        order: context.state.sequence() + 1,
        condition: text("condition"),
        condition_version: text("conditionVersion"),
        description: text("description"),
    };
    context.emit(Event::RoleAssignmentCreated { assignment: assignment.clone() });
    let mut body = body(&assignment);
    // As recorded: the answer to a creation does not say who created it, a listing does.
    if let Some(created_by) = body.pointer_mut("/properties/createdBy") {
        *created_by = Value::Null;
    }
    Ok(ApiResponse::json(201, body))
}

/// The role must be known, and a custom one assignable at the scope.
fn check_role(context: &Context<'_>, role: &RoleId, scope: &Scope) -> Result<(), ApiError> {
    if roles::find(role).is_some() {
        return Ok(());
    }
    let own = context.state.custom_role(role).ok_or_else(|| role_definitions::unknown(role.as_str()))?;
    if own.assignable_scopes.iter().any(|it| it.contains(scope)) {
        return Ok(());
    }
    let message = format!(
        "The scope '{scope}' is not among the assignable scopes of the role definition '{}'.",
        role.as_str().replace('-', "")
    );
    Err(ApiError::new(400, "RoleAssignmentScopeNotAssignableToRoleDefinition", message))
}

/// A scope must exist: its group, and the resource where it names one of a simulated type.
fn check_scope(context: &Context<'_>, scope: &Scope) -> Result<(), ApiError> {
    if scope.group_name().is_some() {
        context.group_of(scope)?;
    }
    if scope.resource_type().is_some() && context.state.resource(scope).is_none() && !context.state.has_part(scope) {
        return Err(ApiError::resource_not_found(scope));
    }
    Ok(())
}

/// The kind of a principal that the directory knows (R31).
fn principal_type(context: &Context<'_>, id: &ObjectId) -> Result<String, ApiError> {
    let known = context.state.principal(id).filter(|it| *it.tenant_id() == context.caller.tenant_id);
    if let Some(principal) = known {
        return Ok(principal.principal_type().to_owned());
    }
    let message = format!(
        "Principal {} does not exist in the directory {}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype",
        id.as_str().replace('-', ""),
        context.caller.tenant_id
    );
    Err(ApiError::new(400, "PrincipalNotFound", message).by_rule(31))
}

/// The same grant cannot be made twice, and a name cannot be used again for another (R14).
fn check_new(
    context: &Context<'_>,
    id: &ResourceId,
    scope: &Scope,
    role: &RoleId,
    principal: &ObjectId,
) -> Result<(), ApiError> {
    if let Some(old) = context.state.assignment(id)
        && (&old.principal_id != principal || &old.role != role)
    {
        let message = "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.";
        return Err(ApiError::new(400, "RoleAssignmentUpdateNotPermitted", message).by_rule(14));
    }
    let same = |it: &RoleAssignment| &it.role == role && it.scope == *scope;
    if context.state.assignments_of(principal).any(same) {
        return Err(ApiError::new(409, "RoleAssignmentExists", "The role assignment already exists."));
    }
    check_limit(context, scope)
}

/// Orphans count as well (R30).
fn check_limit(context: &Context<'_>, scope: &Scope) -> Result<(), ApiError> {
    let Some(subscription) = scope.subscription_id().map(|it| ResourceId::subscription(&it)) else { return Ok(()) };
    if context.state.assignments_under(&subscription) < MOST_PER_SUBSCRIPTION {
        return Ok(());
    }
    let message = "No more role assignments can be created in this subscription.";
    Err(ApiError::new(400, "RoleAssignmentLimitExceeded", message))
}

fn delete(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.Authorization/roleAssignments/delete", id)?;
    let Some(assignment) = context.state.assignment(id).cloned() else {
        return Ok(absent(context, id.clone()));
    };
    check_last_owner(context, &assignment)?;
    let body = body(&assignment);
    let event = deleted(context, assignment);
    context.emit(event);
    Ok(ApiResponse::json(200, body))
}

/// A subscription keeps at least one Owner (rbac.md, "Error templates"; the code is unconfirmed).
fn check_last_owner(context: &Context<'_>, assignment: &RoleAssignment) -> Result<(), ApiError> {
    let whole = assignment.scope.subscription_id().map(|it| ResourceId::subscription(&it));
    if whole.as_ref() != Some(&assignment.scope) || assignment.role.as_str() != OWNER {
        return Ok(());
    }
    let another =
        |it: &RoleAssignment| it.role.as_str() == OWNER && it.scope == assignment.scope && it.id != assignment.id;
    if context.state.assignments().any(another) {
        return Ok(());
    }
    Err(ApiError::new(403, "LastRbacAdminAssignment", "Cannot delete the last RBAC admin assignment"))
}

fn not_found(id: &ResourceId) -> ApiError {
    let message = format!("The role assignment '{}' is not found.", id.name().replace('-', ""));
    ApiError::new(404, "RoleAssignmentNotFound", message)
}

/// An assignment as its provider answers it.
pub fn body(assignment: &RoleAssignment) -> Value {
    let subscription = assignment.scope.subscription_id().map(|it| format!("/subscriptions/{it}")).unwrap_or_default();
    json!({
        "id": assignment.id.as_str(), "name": assignment.name, "type": ASSIGNMENTS,
        "properties": {
            "roleDefinitionId": format!("{subscription}/providers/Microsoft.Authorization/roleDefinitions/{}", assignment.role),
            "principalId": assignment.principal_id, "principalType": assignment.principal_type,
            "scope": assignment.scope.as_str(), "condition": assignment.condition,
            "conditionVersion": assignment.condition_version, "description": assignment.description,
            "createdOn": assignment.created.arm(), "updatedOn": assignment.created.arm(),
            "createdBy": assignment.created_by, "updatedBy": assignment.created_by,
            "delegatedManagedIdentityResourceId": null,
        },
    })
}
