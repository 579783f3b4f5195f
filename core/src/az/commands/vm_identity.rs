//! `az vm identity assign|show|remove`: a GET and a PATCH, as the real az sends them.

use serde_json::{Map, Value};

use super::role_assignment;
use super::vm::{API, path};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::model::json::json;
use crate::model::scope::ResourceId;

/// What az takes for the system-assigned identity.
pub(super) const SYSTEM: &str = "[system]";

/// Identities asked for: the system-assigned one, and ids of user-assigned ones.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Whether `[system]` is among them.
    pub(super) system: bool,
    /// Full ids: a bare name is taken to be in the host's own group (R63).
    pub(super) user: Vec<String>,
}

impl Wanted {
    /// Reads the values of `--identities` or `--assign-identity`; none at all means `[system]`.
    pub(super) fn read(client: &Client<'_>, group: &str, values: Option<&[String]>) -> Self {
        let values = values.unwrap_or_default();
        let user = values.iter().filter(|it| *it != SYSTEM).map(|it| full_id(client, group, it)).collect();
        Self { system: values.is_empty() || values.iter().any(|it| it == SYSTEM), user }
    }
}

fn full_id(client: &Client<'_>, group: &str, text: &str) -> String {
    if text.starts_with('/') {
        return text.to_owned();
    }
    format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{text}",
        client.subscription
    )
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let machine = client.shared(Method::Get, &path, API, None)?;
    Ok(machine.get("identity").cloned().unwrap_or(Value::Null))
}

pub(super) fn assign(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    assign_at(client, arguments, &path)
}

/// Reads a machine or scale set, merges what is wanted, patches, and reads again.
pub(super) fn assign_at(client: &mut Client<'_>, arguments: &Arguments, path: &str) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default().to_owned();
    let (role, scope) = (arguments.text("identity_role"), arguments.text("identity_scope"));
    if role.is_some() != scope.is_some() {
        let message =
            "usage error: please specify both --role and --scope when assigning a role to the managed identity";
        return Err(AzError::new(message));
    }
    let wanted = Wanted::read(client, &group, arguments.list("assign_identity"));
    if scope.is_some() && !wanted.system {
        return Err(AzError::new("usage error: '--scope'/'--role' is only applicable when assign system identity"));
    }
    let machine = client.shared(Method::Get, path, API, None)?;
    let identity = merged(machine.get("identity"), &wanted);
    client.shared(Method::Patch, path, API, Some(&json!({ "identity": identity })))?;
    let machine = client.shared(Method::Get, path, API, None)?;
    warn_of_manual_upgrades(client, &machine);
    let granted = match (role, scope) {
        (Some(role), Some(scope)) => {
            let principal = machine.pointer("/identity/principalId").and_then(Value::as_str).unwrap_or_default();
            role_assignment::grant(client, principal, role, scope)?;
            Some((role, scope))
        }
        _ => None,
    };
    Ok(summary(machine.get("identity"), granted))
}

/// A scale set with manual upgrades tells its instances nothing by itself (R51).
fn warn_of_manual_upgrades(client: &mut Client<'_>, host: &Value) {
    if host.pointer("/properties/upgradePolicy/mode").and_then(Value::as_str) != Some("Manual") {
        return;
    }
    let id = ResourceId::new(host.get("id").and_then(Value::as_str).unwrap_or_default());
    let group = id.group_name().unwrap_or_default();
    client.warn(&format!(
        "With manual upgrade mode, you will need to run 'az vmss update-instances -g {group} -n {} --instance-ids *' to propagate the change",
        id.name()
    ));
}

/// What is there and what is wanted, in one block: so nothing that is attached gets lost (R11).
pub(super) fn merged(existing: Option<&Value>, wanted: &Wanted) -> Value {
    let system = wanted.system || existing.and_then(|it| it.get("principalId")).is_some();
    let mut user = Map::new();
    let attached = existing.and_then(|it| it.get("userAssignedIdentities")).and_then(Value::as_object);
    for id in attached.into_iter().flat_map(Map::keys).chain(&wanted.user) {
        if !user.keys().any(|it: &String| it.eq_ignore_ascii_case(id)) {
            user.insert(id.clone(), json!({}));
        }
    }
    let mut block = Map::new();
    block.insert("type".to_owned(), json!(type_text(system, !user.is_empty())));
    if !user.is_empty() {
        block.insert("userAssignedIdentities".to_owned(), Value::Object(user));
    }
    Value::Object(block)
}

/// The identity type that names these kinds (R10).
pub(super) const fn type_text(system: bool, user: bool) -> &'static str {
    match (system, user) {
        (true, true) => "SystemAssigned, UserAssigned",
        (true, false) => "SystemAssigned",
        (false, true) => "UserAssigned",
        (false, false) => "None",
    }
}

/// What `assign` and `vm create` print of a host's identities.
pub(super) fn summary(identity: Option<&Value>, granted: Option<(&str, &str)>) -> Value {
    let mut info = Map::new();
    if let Some((role, scope)) = granted {
        info.insert("scope".to_owned(), json!(scope));
        info.insert("role".to_owned(), json!(role));
    }
    let user = identity.and_then(|it| it.get("userAssignedIdentities")).cloned().unwrap_or_else(|| json!({}));
    info.insert("userAssignedIdentities".to_owned(), user);
    let system = identity.and_then(|it| it.get("principalId")).cloned().unwrap_or_else(|| json!(""));
    info.insert("systemAssignedIdentity".to_owned(), system);
    Value::Object(info)
}

pub(super) fn remove(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let name = arguments.text("vm_name").unwrap_or_default().to_owned();
    remove_at(client, arguments, &path, &name)
}

/// Reads a machine or scale set and patches what is to go.
pub(super) fn remove_at(client: &mut Client<'_>, arguments: &Arguments, path: &str, name: &str) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default().to_owned();
    let wanted = Wanted::read(client, &group, arguments.list("identities"));
    let machine = client.shared(Method::Get, path, API, None)?;
    let Some(identity) = machine.get("identity") else { return Ok(Value::Null) };
    let attached: Vec<String> = identity
        .get("userAssignedIdentities")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|it| it.keys().cloned())
        .collect();
    let unknown: Vec<String> = wanted
        .user
        .iter()
        .filter(|id| !attached.iter().any(|it| it.eq_ignore_ascii_case(id)))
        .map(|id| id.to_ascii_lowercase())
        .collect();
    if !unknown.is_empty() {
        return Err(AzError::new(format!("'{}' are not associated with '{name}'", unknown.join(", "))));
    }
    let system = identity.get("principalId").is_some() && !wanted.system;
    let left = attached.iter().any(|id| !wanted.user.iter().any(|it| it.eq_ignore_ascii_case(id)));
    let mut block = Map::new();
    block.insert("type".to_owned(), json!(type_text(system, left)));
    if left && !wanted.user.is_empty() {
        let gone = wanted.user.iter().map(|id| (id.clone(), Value::Null)).collect();
        block.insert("userAssignedIdentities".to_owned(), Value::Object(gone));
    }
    let answer = client.shared(Method::Patch, path, API, Some(&json!({ "identity": block })))?;
    Ok(answer.get("identity").cloned().unwrap_or(Value::Null))
}
