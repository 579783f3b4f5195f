//! `az keyvault delete|list-deleted|show-deleted|recover|purge`

use serde_json::Value;

use super::{API, group_of, path, shown};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::pick;
use crate::model::json::json;
use crate::model::scope::ResourceId;

const SOFT_DELETE: &str = "Warning! If you have soft-delete protection enabled on this key vault, you will not be able to reuse this key vault name until the key vault has been purged from the soft deleted state. Please see the following documentation for additional guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("vault_name").unwrap_or_default();
    client.warn(SOFT_DELETE);
    let group = group_of(client, arguments.text("resource_group_name"), name)?;
    let path = path(client, &group, name);
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}

/// `--resource-type vault|hsm`, or none.
pub(super) fn resource_type(arguments: &Arguments) -> Result<Option<&str>, AzError> {
    match arguments.text("resource_type") {
        None => Ok(None),
        Some(kind @ ("vault" | "hsm")) => Ok(Some(kind)),
        Some(other) => Err(AzError::new(format!("Unsupported resource type: {other}"))),
    }
}

fn deleted_vaults(client: &mut Client<'_>) -> Result<Vec<Value>, AzError> {
    client.list(&format!("/subscriptions/{}/providers/Microsoft.KeyVault/deletedVaults", client.subscription), API)
}

pub(super) fn list_deleted(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let kind = resource_type(arguments)?;
    let mut found = Vec::new();
    if kind != Some("hsm") {
        found.extend(deleted_vaults(client)?.iter().map(shown_deleted));
    }
    if kind != Some("vault") {
        let path = format!("/subscriptions/{}/providers/Microsoft.KeyVault/deletedManagedHSMs", client.subscription);
        client.list(&path, API)?;
    }
    Ok(Value::Array(found))
}

fn shown_deleted(vault: &Value) -> Value {
    let mut map = pick(vault, &["id", "name", "properties", "systemData", "type"]);
    let fields = ["deletionDate", "location", "purgeProtectionEnabled", "scheduledPurgeDate", "tags", "vaultId"];
    let mut properties = vault.get("properties").map(|it| pick(it, &fields)).unwrap_or_default();
    for name in ["deletionDate", "scheduledPurgeDate"] {
        if let Some(at) = properties.get_mut(name) {
            *at = json!(super::precise(at.as_str().unwrap_or_default()));
        }
    }
    map.insert("properties".to_owned(), Value::Object(properties));
    Value::Object(map)
}

/// A deleted vault: where it was, and what it was.
struct Deleted {
    location: String,
    id: ResourceId,
}

fn find(client: &mut Client<'_>, arguments: &Arguments) -> Result<Deleted, AzError> {
    let name = arguments.text("vault_name").unwrap_or_default();
    let found = match arguments.text("location") {
        Some(location) => vec![client.get(&deleted_path(client, location, name), API)?],
        None => deleted_vaults(client)?,
    };
    let text = |it: &Value, pointer: &str| it.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    found
        .iter()
        .map(|it| Deleted {
            location: text(it, "/properties/location"),
            id: ResourceId::new(text(it, "/properties/vaultId")),
        })
        .find(|it| it.id.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| AzError::new(format!("No deleted Vault or HSM was found with name {name}")))
}

fn deleted_path(client: &Client<'_>, location: &str, name: &str) -> String {
    format!(
        "/subscriptions/{}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}",
        client.subscription
    )
}

pub(super) fn show_deleted(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = find(client, arguments)?;
    let path = deleted_path(client, &found.location, arguments.text("vault_name").unwrap_or_default());
    Ok(shown_deleted(&client.get(&path, API)?))
}

pub(super) fn purge(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = find(client, arguments)?;
    let name = arguments.text("vault_name").unwrap_or_default();
    let path = format!("{}/purge", deleted_path(client, &found.location, name));
    client.arm_ok(Method::Post, &path, API, None)?;
    Ok(Value::Null)
}

pub(super) fn recover(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = find(client, arguments)?;
    let name = arguments.text("vault_name").unwrap_or_default();
    let group = found.id.group_name().unwrap_or_default();
    if arguments.text("resource_group_name").is_some_and(|it| it != group) {
        return Err(AzError::new(format!(
            "The specified resource group does not match that of the deleted vault or hsm {name}. The vault or hsm must be recovered to the original resource group {group}."
        )));
    }
    let tenant = client.state().subscription(&client.subscription).map(|it| it.tenant_id.clone());
    let body = json!({
        "location": found.location,
        "properties": {"tenantId": tenant, "sku": {"name": "standard", "family": "A"}, "createMode": "recover"},
    });
    let path = path(client, group, name);
    Ok(shown(&client.arm_ok(Method::Put, &path, API, Some(&body))?))
}
