//! Containers: list, create, show, delete.

use serde_json::Value;

use super::Refusal;
use super::blob_store::Visit;
use super::xml::{document, element};
use crate::api::response::ApiResponse;
use crate::event::{DataEvent, Event};
use crate::model::id::derive_128;
use crate::model::storage::Container;

pub(super) fn list(visit: &mut Visit<'_>) -> Result<ApiResponse, Refusal> {
    visit.require_action("read", None)?;
    let prefix = visit.request.query("prefix").unwrap_or_default();
    let items: String = visit
        .state
        .data()
        .containers(&visit.account())
        .filter(|it| it.name.starts_with(&prefix))
        .map(|it| format!("<Container>{}<Properties>{}</Properties></Container>", element("Name", &it.name), facts(it)))
        .collect();
    let inside = format!(
        "<EnumerationResults ServiceEndpoint=\"https://{}.blob.core.windows.net/\"><Containers>{items}</Containers><NextMarker /></EnumerationResults>",
        visit.account()
    );
    Ok(xml(&inside))
}

/// A document as an answer.
pub(super) fn xml(inside: &str) -> ApiResponse {
    ApiResponse::json(200, Value::String(document(inside))).header("Content-Type", "application/xml")
}

fn facts(container: &Container) -> String {
    [
        ("Last-Modified", container.modified.http().as_str()),
        ("Etag", &container.etag),
        ("LeaseStatus", "unlocked"),
        ("LeaseState", "available"),
        ("DefaultEncryptionScope", "$account-encryption-key"),
        ("DenyEncryptionScopeOverride", "false"),
        ("HasImmutabilityPolicy", "false"),
        ("HasLegalHold", "false"),
        ("ImmutableStorageWithVersioningEnabled", "false"),
    ]
    .map(|(name, value)| element(name, value))
    .concat()
}

pub(super) fn create(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require_action("write", Some(name))?;
    check_name(visit, name)?;
    if visit.state.data().container(&visit.account(), name).is_some() {
        return Err(visit.error(409, "ContainerAlreadyExists", "The specified container already exists."));
    }
    let container = Container {
        name: name.to_owned(),
        etag: new_etag(visit, &format!("container {name}")),
        modified: visit.state.now(),
    };
    let response = ApiResponse::empty(201)
        .header("ETag", container.etag.clone())
        .header("Last-Modified", container.modified.http());
    let event = DataEvent::ContainerCreated { account: visit.resource.id.clone(), container };
    visit.events.push(Event::Data(event));
    Ok(response)
}

pub(super) fn show(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require_action("read", Some(name))?;
    let container = find(visit, name)?;
    Ok(ApiResponse::empty(200)
        .header("ETag", container.etag.clone())
        .header("Last-Modified", container.modified.http())
        .header("x-ms-lease-status", "unlocked")
        .header("x-ms-lease-state", "available")
        .header("x-ms-has-immutability-policy", "false")
        .header("x-ms-has-legal-hold", "false")
        .header("x-ms-immutable-storage-with-versioning-enabled", "false")
        .header("x-ms-default-encryption-scope", "$account-encryption-key")
        .header("x-ms-deny-encryption-scope-override", "false"))
}

pub(super) fn delete(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require_action("delete", Some(name))?;
    find(visit, name)?;
    let event = DataEvent::ContainerDeleted { account: visit.resource.id.clone(), container: name.to_owned() };
    visit.events.push(Event::Data(event));
    Ok(ApiResponse::empty(202))
}

/// A container that is there.
pub(super) fn find<'a>(visit: &Visit<'a>, name: &str) -> Result<&'a Container, Refusal> {
    let found = visit.state.data().container(&visit.account(), name);
    found.ok_or_else(|| visit.error(404, "ContainerNotFound", "The specified container does not exist."))
}

/// An entity tag, with quotes: from what it is for and when, so that any client gets the same.
pub(super) fn new_etag(visit: &Visit<'_>, what: &str) -> String {
    let label = format!("etag {} {what} {}", visit.resource.id.key(), visit.state.now());
    let (digits, _) = derive_128(visit.state.seed(), 0, &label);
    format!("\"0x8D{:012X}\"", digits >> 16)
}

/// 3 to 63 lower-case letters, digits and hyphens; a letter or digit first and last, no two hyphens in a row.
fn check_name(visit: &Visit<'_>, name: &str) -> Result<(), Refusal> {
    // Recordings of azure-cli make containers of two characters.
    if !(2..=63).contains(&name.len()) {
        let message = "The specified resource name length is not within the permissible limits.";
        return Err(visit.error(400, "OutOfRangeInput", message));
    }
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let good = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && edge(name.chars().next())
        && edge(name.chars().last())
        && !name.contains("--");
    if good {
        return Ok(());
    }
    Err(visit.error(400, "InvalidResourceName", "The specified resource name contains invalid characters."))
}
