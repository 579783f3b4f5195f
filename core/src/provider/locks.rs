//! Management locks: kept at a scope, and enforced there and everywhere below it.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::lifecycle::absent;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event, RefusalReason};
use crate::model::control::{Lock, LockLevel};
use crate::model::json::json;
use crate::model::order;
use crate::model::scope::{ResourceId, Scope};
use crate::state::State;

const TYPE: &str = "Microsoft.Authorization/locks";

/// Answers for locks at any scope.
///
/// # Errors
/// The service's own: unknown scope or lock, refused, unknown level.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let scope = path.scope.clone();
    match (path.name(0), context.request.method) {
        (None, Method::Get) => list(context, &scope),
        (Some(name), Method::Get) => {
            let id = scope.resource(TYPE, name);
            context.require("Microsoft.Authorization/locks/read", &id)?;
            check_scope(context, &scope)?;
            let lock = context.state.lock(&id).ok_or_else(|| not_found(name))?;
            Ok(ApiResponse::json(200, body(lock)))
        }
        (Some(name), Method::Put) => put(context, &scope, name),
        (Some(name), Method::Delete) => {
            let id = scope.resource(TYPE, name);
            context.require("Microsoft.Authorization/locks/delete", &id)?;
            check_scope(context, &scope)?;
            if context.state.lock(&id).is_none() {
                return Ok(absent(context, id));
            }
            context.emit(Event::LockDeleted { id });
            Ok(ApiResponse::empty(200))
        }
        _ => Err(not_allowed(context.request)),
    }
}

fn not_found(name: &str) -> ApiError {
    ApiError::new(404, "LockNotFound", format!("The lock '{name}' could not be found."))
}

fn check_scope(context: &Context<'_>, scope: &Scope) -> Result<(), ApiError> {
    if scope.group_name().is_some() {
        context.group_of(scope)?;
    }
    if scope.resource_type().is_some() && context.state.resource(scope).is_none() {
        return Err(ApiError::resource_not_found(scope));
    }
    Ok(())
}

/// Locks at a scope and below it; with `atScope()` those that hold at it.
fn list(context: &mut Context<'_>, scope: &Scope) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.Authorization/locks/read", scope)?;
    check_scope(context, scope)?;
    let at_scope = context.request.query("$filter").is_some_and(|it| it.contains("atScope()"));
    let holds = |it: &&Lock| if at_scope { it.scope.contains(scope) } else { scope.contains(&it.scope) };
    let mut found: Vec<&Lock> = context.state.locks().filter(holds).collect();
    order::sort_by_number(&mut found, |it| it.order);
    let value: Vec<Value> = found.into_iter().map(body).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

fn put(context: &mut Context<'_>, scope: &Scope, name: &str) -> Result<ApiResponse, ApiError> {
    let id = scope.resource(TYPE, name);
    context.require("Microsoft.Authorization/locks/write", &id)?;
    check_scope(context, scope)?;
    let sent = context.body()?;
    let given = sent.pointer("/properties/level").and_then(Value::as_str).unwrap_or_default();
    let level = match given.to_ascii_lowercase().as_str() {
        "cannotdelete" => LockLevel::CanNotDelete,
        "readonly" => LockLevel::ReadOnly,
        _ => {
            let message = format!("The lock level '{given}' is not one of 'CanNotDelete', 'ReadOnly'.");
            return Err(ApiError::new(400, "InvalidLockLevel", message));
        }
    };
    let notes = sent.pointer("/properties/notes").and_then(Value::as_str).map(str::to_owned);
    let old = context.state.lock(&id).cloned();
    let lock = Lock {
        id,
        name: old.as_ref().map_or_else(|| name.to_owned(), |it| it.name.clone()),
        scope: scope.clone(),
        level,
        notes,
        order: old.as_ref().map_or_else(|| context.state.sequence(), |it| it.order),
    };
    context.emit(if old.as_ref() == Some(&lock) {
        Event::AlreadySo { subject: lock.id.clone(), fact: AlreadySo::Same }
    } else {
        Event::LockWritten { lock: lock.clone() }
    });
    Ok(ApiResponse::json(if old.is_some() { 200 } else { 201 }, body(&lock)))
}

fn body(lock: &Lock) -> Value {
    let mut properties = json!({ "level": lock.level.as_str() });
    if let (Some(map), Some(notes)) = (properties.as_object_mut(), &lock.notes) {
        map.insert("notes".to_owned(), json!(notes));
    }
    json!({ "id": lock.id.as_str(), "name": lock.name, "type": TYPE, "properties": properties })
}

/// Refuses a change that a lock forbids. A lock never stops reading, nor work on locks themselves.
///
/// # Errors
/// 409 `ScopeLocked`; its wording is unconfirmed (dataplane.md §3).
pub fn check(state: &State, request: &ApiRequest, namespace: Option<&str>, kind: Option<&str>) -> Result<(), ApiError> {
    let on_locks = namespace == Some("microsoft.authorization") && kind == Some("locks");
    let verb = match request.method {
        Method::Get | Method::Head => return Ok(()),
        _ if on_locks => return Ok(()),
        Method::Delete => "delete",
        Method::Put | Method::Patch | Method::Post => "write",
    };
    let id = request.resource_id();
    // A deletion takes what is below along; a change does not.
    let forbids = |lock: &&Lock| match (verb, lock.level) {
        ("delete", _) => lock.scope.contains(&id) || id.contains(&lock.scope),
        (_, LockLevel::ReadOnly) => lock.scope.contains(&id),
        (_, LockLevel::CanNotDelete) => false,
    };
    let found: Vec<&str> = state.locks().filter(forbids).map(|it| it.scope.as_str()).collect();
    if found.is_empty() { Ok(()) } else { Err(locked(&id, verb, &found)) }
}

/// 409 `ScopeLocked`.
pub fn locked(id: &ResourceId, verb: &str, scopes: &[&str]) -> ApiError {
    let message = format!(
        "The scope '{id}' cannot perform {verb} operation because following scope(s) are locked: '{}'. Please remove the lock and try again.",
        scopes.join(",")
    );
    let mut error = ApiError::new(409, "ScopeLocked", message);
    error.reason = RefusalReason::Locked;
    error
}
