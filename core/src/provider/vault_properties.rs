//! What a vault's `properties` mean, and how they are answered.

use serde_json::Value;

use super::context::Context;
use super::vault::tenant_of;
use crate::api::error::ApiError;
use crate::model::id::{ObjectId, TenantId};
use crate::model::json::json;
use crate::model::tenancy::ResourceGroup;
use crate::model::time::Timestamp;
use crate::model::vault::{AccessPolicy, KeyVault, MAX_POLICIES, Permissions};

/// The type's full name.
pub const TYPE: &str = "Microsoft.KeyVault/vaults";

/// Management versions from this one on make new vaults with Azure RBAC unless told otherwise.
const RBAC_BY_DEFAULT: &str = "2026-02-01";

/// A new vault out of what was sent.
///
/// # Errors
/// 400 for a tenant that the subscription does not trust, a wrong retention, or too many policies.
pub fn create(context: &Context<'_>, group: &ResourceGroup, sent: &Value) -> Result<KeyVault, ApiError> {
    let trusted = tenant_of(context, group).unwrap_or_else(|| TenantId::new(""));
    let version = context.request.query("api-version").unwrap_or_default();
    let fresh = KeyVault {
        tenant_id: trusted,
        rbac: version.as_str() >= RBAC_BY_DEFAULT,
        policies: Vec::new(),
        sku: "standard".to_owned(),
        purge_protection: false,
        retention_days: 90,
        enabled_for_deployment: Some(false),
        enabled_for_disk_encryption: None,
        enabled_for_template_deployment: None,
        network_acls: Value::Null,
        public_network_access: "Enabled".to_owned(),
        created_by: context.caller.name.clone(),
        modified_by: context.caller.name.clone(),
        modified: context.state.now(),
    };
    let retention = number(sent, "softDeleteRetentionInDays").unwrap_or(90);
    let retention_days = u16::try_from(retention).ok().filter(|it| (7..=90).contains(it)).ok_or_else(|| {
        bad_request(&format!(
            "The property \"softDeleteRetentionInDays\" has an invalid value '{retention}'. It must be between 7 and 90 days."
        ))
    })?;
    update(context, &KeyVault { retention_days, ..fresh }, sent, false)
}

/// A vault with what was sent put in. Updating never changes the permission model unless it is named.
///
/// # Errors
/// 400 where what was sent cannot be, or cannot be any more.
pub fn update(context: &Context<'_>, old: &KeyVault, sent: &Value, whole: bool) -> Result<KeyVault, ApiError> {
    let mut vault = old.clone();
    let properties = sent.get("properties").unwrap_or(&Value::Null);
    if let Some(tenant) = properties.get("tenantId").and_then(Value::as_str) {
        vault.tenant_id = known_tenant(context, tenant)?;
    }
    if let Some(rbac) = flag(properties, "enableRbacAuthorization") {
        vault.rbac = rbac;
    }
    match properties.get("accessPolicies") {
        Some(list) if !list.is_null() => vault.policies = policies_of(list)?,
        _ if whole && properties.get("createMode").is_none() => vault.policies = old.policies.clone(),
        _ => {}
    }
    if properties.get("enableSoftDelete") == Some(&Value::Bool(false)) {
        return Err(bad_request(
            "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' functionality is an irreversible action.",
        ));
    }
    match flag(properties, "enablePurgeProtection") {
        Some(false) => {
            return Err(bad_request(
                "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.",
            ));
        }
        Some(true) => vault.purge_protection = true,
        None => {}
    }
    if number(sent, "softDeleteRetentionInDays").is_some_and(|it| it != i64::from(vault.retention_days)) {
        return Err(bad_request(
            "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.",
        ));
    }
    settings(&mut vault, properties);
    Ok(vault)
}

fn settings(vault: &mut KeyVault, properties: &Value) {
    if let Some(sku) = properties.pointer("/sku/name").and_then(Value::as_str) {
        vault.sku = sku.to_ascii_lowercase();
    }
    if let Some(access) = properties.get("publicNetworkAccess").and_then(Value::as_str) {
        vault.public_network_access = access.to_owned();
    }
    if let Some(acls) = properties.get("networkAcls").filter(|it| it.is_object()) {
        vault.network_acls = acls.clone();
    }
    for (name, slot) in [
        ("enabledForDeployment", &mut vault.enabled_for_deployment),
        ("enabledForDiskEncryption", &mut vault.enabled_for_disk_encryption),
        ("enabledForTemplateDeployment", &mut vault.enabled_for_template_deployment),
    ] {
        if let Some(on) = flag(properties, name) {
            *slot = Some(on);
        }
    }
}

/// A vault takes tokens of one tenant, and only one that exists can be named.
fn known_tenant(context: &Context<'_>, text: &str) -> Result<TenantId, ApiError> {
    let tenant = TenantId::new(text);
    if context.state.tenant(&tenant).is_some() {
        return Ok(tenant);
    }
    Err(bad_request(&format!("The tenant '{text}' specified in \"tenantId\" could not be found.")))
}

/// Adds, replaces or removes entries.
///
/// # Errors
/// 400 for another operation or for too many entries.
pub fn change_policies(vault: &mut KeyVault, operation: &str, sent: &Value) -> Result<(), ApiError> {
    let given = policies_of(sent.pointer("/properties/accessPolicies").unwrap_or(&Value::Null))?;
    for entry in given {
        let same = |it: &AccessPolicy| {
            it.object_id == entry.object_id
                && it.tenant_id == entry.tenant_id
                && it.application_id == entry.application_id
        };
        let at = vault.policies.iter().position(same);
        match operation.to_ascii_lowercase().as_str() {
            "replace" => replace(vault, at, entry),
            "remove" => take(vault, at, &entry.permissions),
            "add" => {
                let merged = match at.and_then(|at| vault.policies.get(at)) {
                    Some(old) => AccessPolicy { permissions: joined(&old.permissions, &entry.permissions), ..entry },
                    None => entry,
                };
                replace(vault, at, merged);
            }
            other => return Err(bad_request(&format!("The operation '{other}' is not one of add, replace, remove."))),
        }
    }
    check_count(&vault.policies)
}

fn replace(vault: &mut KeyVault, at: Option<usize>, entry: AccessPolicy) {
    match at.and_then(|at| vault.policies.get_mut(at)) {
        Some(slot) => *slot = entry,
        None => vault.policies.push(entry),
    }
}

fn take(vault: &mut KeyVault, at: Option<usize>, gone: &Permissions) {
    let Some(slot) = at.and_then(|at| vault.policies.get_mut(at)) else { return };
    let without = |old: &Option<Vec<String>>, gone: &Option<Vec<String>>| {
        old.as_ref().map(|old| {
            let gone = gone.as_deref().unwrap_or_default();
            old.iter().filter(|it| !gone.iter().any(|gone| gone.eq_ignore_ascii_case(it))).cloned().collect()
        })
    };
    let old = &slot.permissions;
    slot.permissions = Permissions {
        keys: without(&old.keys, &gone.keys),
        secrets: without(&old.secrets, &gone.secrets),
        certificates: without(&old.certificates, &gone.certificates),
        storage: without(&old.storage, &gone.storage),
    };
}

fn joined(a: &Permissions, b: &Permissions) -> Permissions {
    let both = |a: &Option<Vec<String>>, b: &Option<Vec<String>>| {
        let mut all: Vec<String> = a.iter().flatten().cloned().collect();
        for it in b.iter().flatten() {
            if !all.iter().any(|old| old.eq_ignore_ascii_case(it)) {
                all.push(it.clone());
            }
        }
        (a.is_some() || b.is_some()).then_some(all)
    };
    Permissions {
        keys: both(&a.keys, &b.keys),
        secrets: both(&a.secrets, &b.secrets),
        certificates: both(&a.certificates, &b.certificates),
        storage: both(&a.storage, &b.storage),
    }
}

fn policies_of(list: &Value) -> Result<Vec<AccessPolicy>, ApiError> {
    let policies: Vec<AccessPolicy> = list.as_array().into_iter().flatten().map(policy_of).collect();
    check_count(&policies)?;
    Ok(policies)
}

fn check_count(policies: &[AccessPolicy]) -> Result<(), ApiError> {
    if policies.len() <= MAX_POLICIES {
        return Ok(());
    }
    Err(bad_request(&format!("A vault can have at most {MAX_POLICIES} access policy entries.")))
}

fn policy_of(entry: &Value) -> AccessPolicy {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let list = |name: &str| {
        let given = entry.pointer(&format!("/permissions/{name}"))?.as_array()?;
        Some(given.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
    };
    AccessPolicy {
        tenant_id: TenantId::new(text("tenantId")),
        object_id: ObjectId::new(text("objectId")),
        application_id: entry.get("applicationId").and_then(Value::as_str).map(str::to_owned),
        permissions: Permissions {
            keys: list("keys"),
            secrets: list("secrets"),
            certificates: list("certificates"),
            storage: list("storage"),
        },
    }
}

/// `properties` as they are answered; what was never said is left out.
pub fn body(vault: &KeyVault, name: &str) -> Value {
    let mut body = json!({
        "sku": {"family": "A", "name": vault.sku}, "tenantId": vault.tenant_id,
        "accessPolicies": vault.policies.iter().map(policy_body).collect::<Vec<_>>(),
        "enabledForDeployment": vault.enabled_for_deployment,
        "enabledForDiskEncryption": vault.enabled_for_disk_encryption,
        "enabledForTemplateDeployment": vault.enabled_for_template_deployment,
        "enableSoftDelete": true, "softDeleteRetentionInDays": vault.retention_days,
        "enableRbacAuthorization": vault.rbac,
        "enablePurgeProtection": vault.purge_protection.then_some(true),
        "networkAcls": vault.network_acls, "vaultUri": format!("https://{}.vault.azure.net/", name.to_ascii_lowercase()),
        "provisioningState": "Succeeded", "publicNetworkAccess": vault.public_network_access,
    });
    if let Some(map) = body.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    body
}

fn policy_body(policy: &AccessPolicy) -> Value {
    let permissions = &policy.permissions;
    let mut entry = json!({"tenantId": policy.tenant_id, "objectId": policy.object_id});
    let mut allowed = json!({
        "keys": permissions.keys, "secrets": permissions.secrets, "certificates": permissions.certificates,
        "storage": permissions.storage,
    });
    if let Some(map) = allowed.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    if let Some(map) = entry.as_object_mut() {
        if let Some(application) = &policy.application_id {
            map.insert("applicationId".to_owned(), json!(application));
        }
        map.insert("permissions".to_owned(), allowed);
    }
    entry
}

/// Who made and changed the vault, and when.
pub fn system_data(vault: &KeyVault, created: Timestamp) -> Value {
    let kind = |name: &str| if name.contains('@') { "User" } else { "Application" };
    let precise = |it: Timestamp| it.to_string().replace('Z', ".000Z");
    json!({
        "createdBy": vault.created_by, "createdByType": kind(&vault.created_by), "createdAt": precise(created),
        "lastModifiedBy": vault.modified_by, "lastModifiedByType": kind(&vault.modified_by),
        "lastModifiedAt": precise(vault.modified),
    })
}

fn flag(properties: &Value, name: &str) -> Option<bool> {
    properties.get(name).and_then(Value::as_bool)
}

fn number(sent: &Value, name: &str) -> Option<i64> {
    sent.pointer(&format!("/properties/{name}")).and_then(Value::as_i64)
}

fn bad_request(message: &str) -> ApiError {
    ApiError::new(400, "BadRequest", message)
}
