//! `az resource show|tag|delete`: any resource, by id or by its parts.

use serde_json::{Map, Value};

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{pick, with_group};
use crate::model::json::json;
use crate::model::scope::ResourceId;

const API: &str = "2025-04-01";
const FIELDS: [&str; 12] = [
    "extendedLocation",
    "id",
    "identity",
    "kind",
    "location",
    "managedBy",
    "name",
    "plan",
    "properties",
    "sku",
    "tags",
    "type",
];

/// A resource that the arguments name: its path and the api-version to ask for.
struct Target {
    path: String,
    version: String,
}

/// The resources that the arguments name, each with its api-version looked up as az does it.
fn targets(client: &mut Client<'_>, arguments: &Arguments) -> Result<Vec<Target>, AzError> {
    let ids = arguments.list("resource_ids").unwrap_or_default().to_vec();
    if ids.is_empty() {
        let (path, namespace, kind) = by_parts(client, arguments)?;
        return Ok(vec![target(client, arguments, path, &namespace, &kind)?]);
    }
    if let Some(wrong) = ids.iter().find(|it| !it.to_ascii_lowercase().starts_with("/subscriptions/")) {
        return Err(AzError::new(format!("az resource: error: argument --ids: invalid ResourceId value: '{wrong}'")));
    }
    let mut found = Vec::new();
    for id in ids {
        let Some(full) = ResourceId::new(id.clone()).resource_type() else {
            if ResourceId::new(id.clone()).group_name().is_some() {
                found.push(Target { path: id, version: API.to_owned() });
                continue;
            }
            return Err(AzError::new("The type of value entered by --ids parameter is not supported."));
        };
        let (namespace, kind) = full.split_once('/').unwrap_or((full.as_str(), ""));
        found.push(target(client, arguments, id.clone(), namespace, kind)?);
    }
    Ok(found)
}

/// Path, namespace and type out of `-g`, `-n`, `--namespace`, `--parent` and `--resource-type`.
fn by_parts(client: &Client<'_>, arguments: &Arguments) -> Result<(String, String, String), AzError> {
    let given = |dest: &str| arguments.text(dest).map(str::to_owned);
    let (mut namespace, mut kind) = (given("resource_provider_namespace"), given("resource_type"));
    let parent = given("parent_resource_path");
    if let (None, None, Some(full)) = (&namespace, &parent, &kind)
        && let Some((first, rest)) = full.split_once('/')
    {
        let rest = rest.split('/').next().unwrap_or_default().to_owned();
        (namespace, kind) = (Some(first.to_owned()), Some(rest));
    }
    let missing = |what: &str| AzError::new(format!("{what} is required"));
    let group = given("resource_group_name").ok_or_else(|| AzError::new("--resource-group/-g is required."))?;
    let kind = kind.ok_or_else(|| missing("--resource-type"))?;
    let name = given("resource_name").ok_or_else(|| missing("--name/-n"))?;
    let namespace = namespace.ok_or_else(|| missing("--namespace"))?;
    let parent = parent.map(|it| format!("{}/", it.trim_matches('/'))).unwrap_or_default();
    let path = format!(
        "/subscriptions/{}/resourcegroups/{group}/providers/{namespace}/{parent}{kind}/{name}",
        client.subscription
    );
    let outer = parent.split('/').next().filter(|it| !it.is_empty()).map(str::to_owned);
    Ok((path, namespace, outer.unwrap_or(kind)))
}

fn target(
    client: &mut Client<'_>,
    arguments: &Arguments,
    path: String,
    namespace: &str,
    kind: &str,
) -> Result<Target, AzError> {
    if let Some(version) = arguments.text("api_version") {
        return Ok(Target { path, version: version.to_owned() });
    }
    let provider = client.get(&format!("/subscriptions/{}/providers/{namespace}", client.subscription), API)?;
    let types = provider.get("resourceTypes").and_then(Value::as_array).cloned().unwrap_or_default();
    let outer = kind.split('/').next().unwrap_or_default();
    let same =
        |it: &&Value| it.get("resourceType").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(outer));
    let Some(found) = types.iter().find(same) else {
        return Err(AzError::new(format!("Resource type {outer} not found.")));
    };
    let version = found.pointer("/apiVersions/0").and_then(Value::as_str).unwrap_or(API).to_owned();
    Ok(Target { path, version })
}

fn shown(body: &Value) -> Value {
    with_group(Value::Object(pick(body, &FIELDS)))
}

fn one_or_many(mut results: Vec<Value>) -> Value {
    match results.len() {
        0 => Value::Null,
        1 => results.pop().unwrap_or(Value::Null),
        _ => Value::Array(results),
    }
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut results = Vec::new();
    for target in targets(client, arguments)? {
        results.push(shown(&client.get(&target.path, &target.version)?));
    }
    Ok(one_or_many(results))
}

/// Reads each resource and writes it back whole with other tags, its identities included (R69).
pub(super) fn tag(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let tags = arguments.json("tags").cloned().unwrap_or_else(|| json!({}));
    let incremental = arguments.flag("is_incremental");
    let mut results = Vec::new();
    for target in targets(client, arguments)? {
        let resource = client.get(&target.path, &target.version)?;
        let mut tags = tags.clone();
        if incremental {
            if tags.as_object().is_none_or(Map::is_empty) {
                return Err(AzError::new(
                    "When modifying tag incrementally, the parameters of tag must have specific values.",
                ));
            }
            tags = merged(resource.get("tags"), &tags);
        }
        let mut body = Map::new();
        for name in ["location", "plan", "properties", "kind", "managedBy", "sku", "identity"] {
            if let Some(value) = resource.get(name).filter(|it| !it.is_null()) {
                body.insert(name.to_owned(), value.clone());
            }
        }
        body.insert("tags".to_owned(), tags);
        let answer = client.arm_ok(Method::Put, &target.path, &target.version, Some(&Value::Object(body)))?;
        results.push(shown(&answer));
    }
    Ok(one_or_many(results))
}

fn merged(old: Option<&Value>, new: &Value) -> Value {
    let mut map = old.and_then(Value::as_object).cloned().unwrap_or_default();
    map.extend(new.as_object().cloned().unwrap_or_default());
    Value::Object(map)
}

/// What cannot be deleted yet is tried again after the rest, as long as something goes.
pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut left = targets(client, arguments)?;
    loop {
        let before = left.len();
        left.retain(|target| {
            let response = client.arm(Method::Delete, &target.path, &target.version, None);
            if response.is_success() {
                client.poll(&response);
            }
            !response.is_success()
        });
        if left.is_empty() {
            return Ok(Value::Null);
        }
        if left.len() == before {
            let ids: Vec<&str> = left.iter().map(|it| it.path.as_str()).collect();
            return Err(AzError::new(format!(
                "Some resources failed to be deleted (run with `--verbose` for more information):\n{}",
                ids.join("\n")
            )));
        }
    }
}
