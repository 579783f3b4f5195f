//! The plain parts of a machine (addresses, interfaces, disks): read, list, tag and delete; nothing makes them alone.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::lifecycle::{absent, delete_resource};
use super::path::ArmPath;
use super::resources::{common_body, tags_of};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event};
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;

/// Answers for parts.
///
/// # Errors
/// Not found, in use, or not simulated.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let namespace = path.namespace.clone().unwrap_or_default();
    let kind = format!("{namespace}/{}", path.kind(0).unwrap_or_default());
    if path.group.is_some() {
        context.group_of(&path.scope)?;
    }
    let id = context.request.resource_id();
    match (path.name(0), context.request.method) {
        (None, Method::Get) => Ok(list(context, &path.scope, &kind)),
        (Some(_), Method::Get) => {
            let part = context.state.resource(&id).cloned().ok_or_else(|| ApiError::resource_not_found(&id))?;
            Ok(ApiResponse::json(200, body(&part)))
        }
        (Some(_), Method::Put) => retag(context, &id, &kind),
        (Some(_), Method::Delete) => delete(context, id),
        _ if path.name(0).is_some() => Err(not_simulated(context, &kind)),
        _ => Err(not_allowed(context.request)),
    }
}

fn not_simulated(context: &Context<'_>, kind: &str) -> ApiError {
    let message = format!("Keyless does not simulate {} on '{kind}' yet.", context.request.method.as_str());
    ApiError::new(501, "NotSimulated", message)
}

fn list(context: &Context<'_>, scope: &ResourceId, kind: &str) -> ApiResponse {
    let mut found: Vec<&Resource> =
        context.state.resources_under(scope).filter(|it| it.resource_type.eq_ignore_ascii_case(kind)).collect();
    order::sort_by_number(&mut found, |it| it.order);
    let mut value: Vec<Value> = found.into_iter().map(body).collect();
    if kind.eq_ignore_ascii_case("microsoft.network/networkinterfaces") {
        name_machines(context, &mut value);
    }
    ApiResponse::json(200, json!({ "value": value }))
}

/// An interface names the machine that it is in.
fn name_machines(context: &Context<'_>, interfaces: &mut [Value]) {
    let mut machines = std::collections::BTreeMap::new();
    for resource in context.state.resources() {
        let ResourceKind::VirtualMachine(machine) = &resource.kind else { continue };
        let used = machine.properties.pointer("/networkProfile/networkInterfaces").and_then(Value::as_array);
        for id in used.into_iter().flatten().filter_map(|it| it.get("id")?.as_str()) {
            machines.insert(id.to_ascii_lowercase(), resource.id.to_string());
        }
    }
    for interface in interfaces {
        let id = interface.get("id").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let properties = interface.get_mut("properties").and_then(Value::as_object_mut);
        if let (Some(machine), Some(properties)) = (machines.get(&id), properties) {
            properties.insert("virtualMachine".to_owned(), json!({ "id": machine }));
        }
    }
}

/// A part as its provider answers it.
pub fn body(resource: &Resource) -> Value {
    let mut body = common_body(resource);
    if let (Some(map), ResourceKind::Part { properties }) = (body.as_object_mut(), &resource.kind) {
        map.insert("properties".to_owned(), properties.clone());
    }
    body
}

/// Of a part that is there, a PUT changes the tags and nothing else.
fn retag(context: &mut Context<'_>, id: &ResourceId, kind: &str) -> Result<ApiResponse, ApiError> {
    let Some(old) = context.state.resource(id).cloned() else { return Err(not_simulated(context, kind)) };
    context.require(&format!("{}/write", old.resource_type), id)?;
    let sent = context.body()?;
    let same = match &old.kind {
        ResourceKind::Part { properties } => sent.get("properties").is_none_or(|it| it == properties),
        _ => false,
    };
    if !same {
        return Err(not_simulated(context, kind));
    }
    let part = Resource { tags: tags_of(sent.get("tags"))?.unwrap_or_default(), ..old.clone() };
    context.emit(if part == old {
        Event::AlreadySo { subject: old.id, fact: AlreadySo::Same }
    } else {
        Event::ResourceUpdated { resource: part.clone() }
    });
    Ok(ApiResponse::json(200, body(&part)))
}

fn delete(context: &mut Context<'_>, id: ResourceId) -> Result<ApiResponse, ApiError> {
    let Some(part) = context.state.resource(&id).cloned() else {
        return Ok(absent(context, id));
    };
    context.require(&format!("{}/delete", part.resource_type), &id)?;
    if let Some(user) = context.state.resources().find(|it| it.id != part.id && names(it, &part.id)) {
        let message = format!("The resource '{}' is in use by '{}' and cannot be deleted.", part.id, user.id);
        return Err(ApiError::new(409, "InUse", message));
    }
    delete_resource(context, &part);
    Ok(ApiResponse::empty(200))
}

/// Whether a resource's properties name an id.
fn names(resource: &Resource, id: &ResourceId) -> bool {
    let properties = match &resource.kind {
        ResourceKind::VirtualMachine(machine) => &machine.properties,
        ResourceKind::Part { properties } => properties,
        _ => return false,
    };
    holds(properties, id.as_str())
}

fn holds(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text.eq_ignore_ascii_case(id),
        Value::Array(items) => items.iter().any(|it| holds(it, id)),
        Value::Object(map) => map.values().any(|it| holds(it, id)),
        _ => false,
    }
}
