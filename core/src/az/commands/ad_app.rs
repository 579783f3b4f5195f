//! `az ad app` and the making of service principals for applications.

use serde_json::Value;

use super::{ad_sp, role_assignment};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::rows;
use crate::model::id::is_guid;
use crate::model::json::json;

const CREDENTIALS: &str = "The output includes credentials that you must protect. Be sure that you do not include these credentials in your code or check the credentials into your source control. For more information, see https://aka.ms/azadsp-cli";

fn field(object: &Value, name: &str) -> String {
    object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The object id of an application named by client id, object id or identifier URI.
fn resolve(client: &mut Client<'_>, name: &str) -> Result<String, AzError> {
    if is_guid(name) {
        let found = client.graph_filtered("applications", &format!("appId eq '{name}'"))?;
        return Ok(found.first().map_or_else(|| name.to_owned(), |it| field(it, "id")));
    }
    let found = client.graph_filtered("applications", &format!("identifierUris/any(s:s eq '{name}')"))?;
    found.first().map(|it| field(it, "id")).ok_or_else(|| {
        AzError::new(format!("Application with identifier URI '{name}' doesn't exist")).with_exit_code(3)
    })
}

fn path(client: &mut Client<'_>, arguments: &Arguments) -> Result<String, AzError> {
    let id = resolve(client, arguments.text("identifier").unwrap_or_default())?;
    Ok(format!("/applications/{id}"))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments)?;
    client.graph_ok(Method::Get, &path, None)
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments)?;
    client.graph_ok(Method::Delete, &path, None)
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if arguments.flag("show_mine") {
        return own(client, "application");
    }
    let mut terms = Vec::new();
    terms.extend(arguments.text("query_filter").map(str::to_owned));
    terms.extend(arguments.text("app_id").map(|it| format!("appId eq '{it}'")));
    terms.extend(arguments.text("display_name").map(|it| format!("startswith(displayName,'{it}')")));
    terms.extend(arguments.text("identifier_uri").map(|it| format!("identifierUris/any(s:s eq '{it}')")));
    let mut found = client.graph_filtered("applications", &terms.join(" and "))?;
    if terms.is_empty() && !arguments.flag("include_all") {
        ad_sp::first_hundred(client, &mut found);
    }
    Ok(Value::Array(found))
}

/// What the signed-in account owns, of one type.
pub(super) fn own(client: &mut Client<'_>, kind: &str) -> AzResult {
    let mut found = client.graph_list("/me/ownedObjects")?;
    found.retain(|it| field(it, "@odata.type") == format!("#microsoft.graph.{kind}"));
    Ok(Value::Array(found))
}

pub(super) fn table(value: &Value) -> Value {
    rows(
        value,
        &[("DisplayName", "/displayName"), ("Id", "/id"), ("AppId", "/appId"), ("CreatedDateTime", "/createdDateTime")],
    )
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let uris = arguments.list("identifier_uris").unwrap_or_default().to_vec();
    register(client, arguments.text("display_name").unwrap_or_default(), &uris)
}

/// Registers an application, or makes the one of the same name like it.
fn register(client: &mut Client<'_>, name: &str, uris: &[String]) -> AzResult {
    let mut same = client.graph_filtered("applications", &format!("startswith(displayName,'{name}')"))?;
    let has_uris = |it: &Value| {
        let own = it.get("identifierUris").and_then(Value::as_array).cloned().unwrap_or_default();
        uris.iter().all(|uri| own.contains(&json!(uri)))
    };
    same.retain(|it| field(it, "displayName") == name && has_uris(it));
    let mut body = json!({ "displayName": name });
    if let (Some(map), false) = (body.as_object_mut(), uris.is_empty()) {
        map.insert("identifierUris".to_owned(), json!(uris));
    }
    match same.as_slice() {
        [] => client.graph_ok(Method::Post, "/applications", Some(&body)),
        [only] => {
            let id = field(only, "id");
            client.warn(&format!("Found an existing application instance: (id) {id}. We will patch it."));
            client.graph_ok(Method::Patch, &format!("/applications/{id}"), Some(&body))?;
            client.graph_ok(Method::Get, &format!("/applications/{id}"), None)
        }
        several => {
            let ids: Vec<String> = several.iter().map(|it| field(it, "id")).collect();
            Err(AzError::new(format!(
                "More than one application have the same display name '{name}': (id) {}, please remove them first.",
                ids.join(", ")
            )))
        }
    }
}

pub(super) fn create_sp(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("identifier").unwrap_or_default();
    let filter =
        if is_guid(name) { format!("appId eq '{name}'") } else { format!("identifierUris/any(s:s eq '{name}')") };
    let found = client.graph_filtered("applications", &filter)?.into_iter().next();
    let by_id = || (client.graph(Method::Get, &format!("/applications/{name}"), None).body_or_null(), true);
    let (application, _) = found.map_or_else(by_id, |it| (it, false));
    let client_id = application.get("appId").and_then(Value::as_str).unwrap_or(name);
    let body = json!({ "appId": client_id, "accountEnabled": true });
    client.graph_ok(Method::Post, "/servicePrincipals", Some(&body))
}

pub(super) fn delete_sp(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = ad_sp::resolve(client, arguments.text("identifier").unwrap_or_default())?;
    client.graph_ok(Method::Delete, &format!("/servicePrincipals/{id}"), None)
}

pub(super) fn create_for_rbac(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let role = arguments.text("role").filter(|it| !it.is_empty());
    let scopes = arguments.list("scopes").unwrap_or_default().to_vec();
    if role.is_some() == scopes.is_empty() {
        return Err(AzError::new("Usage error: To create role assignments, specify both --role and --scopes."));
    }
    client.require_account()?;
    let (name, existing) = match arguments.text("display_name").filter(|it| !it.is_empty()) {
        Some(name) => {
            let found = client.graph_filtered("servicePrincipals", &format!("displayName eq '{name}'"))?;
            (name.to_owned(), found.into_iter().next())
        }
        None => {
            let now = client.state().now().readable().replace([' ', ':'], "-");
            (format!("azure-cli-{now}"), None)
        }
    };
    let application = register(client, &name, &[])?;
    let id = field(&application, "id");
    for credential in application.get("passwordCredentials").and_then(Value::as_array).into_iter().flatten() {
        let body = json!({ "keyId": credential.get("keyId") });
        client.graph_ok(Method::Post, &format!("/applications/{id}/removePassword"), Some(&body))?;
    }
    let password = if arguments.switch("create_password").unwrap_or(true) {
        let answer = client.graph_ok(
            Method::Post,
            &format!("/applications/{id}/addPassword"),
            Some(&years(client, arguments)),
        )?;
        answer.get("secretText").cloned().unwrap_or(Value::Null)
    } else {
        Value::Null
    };
    let client_id = field(&application, "appId");
    let service_principal = match existing {
        Some(found) => found,
        None => {
            let body = json!({ "appId": client_id, "accountEnabled": true });
            client.graph_ok(Method::Post, "/servicePrincipals", Some(&body))?
        }
    };
    for scope in &scopes {
        let role = role.unwrap_or_default();
        client.warn(&format!("Creating '{role}' role assignment under scope '{scope}'"));
        if let Err(error) = role_assignment::grant(client, &field(&service_principal, "id"), role, scope) {
            client.warn("  Role assignment creation failed.\n");
            return Err(error);
        }
    }
    if !password.is_null() {
        client.warn(CREDENTIALS);
    }
    let tenant = client.profile.tenant_id.clone();
    Ok(json!({ "appId": client_id, "displayName": name, "password": password, "tenant": tenant }))
}

/// The password credential that az asks for: for one year unless told otherwise.
fn years(client: &Client<'_>, arguments: &Arguments) -> Value {
    let now = client.state().now().to_string();
    let (year, rest) = now.split_once('-').unwrap_or((now.as_str(), ""));
    let years = arguments.integer("years").filter(|it| *it != 0).unwrap_or(1);
    let end = year.parse::<i64>().unwrap_or_default().saturating_add(years);
    json!({ "passwordCredential": { "displayName": "rbac", "startDateTime": now, "endDateTime": format!("{end}-{rest}") } })
}
