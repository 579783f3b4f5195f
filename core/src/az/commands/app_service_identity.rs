//! `az webapp identity` and `az functionapp identity`: a GET and a PUT of the whole site.

use serde_json::{Map, Value};

use super::app_service::{API, path};
use super::role_assignment;
use super::vm_identity::{SYSTEM, Wanted, merged, type_text};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::model::json::json;

/// Ids are taken as they are: unlike for a machine, a bare name means nothing here.
fn wanted(values: Option<&[String]>) -> Wanted {
    let values = values.unwrap_or_default();
    let user = values.iter().filter(|it| *it != SYSTEM).cloned().collect();
    Wanted { system: values.is_empty() || values.iter().any(|it| it == SYSTEM), user }
}

/// The block as az prints it: absent parts are null.
fn shown(site: &Value) -> Value {
    let Some(identity) = site.get("identity").filter(|it| !it.is_null()) else { return Value::Null };
    let field = |name: &str| identity.get(name).cloned().unwrap_or(Value::Null);
    json!({
        "principalId": field("principalId"), "tenantId": field("tenantId"), "type": field("type"),
        "userAssignedIdentities": field("userAssignedIdentities"),
    })
}

/// The site as it is sent back, with another identity block.
fn with_identity(site: &Value, block: Value) -> Value {
    let mut body = Map::new();
    for name in ["kind", "location", "tags", "properties"] {
        if let Some(value) = site.get(name) {
            body.insert(name.to_owned(), value.clone());
        }
    }
    body.insert("identity".to_owned(), block);
    Value::Object(body)
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    Ok(shown(&client.get(&path, API)?))
}

pub(super) fn assign(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let site = client.get(&path, API)?;
    let block = merged(site.get("identity"), &wanted(arguments.list("assign_identities")));
    let answer = client.arm_ok(Method::Put, &path, API, Some(&with_identity(&site, block)))?;
    if let Some(scope) = arguments.text("scope") {
        let principal = answer.pointer("/identity/principalId").and_then(Value::as_str).unwrap_or_default();
        role_assignment::grant(client, principal, arguments.text("role").unwrap_or("Contributor"), scope)?;
    }
    Ok(shown(&answer))
}

pub(super) fn remove(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let site = client.get(&path, API)?;
    let Some(identity) = site.get("identity").filter(|it| !it.is_null()) else { return Ok(Value::Null) };
    let wanted = wanted(arguments.list("remove_identities"));
    let attached: Vec<String> = identity
        .get("userAssignedIdentities")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|it| it.keys().cloned())
        .collect();
    let is_in = |list: &[String], id: &str| list.iter().any(|it| it.eq_ignore_ascii_case(id));
    let unknown: Vec<String> =
        wanted.user.iter().filter(|id| !is_in(&attached, id)).map(|id| id.to_ascii_lowercase()).collect();
    if !unknown.is_empty() {
        let name = arguments.text("name").unwrap_or_default();
        let message = format!("'{}' are not associated with '{name}'", unknown.join(","));
        return Err(AzError::new(message).with_exit_code(3));
    }
    let left: Vec<&String> = attached.iter().filter(|id| !is_in(&wanted.user, id)).collect();
    let system = identity.get("principalId").is_some_and(|it| !it.is_null()) && !wanted.system;
    let mut block = json!({ "type": type_text(system, !left.is_empty()) });
    if let (Some(map), false) = (block.as_object_mut(), left.is_empty()) {
        let ids: Map<String, Value> = left.into_iter().map(|id| (id.to_ascii_lowercase(), json!({}))).collect();
        map.insert("userAssignedIdentities".to_owned(), Value::Object(ids));
    }
    Ok(shown(&client.arm_ok(Method::Put, &path, API, Some(&with_identity(&site, block)))?))
}
