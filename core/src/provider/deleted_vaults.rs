//! Vaults that were deleted: listed, recovered, purged.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::path::ArmPath;
use super::vault::body;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{DataEvent, Event};
use crate::model::json::json;
use crate::model::resource::{ResourceKind, normal_location};
use crate::model::vault::DeletedVault;

pub(super) fn recover(context: &mut Context<'_>, buried: DeletedVault) -> ApiResponse {
    let answer = body(&buried.resource);
    context.emit(Event::Data(DataEvent::VaultRecovered { resource: buried.resource }));
    ApiResponse::json(200, answer)
}

pub(super) fn list_deleted(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.KeyVault/deletedVaults/read", &path.scope)?;
    let here = |it: &&DeletedVault| path.scope.contains(&it.resource.id);
    let value: Vec<Value> = context.state.data().deleted_vaults().filter(here).map(deleted_body).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

/// `…/locations/{location}/deletedVaults/{name}[/purge]`
pub(super) fn deleted(context: &mut Context<'_>, path: &ArmPath, location: &str) -> Result<ApiResponse, ApiError> {
    let name = path.name(1).unwrap_or_default();
    let purging = path.kind(2).as_deref() == Some("purge");
    let action = if purging { "purge/action" } else { "read" };
    context.require(&format!("Microsoft.KeyVault/locations/deletedVaults/{action}"), &path.scope)?;
    let found = context.state.data().deleted_vault(name).cloned();
    let here =
        |it: &DeletedVault| path.scope.contains(&it.resource.id) && it.resource.location == normal_location(location);
    let Some(found) = found.filter(here) else {
        let message = format!("The specified deleted vault '{name}' does not exist.");
        return Err(ApiError::new(404, "DeletedVaultNotFound", message));
    };
    match (context.request.method, purging) {
        (Method::Get, false) => Ok(ApiResponse::json(200, deleted_body(&found))),
        (Method::Post, true) => purge(context, &found),
        _ => Err(not_allowed(context.request)),
    }
}

fn purge(context: &mut Context<'_>, found: &DeletedVault) -> Result<ApiResponse, ApiError> {
    let protected = matches!(&found.resource.kind, ResourceKind::KeyVault(vault) if vault.purge_protection);
    if protected {
        let message = format!(
            "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Vault: {}",
            found.resource.name
        );
        return Err(ApiError::new(400, "MethodNotAllowed", message));
    }
    context.emit(Event::Data(DataEvent::VaultPurged { vault: found.resource.id.clone() }));
    Ok(ApiResponse::empty(200))
}

fn deleted_body(vault: &DeletedVault) -> Value {
    let (resource, name) = (&vault.resource, &vault.resource.name);
    let subscription = resource.id.subscription_id().map(|it| it.to_string()).unwrap_or_default();
    json!({
        "id": format!(
            "/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{}/deletedVaults/{name}",
            resource.location
        ),
        "name": name, "type": "Microsoft.KeyVault/deletedVaults",
        "properties": {
            "vaultId": resource.id.as_str(), "location": resource.location,
            "tags": super::resources::tags_body(&resource.tags),
            "deletionDate": vault.deleted.to_string(), "scheduledPurgeDate": vault.purge.to_string(),
            "purgeProtectionEnabled": matches!(&resource.kind, ResourceKind::KeyVault(it) if it.purge_protection).then_some(true),
        },
    })
}
