//! `az identity federated-credential create|show|list|update|delete`

use serde_json::{Map, Value};

use super::update as generic;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzResult, Client};
use crate::az::shape::flatten;
use crate::model::json::json;

const API: &str = "2025-01-31-preview";
const FIELDS: [(&str, &str); 2] = [("issuer", "issuer"), ("subject", "subject")];

fn all(client: &Client<'_>, arguments: &Arguments) -> String {
    let group = arguments.text("resource_group").or_else(|| arguments.text("resource_group_name")).unwrap_or_default();
    let identity = arguments.text("identity_name").unwrap_or_default();
    format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{identity}/federatedIdentityCredentials",
        client.subscription
    )
}

fn one(client: &Client<'_>, arguments: &Arguments) -> String {
    format!("{}/{}", all(client, arguments), arguments.text("name").unwrap_or_default())
}

fn audiences(arguments: &Arguments) -> Option<Value> {
    let given = arguments.json("audiences").filter(|it| it.is_array()).cloned();
    given.or_else(|| arguments.list("audiences").map(|it| json!(it)))
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut properties = Map::new();
    properties
        .insert("audiences".to_owned(), audiences(arguments).unwrap_or_else(|| json!(["api://AzureADTokenExchange"])));
    for (dest, field) in FIELDS {
        if let Some(value) = arguments.text(dest) {
            properties.insert(field.to_owned(), json!(value));
        }
    }
    let path = one(client, arguments);
    Ok(flatten(client.arm_ok(Method::Put, &path, API, Some(&json!({ "properties": properties })))?))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = one(client, arguments);
    Ok(flatten(client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = all(client, arguments);
    Ok(Value::Array(client.list(&path, API)?.into_iter().map(flatten).collect()))
}

/// A credential as az knows it.
const MODEL: generic::Model = generic::Model {
    flat: true,
    open: false,
    fields: &[
        ("", &["id", "name", "properties", "systemData", "type"]),
        ("properties", &["audiences", "claimsMatchingExpression", "issuer", "subject"]),
    ],
};

/// Reads, merges what was given, and writes the whole back.
pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = one(client, arguments);
    let mut credential = client.get(&path, API)?;
    if let Some(properties) = credential.get_mut("properties").and_then(Value::as_object_mut) {
        if let Some(audiences) = audiences(arguments).filter(|_| arguments.given("audiences")) {
            properties.insert("audiences".to_owned(), audiences);
        }
        for (dest, field) in FIELDS {
            if let Some(value) = arguments.text(dest) {
                properties.insert(field.to_owned(), json!(value));
            }
        }
    }
    generic::apply(
        &MODEL,
        &mut credential,
        arguments.list("generic_update_set"),
        arguments.list("generic_update_add"),
        arguments.list("generic_update_remove"),
    )?;
    let body = json!({ "properties": credential.get("properties") });
    Ok(flatten(client.arm_ok(Method::Put, &path, API, Some(&body))?))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = one(client, arguments);
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}
