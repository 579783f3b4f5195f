//! Microsoft.KeyVault: vaults, their soft-deleted afterlife, and their access policies.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::deleted_vaults::{deleted, list_deleted, recover};
use super::host_identity;
use super::lifecycle::{delete_if_there, gone};
use super::path::ArmPath;
use super::resources::{common_body, tags_of};
use super::vault_properties::{self as properties, TYPE};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event};
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::resource::{LOCATIONS, Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::ResourceGroup;
use crate::model::vault::KeyVault;

const READ: &str = "Microsoft.KeyVault/vaults/read";
const WRITE: &str = "Microsoft.KeyVault/vaults/write";
const DELETE: &str = "Microsoft.KeyVault/vaults/delete";
const NO_IDENTITY: &str = "Microsoft.KeyVault/vaults has no managed identity: a vault is what identities get access to. What Azure answers to 'identity' in its request is not simulated by Keyless.";
const TAKEN: &str = "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";

/// Answers for vaults; lists of managed HSMs are empty, because none can be made.
///
/// # Errors
/// The service's own: not found, taken name, refused.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let kind = path.kind(0).unwrap_or_default();
    match (kind.as_str(), path.name(0), path.kind(1).as_deref(), context.request.method) {
        ("vaults", None, None, Method::Get) => list(context, &path.scope),
        ("vaults", Some(_), None, _) => one(context, path),
        ("vaults", Some(_), Some("accesspolicies"), Method::Put) => change_policies(context, path),
        ("deletedvaults", None, None, Method::Get) => list_deleted(context, path),
        ("locations", Some(location), Some("deletedvaults"), _) => deleted(context, path, location),
        ("checknameavailability", None, None, Method::Post) => check_name_availability(context),
        ("managedhsms" | "deletedmanagedhsms", None, None, Method::Get) => {
            Ok(ApiResponse::json(200, json!({ "value": [] })))
        }
        ("vaults" | "deletedvaults" | "checknameavailability", ..) => Err(not_allowed(context.request)),
        (kind, ..) => {
            let message = format!("Keyless does not simulate Microsoft.KeyVault/{kind} yet.");
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

fn one(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = context.request.resource_id();
    match context.request.method {
        Method::Get => {
            context.require(READ, &id)?;
            let (resource, _) = find(context, &id)?;
            Ok(ApiResponse::json(200, body(&resource)))
        }
        Method::Put => put(context, &id, path.name(0).unwrap_or_default()),
        Method::Patch => patch(context, &id),
        Method::Delete => {
            context.require(DELETE, &id)?;
            context.group_of(&id)?;
            Ok(delete_if_there(context, id, gone))
        }
        _ => Err(not_allowed(context.request)),
    }
}

fn find(context: &Context<'_>, id: &ResourceId) -> Result<(Resource, KeyVault), ApiError> {
    let resource = context.resource(id)?;
    match resource.kind.clone() {
        ResourceKind::KeyVault(vault) => Ok((resource, *vault)),
        _ => Err(ApiError::resource_not_found(id)),
    }
}

fn list(context: &mut Context<'_>, scope: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.list(READ, scope, TYPE, body)
}

fn put(context: &mut Context<'_>, id: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let group = context.group_of(id)?;
    check_name(name)?;
    let sent = context.body()?;
    host_identity::refuse(&sent, NO_IDENTITY)?;
    let mode = sent.pointer("/properties/createMode").and_then(Value::as_str).unwrap_or("default").to_owned();
    if let Ok((old, vault)) = find(context, id) {
        return update(context, old, vault, &sent, true);
    }
    let buried = context.state.data().deleted_vault(name).cloned();
    if mode.eq_ignore_ascii_case("recover") {
        return match buried {
            Some(buried) if buried.resource.id == *id => Ok(recover(context, buried)),
            _ => Err(ApiError::new(404, "DeletedVaultNotFound", format!("There is no deleted vault '{name}' here."))),
        };
    }
    if buried.is_some() {
        return Err(ApiError::new(409, "ConflictError", TAKEN));
    }
    if context.state.vault(name).is_some() {
        let message = format!(
            "The vault name '{name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information about VaultAlreadyExists, see https://go.microsoft.com/fwlink/?linkid=2147741."
        );
        return Err(ApiError::new(409, "VaultAlreadyExists", message));
    }
    let location = check_location(sent.get("location").and_then(Value::as_str).unwrap_or_default())?;
    let vault = properties::create(context, &group, &sent)?;
    let tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    let resource = Resource {
        id: group.id.resource(TYPE, name),
        name: name.to_owned(),
        resource_type: TYPE.to_owned(),
        location,
        tags,
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::KeyVault(Box::new(vault)),
    };
    context.emit(Event::ResourceCreated { resource: resource.clone() });
    Ok(ApiResponse::json(200, body(&resource)))
}

fn patch(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let (old, vault) = find(context, id)?;
    let sent = context.body()?;
    host_identity::refuse(&sent, NO_IDENTITY)?;
    update(context, old, vault, &sent, false)
}

fn update(
    context: &mut Context<'_>,
    old: Resource,
    vault: KeyVault,
    sent: &Value,
    whole: bool,
) -> Result<ApiResponse, ApiError> {
    let mut resource = old.clone();
    if let Some(tags) = tags_of(sent.get("tags"))? {
        resource.tags = tags;
    }
    let changed = properties::update(context, &vault, sent, whole)?;
    resource.kind = ResourceKind::KeyVault(Box::new(changed));
    save(context, &old, resource)
}

/// Writes what differs, or says that nothing does.
fn save(context: &mut Context<'_>, old: &Resource, mut resource: Resource) -> Result<ApiResponse, ApiError> {
    if resource == *old {
        context.emit(Event::AlreadySo { subject: old.id.clone(), fact: AlreadySo::Same });
    } else {
        if let ResourceKind::KeyVault(vault) = &mut resource.kind {
            vault.modified = context.state.now();
            vault.modified_by.clone_from(&context.caller.name);
        }
        context.emit(Event::ResourceUpdated { resource: resource.clone() });
    }
    Ok(ApiResponse::json(200, body(&resource)))
}

/// `PUT …/accessPolicies/{add|replace|remove}`
fn change_policies(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = path.scope.resource(TYPE, path.name(0).unwrap_or_default());
    context.require("Microsoft.KeyVault/vaults/accessPolicies/write", &id)?;
    let (old, mut vault) = find(context, &id)?;
    let sent = context.body()?;
    properties::change_policies(&mut vault, path.name(1).unwrap_or_default(), &sent)?;
    let mut resource = old.clone();
    resource.kind = ResourceKind::KeyVault(Box::new(vault));
    save(context, &old, resource)
}

fn check_name_availability(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    let sent = context.body()?;
    let name = sent.get("name").and_then(Value::as_str).unwrap_or_default();
    let unavailable =
        |reason: &str, message: &str| json!({"nameAvailable": false, "reason": reason, "message": message});
    let body = if let Err(error) = check_name(name) {
        unavailable("AccountNameInvalid", &error.message)
    } else if context.state.vault(name).is_some() || context.state.data().deleted_vault(name).is_some() {
        unavailable("AlreadyExists", &format!("The vault name '{name}' is already in use."))
    } else {
        json!({"nameAvailable": true})
    };
    Ok(ApiResponse::json(200, body))
}

/// 3 to 24 letters, digits and hyphens; a letter first, a letter or digit last, no two hyphens in a row.
fn check_name(name: &str) -> Result<(), ApiError> {
    let good = (3..=24).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.ends_with('-')
        && !name.contains("--");
    if good {
        return Ok(());
    }
    let message = format!(
        "The vault name '{name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742"
    );
    Err(ApiError::new(400, "VaultNameNotValid", message))
}

fn check_location(given: &str) -> Result<String, ApiError> {
    let location = normal_location(given);
    if LOCATIONS.contains(&location.as_str()) {
        return Ok(location);
    }
    let message = format!(
        "The provided location '{given}' is not available for resource type '{TYPE}'. List of available regions for the resource type is '{}'.",
        LOCATIONS.join(",")
    );
    Err(ApiError::new(400, "LocationNotAvailableForResourceType", message))
}

/// The tenant that a group's subscription trusts.
pub(super) fn tenant_of(context: &Context<'_>, group: &ResourceGroup) -> Option<crate::model::id::TenantId> {
    let subscription = group.id.subscription_id()?;
    context.state.subscription(&subscription).map(|it| it.tenant_id.clone())
}

/// The vault as its provider answers it.
pub(super) fn body(resource: &Resource) -> Value {
    let mut body = common_body(resource);
    if let (Some(map), ResourceKind::KeyVault(vault)) = (body.as_object_mut(), &resource.kind) {
        map.insert("systemData".to_owned(), properties::system_data(vault, resource.created));
        map.insert("properties".to_owned(), properties::body(vault, &resource.name));
    }
    body
}
