//! `az keyvault create|show|list|update`

use serde_json::{Map, Value};

use super::{API, find, path, shown, write};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::commands::update as generic;
use crate::az::shape::{pick, with_group};
use crate::model::json::json;

pub(super) const CREATE: &[&str] = &[
    "vault_name",
    "location",
    "sku",
    "enabled_for_deployment",
    "enabled_for_disk_encryption",
    "enabled_for_template_deployment",
    "enable_rbac_authorization",
    "enable_purge_protection",
    "retention_days",
    "bypass",
    "default_action",
    "no_self_perms",
    "tags",
    "public_network_access",
];

pub(super) const UPDATE: &[&str] = &[
    "vault_name",
    "enabled_for_deployment",
    "enabled_for_disk_encryption",
    "enabled_for_template_deployment",
    "enable_rbac_authorization",
    "enable_purge_protection",
    "retention_days",
    "bypass",
    "default_action",
    "public_network_access",
    "properties_to_set",
    "properties_to_add",
    "properties_to_remove",
];

/// A vault as az knows it.
const MODEL: generic::Model = generic::Model {
    flat: false,
    open: false,
    fields: &[
        ("", &["id", "location", "name", "properties", "systemData", "tags", "type"]),
        ("properties", &super::PROPERTIES),
        ("properties.networkAcls", &["bypass", "defaultAction", "ipRules", "virtualNetworkRules"]),
        ("properties.sku", &["family", "name"]),
    ],
};

/// Switches, with the property that each one is.
const SWITCHES: [(&str, &str); 5] = [
    ("enabled_for_deployment", "enabledForDeployment"),
    ("enabled_for_disk_encryption", "enabledForDiskEncryption"),
    ("enabled_for_template_deployment", "enabledForTemplateDeployment"),
    ("enable_rbac_authorization", "enableRbacAuthorization"),
    ("enable_purge_protection", "enablePurgeProtection"),
];

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default();
    let name = arguments.text("vault_name").unwrap_or_default();
    let location = match arguments.text("location") {
        Some(location) => location.to_owned(),
        None => {
            let path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
            let group = client.get(&path, "2024-11-01").map_err(|it| it.with_exit_code(2))?;
            group.get("location").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
    };
    let path = path(client, group, name);
    if client.arm(Method::Get, &path, API, None).is_success() {
        return Err(AzError::new(format!("The specified vault: {name} already exists")));
    }
    let tenant = client.profile.tenant_id.clone();
    let tenant = client.state().subscription(&client.subscription).map_or(tenant, |it| it.tenant_id.clone());
    let by_roles = arguments.switch("enable_rbac_authorization").unwrap_or(true);
    let policies = if by_roles || arguments.flag("no_self_perms") {
        Vec::new()
    } else {
        let all = json!({"keys": ["all"], "secrets": ["all"], "certificates": ["all"], "storage": ["all"]});
        vec![json!({"tenantId": tenant, "objectId": own_object_id(client)?, "permissions": all})]
    };
    let mut properties = Map::new();
    properties.insert("tenantId".to_owned(), json!(tenant));
    properties.insert("sku".to_owned(), json!({"family": "A", "name": arguments.text("sku").unwrap_or("standard")}));
    properties.insert("accessPolicies".to_owned(), Value::Array(policies));
    properties.insert("enableRbacAuthorization".to_owned(), json!(by_roles));
    properties.insert("enableSoftDelete".to_owned(), json!(true));
    put_settings(&mut properties, arguments)?;
    properties.entry("softDeleteRetentionInDays").or_insert_with(|| json!(90));
    properties.insert("networkAcls".to_owned(), network_rules(arguments));
    let mut body = Map::new();
    body.insert("location".to_owned(), json!(location));
    if let Some(tags) = arguments.json("tags").filter(|_| arguments.given("tags")) {
        body.insert("tags".to_owned(), tags.clone());
    }
    body.insert("properties".to_owned(), Value::Object(properties));
    Ok(shown(&client.arm_ok(Method::Put, &path, API, Some(&Value::Object(body)))?))
}

fn own_object_id(client: &mut Client<'_>) -> Result<Value, AzError> {
    let me = client.graph(Method::Get, "/me", None);
    me.body_or_null().get("id").cloned().filter(|_| me.is_success()).ok_or_else(|| {
        AzError::new(
            "Cannot create vault.\nUnable to query active directory for information about the current user.\nYou may try the --no-self-perms flag to create a vault without permissions.",
        )
    })
}

/// The rules that az sends when it is given none let everybody in.
fn network_rules(arguments: &Arguments) -> Value {
    match (arguments.text("bypass"), arguments.text("default_action")) {
        (None, None) => json!({"bypass": "AzureServices", "defaultAction": "Allow"}),
        (bypass, action) => {
            let mut rules = json!({"bypass": bypass, "defaultAction": action});
            if let Some(map) = rules.as_object_mut() {
                map.retain(|_, value| !value.is_null());
            }
            rules
        }
    }
}

fn put_settings(properties: &mut Map<String, Value>, arguments: &Arguments) -> Result<(), AzError> {
    for (dest, property) in SWITCHES {
        if let Some(on) = arguments.switch(dest).filter(|_| arguments.given(dest)) {
            properties.insert(property.to_owned(), json!(on));
        }
    }
    if let Some(days) = arguments.text("retention_days") {
        let days: i64 = days
            .trim()
            .parse()
            .map_err(|_| AzError::new(format!("invalid literal for int() with base 10: '{days}'")))?;
        properties.insert("softDeleteRetentionInDays".to_owned(), json!(days));
    }
    if let Some(access) = arguments.text("public_network_access") {
        properties.insert("publicNetworkAccess".to_owned(), json!(access));
    }
    Ok(())
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("vault_name").unwrap_or_default();
    let (vault, _) = find(client, arguments.text("resource_group_name"), name)?;
    Ok(shown(&vault))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let kind = super::lifecycle::resource_type(arguments)?;
    let (subscription, group) = (client.subscription.clone(), arguments.text("resource_group_name"));
    let mut found = Vec::new();
    if kind != Some("hsm") {
        // Without a type, a refusal ends the list where it is; with one, it is told.
        let vaults = match group {
            Some(group) => client.list(
                &format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults"),
                API,
            ),
            None => client.list(
                &format!("/subscriptions/{subscription}/resources?$filter=resourceType eq 'Microsoft.KeyVault/vaults'"),
                "2015-11-01",
            ),
        };
        match vaults {
            Ok(vaults) if group.is_some() => found.extend(vaults.iter().map(shown)),
            Ok(vaults) => found.extend(vaults.iter().map(listed)),
            Err(_) if kind.is_none() => return Ok(Value::Array(found)),
            Err(error) => return Err(error),
        }
    }
    if kind != Some("vault") {
        let scope = group.map(|it| format!("/resourceGroups/{it}")).unwrap_or_default();
        client.list(&format!("/subscriptions/{subscription}{scope}/providers/Microsoft.KeyVault/managedHSMs"), API)?;
    }
    Ok(Value::Array(found))
}

fn listed(vault: &Value) -> Value {
    with_group(Value::Object(pick(vault, &["id", "location", "name", "systemData", "tags", "type"])))
}

pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("vault_name").unwrap_or_default();
    let (mut vault, path) = find(client, arguments.text("resource_group_name"), name)?;
    if let Some(properties) = vault.get_mut("properties").and_then(Value::as_object_mut) {
        put_settings(properties, arguments)?;
        let rules = properties.entry("networkAcls").or_insert_with(|| json!({}));
        for (dest, field) in [("bypass", "bypass"), ("default_action", "defaultAction")] {
            if let (Some(value), Some(map)) = (arguments.text(dest), rules.as_object_mut()) {
                map.insert(field.to_owned(), json!(value));
            }
        }
    }
    generic::apply(
        &MODEL,
        &mut vault,
        arguments.list("properties_to_set"),
        arguments.list("properties_to_add"),
        arguments.list("properties_to_remove"),
    )?;
    write(client, &path, &vault)
}
