//! `az vm show|list|start|delete`

use serde_json::{Map, Value};

use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, segment};
use crate::az::shape::{flatten, rows};
use crate::model::json::json;

pub(super) const API: &str = "2024-11-01";
pub(super) const NETWORK_API: &str = "2024-07-01";

/// The path of the machine that the arguments name.
pub(super) fn path(client: &Client<'_>, arguments: &Arguments) -> String {
    let group = arguments.text("resource_group_name").or_else(|| arguments.text("resource_group")).unwrap_or_default();
    let name = arguments.text("vm_name").or_else(|| arguments.text("name")).unwrap_or_default();
    machine_path(client, group, name)
}

/// The path of a machine by group and name.
pub(super) fn machine_path(client: &Client<'_>, group: &str, name: &str) -> String {
    format!(
        "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Compute/virtualMachines/{}",
        client.subscription,
        segment(group),
        segment(name)
    )
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    if arguments.flag("show_details") {
        return details(client, &path);
    }
    Ok(flatten(client.get(&path, API)?))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let scope = match arguments.text("resource_group_name") {
        Some(group) => format!("/subscriptions/{}/resourceGroups/{group}", client.subscription),
        None => format!("/subscriptions/{}", client.subscription),
    };
    let found = client.list(&format!("{scope}/providers/Microsoft.Compute/virtualMachines"), API)?;
    if !arguments.flag("show_details") {
        return Ok(Value::Array(found.into_iter().map(flatten).collect()));
    }
    let ids: Vec<String> = found.iter().filter_map(|it| it.get("id")?.as_str().map(str::to_owned)).collect();
    ids.iter().map(|id| details(client, id)).collect::<Result<Vec<Value>, AzError>>().map(Value::Array)
}

/// A machine with its power state and addresses, as `--show-details` prints it.
pub(super) fn details(client: &mut Client<'_>, path: &str) -> AzResult {
    let machine = client.get(&format!("{path}?$expand=instanceView"), API)?;
    let addresses = addresses(client, &machine)?;
    let mut machine = flatten(machine);
    let power = machine.pointer("/instanceView/statuses/1/displayStatus").cloned().unwrap_or(Value::Null);
    if let Some(map) = machine.as_object_mut() {
        map.shift_remove("instanceView");
        map.insert("powerState".to_owned(), power);
        map.extend(addresses);
    }
    Ok(machine)
}

/// `fqdns`, `macAddresses`, `privateIps` and `publicIps` of a machine's network interfaces.
fn addresses(client: &mut Client<'_>, machine: &Value) -> Result<Map<String, Value>, AzError> {
    let (mut macs, mut private, mut public) = (Vec::new(), Vec::new(), Vec::new());
    let interfaces = machine.pointer("/properties/networkProfile/networkInterfaces").and_then(Value::as_array).cloned();
    for interface in interfaces.unwrap_or_default() {
        let id = text(&interface, "/id");
        let interface = client.get(&id, NETWORK_API)?;
        macs.push(text(&interface, "/properties/macAddress"));
        private.push(text(&interface, "/properties/ipConfigurations/0/properties/privateIPAddress"));
        let address = text(&interface, "/properties/ipConfigurations/0/properties/publicIPAddress/id");
        if !address.is_empty() {
            let address = client.get(&address, NETWORK_API)?;
            public.push(text(&address, "/properties/ipAddress"));
        }
    }
    let mut map = Map::new();
    map.insert("fqdns".to_owned(), json!(""));
    map.insert("macAddresses".to_owned(), json!(macs.join(",")));
    map.insert("privateIps".to_owned(), json!(private.join(",")));
    map.insert("publicIps".to_owned(), json!(public.join(",")));
    Ok(map)
}

fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(super) fn start(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}/start", path(client, arguments));
    long(client, Method::Post, &path, arguments)
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    long(client, Method::Delete, &path, arguments)
}

/// A long operation that prints nothing.
pub(super) fn long(client: &mut Client<'_>, method: Method, path: &str, arguments: &Arguments) -> AzResult {
    let response = client.arm(method, path, API, None);
    if !response.is_success() {
        return Err(AzError::from_response(&response));
    }
    if !arguments.flag("no_wait") {
        client.poll(&response);
    }
    Ok(Value::Null)
}

pub(super) fn table(value: &Value) -> Value {
    let detailed = match value {
        Value::Array(items) => items.iter().any(|it| it.get("powerState").is_some()),
        item => item.get("powerState").is_some(),
    };
    if detailed {
        return rows(
            value,
            &[
                ("Name", "/name"),
                ("ResourceGroup", "/resourceGroup"),
                ("PowerState", "/powerState"),
                ("PublicIps", "/publicIps"),
                ("Fqdns", "/fqdns"),
                ("Location", "/location"),
            ],
        );
    }
    rows(
        value,
        &[("Name", "/name"), ("ResourceGroup", "/resourceGroup"), ("Location", "/location"), ("Zones", "/zones/0")],
    )
}
