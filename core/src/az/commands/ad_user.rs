//! `az ad user` and `az ad signed-in-user`.

use serde_json::Value;

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzResult, Client};
use crate::model::json::json;

pub(super) fn signed_in(client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    client.graph_ok(Method::Get, "/me", None)
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut terms = Vec::new();
    terms.extend(arguments.text("query_filter").map(str::to_owned));
    terms.extend(arguments.text("upn").map(|it| format!("userPrincipalName eq '{it}'")));
    terms.extend(arguments.text("display_name").map(|it| format!("startswith(displayName,'{it}')")));
    client.graph_filtered("users", &terms.join(" and ")).map(Value::Array)
}

fn path(arguments: &Arguments) -> String {
    format!("/users/{}", arguments.text("upn_or_object_id").unwrap_or_default())
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    client.graph_ok(Method::Get, &path(arguments), None)
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("user_principal_name").unwrap_or_default();
    let nickname = arguments.text("mail_nickname").or_else(|| name.split('@').next()).unwrap_or_default();
    let mut body = json!({
        "userPrincipalName": name, "displayName": arguments.text("display_name"), "mailNickname": nickname,
        "accountEnabled": true,
        "passwordProfile": {
            "password": arguments.text("password"),
            "forceChangePasswordNextSignIn": arguments.flag("force_change_password_next_sign_in"),
        },
    });
    if let (Some(map), Some(id)) = (body.as_object_mut(), arguments.text("immutable_id")) {
        map.insert("onPremisesImmutableId".to_owned(), json!(id));
    }
    client.graph_ok(Method::Post, "/users", Some(&body))
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    client.graph_ok(Method::Delete, &path(arguments), None)
}
