//! Secrets: read and list, deleted ones too; what each request is, and how a secret is answered.

use serde_json::Value;

use super::Refusal;
use super::secret_writes::{delete, purge, recover, set};
use super::vault_access::{Operation, Visit};
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::model::json::json;
use crate::model::vault::{Secret, SecretVersion};

const GET: Operation = Operation { action: "getSecret/action", permission: "get" };
const LIST: Operation = Operation { action: "readMetadata/action", permission: "list" };

/// Answers a request whose token was found good.
pub(super) fn route(visit: &mut Visit<'_>) -> Result<ApiResponse, Refusal> {
    if visit.request.query("api-version").is_none_or(|it| it.is_empty()) {
        return Err(visit.error(400, "BadParameter", "api-version must be specified"));
    }
    let path = visit.request.path();
    let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    match (visit.request.method, parts.as_slice()) {
        (Method::Get, ["secrets"]) => list(visit),
        (Method::Get, ["secrets", name, "versions"]) => versions(visit, name),
        (Method::Get, ["secrets", name]) => get(visit, name, ""),
        (Method::Get, ["secrets", name, version]) => get(visit, name, version),
        (Method::Put, ["secrets", name]) => set(visit, name),
        (Method::Delete, ["secrets", name]) => delete(visit, name),
        (Method::Get, ["deletedsecrets"]) => list_deleted(visit),
        (Method::Get, ["deletedsecrets", name]) => get_deleted(visit, name),
        (Method::Delete, ["deletedsecrets", name]) => purge(visit, name),
        (Method::Post, ["deletedsecrets", name, "recover"]) => recover(visit, name),
        (_, ["secrets" | "deletedsecrets", ..]) => {
            let message = format!("The HTTP method {} is not allowed here.", visit.request.method.as_str());
            Err(visit.error(405, "BadParameter", &message))
        }
        _ => {
            let message = format!("Keyless does not simulate '{path}' of a vault yet.");
            Err(visit.error(501, "NotSimulated", &message))
        }
    }
}

fn get(visit: &mut Visit<'_>, name: &str, version: &str) -> Result<ApiResponse, Refusal> {
    visit.require(GET, Some(name))?;
    let secret = active(visit, name)?;
    let Some(found) = secret.version(version) else { return Err(missing(visit, &format!("{name}/{version}"))) };
    if !found.enabled {
        let message = "Operation get is not allowed on a disabled secret.";
        return Err(visit.error(403, "Forbidden", message));
    }
    let mut body = json!({ "value": found.value });
    extend(&mut body, bundle(visit, secret, found, true));
    Ok(ApiResponse::json(200, body))
}

fn list(visit: &mut Visit<'_>) -> Result<ApiResponse, Refusal> {
    visit.require(LIST, None)?;
    let found = visit.state.data().secrets(&visit.vault_name()).filter(|it| it.deleted.is_none());
    let value: Vec<Value> = found.filter_map(|it| Some(bundle(visit, it, it.versions.last()?, false))).collect();
    Ok(ApiResponse::json(200, json!({ "value": value, "nextLink": null })))
}

fn versions(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(LIST, Some(name))?;
    let found = visit.state.data().secret(&visit.vault_name(), name).filter(|it| it.deleted.is_none());
    let value: Vec<Value> = found
        .into_iter()
        .flat_map(|secret| secret.versions.iter().map(move |it| (secret, it)))
        .map(|(secret, it)| bundle(visit, secret, it, true))
        .collect();
    Ok(ApiResponse::json(200, json!({ "value": value, "nextLink": null })))
}

fn list_deleted(visit: &mut Visit<'_>) -> Result<ApiResponse, Refusal> {
    visit.require(LIST, None)?;
    let found = visit.state.data().secrets(&visit.vault_name());
    let value: Vec<Value> = found.filter_map(|it| deleted_bundle(visit, it, false)).collect();
    Ok(ApiResponse::json(200, json!({ "value": value, "nextLink": null })))
}

fn get_deleted(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(LIST, Some(name))?;
    let secret = buried(visit, name)?;
    Ok(ApiResponse::json(200, deleted_bundle(visit, secret, true).unwrap_or_default()))
}

/// A secret that is there.
pub(super) fn active<'a>(visit: &Visit<'a>, name: &str) -> Result<&'a Secret, Refusal> {
    let found = visit.state.data().secret(&visit.vault_name(), name);
    found.filter(|it| it.deleted.is_none()).ok_or_else(|| missing(visit, name))
}

/// A secret that was deleted and can be recovered.
pub(super) fn buried<'a>(visit: &Visit<'a>, name: &str) -> Result<&'a Secret, Refusal> {
    let found = visit.state.data().secret(&visit.vault_name(), name);
    found.filter(|it| it.deleted.is_some()).ok_or_else(|| {
        let message = format!("Deleted Secret not found: {name}");
        visit.error(404, "SecretNotFound", &message)
    })
}

fn missing(visit: &Visit<'_>, name: &str) -> Refusal {
    let message = format!(
        "A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182"
    );
    visit.error(404, "SecretNotFound", &message)
}

/// A version without its value: id, attributes, and what was given with it.
pub(super) fn bundle(visit: &Visit<'_>, secret: &Secret, version: &SecretVersion, with_version: bool) -> Value {
    let vault = visit.vault_name();
    let id = format!("https://{vault}.vault.azure.net/secrets/{}", secret.name);
    let id = if with_version { format!("{id}/{}", version.id) } else { id };
    let mut attributes = json!({
        "enabled": version.enabled, "nbf": version.not_before, "exp": version.expires, "created": version.created.0,
        "updated": version.updated.0, "recoveryLevel": visit.vault.recovery_level(),
        "recoverableDays": visit.vault.retention_days,
    });
    let mut body = json!({"contentType": version.content_type, "id": id});
    for map in [&mut attributes, &mut body].into_iter().filter_map(Value::as_object_mut) {
        map.retain(|_, value| !value.is_null());
    }
    if let Some(map) = body.as_object_mut() {
        map.insert("attributes".to_owned(), attributes);
        if let Some(tags) = &version.tags {
            map.insert("tags".to_owned(), json!(tags));
        }
    }
    body
}

/// A deleted secret, with its dates.
pub(super) fn deleted_bundle(visit: &Visit<'_>, secret: &Secret, with_version: bool) -> Option<Value> {
    let (deleted, version) = (secret.deleted?, secret.versions.last()?);
    let recovery = format!("https://{}.vault.azure.net/deletedsecrets/{}", visit.vault_name(), secret.name);
    let mut body = json!({"recoveryId": recovery, "deletedDate": deleted.at.0, "scheduledPurgeDate": deleted.purge.0});
    extend(&mut body, bundle(visit, secret, version, with_version));
    Some(body)
}

/// Adds the fields of one object to another.
pub(super) fn extend(body: &mut Value, more: Value) {
    if let (Some(map), Value::Object(more)) = (body.as_object_mut(), more) {
        map.extend(more);
    }
}
