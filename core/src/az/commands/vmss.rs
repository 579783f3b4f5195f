//! `az vmss create|show|list|delete` and `az vmss identity assign|show|remove` (R51).

use serde_json::{Map, Value};

use super::role_assignment;
use super::vm::{API, NETWORK_API, long};
use super::vm_create::{credentials, image};
use super::vm_identity::{self, Wanted, summary, type_text};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{flatten, rows};
use crate::model::json::json;

fn path(client: &Client<'_>, arguments: &Arguments) -> String {
    let group = arguments.text("resource_group_name").or_else(|| arguments.text("resource_group")).unwrap_or_default();
    let names = ["vmss_name", "vm_scale_set_name", "name", "vm_name"];
    let name = names.into_iter().find_map(|it| arguments.text(it)).unwrap_or_default();
    format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets/{name}",
        client.subscription
    )
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    Ok(flatten(client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = match arguments.text("resource_group") {
        Some(group) => format!("/subscriptions/{}/resourceGroups/{group}", client.subscription),
        None => format!("/subscriptions/{}", client.subscription),
    };
    let found = client.list(&format!("{scope}/providers/Microsoft.Compute/virtualMachineScaleSets"), API)?;
    Ok(Value::Array(found.into_iter().map(flatten).collect()))
}

pub(super) fn table(value: &Value) -> Value {
    let mut table = rows(
        value,
        &[
            ("Name", "/name"),
            ("ResourceGroup", "/resourceGroup"),
            ("Location", "/location"),
            ("Zones", "/zones/0"),
            ("Capacity", "/sku/capacity"),
            ("Overprovision", "/overprovision"),
            ("UpgradePolicy", "/upgradePolicy/mode"),
        ],
    );
    // Here az keeps the column of a set without zones.
    for row in table.as_array_mut().into_iter().flatten() {
        if let Some(zones) = row.get_mut("Zones").filter(|it| it.is_null()) {
            *zones = json!("");
        }
    }
    table
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    long(client, Method::Delete, &path, arguments)
}

pub(super) fn identity_assign(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    vm_identity::assign_at(client, arguments, &path)
}

pub(super) fn identity_show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let set = client.get(&path, API)?;
    Ok(set.get("identity").cloned().unwrap_or_else(|| json!({})))
}

pub(super) fn identity_remove(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let name = arguments.text("vmss_name").unwrap_or_default().to_owned();
    vm_identity::remove_at(client, arguments, &path, &name)
}

/// One deployment of a network, where there is none yet, and the scale set; without a load balancer.
pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default().to_owned();
    let name = arguments.text("vmss_name").unwrap_or_default().to_owned();
    let found = client.get(&format!("/subscriptions/{}/resourcegroups/{group}", client.subscription), "2024-11-01");
    let found = found.map_err(|error| error.with_exit_code(2))?;
    let here = found.get("location").and_then(Value::as_str).unwrap_or_default();
    let location = arguments.text("location").unwrap_or(here).to_owned();
    let image = image::resolve(client, arguments.text("image"), &group, &location)?;
    let credentials = credentials::check(client, arguments, image.os_type == "Linux", &name)?;
    let wanted = wanted(client, arguments, &group)?;
    let role = role(client, arguments)?;
    let set = json!({
        "type": "Microsoft.Compute/virtualMachineScaleSets", "name": name, "location": location, "apiVersion": API,
        "tags": arguments.json("tags").filter(|_| arguments.given("tags")),
        "sku": {
            "name": arguments.text("vm_sku").unwrap_or("Standard_D2s_v5"),
            "capacity": arguments.integer("instance_count").unwrap_or(2),
        },
        "identity": wanted.as_ref().map(block),
        "properties": properties(arguments, &name, &image, &credentials),
    });
    let network = network(client, &group, &location, &name)?;
    let resources: Vec<Value> = network.into_iter().chain([set]).collect();
    deploy(client, &group, &resources, arguments.flag("no_wait"))?;
    if arguments.flag("no_wait") {
        return Ok(Value::Null);
    }
    let path = path(client, arguments);
    let made = client.get(&path, API)?;
    if let (Some((role, scope)), Some(principal)) =
        (&role, made.pointer("/identity/principalId").and_then(Value::as_str))
    {
        role_assignment::grant(client, principal, role, scope)?;
    }
    let mut shown = made.get("properties").cloned().unwrap_or_else(|| json!({}));
    if let (Some(map), true) = (shown.as_object_mut(), wanted.is_some()) {
        let granted = role.as_ref().map(|(role, scope)| (role.as_str(), scope.as_str()));
        map.insert("identity".to_owned(), summary(made.get("identity"), granted));
    }
    Ok(json!({ "vmss": shown }))
}

/// The identities asked for, after the usage errors of R63.
fn wanted(client: &Client<'_>, arguments: &Arguments, group: &str) -> Result<Option<Wanted>, AzError> {
    let (role, scope) = (arguments.text("identity_role"), arguments.text("identity_scope"));
    if !arguments.given("assign_identity") {
        if role.is_some() || scope.is_some() {
            return Err(AzError::new("usage error: --assign-identity [--scope SCOPE] [--role ROLE]"));
        }
        return Ok(None);
    }
    let wanted = Wanted::read(client, group, arguments.list("assign_identity"));
    if !wanted.system && (role.is_some() || scope.is_some()) {
        return Err(AzError::new("usage error: '--scope'/'--role' is only applicable when assign system identity"));
    }
    match (role, scope) {
        (Some(role), None) => Err(AzError::new(format!(
            "usage error: '--role {role}' is not applicable as the '--scope' is not provided"
        ))),
        _ => Ok(Some(wanted)),
    }
}

/// The role to grant afterwards; that it exists is checked before anything is made.
fn role(client: &mut Client<'_>, arguments: &Arguments) -> Result<Option<(String, String)>, AzError> {
    let Some(scope) = arguments.text("identity_scope") else { return Ok(None) };
    let role = arguments.text("identity_role").unwrap_or("Contributor").to_owned();
    role_assignment::resolve_role(client, &role, scope)?;
    Ok(Some((role, scope.to_owned())))
}

fn block(wanted: &Wanted) -> Value {
    let mut block = json!({ "type": type_text(wanted.system, !wanted.user.is_empty()) });
    if let (Some(map), false) = (block.as_object_mut(), wanted.user.is_empty()) {
        let ids: Map<String, Value> = wanted.user.iter().map(|id| (id.clone(), json!({}))).collect();
        map.insert("userAssignedIdentities".to_owned(), Value::Object(ids));
    }
    block
}

fn properties(
    arguments: &Arguments,
    name: &str,
    image: &image::Image,
    credentials: &credentials::Credentials,
) -> Value {
    let mode = arguments.text("orchestration_mode").unwrap_or("Flexible");
    let prefix: String = name.chars().take(9).collect();
    let mut properties = json!({
        "orchestrationMode": mode, "singlePlacementGroup": false,
        "virtualMachineProfile": {
            "osProfile": {"computerNamePrefix": prefix, "adminUsername": credentials.username},
            "storageProfile": {
                "imageReference": {
                    "publisher": image.publisher, "offer": image.offer, "sku": image.sku, "version": image.version,
                },
                "osDisk": {"createOption": "FromImage", "caching": "ReadWrite", "osType": image.os_type},
            },
        },
    });
    if let (Some(map), true) = (properties.as_object_mut(), mode.eq_ignore_ascii_case("Uniform")) {
        let policy = arguments.text("upgrade_policy_mode").unwrap_or("Manual");
        let policy = policy.chars().take(1).map(|it| it.to_ascii_uppercase()).chain(policy.chars().skip(1));
        map.insert("upgradePolicy".to_owned(), json!({ "mode": policy.collect::<String>() }));
        map.insert("overprovision".to_owned(), json!(true));
    }
    properties
}

/// A virtual network to make, where the group has none in the region.
fn network(client: &mut Client<'_>, group: &str, location: &str, name: &str) -> Result<Option<Value>, AzError> {
    let path = format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks",
        client.subscription
    );
    let found = client.list(&path, NETWORK_API)?;
    if found.iter().any(|it| it.get("location").and_then(Value::as_str) == Some(location)) {
        return Ok(None);
    }
    Ok(Some(json!({
        "type": "Microsoft.Network/virtualNetworks", "name": format!("{name}VNET"), "location": location,
        "apiVersion": NETWORK_API,
        "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
            "subnets": [{"name": format!("{name}Subnet"), "properties": {"addressPrefix": "10.0.0.0/24"}}],
        },
    })))
}

fn deploy(client: &mut Client<'_>, group: &str, resources: &[Value], no_wait: bool) -> Result<(), AzError> {
    let name = format!("vmss_deploy_{}", client.state().new_hex("deployment name"));
    let path = format!(
        "/subscriptions/{}/resourcegroups/{group}/providers/Microsoft.Resources/deployments/{name}",
        client.subscription
    );
    let body = json!({ "properties": {
        "mode": "Incremental", "parameters": {},
        "template": {
            "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
            "contentVersion": "1.0.0.0", "resources": resources,
        },
    }});
    let response = client.arm(Method::Put, &path, "2022-09-01", Some(&body));
    if !response.is_success() {
        return Err(AzError { exit_code: 1, ..AzError::from_response(&response) });
    }
    if no_wait {
        return Ok(());
    }
    let result = client.poll(&response).map(|it| it.body_or_null()).unwrap_or(Value::Null);
    match result.get("status").and_then(Value::as_str) {
        Some("Failed") => Err(AzError::new(result.to_string())),
        _ => Ok(()),
    }
}
