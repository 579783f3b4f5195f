//! `az resource list`

use serde_json::Value;

use super::group::tag_filter;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{pick, rows, with_group};

const API: &str = "2024-11-01";
const FIELDS: [&str; 15] = [
    "changedTime",
    "createdTime",
    "extendedLocation",
    "id",
    "identity",
    "kind",
    "location",
    "managedBy",
    "name",
    "plan",
    "properties",
    "provisioningState",
    "sku",
    "tags",
    "type",
];

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut terms = Vec::new();
    if let Some(group) = arguments.text("resource_group_name") {
        client.get(&format!("/subscriptions/{}/resourcegroups/{group}", client.subscription), API)?;
        terms.push(format!("resourceGroup eq '{group}'"));
    }
    if let Some(name) = arguments.text("name") {
        terms.push(format!("name eq '{name}'"));
    }
    if let Some(location) = arguments.text("location") {
        terms.push(format!("location eq '{location}'"));
    }
    match (arguments.text("resource_provider_namespace"), arguments.text("resource_type")) {
        (Some(namespace), Some(kind)) => terms.push(format!("resourceType eq '{namespace}/{kind}'")),
        (None, Some(kind)) if kind.contains('/') => terms.push(format!("resourceType eq '{kind}'")),
        (None, Some(_)) => return Err(AzError::new("--namespace is required")),
        (Some(namespace), None) => {
            return Err(AzError::new(format!(
                "'--namespace {namespace}' without '--resource-type' is not simulated here. Add '--resource-type TYPE'."
            )));
        }
        (None, None) => {}
    }
    if let Some(tag) = tag_filter(arguments) {
        if !terms.is_empty() {
            return Err(AzError::new(
                "you cannot use '--tag' with '--resource-group', '--namespace', '--resource-type', '--location', or '--name'",
            ));
        }
        terms.push(tag);
    }
    let mut path =
        format!("/subscriptions/{}/resources?$expand=createdTime,changedTime,provisioningState", client.subscription);
    if !terms.is_empty() {
        path.push_str(&format!("&$filter={}", terms.join(" and ")));
    }
    let found = client.list(&path, API)?;
    Ok(Value::Array(found.iter().map(|it| with_group(shown(it))).collect()))
}

fn shown(body: &Value) -> Value {
    let mut shown = pick(body, &FIELDS);
    if let Some(identity) = body.get("identity") {
        let identity = pick(identity, &["principalId", "tenantId", "type", "userAssignedIdentities"]);
        shown.insert("identity".to_owned(), Value::Object(identity));
    }
    Value::Object(shown)
}

pub(super) fn table(value: &Value) -> Value {
    rows(
        value,
        &[
            ("Name", "/name"),
            ("ResourceGroup", "/resourceGroup"),
            ("Location", "/location"),
            ("Type", "/type"),
            ("Status", "/provisioningState"),
        ],
    )
}
