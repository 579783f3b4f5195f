//! `az role assignment create|list|delete`

use serde_json::{Map, Value};

use super::ad_sp::by_name;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, crash};
use crate::az::shape::{flatten, rows};
use crate::model::id::is_guid;
use crate::model::json::json;

const API: &str = "2022-04-01";
const TYPE: &str = "providers/Microsoft.Authorization/roleAssignments";

/// The empty values that az refuses before anything else.
fn check_not_empty(arguments: &Arguments) -> Result<(), AzError> {
    for (dest, option) in [
        ("assignee", "--assignee"),
        ("assignee_object_id", "--assignee-object-id"),
        ("role", "--role"),
        ("scope", "--scope"),
        ("resource_group_name", "--resource-group"),
    ] {
        if arguments.text(dest) == Some("") {
            let message = format!(
                "usage error: {option} can't be an empty string. Either omit it or provide a non-empty string."
            );
            return Err(AzError::new(message));
        }
    }
    Ok(())
}

/// What `create` refuses before it signs in.
pub(super) fn check_create(arguments: &Arguments) -> Result<(), AzError> {
    check_not_empty(arguments)?;
    let (assignee, object_id) = (arguments.text("assignee"), arguments.text("assignee_object_id"));
    if assignee.is_some() == object_id.is_some() {
        return Err(AzError::new("usage error: --assignee STRING | --assignee-object-id GUID"));
    }
    if arguments.text("assignee_principal_type").is_some() && object_id.is_none() {
        return Err(AzError::new("usage error: --assignee-object-id GUID --assignee-principal-type TYPE"));
    }
    if arguments.text("condition_version").is_some() && arguments.text("condition").is_none() {
        return Err(AzError::new("usage error: When --condition-version is set, --condition must be set as well."));
    }
    Ok(())
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let (assignee, object_id) = (arguments.text("assignee"), arguments.text("assignee_object_id"));
    let principal = match (assignee, object_id) {
        (Some(assignee), _) => resolve_assignee(client, assignee)?,
        (None, Some(object_id)) => {
            if arguments.text("assignee_principal_type").is_none() {
                client.warn("RBAC service might reject creating role assignment without --assignee-principal-type in the future. Better to specify --assignee-principal-type manually.");
            }
            object_id.to_owned()
        }
        (None, None) => String::new(),
    };
    let scope = arguments.text("scope").unwrap_or_default();
    let role = resolve_role(client, arguments.text("role").unwrap_or_default(), scope)?;
    let name = arguments.text("assignment_name").map_or_else(|| client.new_guid("role assignment"), str::to_owned);
    let mut properties = json!({ "roleDefinitionId": role, "principalId": principal });
    if let Some(map) = properties.as_object_mut() {
        for (key, dest) in [
            ("principalType", "assignee_principal_type"),
            ("description", "description"),
            ("condition", "condition"),
            ("conditionVersion", "condition_version"),
        ] {
            if let Some(value) = arguments.text(dest) {
                map.insert(key.to_owned(), json!(value));
            }
        }
        if map.contains_key("condition") && !map.contains_key("conditionVersion") {
            map.insert("conditionVersion".to_owned(), json!("2.0"));
        }
    }
    put(client, scope, &name, &role, &principal, &properties)
}

/// Writes the assignment; where it exists, az prints the one that is there.
fn put(client: &mut Client<'_>, scope: &str, name: &str, role: &str, principal: &str, properties: &Value) -> AzResult {
    let path = format!("{}/{TYPE}/{name}", scope.trim_end_matches('/'));
    let response = client.arm(Method::Put, &path, API, Some(&json!({ "properties": properties })));
    if response.is_success() {
        return Ok(created(response.body_or_null()));
    }
    let code = response.body_or_null().pointer("/error/code").and_then(Value::as_str).map(str::to_owned);
    if code.as_deref() == Some("RoleAssignmentExists") {
        let found = at_scope(client, scope)?;
        let same = |it: &Value| {
            field(it, "principalId").eq_ignore_ascii_case(principal) && same_role(it, role) && same_scope(it, scope)
        };
        let found: Vec<Value> = found.into_iter().filter(|it| same(it)).collect();
        return Ok(named(client, found)?.into_iter().next().unwrap_or(Value::Null));
    }
    Err(AzError::from_response(&response))
}

/// A new assignment as az prints it: every field, the empty ones too.
fn created(body: Value) -> Value {
    let mut flat = flatten(body);
    if let Some(map) = flat.as_object_mut() {
        map.insert("systemData".to_owned(), Value::Null);
    }
    flat
}

fn field<'a>(assignment: &'a Value, name: &str) -> &'a str {
    assignment.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn same_role(assignment: &Value, role: &str) -> bool {
    let guid = |id: &str| id.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    guid(field(assignment, "roleDefinitionId")) == guid(role)
}

fn same_scope(assignment: &Value, scope: &str) -> bool {
    field(assignment, "scope").trim_end_matches('/').eq_ignore_ascii_case(scope.trim_end_matches('/'))
}

/// Grants a role to a principal, as `--role` and `--scope` of other commands do.
///
/// # Errors
/// An unknown role, or the service's refusal.
pub(super) fn grant(client: &mut Client<'_>, principal: &str, role: &str, scope: &str) -> AzResult {
    let role = resolve_role(client, role, scope)?;
    let name = client.new_guid("role assignment");
    let properties = json!({ "roleDefinitionId": role, "principalId": principal, "principalType": "ServicePrincipal" });
    put(client, scope, &name, &role, principal, &properties)
}

/// The id of a role by name, GUID or id.
///
/// # Errors
/// `Role '{name}' doesn't exist.`, or the service's refusal.
pub(super) fn resolve_role(client: &mut Client<'_>, role: &str, scope: &str) -> Result<String, AzError> {
    if role.starts_with('/') {
        return Ok(role.to_owned());
    }
    if is_guid(role) {
        return Ok(format!(
            "/subscriptions/{}/providers/Microsoft.Authorization/roleDefinitions/{role}",
            client.subscription
        ));
    }
    let scope = scope.trim_end_matches('/');
    let path = format!(
        "{scope}/providers/Microsoft.Authorization/roleDefinitions?$filter=roleName eq '{}'",
        role.replace('\'', "''")
    );
    let found = client.list(&path, API)?;
    match found.first() {
        Some(role) => Ok(field(role, "id").to_owned()),
        None => Err(AzError::new(format!("Role '{role}' doesn't exist."))),
    }
}

/// The object id behind a user principal name, a client id or an object id.
///
/// # Errors
/// Nobody of that name.
fn resolve_assignee(client: &mut Client<'_>, assignee: &str) -> Result<String, AzError> {
    if assignee.contains('@') {
        let users =
            client.graph_list(&format!("/users?$filter=userPrincipalName eq '{}'", assignee.replace('\'', "''")))?;
        if let Some(user) = users.first() {
            return Ok(field(user, "id").to_owned());
        }
    }
    let found = client.graph_list(&by_name(assignee))?;
    if let Some(service_principal) = found.first() {
        return Ok(field(service_principal, "id").to_owned());
    }
    if is_guid(assignee) {
        let found = by_ids(client, &[assignee])?;
        if let Some(object) = found.first() {
            return Ok(field(object, "id").to_owned());
        }
    }
    Err(AzError::new(format!(
        "Cannot find user or service principal in graph database for '{assignee}'. If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id {assignee}'."
    )))
}

fn by_ids(client: &mut Client<'_>, ids: &[&str]) -> Result<Vec<Value>, AzError> {
    let body = json!({ "ids": ids, "types": ["user", "group", "servicePrincipal", "directoryObjectPartnerReference"] });
    let response = client.graph(Method::Post, "/directoryObjects/getByIds", Some(&body));
    Ok(response.body_or_null().get("value").and_then(Value::as_array).cloned().unwrap_or_default())
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    check_not_empty(arguments)?;
    if arguments.text("assignee").is_some() && arguments.text("assignee_object_id").is_some() {
        return Err(AzError::new("Usage error: Provide only one of --assignee or --assignee-object-id."));
    }
    let scoped = arguments.text("resource_group_name").or_else(|| arguments.text("scope"));
    if arguments.flag("show_all") && scoped.is_some() {
        return Err(AzError::new("group or scope are not required when --all is used"));
    }
    let found = search(client, arguments, arguments.flag("show_all"))?;
    named(client, found).map(Value::Array)
}

/// The assignments that the arguments describe.
fn search(client: &mut Client<'_>, arguments: &Arguments, all: bool) -> Result<Vec<Value>, AzError> {
    let principal = match (arguments.text("assignee"), arguments.text("assignee_object_id")) {
        (Some(assignee), _) => Some(resolve_assignee(client, assignee)?),
        (None, object_id) => object_id.map(str::to_owned),
    };
    let scope = scope_of(client, arguments);
    let mut found = if all { everywhere(client, principal.as_deref())? } else { at_scope(client, &scope)? };
    if !all {
        let inherited = arguments.flag("include_inherited");
        found.retain(|it| inherited || same_scope(it, &scope));
    }
    if let (Some(role), false) = (arguments.text("role"), found.is_empty()) {
        // az 2.91.0 has no scope to look a role's name up at.
        if all && !is_guid(role) && !role.starts_with('/') {
            return Err(crash("ValueError", "No value for given attribute"));
        }
        let role = resolve_role(client, role, &scope)?;
        found.retain(|it| same_role(it, &role));
    }
    if let Some(principal) = principal {
        found.retain(|it| field(it, "principalId").eq_ignore_ascii_case(&principal));
    }
    Ok(found)
}

fn scope_of(client: &Client<'_>, arguments: &Arguments) -> String {
    match (arguments.text("scope"), arguments.text("resource_group_name")) {
        (Some(scope), _) => scope.to_owned(),
        (None, Some(group)) => format!("/subscriptions/{}/resourceGroups/{group}", client.subscription),
        (None, None) => format!("/subscriptions/{}", client.subscription),
    }
}

fn at_scope(client: &mut Client<'_>, scope: &str) -> Result<Vec<Value>, AzError> {
    let found = client.list(&format!("{}/{TYPE}?$filter=atScope()", scope.trim_end_matches('/')), API)?;
    Ok(found.into_iter().map(flatten).collect())
}

fn everywhere(client: &mut Client<'_>, principal: Option<&str>) -> Result<Vec<Value>, AzError> {
    let filter = principal.map(|it| format!("?$filter=principalId eq '{it}'")).unwrap_or_default();
    let found = client.list(&format!("/subscriptions/{}/{TYPE}{filter}", client.subscription), API)?;
    Ok(found.into_iter().map(flatten).collect())
}

/// With the names of roles and principals, and without empty fields, as a listing prints them.
fn named(client: &mut Client<'_>, found: Vec<Value>) -> Result<Vec<Value>, AzError> {
    if found.is_empty() {
        return Ok(found);
    }
    let path = format!("/subscriptions/{}/providers/Microsoft.Authorization/roleDefinitions", client.subscription);
    let roles = client.list(&path, API)?;
    let ids: Vec<&str> = found.iter().map(|it| field(it, "principalId")).collect();
    let principals = by_ids(client, &ids)?;
    let name_of = |assignment: &Value| {
        let role = roles.iter().find(|it| same_role(assignment, field(it, "id")));
        let role = role.and_then(|it| it.pointer("/properties/roleName")).cloned().unwrap_or(Value::Null);
        let principal =
            principals.iter().find(|it| field(it, "id").eq_ignore_ascii_case(field(assignment, "principalId")));
        let principal = principal
            .and_then(|it| it.get("userPrincipalName").or_else(|| it.get("appId")).or_else(|| it.get("displayName")))
            .cloned();
        (role, principal.unwrap_or_else(|| json!("")))
    };
    Ok(found.iter().map(|it| with_names(it, name_of(it))).collect())
}

fn with_names(assignment: &Value, (role, principal): (Value, Value)) -> Value {
    let mut map: Map<String, Value> = assignment.as_object().cloned().unwrap_or_default();
    map.retain(|_, value| !value.is_null());
    map.insert("roleDefinitionName".to_owned(), role);
    map.insert("principalName".to_owned(), principal);
    Value::Object(map)
}

/// What `delete` refuses before it signs in.
pub(super) fn check_delete(arguments: &Arguments) -> Result<(), AzError> {
    check_not_empty(arguments)?;
    let filters = ["assignee", "assignee_object_id", "role", "resource_group_name", "scope"];
    if arguments.list("ids").is_none() && filters.iter().all(|it| arguments.text(it).is_none()) {
        return Err(AzError::new(
            "Please provide at least one of these arguments: --ids, --assignee, --assignee-object-id, --role, --resource-group, --scope",
        ));
    }
    if arguments.text("assignee").is_some() && arguments.text("assignee_object_id").is_some() {
        return Err(AzError::new("Usage error: Provide only one of --assignee or --assignee-object-id."));
    }
    Ok(())
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if let Some(ids) = arguments.list("ids") {
        for id in ids {
            client.arm_ok(Method::Delete, id, API, None)?;
        }
        return Ok(Value::Null);
    }
    let found = search(client, arguments, false)?;
    if found.is_empty() {
        return Err(AzError::new("No matched assignments were found to delete"));
    }
    for assignment in found {
        client.arm_ok(Method::Delete, field(&assignment, "id"), API, None)?;
    }
    Ok(Value::Null)
}

pub(super) fn table(value: &Value) -> Value {
    rows(value, &[("Principal", "/principalName"), ("Role", "/roleDefinitionName"), ("Scope", "/scope")])
}
