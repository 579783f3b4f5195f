//! Deployments as az sends them for `vm create`: a template of resources, made one after the other.
//!
//! Simplification `network-not-authorised`: the network parts of a template are made without asking for rights.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::path::ArmPath;
use super::{compute, scale_sets};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Tags};

const WRITE: &str = "Microsoft.Resources/deployments/write";

/// Starts a deployment, or tells how one ended.
///
/// # Errors
/// 403 without `deployments/write`, or without the right to write a machine in the template (`InvalidTemplateDeployment`);
/// 404 for an unknown group or operation.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let (kind, name, below) = (path.kind(0), path.name(0), path.kind(1));
    if kind.as_deref() != Some("deployments") {
        let message = format!("Keyless does not simulate Microsoft.Resources/{} yet.", kind.unwrap_or_default());
        return Err(ApiError::new(501, "NotSimulated", message));
    }
    match (name, below.as_deref(), context.request.method) {
        (Some(name), None, Method::Put) => deploy(context, &path.scope, name),
        (Some(name), None, Method::Get) => {
            let id = path.scope.resource("Microsoft.Resources/deployments", name);
            context.require("Microsoft.Resources/deployments/read", &id)?;
            read(context, &id)
        }
        (Some(_), Some("operationstatuses"), Method::Get) => {
            let operation = path.name(1).unwrap_or_default();
            let result = context.state.operation(operation).cloned();
            let result = result.ok_or_else(|| ApiError::new(404, "NotFound", "The operation could not be found."))?;
            Ok(ApiResponse::json(200, result))
        }
        _ => Err(not_allowed(context.request)),
    }
}

/// A deployment that is over.
fn read(context: &Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    let name = id.name();
    let missing = || ApiError::new(404, "DeploymentNotFound", format!("Deployment '{name}' could not be found."));
    let result = context.state.operation(&id.key()).ok_or_else(missing)?;
    let state = result.get("status").and_then(Value::as_str).unwrap_or_default();
    Ok(ApiResponse::json(
        200,
        json!({
            "id": id, "name": name, "type": "Microsoft.Resources/deployments",
            "properties": {
                "provisioningState": state, "mode": "Incremental", "timestamp": context.state.now().arm(),
                "error": result.get("error"),
            },
        }),
    ))
}

fn deploy(context: &mut Context<'_>, scope: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    let id = scope.resource("Microsoft.Resources/deployments", name);
    context.require(WRITE, &id)?;
    let group = context.group_of(scope)?;
    let id = group.id.resource("Microsoft.Resources/deployments", name);
    let sent = context.body()?;
    let resources =
        sent.pointer("/properties/template/resources").and_then(Value::as_array).cloned().unwrap_or_default();
    preflight(context, &group, &resources)?;
    let operation = context.state.new_hex("deployment");
    let result = match make_all(context, &group, &resources) {
        Ok(()) => json!({ "status": "Succeeded" }),
        Err(error) => failure(&id, &error),
    };
    context.emit(Event::DeploymentFinished { id: id.clone(), operation: operation.clone(), result });
    let url = format!("https://management.azure.com{id}/operationStatuses/{operation}?api-version=2022-09-01");
    let body = json!({
        "id": id.as_str(), "name": name, "type": "Microsoft.Resources/deployments",
        "properties": {"provisioningState": "Accepted", "mode": "Incremental", "timestamp": context.state.now().arm()},
    });
    Ok(ApiResponse::json(201, body).header("Azure-AsyncOperation", url))
}

/// Before anything is made, the caller must have the right to write each machine of the template.
fn preflight(context: &mut Context<'_>, group: &ResourceGroup, resources: &[Value]) -> Result<(), ApiError> {
    for resource in resources {
        let Some(kind) = host_type(resource) else { continue };
        let name = resource.get("name").and_then(Value::as_str).unwrap_or_default();
        let id = group.id.resource(kind, name);
        let action = format!("{kind}/write");
        if let Err(refused) = context.require(&action, &id) {
            let message = format!(
                "Deployment failed with multiple errors: 'Authorization failed for template resource '{name}' of type '{kind}'. The client '{}' with object id '{}' does not have permission to perform action '{action}' at scope '{id}'.'",
                context.caller.name, context.caller.object_id
            );
            return Err(ApiError { code: "InvalidTemplateDeployment".into(), message, ..refused });
        }
    }
    Ok(())
}

/// The full type of a template's resource that can carry identities; `None` for the parts around it.
fn host_type(resource: &Value) -> Option<&'static str> {
    let given = resource.get("type").and_then(Value::as_str)?;
    [compute::TYPE, scale_sets::TYPE].into_iter().find(|it| it.eq_ignore_ascii_case(given))
}

/// Makes the template's resources in order. What was made before a failure stays, as in Azure; a machine that fails
/// leaves nothing of itself.
fn make_all(context: &mut Context<'_>, group: &ResourceGroup, resources: &[Value]) -> Result<(), ApiError> {
    for resource in resources {
        let name = resource.get("name").and_then(Value::as_str).unwrap_or_default();
        if let Some(kind) = host_type(resource) {
            let (state, events) = (context.state.clone(), context.events.len());
            let write = if kind == compute::TYPE { compute::write } else { scale_sets::write };
            if let Err(error) = write(context, group, name, resource) {
                context.state = state;
                context.events.truncate(events);
                let refusal = super::arm::refusal(context.request, &error);
                context.emit(refusal);
                return Err(error);
            }
        } else {
            make_part(context, group, name, resource);
        }
    }
    Ok(())
}

fn make_part(context: &mut Context<'_>, group: &ResourceGroup, name: &str, sent: &Value) {
    let resource_type = sent.get("type").and_then(Value::as_str).unwrap_or_default();
    let id = group.id.resource(resource_type, name);
    if context.state.resource(&id).is_some() {
        return;
    }
    let location = sent.get("location").and_then(Value::as_str).unwrap_or(&group.location);
    let mut properties = sent.get("properties").cloned().unwrap_or_else(|| json!({}));
    if let Some(map) = properties.as_object_mut() {
        map.insert("provisioningState".to_owned(), json!("Succeeded"));
        give_address(context, resource_type, &id, map);
    }
    let resource = Resource {
        id,
        name: name.to_owned(),
        resource_type: resource_type.to_owned(),
        location: normal_location(location),
        tags: Tags::new(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::Part { properties },
    };
    context.emit(Event::ResourceCreated { resource });
}

/// Private addresses count up from 10.0.0.4 within a group; public ones come from the seed.
fn give_address(
    context: &Context<'_>,
    resource_type: &str,
    id: &ResourceId,
    properties: &mut serde_json::Map<String, Value>,
) {
    let group = id.group_id().unwrap_or_else(|| id.clone());
    let same = |it: &&Resource| it.resource_type.eq_ignore_ascii_case(resource_type);
    let count = context.state.resources_under(&group).filter(same).count();
    let bits = crate::model::id::derive_128(context.state.seed(), context.state.sequence(), &id.key());
    if resource_type.eq_ignore_ascii_case("Microsoft.Network/networkInterfaces") {
        let (high, low) = ((count + 4) / 250, (count + 4) % 250);
        let address = format!("10.0.{high}.{low}");
        if let Some(first) = properties.get_mut("ipConfigurations").and_then(|it| it.pointer_mut("/0/properties"))
            && let Some(map) = first.as_object_mut()
        {
            map.insert("privateIPAddress".to_owned(), json!(address));
        }
        let mac = bits.1.to_be_bytes();
        let [.., a, b, c] = mac;
        properties.insert("macAddress".to_owned(), json!(format!("00-0D-3A-{a:02X}-{b:02X}-{c:02X}")));
    }
    if resource_type.eq_ignore_ascii_case("Microsoft.Network/publicIPAddresses") {
        let [.., a, b, c] = bits.0.to_be_bytes();
        properties.insert("ipAddress".to_owned(), json!(format!("20.{a}.{b}.{}", c.max(1))));
    }
}

fn failure(id: &ResourceId, error: &ApiError) -> Value {
    let mut detail = json!({ "code": error.code, "message": error.message });
    if let (Some(map), Some(target)) = (detail.as_object_mut(), &error.target) {
        map.insert("target".to_owned(), json!(target));
    }
    json!({
        "status": "Failed",
        "error": {
            "code": "DeploymentFailed",
            "target": id.as_str(),
            "message": "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.",
            "details": [detail],
        },
    })
}
