//! Role definitions: the built-in ones to read, custom ones to create, change and delete.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::lifecycle::absent;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::authz::roles;
use crate::event::Event;
use crate::model::access::RoleDefinition;
use crate::model::control::CustomRole;
use crate::model::id::{RoleId, is_guid};
use crate::model::json::json;
use crate::model::order;
use crate::model::scope::{ResourceId, Scope};

const TYPE: &str = "Microsoft.Authorization/roleDefinitions";
const READ: &str = "Microsoft.Authorization/roleDefinitions/read";
const WRITE: &str = "Microsoft.Authorization/roleDefinitions/write";
const DELETE: &str = "Microsoft.Authorization/roleDefinitions/delete";

/// The most custom roles that a tenant can have (rbac.md, "Numbers").
pub const MOST_CUSTOM_ROLES: usize = 5_000;
/// The longest name of a role.
pub const LONGEST_NAME: usize = 512;
/// The longest description of a role.
pub const LONGEST_DESCRIPTION: usize = 2_048;
/// The most assignable scopes of a role.
pub const MOST_SCOPES: usize = 2_000;
/// When the built-in roles were made, as the service tells it.
const BUILT_IN: &str = "2015-02-02T21:55:09.880642+00:00";

/// Answers for role definitions at any scope.
///
/// # Errors
/// The service's own: unknown, refused, invalid, in use.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    match (path.name(0), context.request.method) {
        (None, Method::Get) => list(context, path),
        (Some(name), Method::Get) => {
            context.require(READ, &path.scope)?;
            let body = find(context, path, name).ok_or_else(|| unknown(name))?;
            Ok(ApiResponse::json(200, body))
        }
        (Some(name), Method::Put) => put(context, path, name),
        (Some(name), Method::Delete) => delete(context, path, name),
        _ => Err(not_allowed(context.request)),
    }
}

/// 404 for a role that is not there.
pub fn unknown(name: &str) -> ApiError {
    let message = format!("The specified role definition with ID '{}' does not exist.", name.replace('-', ""));
    ApiError::new(404, "RoleDefinitionDoesNotExist", message)
}

fn find(context: &Context<'_>, path: &ArmPath, name: &str) -> Option<Value> {
    let id = RoleId::new(name);
    let built_in = roles::find(&id).map(|role| built_in_body(role, path));
    built_in.or_else(|| context.state.custom_role(&id).map(|role| custom_body(role, path)))
}

/// Built-in roles, and custom ones that can be granted at the scope.
fn list(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    context.require(READ, &path.scope)?;
    if path.group.is_some() {
        context.group_of(&path.scope)?;
    }
    let filter = context.request.query("$filter").unwrap_or_default();
    let wanted = filter.split_once("roleName eq '").map(|(_, rest)| rest.trim_end_matches('\'').replace("''", "'"));
    let only = filter.split_once("type eq '").map(|(_, rest)| rest.split('\'').next().unwrap_or_default().to_owned());
    let named = |role: &RoleDefinition| wanted.as_ref().is_none_or(|it| role.role_name.eq_ignore_ascii_case(it));
    let kind = |kind: &str| only.as_ref().is_none_or(|it| it.eq_ignore_ascii_case(kind));
    let below = filter.contains("atScopeAndBelow()");
    let here = |it: &Scope| it.contains(&path.scope) || below && path.scope.contains(it);
    let built_in = roles::built_in().iter().filter(|it| named(it) && kind("BuiltInRole"));
    let mut own: Vec<&CustomRole> = context
        .state
        .custom_roles()
        .filter(|it| named(&it.definition) && kind("CustomRole") && it.assignable_scopes.iter().any(here))
        .collect();
    order::sort_by_number(&mut own, |it| it.order);
    let value: Vec<Value> = built_in
        .map(|role| built_in_body(role, path))
        .chain(own.into_iter().map(|role| custom_body(role, path)))
        .collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

fn built_in_body(role: &RoleDefinition, path: &ArmPath) -> Value {
    let scopes = vec![json!("/")];
    let by = (Value::Null, json!(BUILT_IN), json!(BUILT_IN));
    body(role, path, "BuiltInRole", &role.role_name, scopes, by)
}

fn custom_body(role: &CustomRole, path: &ArmPath) -> Value {
    let scopes = role.assignable_scopes.iter().map(|it| json!(it.as_str())).collect();
    let by = (json!(role.created_by), json!(role.created.arm()), json!(role.updated.arm()));
    body(&role.definition, path, "CustomRole", &role.description, scopes, by)
}

fn body(
    role: &RoleDefinition,
    path: &ArmPath,
    kind: &str,
    description: &str,
    scopes: Vec<Value>,
    (by, created, updated): (Value, Value, Value),
) -> Value {
    let subscription = path.subscription.as_ref().map(|it| format!("/subscriptions/{it}")).unwrap_or_default();
    json!({
        "id": format!("{subscription}/providers/{TYPE}/{}", role.id), "name": role.id, "type": TYPE,
        "properties": {
            "roleName": role.role_name, "type": kind, "description": description, "assignableScopes": scopes,
            "permissions": [{
                "actions": role.actions, "notActions": role.not_actions,
                "dataActions": role.data_actions, "notDataActions": role.not_data_actions,
            }],
            "createdOn": created, "updatedOn": updated, "createdBy": by, "updatedBy": by,
        },
    })
}

fn put(context: &mut Context<'_>, path: &ArmPath, name: &str) -> Result<ApiResponse, ApiError> {
    if !is_guid(name) {
        let message = format!("The role definition ID '{name}' is not valid. The role definition ID must be a GUID.");
        return Err(ApiError::new(400, "InvalidRoleDefinitionId", message));
    }
    let sent = context.body()?;
    let (definition, description, scopes) = read(&sent, name)?;
    for scope in &scopes {
        check_scope(context, scope)?;
        context.require(WRITE, scope)?;
    }
    let old = context.state.custom_role(&definition.id).cloned();
    check_free(context, &definition, old.is_some())?;
    let role = CustomRole {
        definition,
        description,
        assignable_scopes: scopes,
        created_by: old.as_ref().map_or_else(|| context.caller.object_id.clone(), |it| it.created_by.clone()),
        created: old.as_ref().map_or_else(|| context.state.now(), |it| it.created),
        updated: context.state.now(),
        order: old.as_ref().map_or_else(|| context.state.sequence(), |it| it.order),
    };
    context.emit(Event::RoleDefinitionWritten { role: role.clone() });
    Ok(ApiResponse::json(201, custom_body(&role, path)))
}

/// A role out of a body, checked on its own.
fn read(sent: &Value, name: &str) -> Result<(RoleDefinition, String, Vec<Scope>), ApiError> {
    let text = |name: &str| sent.pointer(&format!("/properties/{name}")).and_then(Value::as_str).unwrap_or_default();
    let list = |pointer: &str| -> Vec<String> {
        let found = sent.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
        found.filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    let patterns = |kind: &str| list(&format!("/properties/permissions/0/{kind}"));
    let definition = RoleDefinition {
        id: RoleId::new(name),
        role_name: text("roleName").to_owned(),
        actions: patterns("actions"),
        not_actions: patterns("notActions"),
        data_actions: patterns("dataActions"),
        not_data_actions: patterns("notDataActions"),
    };
    let scopes: Vec<Scope> = list("/properties/assignableScopes").into_iter().map(Scope::new).collect();
    check(&definition, text("description"), &scopes)?;
    Ok((definition, text("description").to_owned(), scopes))
}

fn check(role: &RoleDefinition, description: &str, scopes: &[Scope]) -> Result<(), ApiError> {
    let invalid = |message: String| Err(ApiError::new(400, "InvalidRoleDefinition", message));
    let length = role.role_name.chars().count();
    if length == 0 || length > LONGEST_NAME {
        return invalid(format!("The role name must have 1 to {LONGEST_NAME} characters; it has {length}."));
    }
    if description.chars().count() > LONGEST_DESCRIPTION {
        return invalid(format!("The role description must have at most {LONGEST_DESCRIPTION} characters."));
    }
    if scopes.is_empty() || scopes.len() > MOST_SCOPES {
        return invalid(format!("A custom role has 1 to {MOST_SCOPES} assignable scopes; there are {}.", scopes.len()));
    }
    let all = [&role.actions, &role.not_actions, &role.data_actions, &role.not_data_actions];
    match all.into_iter().flatten().find(|it| *it != "*" && !it.contains('/')) {
        Some(wrong) => {
            let message = format!("'{wrong}' does not match any of the actions supported by the providers.");
            Err(ApiError::new(400, "InvalidActionOrNotAction", message))
        }
        None => Ok(()),
    }
}

/// A custom role can be assignable in a subscription or a group that is there, not at the root.
fn check_scope(context: &Context<'_>, scope: &Scope) -> Result<(), ApiError> {
    if scope.group_name().is_some() {
        context.group_of(scope)?;
    }
    let known = scope.subscription_id().is_some_and(|it| context.state.subscription(&it).is_some());
    if known && scope.resource_type().is_none() {
        return Ok(());
    }
    let message =
        format!("The assignable scope '{scope}' of the custom role is not a subscription or a resource group.");
    Err(ApiError::new(400, "InvalidAssignableScope", message))
}

/// Names are unique in the tenant, built-in roles do not change, and there is a limit.
fn check_free(context: &Context<'_>, role: &RoleDefinition, there: bool) -> Result<(), ApiError> {
    if roles::find(&role.id).is_some() {
        let message = format!("The built-in role '{}' cannot be changed.", role.id);
        return Err(ApiError::new(403, "RoleDefinitionUpdateNotPermitted", message));
    }
    let same =
        |it: &CustomRole| it.definition.id != role.id && it.definition.role_name.eq_ignore_ascii_case(&role.role_name);
    if roles::by_name(&role.role_name).is_some() || context.state.custom_roles().any(same) {
        let message = "A custom role with the same name already exists in this directory. Use a different name";
        return Err(ApiError::new(409, "RoleDefinitionWithSameNameExists", message));
    }
    if !there && context.state.custom_roles().count() >= MOST_CUSTOM_ROLES {
        let message = "The maximum number of custom role definitions has been reached.";
        return Err(ApiError::new(400, "RoleDefinitionLimitExceeded", message));
    }
    Ok(())
}

fn delete(context: &mut Context<'_>, path: &ArmPath, name: &str) -> Result<ApiResponse, ApiError> {
    let id = ResourceId::new(format!("{}/providers/{TYPE}/{name}", path.scope));
    context.require(DELETE, &id)?;
    let role = RoleId::new(name);
    if roles::find(&role).is_some() {
        let message = format!("The built-in role '{role}' cannot be deleted.");
        return Err(ApiError::new(403, "RoleDefinitionDeleteNotPermitted", message));
    }
    let Some(old) = context.state.custom_role(&role).cloned() else {
        return Ok(absent(context, id));
    };
    if context.state.assignments().any(|it| it.role == role) {
        let message = "There are existing role assignments referencing role";
        return Err(ApiError::new(400, "RoleDefinitionHasAssignments", message));
    }
    context.emit(Event::RoleDefinitionDeleted { id: role, role_name: old.definition.role_name.clone() });
    Ok(ApiResponse::json(200, custom_body(&old, path)))
}
