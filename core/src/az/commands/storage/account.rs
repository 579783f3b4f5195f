//! `az storage account`

use serde_json::{Map, Value};

use super::account_shape::{date, shown};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::pick;
use crate::model::json::json;
use crate::model::scope::ResourceId;

const API: &str = "2025-08-01";

pub(super) const CREATE: &[&str] = &[
    "account_name",
    "sku",
    "location",
    "kind",
    "tags",
    "access_tier",
    "https_only",
    "min_tls_version",
    "allow_blob_public_access",
    "allow_shared_key_access",
    "public_network_access",
];
pub(super) const CONNECTION: &[&str] = &["account_name", "protocol", "key_name"];

fn path(client: &Client<'_>, group: &str, name: &str) -> String {
    format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{name}",
        client.subscription
    )
}

/// All accounts of the subscription.
fn all(client: &mut Client<'_>) -> Result<Vec<Value>, AzError> {
    let path = format!("/subscriptions/{}/providers/Microsoft.Storage/storageAccounts", client.subscription);
    client.list(&path, API)
}

/// The group in which az finds an account, where it is in this subscription.
fn group_of(client: &mut Client<'_>, name: &str) -> Result<Option<String>, AzError> {
    let found = all(client)?;
    let account = found.iter().find(|it| it.get("name").and_then(Value::as_str) == Some(name));
    let id = account.and_then(|it| it.get("id")?.as_str().map(ResourceId::new));
    Ok(id.and_then(|it| it.group_name().map(str::to_owned)))
}

/// The path of the account that the arguments name.
fn find(client: &mut Client<'_>, arguments: &Arguments) -> Result<String, AzError> {
    let name = arguments.text("account_name").unwrap_or_default();
    let group = match arguments.text("resource_group_name") {
        Some(group) => group.to_owned(),
        None => group_of(client, name)?.ok_or_else(|| not_found(name).with_exit_code(2))?,
    };
    Ok(path(client, &group, name))
}

fn not_found(name: &str) -> AzError {
    AzError::new(format!("Storage account '{name}' not found."))
}

pub(super) fn check_name(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("/subscriptions/{}/providers/Microsoft.Storage/checkNameAvailability", client.subscription);
    let question = json!({"name": arguments.text("name"), "type": "Microsoft.Storage/storageAccounts"});
    let answer = client.arm_ok(Method::Post, &path, API, Some(&question))?;
    Ok(Value::Object(pick(&answer, &["message", "nameAvailable", "reason"])))
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default();
    let name = arguments.text("account_name").unwrap_or_default();
    let location = match arguments.text("location") {
        Some(location) => location.to_owned(),
        None => {
            let path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
            let group = client.get(&path, "2024-11-01").map_err(|it| it.with_exit_code(2))?;
            group.get("location").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
    };
    let path_of_check =
        format!("/subscriptions/{}/providers/Microsoft.Storage/checkNameAvailability", client.subscription);
    let question = json!({"name": name, "type": "Microsoft.Storage/storageAccounts"});
    let answer = client.arm_ok(Method::Post, &path_of_check, API, Some(&question))?;
    if answer.get("reason").and_then(Value::as_str) == Some("AlreadyExists") {
        client.warn(&format!(
            "A storage account with the provided name {name} is found. Will continue to update the existing account."
        ));
    }
    let path = path(client, group, name);
    let answer = client.arm_ok(Method::Put, &path, API, Some(&body(arguments, &location)))?;
    Ok(shown(&answer))
}

/// What `update` can change here.
pub(super) const UPDATE: &[&str] = &[
    "account_name",
    "sku",
    "tags",
    "access_tier",
    "https_only",
    "allow_blob_public_access",
    "allow_shared_key_access",
    "min_tls_version",
    "public_network_access",
];

/// A GET, then a PATCH of what the account had and what was given.
pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = find(client, arguments)?;
    let old = client.get(&path, API)?;
    let mut body = json!({ "sku": old.get("sku"), "tags": old.get("tags"), "properties": properties(arguments) });
    if let Some(map) = body.as_object_mut() {
        if let Some(sku) = arguments.text("sku") {
            map.insert("sku".to_owned(), json!({ "name": sku }));
        }
        if let Some(tags) = arguments.json("tags").filter(|_| arguments.given("tags")) {
            map.insert("tags".to_owned(), tags.clone());
        }
    }
    Ok(shown(&client.arm_ok(Method::Patch, &path, API, Some(&body))?))
}

fn properties(arguments: &Arguments) -> Map<String, Value> {
    let mut properties = Map::new();
    for (dest, name) in [
        ("access_tier", "accessTier"),
        ("min_tls_version", "minimumTlsVersion"),
        ("public_network_access", "publicNetworkAccess"),
    ] {
        if let Some(text) = arguments.text(dest) {
            properties.insert(name.to_owned(), json!(text));
        }
    }
    for (dest, name) in [
        ("https_only", "supportsHttpsTrafficOnly"),
        ("allow_blob_public_access", "allowBlobPublicAccess"),
        ("allow_shared_key_access", "allowSharedKeyAccess"),
    ] {
        if let Some(on) = arguments.switch(dest).filter(|_| arguments.given(dest)) {
            properties.insert(name.to_owned(), json!(on));
        }
    }
    properties
}

fn body(arguments: &Arguments, location: &str) -> Value {
    let mut properties = properties(arguments);
    properties.insert("encryption".to_owned(), json!({"services": {"blob": {}}, "keySource": "Microsoft.Storage"}));
    let mut body = json!({
        "sku": {"name": arguments.text("sku").unwrap_or("Standard_RAGRS")},
        "kind": arguments.text("kind").unwrap_or("StorageV2"), "location": location, "properties": properties,
    });
    if let (Some(tags), Some(map)) = (arguments.json("tags").filter(|_| arguments.given("tags")), body.as_object_mut())
    {
        map.insert("tags".to_owned(), tags.clone());
    }
    body
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = find(client, arguments)?;
    Ok(shown(&client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = match arguments.text("resource_group_name") {
        Some(group) => {
            let scope = format!("/subscriptions/{}/resourceGroups/{group}", client.subscription);
            client.list(&format!("{scope}/providers/Microsoft.Storage/storageAccounts"), API)?
        }
        None => all(client)?,
    };
    Ok(Value::Array(found.iter().map(shown).collect()))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = find(client, arguments)?;
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}

/// The keys at a path, as the service answers them.
fn keys_at(client: &mut Client<'_>, path: &str) -> Result<Vec<Value>, AzError> {
    let answer = client.arm_ok(Method::Post, &format!("{path}/listKeys"), API, None)?;
    Ok(answer.get("keys").and_then(Value::as_array).cloned().unwrap_or_default())
}

/// The first key of an account, looked up as az does when it is given none.
pub(super) fn first_key(client: &mut Client<'_>, name: &str) -> Result<String, AzError> {
    let Some(group) = group_of(client, name)? else { return Err(not_found(name)) };
    let path = path(client, &group, name);
    let keys = keys_at(client, &path)?;
    let key = keys.first().and_then(|it| it.get("value")).and_then(Value::as_str);
    Ok(key.unwrap_or_default().to_owned())
}

pub(super) fn keys(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = find(client, arguments)?;
    let keys = keys_at(client, &path)?;
    let shown = keys.iter().map(|key| {
        let mut map = pick(key, &["creationTime", "keyName", "permissions", "value"]);
        date(&mut map, "creationTime");
        Value::Object(map)
    });
    Ok(Value::Array(shown.collect()))
}

pub(super) fn connection_string(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = find(client, arguments)?;
    let keys = keys_at(client, &path)?;
    let account = client.get(&path, API)?;
    let second = matches!(arguments.text("key_name"), Some("key2" | "secondary"));
    let key = keys.get(usize::from(second)).and_then(|it| it.get("value")).and_then(Value::as_str);
    let mut text = format!(
        "DefaultEndpointsProtocol={};EndpointSuffix=core.windows.net;AccountName={};AccountKey={}",
        arguments.text("protocol").unwrap_or("https"),
        arguments.text("account_name").unwrap_or_default(),
        key.unwrap_or_default()
    );
    for (name, service) in
        [("BlobEndpoint", "blob"), ("FileEndpoint", "file"), ("QueueEndpoint", "queue"), ("TableEndpoint", "table")]
    {
        let endpoint = account.pointer(&format!("/properties/primaryEndpoints/{service}")).and_then(Value::as_str);
        if let Some(endpoint) = endpoint {
            text.push_str(&format!(";{name}={endpoint}"));
        }
    }
    Ok(json!({ "connectionString": text }))
}
