//! `az identity`: user-assigned identities.

use serde_json::{Map, Value};

use super::update as generic;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, segment};
use crate::az::shape::{flatten, with_group};
use crate::model::json::json;

const API: &str = "2025-05-31-preview";

fn group(arguments: &Arguments) -> &str {
    arguments.text("resource_group").or_else(|| arguments.text("resource_group_name")).unwrap_or_default()
}

fn path(client: &Client<'_>, arguments: &Arguments) -> String {
    let (group, name) = (group(arguments), arguments.text("resource_name").unwrap_or_default());
    format!(
        "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{}",
        client.subscription,
        segment(group),
        segment(name)
    )
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let location = match arguments.text("location") {
        Some(location) => location.to_owned(),
        None => location_of_group(client, group(arguments))?,
    };
    let mut body = json!({ "location": location });
    let path = path(client, arguments);
    if let Some(map) = body.as_object_mut() {
        if let Some(tags) = arguments.json("tags").filter(|_| arguments.given("tags")) {
            map.insert("tags".to_owned(), tags.clone());
        }
        if let Some(properties) = properties(arguments) {
            map.insert("properties".to_owned(), properties);
        }
    }
    Ok(flatten(client.arm_ok(Method::Put, &path, API, Some(&body))?))
}

/// The group's region; where there is no such group, az misses the location.
fn location_of_group(client: &mut Client<'_>, group: &str) -> Result<String, AzError> {
    let path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
    let response = client.arm(Method::Get, &path, "2024-11-01", None);
    let body = response.body_or_null();
    match body.get("location").and_then(Value::as_str) {
        Some(location) if response.is_success() => Ok(location.to_owned()),
        _ if response.status == 404 => Err(AzError::new("InvalidArgumentValue: Missing required field: --location")),
        _ => Err(AzError::from_response(&response)),
    }
}

fn properties(arguments: &Arguments) -> Option<Value> {
    let mut map = Map::new();
    if let Some(scope) = arguments.text("isolation_scope") {
        map.insert("isolationScope".to_owned(), json!(scope));
    }
    if let Some(restrictions) =
        arguments.json("assignment_restrictions").filter(|_| arguments.given("assignment_restrictions"))
    {
        map.insert("assignmentRestrictions".to_owned(), restrictions.clone());
    }
    (!map.is_empty()).then_some(Value::Object(map))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    Ok(flatten(client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = match arguments.text("resource_group") {
        Some(group) => format!("/subscriptions/{}/resourceGroups/{group}", client.subscription),
        None => format!("/subscriptions/{}", client.subscription),
    };
    let found = client.list(&format!("{scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities"), API)?;
    Ok(Value::Array(found.into_iter().map(flatten).collect()))
}

/// An identity as az knows it. What only a service may set can be named, and is not sent.
const MODEL: generic::Model = generic::Model {
    flat: true,
    open: false,
    fields: &[
        ("", &["id", "location", "name", "properties", "systemData", "tags", "type"]),
        ("properties", &["assignmentRestrictions", "clientId", "isolationScope", "principalId", "tenantId"]),
    ],
};

/// Reads, merges what was given, and writes the whole back, as the newer kind of az command does.
pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let mut identity = client.get(&path, API)?;
    if let (Some(Value::Object(given)), true) = (arguments.json("tags"), arguments.given("tags")) {
        merge(&mut identity, "tags", given);
    }
    if let Some(Value::Object(given)) = properties(arguments) {
        merge(&mut identity, "properties", &given);
    }
    generic::apply(
        &MODEL,
        &mut identity,
        arguments.list("generic_update_set"),
        arguments.list("generic_update_add"),
        arguments.list("generic_update_remove"),
    )?;
    let mut body = Map::new();
    for name in ["location", "tags", "properties"] {
        body.insert(name.to_owned(), identity.get(name).cloned().unwrap_or(Value::Null));
    }
    Ok(flatten(client.arm_ok(Method::Put, &path, API, Some(&Value::Object(body)))?))
}

fn merge(target: &mut Value, name: &str, given: &Map<String, Value>) {
    let Some(map) = target.as_object_mut() else { return };
    let slot = map.entry(name.to_owned()).or_insert_with(|| json!({}));
    if let Some(slot) = slot.as_object_mut() {
        slot.extend(given.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
}

pub(super) fn list_resources(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}/listAssociatedResources", path(client, arguments));
    let answer = client.arm_ok(Method::Post, &path, "2021-09-30-preview", None)?;
    Ok(with_group(answer.get("value").cloned().unwrap_or_else(|| json!([]))))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}
