//! `az ad sp show|list`: service principals, through Microsoft Graph.

use serde_json::Value;

use super::ad_app;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::rows;
use crate::model::id::is_guid;
use crate::model::order;

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = resolve(client, arguments.text("identifier").unwrap_or_default())?;
    client.graph_ok(Method::Get, &format!("/servicePrincipals/{id}"), None)
}

/// The object id of a service principal named by one of its names, the client id among them, or by itself.
pub(super) fn resolve(client: &mut Client<'_>, wanted: &str) -> Result<String, AzError> {
    let found = client.graph_list(&by_name(wanted))?;
    match found.first().and_then(|it| it.get("id")).and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None if is_guid(wanted) => Ok(wanted.to_owned()),
        None => Err(AzError::new(format!("Service principal '{wanted}' doesn't exist")).with_exit_code(3)),
    }
}

/// The request that finds a service principal by one of its names, the client id among them.
pub(super) fn by_name(name: &str) -> String {
    format!("/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '{}')", name.replace('\'', "''"))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if arguments.flag("show_mine") {
        return ad_app::own(client, "servicePrincipal");
    }
    let mut terms = Vec::new();
    terms.extend(arguments.text("query_filter").map(str::to_owned));
    terms.extend(arguments.text("spn").map(|it| format!("servicePrincipalNames/any(c:c eq '{it}')")));
    terms.extend(arguments.text("display_name").map(|it| format!("startswith(displayName,'{it}')")));
    let mut found = client.graph_filtered("servicePrincipals", &terms.join(" and "))?;
    if terms.is_empty() && !arguments.flag("include_all") {
        first_hundred(client, &mut found);
    }
    Ok(Value::Array(found))
}

/// az lists a hundred objects unless `--all` is given, and says when there are more.
pub(super) fn first_hundred(client: &mut Client<'_>, found: &mut Vec<Value>) {
    if found.len() > 100 {
        client.warn("The result is not complete. You can still use '--all' to get all of them with long latency expected, or provide a filter through command arguments");
        found.truncate(100);
    }
}

/// az sorts these rows by name, and shows the directory's ids.
pub(super) fn table(value: &Value) -> Value {
    let mut items = value.as_array().cloned().unwrap_or_default();
    order::sort_by_key(&mut items, |it| it.get("displayName").and_then(Value::as_str).unwrap_or_default().to_owned());
    rows(
        &Value::Array(items),
        &[("DisplayName", "/displayName"), ("Id", "/id"), ("AppId", "/appId"), ("CreatedDateTime", "/createdDateTime")],
    )
}
