//! Microsoft.Storage: accounts and their keys.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::host_identity;
use super::lifecycle::{delete_if_there, gone};
use super::path::ArmPath;
use super::resources::{common_body, tags_of};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event};
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::resource::{LOCATIONS, Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;
use crate::model::storage::{StorageAccount, account_key};

/// The type's full name.
pub const TYPE: &str = "Microsoft.Storage/storageAccounts";
const READ: &str = "Microsoft.Storage/storageAccounts/read";
const WRITE: &str = "Microsoft.Storage/storageAccounts/write";
const DELETE: &str = "Microsoft.Storage/storageAccounts/delete";
const NO_IDENTITY: &str =
    "Azure lets Microsoft.Storage/storageAccounts carry managed identities; Keyless does not simulate that.";
const LIST_KEYS: &str = "Microsoft.Storage/storageAccounts/listKeys/action";

/// Answers for storage accounts.
///
/// # Errors
/// The service's own: not found, taken or bad name, refused.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let kind = path.kind(0).unwrap_or_default();
    match (kind.as_str(), path.name(0), path.kind(1).as_deref(), context.request.method) {
        ("storageaccounts", None, None, Method::Get) => list(context, &path.scope),
        ("storageaccounts", Some(_), None, _) => one(context, path),
        ("storageaccounts", Some(name), Some("listkeys"), Method::Post) => {
            let id = path.scope.resource(TYPE, name);
            context.require(LIST_KEYS, &id)?;
            let (resource, account) = find(context, &id)?;
            Ok(ApiResponse::json(200, keys_body(context.state.seed(), &resource, &account)))
        }
        ("checknameavailability", None, None, Method::Post) => check_name_availability(context),
        ("storageaccounts" | "checknameavailability", ..) => Err(not_allowed(context.request)),
        (kind, ..) => {
            let message = format!("Keyless does not simulate Microsoft.Storage/{kind} yet.");
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
        Method::Patch => {
            context.require(WRITE, &id)?;
            let (old, account) = find(context, &id)?;
            let sent = context.body()?;
            host_identity::refuse(&sent, NO_IDENTITY)?;
            update(context, &old, account, &sent)
        }
        Method::Delete => {
            context.require(DELETE, &id)?;
            context.group_of(&id)?;
            Ok(delete_if_there(context, id, gone))
        }
        _ => Err(not_allowed(context.request)),
    }
}

fn find(context: &Context<'_>, id: &ResourceId) -> Result<(Resource, StorageAccount), ApiError> {
    let resource = context.resource(id)?;
    match resource.kind.clone() {
        ResourceKind::StorageAccount(account) => Ok((resource, *account)),
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
    if let Some(other) = context.state.storage_account(name).cloned() {
        return match other.kind.clone() {
            ResourceKind::StorageAccount(account) if other.id == *id => update(context, &other, *account, &sent),
            _ => Err(taken(&other, id)),
        };
    }
    let given = sent.get("location").and_then(Value::as_str).unwrap_or_default();
    let location = normal_location(given);
    if !LOCATIONS.contains(&location.as_str()) {
        let message = format!(
            "The provided location '{given}' is not available for resource type '{TYPE}'. List of available regions for the resource type is '{}'.",
            LOCATIONS.join(",")
        );
        return Err(ApiError::new(400, "LocationNotAvailableForResourceType", message));
    }
    let fresh = StorageAccount {
        kind: "StorageV2".to_owned(),
        sku: "Standard_RAGRS".to_owned(),
        access_tier: Some("Hot".to_owned()),
        https_only: true,
        minimum_tls_version: "TLS1_0".to_owned(),
        allow_blob_public_access: false,
        allow_shared_key_access: None,
        public_network_access: None,
        serial: context.state.sequence(),
    };
    let resource = Resource {
        id: group.id.resource(TYPE, name),
        name: name.to_owned(),
        resource_type: TYPE.to_owned(),
        location,
        tags: tags_of(sent.get("tags"))?.unwrap_or_default(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::StorageAccount(Box::new(with_settings(fresh, &sent))),
    };
    context.emit(Event::ResourceCreated { resource: resource.clone() });
    Ok(ApiResponse::json(200, body(&resource)))
}

/// Names of accounts are global.
fn taken(other: &Resource, wanted: &ResourceId) -> ApiError {
    if other.id.subscription_id() == wanted.subscription_id() {
        let message = format!("The account {} is already in another resource group in this subscription.", other.name);
        return ApiError::new(409, "StorageAccountInAnotherResourceGroup", message);
    }
    let message = format!("The storage account named {} is already taken.", other.name);
    let mut error = ApiError::new(409, "StorageAccountAlreadyTaken", message);
    error.target = Some("StorageAccount".into());
    error
}

fn update(
    context: &mut Context<'_>,
    old: &Resource,
    account: StorageAccount,
    sent: &Value,
) -> Result<ApiResponse, ApiError> {
    let mut resource = old.clone();
    if let Some(tags) = tags_of(sent.get("tags"))? {
        resource.tags = tags;
    }
    resource.kind = ResourceKind::StorageAccount(Box::new(with_settings(account, sent)));
    if resource == *old {
        context.emit(Event::AlreadySo { subject: old.id.clone(), fact: AlreadySo::Same });
    } else {
        context.emit(Event::ResourceUpdated { resource: resource.clone() });
    }
    Ok(ApiResponse::json(200, body(&resource)))
}

fn with_settings(mut account: StorageAccount, sent: &Value) -> StorageAccount {
    let text = |pointer: &str| sent.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let flag = |name: &str| sent.pointer(&format!("/properties/{name}")).and_then(Value::as_bool);
    account.kind = text("/kind").unwrap_or(account.kind);
    account.sku = text("/sku/name").unwrap_or(account.sku);
    account.access_tier = text("/properties/accessTier").or(account.access_tier);
    account.minimum_tls_version = text("/properties/minimumTlsVersion").unwrap_or(account.minimum_tls_version);
    account.public_network_access = text("/properties/publicNetworkAccess").or(account.public_network_access);
    account.https_only = flag("supportsHttpsTrafficOnly").unwrap_or(account.https_only);
    account.allow_blob_public_access = flag("allowBlobPublicAccess").unwrap_or(account.allow_blob_public_access);
    account.allow_shared_key_access = flag("allowSharedKeyAccess").or(account.allow_shared_key_access);
    account
}

fn check_name_availability(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    let sent = context.body()?;
    let name = sent.get("name").and_then(Value::as_str).unwrap_or_default();
    let unavailable =
        |reason: &str, message: &str| json!({"nameAvailable": false, "reason": reason, "message": message});
    let body = if let Err(error) = check_name(name) {
        unavailable("AccountNameInvalid", &error.message)
    } else if context.state.storage_account(name).is_some() {
        unavailable("AlreadyExists", &format!("The storage account named {name} is already taken."))
    } else {
        json!({"nameAvailable": true})
    };
    Ok(ApiResponse::json(200, body))
}

/// 3 to 24 lower-case letters and digits.
fn check_name(name: &str) -> Result<(), ApiError> {
    let good = (3..=24).contains(&name.len()) && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if good {
        return Ok(());
    }
    let message = format!(
        "{name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only."
    );
    Err(ApiError::new(400, "AccountNameInvalid", message))
}

fn keys_body(seed: u64, resource: &Resource, account: &StorageAccount) -> Value {
    let key = |number: u8| {
        json!({
            "creationTime": stamp(resource), "keyName": format!("key{number}"), "permissions": "FULL",
            "value": account_key(seed, account.serial, &resource.name, number),
        })
    };
    json!({ "keys": [key(1), key(2)] })
}

fn stamp(resource: &Resource) -> String {
    resource.created.arm()
}

/// The account as its provider answers it.
fn body(resource: &Resource) -> Value {
    let mut body = json!({});
    let ResourceKind::StorageAccount(account) = &resource.kind else { return body };
    if let (Some(map), Value::Object(common)) = (body.as_object_mut(), common_body(resource)) {
        let tier = account.sku.split('_').next().unwrap_or_default();
        map.insert("sku".to_owned(), json!({"name": account.sku, "tier": tier}));
        map.insert("kind".to_owned(), json!(account.kind));
        map.extend(common);
        map.insert("properties".to_owned(), properties(resource, account));
    }
    body
}

fn properties(resource: &Resource, account: &StorageAccount) -> Value {
    let service = json!({"keyType": "Account", "enabled": true, "lastEnabledTime": stamp(resource)});
    let endpoint = |kind: &str| format!("https://{}.{kind}.core.windows.net/", resource.name);
    let mut body = json!({
        "keyCreationTime": {"key1": stamp(resource), "key2": stamp(resource)},
        "allowSharedKeyAccess": account.allow_shared_key_access, "publicNetworkAccess": account.public_network_access,
        "privateEndpointConnections": [], "minimumTlsVersion": account.minimum_tls_version,
        "allowBlobPublicAccess": account.allow_blob_public_access,
        "networkAcls": {
            "ipv6Rules": [], "bypass": "AzureServices", "virtualNetworkRules": [], "ipRules": [], "defaultAction": "Allow",
        },
        "supportsHttpsTrafficOnly": account.https_only,
        "encryption": {"services": {"file": service, "blob": service}, "keySource": "Microsoft.Storage"},
        "accessTier": account.access_tier, "provisioningState": "Succeeded", "creationTime": stamp(resource),
        "primaryEndpoints": {
            "dfs": endpoint("dfs"), "web": endpoint("z13.web"), "blob": endpoint("blob"), "queue": endpoint("queue"),
            "table": endpoint("table"), "file": endpoint("file"),
        },
        "primaryLocation": resource.location, "statusOfPrimary": "available",
    });
    if let Some(map) = body.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    body
}
