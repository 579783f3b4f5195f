//! `/metadata/instance`: what a machine can read about itself, in the parts that this simulation knows.

use std::sync::Arc;

use serde_json::Value;

use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind};
use crate::state::State;

/// The whole document or the part that the path names; `None` where there is no such part.
pub(super) fn answer(state: &State, machine: &Resource, request: &ApiRequest) -> Option<ApiResponse> {
    let path = request.path();
    let document = document(state, machine);
    let mut at = &document;
    for part in path.split('/').skip(3).filter(|it| !it.is_empty()) {
        at = match at {
            Value::Object(map) => map.iter().find(|(key, _)| key.eq_ignore_ascii_case(part)).map(|(_, value)| value)?,
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    let as_text = request.query("format").is_some_and(|it| it.eq_ignore_ascii_case("text"));
    match (at, as_text) {
        (Value::String(_), true) => Some(ApiResponse::json(200, at.clone()).header("Content-Type", "text/plain")),
        // Only a single value has a text form, and a single value has no other.
        (Value::String(_), false) | (_, true) => None,
        _ => Some(ApiResponse::json(200, at.clone())),
    }
}

fn document(state: &State, machine: &Resource) -> Value {
    let tags: Vec<String> = machine.tags.iter().map(|(key, value)| format!("{key}:{value}")).collect();
    let tags_list: Vec<Value> =
        machine.tags.iter().map(|(key, value)| json!({ "name": key, "value": value })).collect();
    let (vm_id, size, os, properties) = match &machine.kind {
        ResourceKind::VirtualMachine(it) => {
            (it.vm_id.as_str(), it.size.as_str(), it.os_type.as_str(), it.properties.clone())
        }
        _ => ("", "", "", Arc::new(Value::Null)),
    };
    let image = |name: &str| {
        let pointer = format!("/storageProfile/imageReference/{name}");
        properties.pointer(&pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let user = properties.pointer("/osProfile/adminUsername").and_then(Value::as_str).unwrap_or_default();
    let computer = properties.pointer("/osProfile/computerName").and_then(Value::as_str).unwrap_or(&machine.name);
    json!({
        "compute": {
            "azEnvironment": "AzurePublicCloud", "location": machine.location, "name": machine.name,
            "offer": image("offer"), "osProfile": {"adminUsername": user, "computerName": computer},
            "osType": os, "placementGroupId": "", "provider": "Microsoft.Compute", "publisher": image("publisher"),
            "resourceGroupName": group_name(state, machine), "resourceId": machine.id, "sku": image("sku"),
            "subscriptionId": machine.id.subscription_id(), "tags": tags.join(";"), "tagsList": tags_list,
            "version": image("version"), "vmId": vm_id, "vmScaleSetName": "", "vmSize": size, "zone": "",
        },
        "network": { "interface": [] },
    })
}

/// The group's name in the case given at its creation.
fn group_name(state: &State, machine: &Resource) -> String {
    let group = machine.id.group_id().and_then(|id| state.group(&id).map(|it| it.name.clone()));
    group.unwrap_or_else(|| machine.id.group_name().unwrap_or_default().to_owned())
}
