//! Secrets: set, delete, recover, purge.

use std::sync::Arc;

use serde_json::Value;

use super::Refusal;
use super::secrets::{active, bundle, buried, deleted_bundle, extend};
use super::vault_access::{Operation, Visit};
use crate::api::response::ApiResponse;
use crate::event::{DataEvent, Event};
use crate::model::id::derive_128;
use crate::model::json::json;
use crate::model::tenancy::Tags;
use crate::model::vault::{Deleted, Secret, SecretVersion};

const SET: Operation = Operation { action: "setSecret/action", permission: "set" };
const DELETE: Operation = Operation { action: "delete", permission: "delete" };
const RECOVER: Operation = Operation { action: "recover/action", permission: "recover" };
const PURGE: Operation = Operation { action: "purge/action", permission: "purge" };

const MAX_VALUE: usize = 25_600;
const MAX_TAGS: usize = 15;
const MAX_CONTENT_TYPE: usize = 255;

pub(super) fn set(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(SET, Some(name))?;
    check_name(visit, name)?;
    let old = visit.state.data().secret(&visit.vault_name(), name).cloned();
    if old.as_ref().is_some_and(|it| it.deleted.is_some()) {
        let message = format!(
            "Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged."
        );
        let mut refusal = visit.error(409, "Conflict", &message);
        refusal.response.body = Some(Arc::new(json!({
            "error": {"code": "Conflict", "message": message, "innererror": {"code": "ObjectIsDeletedButRecoverable"}}
        })));
        return Err(refusal);
    }
    let version = read(visit, name, old.as_ref().map_or(0, |it| it.versions.len()))?;
    let secret = Secret {
        name: old.map_or_else(|| name.to_owned(), |it| it.name),
        versions: vec![version.clone()],
        deleted: None,
    };
    let mut body = json!({ "value": version.value });
    extend(&mut body, bundle(visit, &secret, &version, true));
    let event = DataEvent::SecretSet { vault: visit.resource.id.clone(), name: secret.name, version };
    visit.events.push(Event::Data(event));
    Ok(ApiResponse::json(200, body))
}

/// The version that the body describes, after `before` others.
fn read(visit: &Visit<'_>, name: &str, before: usize) -> Result<SecretVersion, Refusal> {
    let text = visit.request.body.as_deref().unwrap_or_default();
    let sent: Value = serde_json::from_str(text).unwrap_or_default();
    let Some(value) = sent.get("value").and_then(Value::as_str) else {
        return Err(visit.error(400, "BadParameter", "The property 'value' is missing or is no string."));
    };
    let content_type = sent.get("contentType").and_then(Value::as_str).map(str::to_owned);
    let tags = sent.get("tags").and_then(Value::as_object).map(|map| {
        let pairs = map.iter().map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()));
        pairs.collect::<Tags>()
    });
    let too_much = [
        (value.len() > MAX_VALUE, "The value of a secret can have at most 25 KB."),
        (tags.as_ref().is_some_and(|it| it.len() > MAX_TAGS), "A secret can have at most 15 tags."),
        (
            content_type.as_ref().is_some_and(|it| it.len() > MAX_CONTENT_TYPE),
            "The content type of a secret can have at most 255 characters.",
        ),
    ];
    if let Some((_, message)) = too_much.iter().find(|(wrong, _)| *wrong) {
        return Err(visit.error(400, "BadParameter", message));
    }
    let seconds = |name: &str| sent.pointer(&format!("/attributes/{name}")).and_then(Value::as_i64);
    let now = visit.state.now();
    Ok(SecretVersion {
        id: version_id(visit, name, before),
        value: value.to_owned(),
        content_type,
        tags,
        enabled: sent.pointer("/attributes/enabled").and_then(Value::as_bool).unwrap_or(true),
        not_before: seconds("nbf"),
        expires: seconds("exp"),
        created: now,
        updated: now,
    })
}

/// 32 hexadecimal digits from what they are for and when, so that any client gets the same.
fn version_id(visit: &Visit<'_>, name: &str, before: usize) -> String {
    let label = format!("secret {} {} {before} {}", visit.vault_name(), name.to_ascii_lowercase(), visit.state.now());
    let (a, b) = derive_128(visit.state.seed(), 0, &label);
    format!("{a:016x}{b:016x}")
}

fn check_name(visit: &Visit<'_>, name: &str) -> Result<(), Refusal> {
    let good = (1..=127).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if good {
        return Ok(());
    }
    let message = format!("The request URI contains an invalid name: {name}");
    Err(visit.error(400, "BadParameter", &message))
}

pub(super) fn delete(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(DELETE, Some(name))?;
    let secret = active(visit, name)?;
    let now = visit.state.now();
    let purge = visit.vault.purge_date(now);
    let buried = Secret { deleted: Some(Deleted { at: now, purge }), ..secret.clone() };
    let body = deleted_bundle(visit, &buried, true).unwrap_or_default();
    let event = DataEvent::SecretDeleted { vault: visit.resource.id.clone(), name: buried.name, purge };
    visit.events.push(Event::Data(event));
    Ok(ApiResponse::json(200, body))
}

pub(super) fn recover(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(RECOVER, Some(name))?;
    let secret = buried(visit, name)?;
    let body = secret.versions.last().map(|it| bundle(visit, secret, it, true)).unwrap_or_default();
    let event = DataEvent::SecretRecovered { vault: visit.resource.id.clone(), name: secret.name.clone() };
    visit.events.push(Event::Data(event));
    Ok(ApiResponse::json(200, body))
}

pub(super) fn purge(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require(PURGE, Some(name))?;
    let secret = buried(visit, name)?;
    if visit.vault.purge_protection {
        let message = "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.";
        return Err(visit.error(403, "Forbidden", message));
    }
    let event = DataEvent::SecretPurged { vault: visit.resource.id.clone(), name: secret.name.clone() };
    visit.events.push(Event::Data(event));
    Ok(ApiResponse::empty(204))
}
