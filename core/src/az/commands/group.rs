//! `az group`

use serde_json::{Map, Value};

use super::update;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, segment};
use crate::az::shape::{pick, rows};
use crate::model::json::json;

const API: &str = "2024-11-01";

fn path(client: &Client<'_>, name: &str) -> String {
    format!("/subscriptions/{}/resourcegroups/{}", client.subscription, segment(name))
}

/// A group as az prints it.
fn shown(body: &Value) -> Value {
    Value::Object(pick(body, &["id", "location", "managedBy", "name", "properties", "tags", "type"]))
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("rg_name").unwrap_or_default();
    let mut body = Map::new();
    body.insert("location".to_owned(), json!(arguments.text("location").unwrap_or_default()));
    if let Some(tags) = arguments.json("tags").filter(|_| arguments.given("tags")) {
        body.insert("tags".to_owned(), tags.clone());
    }
    let path = path(client, name);
    let answer = client.arm_ok(Method::Put, &path, API, Some(&Value::Object(body)))?;
    Ok(shown(&answer))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments.text("resource_group_name").unwrap_or_default());
    Ok(shown(&client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut path = format!("/subscriptions/{}/resourcegroups", client.subscription);
    if let Some(filter) = tag_filter(arguments) {
        path.push_str(&format!("?$filter={filter}"));
    }
    Ok(Value::Array(client.list(&path, API)?.iter().map(shown).collect()))
}

/// `tagname eq 'a' and tagvalue eq 'b'` out of `--tag a=b`.
pub(super) fn tag_filter(arguments: &Arguments) -> Option<String> {
    let (name, value) = match arguments.json("tag").and_then(Value::as_object).and_then(|map| map.iter().next()) {
        Some((name, value)) => (name.clone(), value.as_str().unwrap_or_default().to_owned()),
        None => {
            let text = arguments.text("tag")?;
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            (name.to_owned(), value.to_owned())
        }
    };
    let mut filter = format!("tagname eq '{name}'");
    if !value.is_empty() {
        filter.push_str(&format!(" and tagvalue eq '{value}'"));
    }
    Some(filter)
}

/// A group as az knows it.
const MODEL: update::Model = update::Model {
    flat: false,
    open: false,
    fields: &[
        ("", &["id", "location", "managedBy", "name", "properties", "tags", "type"]),
        ("properties", &["provisioningState"]),
    ],
};

pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if arguments.given("properties_to_remove") {
        return Err(AzError::new("Unexpected 'properties_to_remove' was not empty."));
    }
    let path = path(client, arguments.text("resource_group_name").unwrap_or_default());
    let mut group = shown(&client.get(&path, API)?);
    if let (Some(map), Some(tags)) = (group.as_object_mut(), arguments.json("tags").filter(|_| arguments.given("tags")))
    {
        map.insert("tags".to_owned(), tags.clone());
    }
    update::apply(&MODEL, &mut group, arguments.list("properties_to_set"), arguments.list("properties_to_add"), None)?;
    let body = json!({ "tags": group.get("tags") });
    Ok(shown(&client.arm_ok(Method::Patch, &path, API, Some(&body))?))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments.text("resource_group_name").unwrap_or_default());
    let response = client.arm(Method::Delete, &path, API, None);
    if !response.is_success() {
        return Err(AzError::from_response(&response));
    }
    if !arguments.flag("no_wait") {
        client.poll(&response);
    }
    Ok(Value::Null)
}

pub(super) fn exists(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments.text("resource_group_name").unwrap_or_default());
    let response = client.arm(Method::Head, &path, API, None);
    match response.status {
        404 => Ok(json!(false)),
        _ if response.is_success() => Ok(json!(true)),
        _ => Err(AzError::from_response(&response)),
    }
}

pub(super) fn table(value: &Value) -> Value {
    rows(value, &[("Name", "/name"), ("Location", "/location"), ("Status", "/properties/provisioningState")])
}
