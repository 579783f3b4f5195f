//! `az ad sp show|list`: service principals, through Microsoft Graph.

use serde_json::Value;

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, graph_error};
use crate::az::shape::rows;
use crate::model::id::is_guid;

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let wanted = arguments.text("identifier").unwrap_or_default();
    let found = client.graph_list(&by_name(wanted))?;
    let id = match found.first().and_then(|it| it.get("id")).and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None if is_guid(wanted) => wanted.to_owned(),
        None => return Err(AzError::new(format!("Service principal '{wanted}' doesn't exist")).with_exit_code(3)),
    };
    let response = client.graph(Method::Get, &format!("/servicePrincipals/{id}"), None);
    if response.is_success() { Ok(response.body_or_null()) } else { Err(graph_error(&response)) }
}

/// The request that finds a service principal by one of its names, the client id among them.
pub(super) fn by_name(name: &str) -> String {
    format!("/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '{}')", name.replace('\'', "''"))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if arguments.flag("show_mine") {
        // Managed identities have no owners, so none is anybody's own.
        return Ok(Value::Array(Vec::new()));
    }
    let mut terms = Vec::new();
    if let Some(filter) = arguments.text("query_filter") {
        terms.push(filter.to_owned());
    }
    if let Some(name) = arguments.text("display_name") {
        terms.push(format!("startswith(displayName,'{name}')"));
    }
    if let Some(spn) = arguments.text("spn") {
        terms.push(format!("servicePrincipalNames/any(c:c eq '{spn}')"));
    }
    let filter = if terms.is_empty() { String::new() } else { format!("?$filter={}", terms.join(" and ")) };
    let mut found = client.graph_list(&format!("/servicePrincipals{filter}"))?;
    if terms.is_empty() && !arguments.flag("include_all") {
        found.truncate(100);
    }
    Ok(Value::Array(found))
}

pub(super) fn table(value: &Value) -> Value {
    rows(
        value,
        &[("DisplayName", "/displayName"), ("Id", "/id"), ("AppId", "/appId"), ("CreatedDateTime", "/createdDateTime")],
    )
}
