//! Federated identity credentials of a user-assigned identity (R47 … R49).

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::lifecycle::absent;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event, RefusalReason};
use crate::model::control::FederatedCredential;
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::ResourceKind;
use crate::model::scope::ResourceId;
use crate::rules::RuleId;

/// The type below an identity.
pub const TYPE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";
/// The most that one identity can carry (R47).
pub const MOST: usize = 20;
/// The longest issuer, subject or audience (R48).
pub const LONGEST: usize = 600;

/// Answers for the credentials of one identity.
///
/// # Errors
/// The service's own: unknown identity or credential, refused, over the limit, not well formed, not unique.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let identity = path.scope.resource(super::managed_identity::TYPE, path.name(0).unwrap_or_default());
    let action = |verb: &str| format!("{TYPE}/{verb}");
    let id = context.request.resource_id();
    match (path.name(1), context.request.method) {
        (None, Method::Get) => {
            context.require(&action("read"), &identity)?;
            let identity = carrier(context, &identity)?;
            let mut found: Vec<&FederatedCredential> = context.state.federated_credentials(&identity).collect();
            order::sort_by_number(&mut found, |it| it.order);
            let value: Vec<Value> = found.into_iter().map(body).collect();
            Ok(ApiResponse::json(200, json!({ "value": value })))
        }
        (Some(_), Method::Get) => {
            context.require(&action("read"), &id)?;
            carrier(context, &identity)?;
            let found = context.state.federated_credential(&id).ok_or_else(|| ApiError::resource_not_found(&id))?;
            Ok(ApiResponse::json(200, body(found)))
        }
        (Some(name), Method::Put) => {
            context.require(&action("write"), &id)?;
            put(context, &identity, name)
        }
        (Some(_), Method::Delete) => {
            context.require(&action("delete"), &id)?;
            carrier(context, &identity)?;
            if context.state.federated_credential(&id).is_none() {
                return Ok(absent(context, id));
            }
            context.emit(Event::FederatedCredentialDeleted { id });
            Ok(ApiResponse::empty(200))
        }
        _ => Err(not_allowed(context.request)),
    }
}

/// The identity's own id; system-assigned ones have no credentials (R49).
fn carrier(context: &Context<'_>, identity: &ResourceId) -> Result<ResourceId, ApiError> {
    context.group_of(identity)?;
    let found = context.state.resource(identity).ok_or_else(|| ApiError::resource_not_found(identity))?;
    match found.kind {
        ResourceKind::UserAssignedIdentity(_) => Ok(found.id.clone()),
        _ => Err(ApiError::resource_not_found(identity)),
    }
}

fn put(context: &mut Context<'_>, identity: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    let identity = carrier(context, identity)?;
    let sent = context.body()?;
    let text = |name: &str| sent.pointer(&format!("/properties/{name}")).and_then(Value::as_str).unwrap_or_default();
    let audiences = sent.pointer("/properties/audiences").and_then(Value::as_array).into_iter().flatten();
    let id = ResourceId::new(format!("{identity}/federatedIdentityCredentials/{name}"));
    let old = context.state.federated_credential(&id).cloned();
    let credential = FederatedCredential {
        name: old.as_ref().map_or_else(|| name.to_owned(), |it| it.name.clone()),
        issuer: text("issuer").to_owned(),
        subject: text("subject").to_owned(),
        audiences: audiences.filter_map(|it| it.as_str().map(str::to_owned)).collect(),
        order: old.as_ref().map_or_else(|| context.state.sequence(), |it| it.order),
        id,
    };
    let others: Vec<&FederatedCredential> =
        context.state.federated_credentials(&identity).filter(|it| it.id != credential.id).collect();
    check(&credential, &others)?;
    context.emit(if old.as_ref() == Some(&credential) {
        Event::AlreadySo { subject: credential.id.clone(), fact: AlreadySo::Same }
    } else {
        Event::FederatedCredentialWritten { credential: credential.clone() }
    });
    Ok(ApiResponse::json(if old.is_some() { 200 } else { 201 }, body(&credential)))
}

/// The validators of R47 and R48. A wrong subject is well formed all the same: it fails at the exchange (R49).
fn check(credential: &FederatedCredential, others: &[&FederatedCredential]) -> Result<(), ApiError> {
    if others.len() >= MOST {
        let message = format!("Too many federated identity credentials: a managed identity can have at most {MOST}.");
        return Err(refused(47, message));
    }
    if !well_formed(&credential.name) {
        let message = format!(
            "The federated identity credential name '{}' is invalid. It must be 3 to 120 letters, digits, hyphens and underscores, beginning with a letter or digit.",
            credential.name
        );
        return Err(refused(48, message));
    }
    for (field, text) in [("issuer", &credential.issuer), ("subject", &credential.subject)] {
        if text.is_empty() {
            return Err(refused(48, format!("The federated identity credential has no {field}.")));
        }
    }
    let all = [&credential.issuer, &credential.subject];
    if let Some(long) = all.into_iter().chain(&credential.audiences).find(|it| it.chars().count() > LONGEST) {
        let length = long.chars().count();
        return Err(refused(48, format!("A value has {length} characters; at most {LONGEST} are allowed.")));
    }
    if credential.audiences.len() != 1 {
        return Err(refused(48, "Federated identity credentials must have exactly one audience.".to_owned()));
    }
    if others.iter().any(|it| it.issuer == credential.issuer && it.subject == credential.subject) {
        let message = "Issuer and subject combination already exists for this Managed Identity.";
        return Err(refused(48, message.to_owned()));
    }
    Ok(())
}

/// The documentation asks for 3 characters; recordings of azure-cli show the service taking fewer.
fn well_formed(name: &str) -> bool {
    (1..=120).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn refused(rule: u8, message: String) -> ApiError {
    let mut error = ApiError::new(400, "BadRequest", message);
    error.reason = RefusalReason::ByRule(RuleId(rule));
    error
}

fn body(credential: &FederatedCredential) -> Value {
    json!({
        "id": credential.id.as_str(), "name": credential.name, "type": TYPE,
        "properties": {
            "issuer": credential.issuer, "subject": credential.subject, "audiences": credential.audiences,
        },
    })
}
