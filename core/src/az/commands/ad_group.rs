//! `az ad group`, with its members.

use serde_json::Value;

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::model::id::is_guid;
use crate::model::json::json;

/// The object id of the group that an argument names by id, name, or the start of a name.
fn resolve(client: &mut Client<'_>, name: &str) -> Result<String, AzError> {
    if is_guid(name) {
        return Ok(name.to_owned());
    }
    let several = || AzError::new(format!("More than one group match the name of '{name}'"));
    for filter in [format!("displayName eq '{name}'"), format!("startswith(displayName,'{name}')")] {
        match client.graph_filtered("groups", &filter)?.as_slice() {
            [] => {}
            [only] => return Ok(only.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()),
            _ => return Err(several()),
        }
    }
    Err(AzError::new(format!("No group matches the name of '{name}'")))
}

fn group(client: &mut Client<'_>, arguments: &Arguments) -> Result<String, AzError> {
    let name = arguments.text("object_id").or_else(|| arguments.text("group_id")).unwrap_or_default();
    resolve(client, name)
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let text = |dest: &str| arguments.text(dest).unwrap_or_default();
    let (name, nickname) = (text("display_name"), text("mail_nickname"));
    if !arguments.flag("force") {
        let same =
            client.graph_filtered("groups", &format!("displayName eq '{name}' and mailNickname eq '{nickname}'"))?;
        if same.len() > 1 {
            let ids: Vec<&str> = same.iter().filter_map(|it| it.get("id").and_then(Value::as_str)).collect();
            return Err(AzError::new(format!(
                "There is more than one group with the same display and nick names: \"{}\". Please delete them first.",
                ids.join(", ")
            )));
        }
        if let Some(found) = same.into_iter().next() {
            client.warn("A group with the same display name and mail nickname already exists, returning.");
            return Ok(found);
        }
    }
    let mut body =
        json!({ "displayName": name, "mailNickname": nickname, "mailEnabled": false, "securityEnabled": true });
    if let (Some(map), Some(description)) = (body.as_object_mut(), arguments.text("description")) {
        map.insert("description".to_owned(), json!(description));
    }
    client.graph_ok(Method::Post, "/groups", Some(&body))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    client.graph_ok(Method::Get, &format!("/groups/{id}"), None)
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut terms = Vec::new();
    terms.extend(arguments.text("query_filter").map(str::to_owned));
    terms.extend(arguments.text("display_name").map(|it| format!("startswith(displayName,'{it}')")));
    client.graph_filtered("groups", &terms.join(" and ")).map(Value::Array)
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    client.graph_ok(Method::Delete, &format!("/groups/{id}"), None)
}

fn member(arguments: &Arguments) -> &str {
    arguments.text("member_object_id").unwrap_or_default()
}

pub(super) fn add_member(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    let member = member(arguments);
    let reference = if is_guid(member) {
        format!("https://graph.microsoft.com/v1.0/directoryObjects/{member}")
    } else {
        member.to_owned()
    };
    client.graph_ok(Method::Post, &format!("/groups/{id}/members/$ref"), Some(&json!({ "@odata.id": reference })))
}

pub(super) fn list_members(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    client.graph_list(&format!("/groups/{id}/members")).map(Value::Array)
}

pub(super) fn remove_member(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    client.graph_ok(Method::Delete, &format!("/groups/{id}/members/{}/$ref", member(arguments)), None)
}

pub(super) fn check_member(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = group(client, arguments)?;
    let path = format!("/directoryObjects/{}/checkMemberGroups", member(arguments));
    let found = client.graph_ok(Method::Post, &path, Some(&json!({ "groupIds": [id] })))?;
    let found = found.get("value").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok(json!({ "value": found.contains(&json!(id)) }))
}
