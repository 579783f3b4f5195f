//! Virtual machine scale sets: one model, one identity block that all instances share (R51).

use serde_json::Value;

use super::arm::not_allowed;
use super::compute::accepted;
use super::context::Context;
use super::host_identity::{self, Host, WriteMode};
use super::lifecycle::delete_if_there;
use super::path::ArmPath;
use super::resources::{common_body, stays_in_place, tags_of};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::host::ScaleSet;
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::ResourceGroup;

/// The type's full name.
pub const TYPE: &str = "Microsoft.Compute/virtualMachineScaleSets";
/// The action that writing one needs.
pub const WRITE: &str = "Microsoft.Compute/virtualMachineScaleSets/write";
const READ: &str = "Microsoft.Compute/virtualMachineScaleSets/read";

/// Answers for scale sets.
///
/// # Errors
/// The service's own: not found, refused, failed identity operation.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = context.request.resource_id();
    match (path.name(0), path.kind(1), context.request.method) {
        (None, None, Method::Get) => list(context, &path.scope),
        (Some(_), None, Method::Get) => {
            context.require(READ, &id)?;
            let set = find(context, &id)?;
            Ok(ApiResponse::json(200, body(&set)))
        }
        (Some(name), None, Method::Put) => {
            let group = context.group_of(&id)?;
            let sent = context.body()?;
            let status = if context.state.resource(&id).is_some() { 200 } else { 201 };
            let set = write(context, &group, name, &sent)?;
            Ok(ApiResponse::json(status, body(&set)))
        }
        (Some(_), None, Method::Patch) => patch(context, &id),
        (Some(_), None, Method::Delete) => {
            context.require("Microsoft.Compute/virtualMachineScaleSets/delete", &id)?;
            Ok(delete_if_there(context, id, |it| accepted(it, "delete")))
        }
        (Some(_), Some(kind), _) => {
            let message = format!("Keyless does not simulate virtualMachineScaleSets/{kind} yet.");
            Err(ApiError::new(501, "NotSimulated", message))
        }
        _ => Err(not_allowed(context.request)),
    }
}

fn find(context: &Context<'_>, id: &ResourceId) -> Result<Resource, ApiError> {
    context.resource(id)
}

fn list(context: &mut Context<'_>, scope: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.list(READ, scope, TYPE, body)
}

fn host(set: &Resource) -> Host {
    Host {
        id: set.id.clone(),
        name: set.name.clone(),
        location: set.location.clone(),
        write_action: WRITE,
        identity: set.identity.clone(),
    }
}

fn patch(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let sent = context.body()?;
    let set = find(context, id)?;
    if let Some(block) = sent.get("identity") {
        let (host, wanted) = (host(&set), host_identity::read(block)?);
        host_identity::authorize(context, &host, &wanted)?;
        host_identity::apply(context, &host, &wanted, WriteMode::Merge)?;
    }
    let tags = tags_of(sent.get("tags"))?;
    let capacity = sent.pointer("/sku/capacity").and_then(Value::as_i64);
    let mut set = find(context, id)?;
    if tags.is_some() || capacity.is_some() {
        set.tags = tags.unwrap_or_else(|| set.tags.clone());
        if let (ResourceKind::ScaleSet(details), Some(capacity)) = (&mut set.kind, capacity) {
            details.capacity = capacity;
        }
        context.emit(Event::ResourceUpdated { resource: set.clone() });
    }
    Ok(ApiResponse::json(200, body(&set)))
}

/// Creates or replaces a scale set, as a PUT of its own or as part of a deployment.
///
/// # Errors
/// 403 without the right to write it or to attach an identity; 400 `FailedIdentityOperation`.
pub fn write(context: &mut Context<'_>, group: &ResourceGroup, name: &str, sent: &Value) -> Result<Resource, ApiError> {
    let id = group.id.resource(TYPE, name);
    context.require(WRITE, &id)?;
    let old = context.state.resource(&id).cloned();
    let given = sent.get("location").and_then(Value::as_str);
    let location = normal_location(given.unwrap_or(old.as_ref().map_or(&group.location, |it| &it.location)));
    old.as_ref().map_or(Ok(()), |old| stays_in_place(old, &location))?;
    let mut set = old.clone().unwrap_or_else(|| new_set(context, id.clone(), name, location));
    let block = sent.get("identity").filter(|it| !it.is_null());
    let wanted = block.map(host_identity::read).transpose()?;
    if let Some(wanted) = &wanted {
        host_identity::authorize(context, &host(&set), wanted)?;
    }
    set.tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    if let ResourceKind::ScaleSet(details) = &mut set.kind {
        describe(details, sent);
    }
    let before = host(&set);
    context.emit(if old.is_some() {
        Event::ResourceUpdated { resource: set }
    } else {
        Event::ResourceCreated { resource: set }
    });
    if let Some(wanted) = &wanted {
        host_identity::apply(context, &before, wanted, WriteMode::Replace)?;
    }
    context.state.resource(&id).cloned().ok_or_else(|| ApiError::resource_not_found(&id))
}

fn new_set(context: &Context<'_>, id: ResourceId, name: &str, location: String) -> Resource {
    let unique_id = context.state.new_guid(&format!("uniqueId {}", id.key()));
    Resource {
        id,
        name: name.to_owned(),
        resource_type: TYPE.to_owned(),
        location,
        tags: crate::model::tenancy::Tags::new(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::ScaleSet(Box::new(ScaleSet {
            unique_id,
            size: String::new(),
            capacity: 0,
            properties: json!({}),
        })),
    }
}

/// Passwords are not kept.
fn describe(details: &mut ScaleSet, sent: &Value) {
    if let Some(size) = sent.pointer("/sku/name").and_then(Value::as_str) {
        details.size = size.to_owned();
    }
    details.capacity = sent.pointer("/sku/capacity").and_then(Value::as_i64).unwrap_or(details.capacity);
    let mut properties = sent.get("properties").cloned().unwrap_or_else(|| json!({}));
    if let Some(profile) = properties.pointer_mut("/virtualMachineProfile/osProfile").and_then(Value::as_object_mut) {
        profile.remove("adminPassword");
    }
    details.properties = properties;
}

/// A scale set as its provider answers it.
pub fn body(set: &Resource) -> Value {
    let mut body = common_body(set);
    let (Some(map), ResourceKind::ScaleSet(details)) = (body.as_object_mut(), &set.kind) else { return body };
    let mut properties = details.properties.as_object().cloned().unwrap_or_default();
    properties.insert("provisioningState".to_owned(), json!("Succeeded"));
    properties.insert("uniqueId".to_owned(), json!(details.unique_id));
    properties.insert("timeCreated".to_owned(), json!(set.created.offset()));
    map.insert("sku".to_owned(), json!({ "name": details.size, "tier": "Standard", "capacity": details.capacity }));
    map.insert("properties".to_owned(), Value::Object(properties));
    body
}
