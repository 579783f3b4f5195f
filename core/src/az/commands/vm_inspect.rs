//! `az vm list-ip-addresses|get-instance-view|run-command invoke|image list`

use serde_json::{Map, Value};

use super::vm::{API, NETWORK_API, path};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzResult, Client};
use crate::az::shape::{flatten, rows};
use crate::model::json::json;
use crate::model::scope::ResourceId;
use crate::provider::images;

pub(super) fn instance_view(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}?$expand=instanceView", path(client, arguments));
    Ok(flatten(client.get(&path, API)?))
}

pub(super) fn instance_view_table(value: &Value) -> Value {
    rows(
        value,
        &[
            ("Name", "/name"),
            ("ResourceGroup", "/resourceGroup"),
            ("Location", "/location"),
            ("ProvisioningState", "/provisioningState"),
            ("PowerState", "/instanceView/statuses/1/displayStatus"),
        ],
    )
}

/// az starts from all network interfaces and keeps those of the machines asked for.
pub(super) fn ip_addresses(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = format!("/subscriptions/{}/providers/Microsoft.Network", client.subscription);
    let interfaces = client.list(&format!("{scope}/networkInterfaces"), NETWORK_API)?;
    let public = client.list(&format!("{scope}/publicIPAddresses"), NETWORK_API)?;
    let (group, name) = (arguments.text("resource_group_name"), arguments.text("vm_name"));
    let mut found = Vec::new();
    for interface in &interfaces {
        let Some(machine) = interface.pointer("/properties/virtualMachine/id").and_then(Value::as_str) else {
            continue;
        };
        let id = ResourceId::new(machine);
        let group_name = id.group_name().unwrap_or_default();
        let same = |wanted: Option<&str>, is: &str| wanted.is_none_or(|it| it.eq_ignore_ascii_case(is));
        if same(group, group_name) && same(name, id.name()) {
            let network = network_of(interface, &public);
            found.push(json!({
                "virtualMachine": { "resourceGroup": group_name, "name": id.name(), "network": network },
            }));
        }
    }
    Ok(Value::Array(found))
}

fn network_of(interface: &Value, public: &[Value]) -> Value {
    let (mut private, mut addresses) = (Vec::new(), Vec::new());
    let configurations = interface.pointer("/properties/ipConfigurations").and_then(Value::as_array);
    for configuration in configurations.into_iter().flatten() {
        private.push(configuration.pointer("/properties/privateIPAddress").cloned().unwrap_or(Value::Null));
        let id = configuration.pointer("/properties/publicIPAddress/id").and_then(Value::as_str).unwrap_or_default();
        let same = |it: &&Value| it.get("id").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(id));
        if let Some(address) = public.iter().find(same) {
            let field = |pointer: &str| address.pointer(pointer).cloned().unwrap_or(Value::Null);
            addresses.push(json!({
                "id": field("/id"), "name": field("/name"), "ipAddress": field("/properties/ipAddress"),
                "ipAllocationMethod": field("/properties/publicIPAllocationMethod"), "zone": field("/zones/0"),
            }));
        }
    }
    json!({ "privateIpAddresses": private, "publicIpAddresses": addresses })
}

pub(super) fn ip_addresses_table(value: &Value) -> Value {
    let joined = |item: &Value, pointer: &str, field: &str| {
        let list = item.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
        let texts: Vec<&str> = list.iter().filter_map(|it| it.pointer(field).and_then(Value::as_str)).collect();
        if texts.is_empty() { Value::Null } else { json!(texts.join(",")) }
    };
    let row = |item: &Value| {
        json!({
            "VirtualMachine": item.pointer("/virtualMachine/name"),
            "PublicIPAddresses": joined(item, "/virtualMachine/network/publicIpAddresses", "/ipAddress"),
            "PrivateIPAddresses": joined(item, "/virtualMachine/network/privateIpAddresses", ""),
        })
    };
    Value::Array(value.as_array().into_iter().flatten().map(row).collect())
}

/// Parameters without a name get one: `arg1`, `arg2` …
pub(super) fn run_command(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut unnamed = 0;
    let mut parameters = Vec::new();
    for parameter in arguments.list("parameters").unwrap_or_default() {
        parameters.push(match parameter.split_once('=') {
            Some((name, value)) => json!({ "name": name, "value": value }),
            None => {
                unnamed += 1;
                json!({ "name": format!("arg{unnamed}"), "value": parameter })
            }
        });
    }
    let mut body = Map::new();
    body.insert("commandId".to_owned(), json!(arguments.text("command_id").unwrap_or_default()));
    if !parameters.is_empty() {
        body.insert("parameters".to_owned(), Value::Array(parameters));
    }
    if let Some(script) = arguments.list("scripts") {
        body.insert("script".to_owned(), json!(script));
    }
    let path = format!("{}/runCommand", path(client, arguments));
    let answer = client.arm_ok(Method::Post, &path, API, Some(&Value::Object(body)))?;
    Ok(if arguments.flag("no_wait") { Value::Null } else { answer })
}

/// The images behind az's aliases; nothing is asked of the cloud.
pub(super) fn image_list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let matches = |dest: &str, text: &str| {
        let wanted = arguments.text(dest).unwrap_or_default().to_ascii_lowercase();
        text.to_ascii_lowercase().contains(&wanted)
    };
    let found: Vec<Value> = images::all()
        .iter()
        .filter(|it| matches("publisher_name", it.publisher) && matches("offer", it.offer) && matches("sku", it.sku))
        .filter(|it| matches("architecture", it.architecture))
        .map(|it| {
            json!({
                "urnAlias": it.alias, "publisher": it.publisher, "offer": it.offer, "sku": it.sku,
                "version": "latest", "architecture": it.architecture,
                "urn": format!("{}:{}:{}:latest", it.publisher, it.offer, it.sku),
            })
        })
        .collect();
    client.warn("You are viewing an offline list of images, use --all to retrieve an up-to-date list");
    Ok(Value::Array(found))
}
