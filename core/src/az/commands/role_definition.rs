//! `az role definition list|show|create|update|delete`

use serde_json::{Map, Value};

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::rows;
use crate::model::id::is_guid;
use crate::model::json::json;
use crate::model::scope::ResourceId;

const API: &str = "2022-05-01-preview";
const TYPE: &str = "providers/Microsoft.Authorization/roleDefinitions";

/// A definition as az prints it: every field of its model.
fn shown(body: &Value) -> Value {
    let field = |pointer: &str| body.pointer(pointer).cloned().unwrap_or(Value::Null);
    let permissions = body.pointer("/properties/permissions").and_then(Value::as_array);
    let permissions: Vec<Value> = permissions
        .into_iter()
        .flatten()
        .map(|it| {
            let list = |name: &str| it.get(name).cloned().unwrap_or(Value::Null);
            json!({
                "actions": list("actions"), "condition": null, "conditionVersion": null,
                "dataActions": list("dataActions"), "notActions": list("notActions"),
                "notDataActions": list("notDataActions"),
            })
        })
        .collect();
    let mut map = Map::new();
    for (name, pointer) in [
        ("assignableScopes", "/properties/assignableScopes"),
        ("createdBy", "/properties/createdBy"),
        ("createdOn", "/properties/createdOn"),
        ("description", "/properties/description"),
        ("id", "/id"),
        ("name", "/name"),
    ] {
        map.insert(name.to_owned(), field(pointer));
    }
    map.insert("permissions".to_owned(), Value::Array(permissions));
    for (name, pointer) in [
        ("roleName", "/properties/roleName"),
        ("roleType", "/properties/type"),
        ("systemData", "/systemData"),
        ("type", "/type"),
        ("updatedBy", "/properties/updatedBy"),
        ("updatedOn", "/properties/updatedOn"),
    ] {
        map.insert(name.to_owned(), field(pointer));
    }
    Value::Object(map)
}

/// The scope of a search: as given, the group's, or the subscription's.
fn scope_of(client: &Client<'_>, arguments: &Arguments) -> Result<String, AzError> {
    match (arguments.text("scope"), arguments.text("resource_group_name")) {
        (Some(_), Some(group)) => {
            Err(AzError::new(format!("Resource group \"{group}\" is redundant because scope is supplied")))
        }
        (Some(scope), None) => Ok(scope.trim_end_matches('/').to_owned()),
        (None, Some(group)) => Ok(format!("/subscriptions/{}/resourceGroups/{group}", client.subscription)),
        (None, None) => Ok(format!("/subscriptions/{}", client.subscription)),
    }
}

/// Roles at a scope by name or GUID, as the service answers them.
fn search(client: &mut Client<'_>, name: Option<&str>, scope: &str, custom: bool) -> Result<Vec<Value>, AzError> {
    let filter = name.filter(|it| !is_guid(it)).map(|it| format!("?$filter=roleName eq '{it}'")).unwrap_or_default();
    let mut found = client.list(&format!("{scope}/{TYPE}{filter}"), API)?;
    let text = |role: &Value, pointer: &str| role.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    if let Some(name) = name {
        found.retain(|it| {
            text(it, "/name").as_deref() == Some(name) || text(it, "/properties/roleName").as_deref() == Some(name)
        });
    }
    if custom {
        found.retain(|it| text(it, "/properties/type").as_deref() == Some("CustomRole"));
    }
    Ok(found)
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = scope_of(client, arguments)?;
    let found = search(client, arguments.text("name"), &scope, arguments.flag("custom_role_only"))?;
    Ok(Value::Array(found.iter().map(shown).collect()))
}

pub(super) fn table(value: &Value) -> Value {
    rows(value, &[("Name", "/roleName"), ("Type", "/type"), ("Description", "/description")])
}

/// What `show` refuses before it signs in.
pub(super) fn check_show(arguments: &Arguments) -> Result<(), AzError> {
    let given = |dest: &str| arguments.text(dest).is_some_and(|it| !it.is_empty());
    match (given("scope"), given("name"), given("role_id")) {
        (false, false, false) => Err(AzError::new("Usage error: Provide --scope and --name, or --id")),
        (true, true, false) | (_, _, true) => Ok(()),
        _ => Err(AzError::new("Usage error: Provide both --scope and --name")),
    }
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    check_show(arguments)?;
    let path = match arguments.text("role_id") {
        Some(id) => id.to_owned(),
        None => {
            let (scope, name) =
                (arguments.text("scope").unwrap_or_default(), arguments.text("name").unwrap_or_default());
            format!("{}/{TYPE}/{name}", scope.trim_end_matches('/'))
        }
    };
    Ok(shown(&client.get(&path, API)?))
}

/// The JSON of `--role-definition`, its names beginning in lower case.
fn given(arguments: &Arguments) -> Result<Map<String, Value>, AzError> {
    let text = arguments.text("role_definition").unwrap_or_default();
    let parsed: Value = serde_json::from_str(text).map_err(|error| {
        let detail = python_detail(text).unwrap_or_else(|| error.to_string());
        AzError::new(format!("Failed to parse string as JSON:\n{text}\nError detail: {detail}\n{QUOTING}"))
    })?;
    let Value::Object(map) = parsed else {
        return Err(AzError::new("Invalid role definition. A valid dictionary JSON representation is expected."));
    };
    let lowered = |name: String| {
        let mut letters = name.chars();
        letters.next().map(|first| first.to_ascii_lowercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    Ok(map.into_iter().map(|(name, value)| (lowered(name), value)).collect())
}

fn text(map: &Map<String, Value>, name: &str) -> String {
    map.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let definition = given(arguments)?;
    let name = text(&definition, "name");
    if name.is_empty() {
        return Err(AzError::new("please provide role name"));
    }
    if definition.get("assignableScopes").and_then(Value::as_array).is_none_or(Vec::is_empty) {
        return Err(AzError::new("please provide 'assignableScopes'"));
    }
    let id = client.new_guid("role definition");
    put(client, &name, &id, &definition)
}

pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let definition = given(arguments)?;
    let id = text(&definition, "id");
    if !id.is_empty() {
        let role_name = text(&definition, "roleName");
        return put(client, &role_name, ResourceId::new(id).name(), &definition);
    }
    client.warn("Role \"id\" is missing. Look for the role in the current subscription...");
    let name = text(&definition, "name");
    let scopes = definition.get("assignableScopes").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut scopes: Vec<String> = scopes.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect();
    if scopes.is_empty() {
        scopes.push(format!("/subscriptions/{}", client.subscription));
    }
    let mut matched = Vec::new();
    for scope in &scopes {
        if matched.is_empty() {
            matched = search(client, Some(&name), scope, false)?;
        }
    }
    let [role] = matched.as_slice() else {
        return Err(AzError::new(if matched.is_empty() {
            format!("No definition was found with the name of \"{name}\"")
        } else {
            format!("More than 2 definitions are found with the name of \"{name}\"")
        }));
    };
    let field = |pointer: &str| role.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    put(client, &field("/properties/roleName"), &field("/name"), &definition)
}

fn put(client: &mut Client<'_>, role_name: &str, id: &str, definition: &Map<String, Value>) -> AzResult {
    let permission = |from: &Value| {
        let kinds = ["actions", "notActions", "dataActions", "notDataActions"];
        let lists = kinds.into_iter().filter_map(|it| Some((it.to_owned(), from.get(it)?.clone())));
        Value::Object(lists.collect())
    };
    let permissions: Vec<Value> = match definition.get("permissions").and_then(Value::as_array) {
        Some(list) => list.iter().map(permission).collect(),
        None => vec![permission(&Value::Object(definition.clone()))],
    };
    let scopes = definition.get("assignableScopes").cloned().unwrap_or_else(|| json!([]));
    let scope = scopes.pointer("/0").and_then(Value::as_str).unwrap_or_default().trim_end_matches('/').to_owned();
    let mut properties = Map::new();
    properties.insert("roleName".to_owned(), json!(role_name));
    if let Some(description) = definition.get("description") {
        properties.insert("description".to_owned(), description.clone());
    }
    properties.insert("type".to_owned(), json!("CustomRole"));
    properties.insert("permissions".to_owned(), Value::Array(permissions));
    properties.insert("assignableScopes".to_owned(), scopes);
    let path = format!("{scope}/{TYPE}/{id}");
    Ok(shown(&client.arm_ok(Method::Put, &path, API, Some(&json!({ "properties": properties })))?))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = scope_of(client, arguments)?;
    let found = search(client, arguments.text("name"), &scope, arguments.flag("custom_role_only"))?;
    for role in found {
        let id = role.get("name").and_then(Value::as_str).unwrap_or_default();
        client.arm_ok(Method::Delete, &format!("{scope}/{TYPE}/{id}"), API, None)?;
    }
    Ok(Value::Null)
}

const QUOTING: &str = "The provided JSON string may have been parsed by the shell. See https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-quoting#json-strings";

/// What Python's reader says of the two slips that shells cause: lost quotes around a text, and around a key.
fn python_detail(text: &str) -> Option<String> {
    let inner = text.trim_start();
    let at = text.len() - inner.len();
    let wrong = |what: &str, at: usize| Some(format!("{what}: line 1 column {} (char {at})", at + 1));
    match inner.chars().next() {
        None => wrong("Expecting value", 0),
        Some('{') => {
            let rest = inner.get(1..).unwrap_or_default();
            let key = rest.trim_start();
            let bare = !key.starts_with(['"', '}']);
            if bare {
                wrong("Expecting property name enclosed in double quotes", at + 1 + rest.len() - key.len())
            } else {
                None
            }
        }
        Some(c) if !c.is_ascii_digit() && !['[', '"', '-'].contains(&c) => {
            let word = ["true", "false", "null"].iter().any(|it| inner.starts_with(it));
            if word { None } else { wrong("Expecting value", at) }
        }
        Some(_) => None,
    }
}
