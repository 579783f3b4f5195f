//! `az lock create|list|show|delete`

use serde_json::{Map, Value};

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::with_group;
use crate::model::json::json;
use crate::model::scope::ResourceId;

const API: &str = "2016-09-01";
const TYPE: &str = "providers/Microsoft.Authorization/locks";

/// Group, resource name, namespace and type, after the checks that az makes of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    group: Option<String>,
    name: Option<String>,
    namespace: Option<String>,
    kind: Option<String>,
    parent: String,
}

fn usage(message: &str) -> AzError {
    AzError::new(message)
}

/// Which scope the arguments name.
///
/// # Errors
/// The usage errors of az, for parts that do not go together.
fn parts(arguments: &Arguments) -> Result<Parts, AzError> {
    let given = |dest: &str| arguments.text(dest).map(str::to_owned);
    let mut parts = Parts {
        group: given("resource_group").or_else(|| given("resource_group_name")),
        name: given("resource_name"),
        namespace: given("resource_provider_namespace"),
        kind: given("resource_type"),
        parent: given("parent_resource_path").unwrap_or_default(),
    };
    if parts.group.is_none() {
        return without_group(parts);
    }
    if parts.name.is_none() {
        ignored(&parts, "--resource")?;
        return Ok(parts);
    }
    let Some(kind) = parts.kind.clone() else {
        return Err(usage("--resource-type is required if the --name, --resource, --resource-group is present"));
    };
    match (parts.namespace.is_some(), kind.split_once('/')) {
        (false, None) => Err(usage(
            "A resource namespace is required if the --name, --resource, --resource-group is present.Expected <namespace>/<type> or --namespace=<namespace>",
        )),
        (true, Some(_)) => Err(usage("Resource namespace specified in both --resource-type and --namespace")),
        (false, Some((namespace, kind))) => {
            (parts.namespace, parts.kind) = (Some(namespace.to_owned()), Some(kind.to_owned()));
            Ok(parts)
        }
        (true, None) => Ok(parts),
    }
}

/// Without a group, `--resource` must be a whole id.
fn without_group(parts: Parts) -> Result<Parts, AzError> {
    ignored(&parts, "--resource-group")?;
    let Some(name) = &parts.name else { return Ok(parts) };
    let id = ResourceId::new(name.clone());
    let (Some(group), Some(full)) = (id.group_name(), id.resource_type()) else {
        return Err(usage(
            "--resource is not a valid resource ID. --resource as a resource name is ignored if --resource-group is not given.",
        ));
    };
    let (namespace, kind) = full.split_once('/').unwrap_or((full.as_str(), ""));
    Ok(Parts {
        group: Some(group.to_owned()),
        name: Some(id.name().to_owned()),
        namespace: Some(namespace.to_owned()),
        kind: Some(kind.to_owned()),
        parent: String::new(),
    })
}

fn ignored(parts: &Parts, without: &str) -> Result<(), AzError> {
    let wrong = match parts {
        Parts { kind: Some(_), .. } => "--resource-type",
        Parts { namespace: Some(_), .. } => "--namespace",
        Parts { parent, .. } if !parent.is_empty() => "--parent",
        _ => return Ok(()),
    };
    Err(usage(&format!("{wrong} is ignored if {without} is not given.")))
}

fn scope(client: &Client<'_>, parts: &Parts) -> String {
    let subscription = format!("/subscriptions/{}", client.subscription);
    let Some(group) = &parts.group else { return subscription };
    let group = format!("{subscription}/resourceGroups/{group}");
    match (&parts.name, &parts.namespace, &parts.kind) {
        (Some(name), Some(namespace), Some(kind)) => {
            let parent = if parts.parent.is_empty() { String::new() } else { format!("{}/", parts.parent) };
            format!("{group}/providers/{namespace}/{parent}{kind}/{name}")
        }
        _ => group,
    }
}

/// A lock as az prints it.
fn shown(body: &Value) -> Value {
    let field = |pointer: &str| body.pointer(pointer).cloned().unwrap_or(Value::Null);
    let mut map = Map::new();
    for (name, pointer) in [
        ("id", "/id"),
        ("level", "/properties/level"),
        ("name", "/name"),
        ("notes", "/properties/notes"),
        ("owners", "/properties/owners"),
        ("type", "/type"),
    ] {
        map.insert(name.to_owned(), field(pointer));
    }
    with_group(Value::Object(map))
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let parts = parts(arguments)?;
    let name = arguments.text("lock_name").unwrap_or_default();
    let mut properties = json!({ "level": arguments.text("level") });
    if let (Some(map), Some(notes)) = (properties.as_object_mut(), arguments.text("notes")) {
        map.insert("notes".to_owned(), json!(notes));
    }
    let path = format!("{}/{TYPE}/{name}", scope(client, &parts));
    Ok(shown(&client.arm_ok(Method::Put, &path, API, Some(&json!({ "properties": properties })))?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let parts = parts(arguments)?;
    let filter = arguments.text("filter_string").map(|it| format!("?$filter={it}")).unwrap_or_default();
    let found = client.list(&format!("{}/{TYPE}{filter}", scope(client, &parts)), API)?;
    Ok(Value::Array(found.iter().map(shown).collect()))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut found = Vec::new();
    for path in paths(client, arguments)? {
        found.push(shown(&client.get(&path, API)?));
    }
    Ok(if found.len() == 1 { found.pop().unwrap_or(Value::Null) } else { Value::Array(found) })
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    for path in paths(client, arguments)? {
        client.arm_ok(Method::Delete, &path, API, None)?;
    }
    Ok(Value::Null)
}

/// The locks that the arguments name: by id, or by name and scope, which az checks against the only lock of that name.
fn paths(client: &mut Client<'_>, arguments: &Arguments) -> Result<Vec<String>, AzError> {
    if let Some(ids) = arguments.list("ids") {
        return Ok(ids.to_vec());
    }
    let parts = parts(arguments)?;
    let name = arguments.text("lock_name").unwrap_or_default();
    let all = client.list(&format!("/subscriptions/{}/{TYPE}", client.subscription), API)?;
    let same = |it: &&Value| it.get("name").and_then(Value::as_str) == Some(name);
    if let [only] = all.iter().filter(same).collect::<Vec<_>>().as_slice() {
        let id = only.get("id").and_then(Value::as_str).unwrap_or_default();
        check_scope(&parts, name, &ResourceId::new(id))?;
    }
    Ok(vec![format!("{}/{TYPE}/{name}", scope(client, &parts))])
}

fn check_scope(parts: &Parts, name: &str, lock: &ResourceId) -> Result<(), AzError> {
    let unexpected =
        |option: &str, is: &str| Err(AzError::new(format!("Unexpected {option} for lock {name}, expected {is}")));
    let Some(group) = lock.group_name() else { return Ok(()) };
    if parts.group.as_ref().is_some_and(|it| !it.eq_ignore_ascii_case(group)) {
        return unexpected("--resource-group", group);
    }
    let cut = lock.key().rfind("/providers/microsoft.authorization/").unwrap_or_default();
    let owner = ResourceId::new(lock.as_str().get(..cut).unwrap_or_default());
    let Some(full) = owner.resource_type() else { return Ok(()) };
    let (namespace, kind) = full.split_once('/').unwrap_or((full.as_str(), ""));
    if parts.namespace.as_ref().is_some_and(|it| !it.eq_ignore_ascii_case(namespace)) {
        return unexpected("--namespace", namespace);
    }
    if parts.kind.as_deref() != Some(kind) {
        return unexpected("--resource-type", kind);
    }
    if parts.name.as_deref() != Some(owner.name()) {
        return unexpected("--resource-name", owner.name());
    }
    Ok(())
}
