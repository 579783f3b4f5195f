//! `az keyvault`: vaults, their access policies and afterlife, and the secrets in them.

mod check;
mod lifecycle;
mod policy;
mod secret;
mod vault;

use serde_json::{Map, Value};

use super::Command;
use super::command;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{pick, with_group};
use crate::model::json::json;
use crate::model::scope::ResourceId;

const API: &str = "2026-02-01";

/// The commands of this group.
pub(super) const COMMANDS: [Command; 19] = [
    command("keyvault create", vault::create, vault::CREATE, None).checked(check::vault),
    command("keyvault show", vault::show, &["vault_name"], None),
    command("keyvault list", vault::list, &["resource_type"], None),
    command("keyvault update", vault::update, vault::UPDATE, None),
    command("keyvault delete", lifecycle::delete, &["vault_name"], None),
    command("keyvault list-deleted", lifecycle::list_deleted, &["resource_type"], None),
    command("keyvault show-deleted", lifecycle::show_deleted, &["vault_name", "location"], None).checked(check::vault),
    command("keyvault recover", lifecycle::recover, &["vault_name", "location"], None).checked(check::vault),
    command("keyvault purge", lifecycle::purge, &["vault_name", "location"], None).checked(check::vault),
    command("keyvault set-policy", policy::set, policy::SET, None),
    command("keyvault delete-policy", policy::delete, policy::DELETE, None),
    command("keyvault secret set", secret::set, secret::SET, None).checked(check::content),
    command("keyvault secret show", secret::show, &["name", "version", "vault_base_url", "identifier"], None)
        .checked(check::one),
    command("keyvault secret list", secret::list, secret::LIST, Some(secret::table)).checked(check::list),
    command("keyvault secret list-versions", secret::list_versions, secret::VERSIONS, None).checked(check::one),
    command("keyvault secret list-deleted", secret::list_deleted, secret::LIST, None).checked(check::list),
    command("keyvault secret delete", secret::delete, secret::ONE, None).checked(check::one),
    command("keyvault secret recover", secret::recover, secret::ONE, None).checked(check::one),
    command("keyvault secret purge", secret::purge, secret::ONE, None).checked(check::one),
];

/// The path of a vault in a group.
fn path(client: &Client<'_>, group: &str, name: &str) -> String {
    format!("/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}", client.subscription)
}

/// The group that was given, or the one in which az finds a vault of this name.
fn group_of(client: &mut Client<'_>, given: Option<&str>, name: &str) -> Result<String, AzError> {
    if name.is_empty() && given.is_none() {
        return Err(AzError::new("The HSM 'None' not found within subscription."));
    }
    if let Some(group) = given {
        return Ok(group.to_owned());
    }
    let path = format!(
        "/subscriptions/{}/resources?$filter=resourceType eq 'Microsoft.KeyVault/vaults' and name eq '{name}'",
        client.subscription
    );
    let found = client.list(&path, "2015-11-01")?;
    let ids = found.iter().filter_map(|it| it.get("id")?.as_str().map(ResourceId::new));
    let group = ids.filter(|id| id.name().eq_ignore_ascii_case(name)).find_map(|id| id.group_name().map(str::to_owned));
    group.ok_or_else(|| AzError::new(format!("The Vault '{name}' not found within subscription.")))
}

/// The vault that the arguments name, as the service answers it, and its path.
fn find(client: &mut Client<'_>, given: Option<&str>, name: &str) -> Result<(Value, String), AzError> {
    let group = group_of(client, given, name)?;
    let path = path(client, &group, name);
    Ok((client.get(&path, API)?, path))
}

/// Writes a vault back as a whole.
fn write(client: &mut Client<'_>, path: &str, vault: &Value) -> AzResult {
    use crate::api::request::Method;
    let body = Value::Object(pick(vault, &["location", "tags", "properties"]));
    Ok(shown(&client.arm_ok(Method::Put, path, API, Some(&body))?))
}

const PROPERTIES: [&str; 17] = [
    "accessPolicies",
    "createMode",
    "enablePurgeProtection",
    "enableRbacAuthorization",
    "enableSoftDelete",
    "enabledForDeployment",
    "enabledForDiskEncryption",
    "enabledForTemplateDeployment",
    "hsmPoolResourceId",
    "networkAcls",
    "privateEndpointConnections",
    "provisioningState",
    "publicNetworkAccess",
    "sku",
    "softDeleteRetentionInDays",
    "tenantId",
    "vaultUri",
];

/// A vault as az prints it: every field that az knows, null where the service sent none.
fn shown(vault: &Value) -> Value {
    let mut map = pick(vault, &["id", "location", "name", "properties", "systemData", "tags", "type"]);
    if let Some(properties) = vault.get("properties") {
        let mut properties = pick(properties, &PROPERTIES);
        if let Some(acls) = properties.get_mut("networkAcls").filter(|it| it.is_object()) {
            *acls = Value::Object(pick(acls, &["bypass", "defaultAction", "ipRules", "virtualNetworkRules"]));
        }
        if let Some(policies) = properties.get_mut("accessPolicies").and_then(Value::as_array_mut) {
            for policy in policies {
                *policy = shown_policy(policy);
            }
        }
        map.insert("properties".to_owned(), Value::Object(properties));
    }
    if let Some(data) = map.get_mut("systemData").and_then(Value::as_object_mut) {
        for name in ["createdAt", "lastModifiedAt"] {
            if let Some(at) = data.get_mut(name) {
                *at = json!(precise(at.as_str().unwrap_or_default()));
            }
        }
    }
    with_group(Value::Object(map))
}

fn shown_policy(policy: &Value) -> Value {
    let mut map: Map<String, Value> = pick(policy, &["applicationId", "objectId", "permissions", "tenantId"]);
    if let Some(permissions) = policy.get("permissions") {
        let kinds = pick(permissions, &["certificates", "keys", "secrets", "storage"]);
        map.insert("permissions".to_owned(), Value::Object(kinds));
    }
    Value::Object(map)
}

/// `2026-01-15T09:00:00.000Z` as Python prints the date: no fraction where it is zero.
fn precise(text: &str) -> String {
    format!("{}+00:00", text.trim_end_matches('Z').trim_end_matches(".000"))
}
