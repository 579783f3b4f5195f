//! `az vm update|resize`: a GET, then a PUT of the whole machine, its identities included (R69).

use serde_json::{Map, Value};

use super::update as generic;
use super::vm::{API, path};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client, crash};
use crate::az::shape::flatten;
use crate::model::json::json;
use crate::model::order;

/// The fields of a machine that stand beside `properties`.
const OUTER: [&str; 8] =
    ["extendedLocation", "identity", "location", "managedBy", "plan", "tags", "zones", "placement"];
/// What a machine shows and a PUT does not take.
const SHOWN_ONLY: [&str; 8] =
    ["id", "name", "type", "etag", "resourceGroup", "resources", "provisioningState", "timeCreated"];

/// A machine has more fields than are listed here.
const MODEL: generic::Model = generic::Model { flat: false, open: true, fields: &[("", &["identity", "tags"])] };

pub(super) fn update(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let mut machine = flatten(client.get(&path, API)?);
    // A setting without `=` sets an empty text.
    let complete = |it: &String| if it.contains('=') { it.clone() } else { format!("{it}=") };
    let set: Option<Vec<String>> = arguments.list("properties_to_set").map(|it| it.iter().map(complete).collect());
    check_tags(client, set.as_deref().unwrap_or_default())?;
    check_fields(&machine, set.as_deref().unwrap_or_default())?;
    generic::apply(
        &MODEL,
        &mut machine,
        set.as_deref(),
        arguments.list("properties_to_add"),
        arguments.list("properties_to_remove"),
    )?;
    if let Some(tags) = machine.get("tags").filter(|it| !it.is_object() && !it.is_null()) {
        return Err(not_a_dictionary(tags.as_str().unwrap_or_default()));
    }
    if let Some(size) = arguments.text("size") {
        if current_size(&machine) == size {
            client.warn(&format!("VM size is already {size}"));
        }
        set_size(&mut machine, size);
    }
    put(client, &path, machine, arguments.flag("no_wait"))
}

/// What az prints when it meets a text where a dictionary belongs.
fn not_a_dictionary(text: &str) -> AzError {
    let what = format!("Expect <class 'dict'>, got {text} (<class 'str'>)");
    crash(INVALID_VALUE, &what)
}

const INVALID_VALUE: &str = "azure.cli.core.aaz.exceptions.AAZInvalidValueError";

/// A tag that looks like a number, `true` or JSON is no text for az.
///
/// Documentation has such lines (`--set tags.fixVM=1`), so they run unless az runs to the letter.
fn check_tags(client: &mut Client<'_>, set: &[String]) -> Result<(), AzError> {
    for (name, value) in set.iter().filter_map(|it| it.split_once('=')) {
        let class = match serde_json::from_str::<Value>(value) {
            Ok(Value::Number(it)) if it.is_f64() => "float",
            Ok(Value::Number(_)) => "int",
            Ok(Value::Bool(_)) => "bool",
            _ => continue,
        };
        if name.starts_with("tags.") && !client.strict {
            client.warn(&format!(
                "azure-cli 2.91.0 takes '{value}' for a number and fails. Keyless takes it as text, as older versions did."
            ));
        } else if name.starts_with("tags.") {
            return Err(crash(INVALID_VALUE, &format!("Expect <class 'str'>, got {value} (<class '{class}'>)")));
        }
    }
    Ok(())
}

/// A path must begin at a field that the machine has.
fn check_fields(machine: &Value, set: &[String]) -> Result<(), AzError> {
    let Some(map) = machine.as_object() else { return Ok(()) };
    let firsts = set.iter().filter_map(|it| it.split_once('=')?.0.split_once('.')).map(|(first, _)| first);
    for first in firsts {
        let name = first.split('[').next().unwrap_or_default();
        if !map.contains_key(name) && name != "tags" && name != "identity" {
            let mut names: Vec<&str> =
                map.keys().map(String::as_str).filter(|it| *it != "resourceGroup" && *it != "resources").collect();
            if !names.contains(&"tags") {
                names.push("tags");
            }
            order::sort_texts(&mut names);
            let names: Vec<String> = names.into_iter().map(|it| format!("'{it}'")).collect();
            return Err(AzError::new(format!(
                "Couldn't find '{first}' in ''. Available options: [{}]",
                names.join(", ")
            )));
        }
    }
    Ok(())
}

pub(super) fn resize(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    let mut machine = flatten(client.get(&path, API)?);
    let size = arguments.text("size").unwrap_or_default();
    if current_size(&machine) == size {
        client.warn(&format!("VM is already {size}"));
        return Ok(Value::Null);
    }
    set_size(&mut machine, size);
    put(client, &path, machine, arguments.flag("no_wait"))
}

fn current_size(machine: &Value) -> &str {
    machine.pointer("/hardwareProfile/vmSize").and_then(Value::as_str).unwrap_or_default()
}

fn set_size(machine: &mut Value, size: &str) {
    if let Some(profile) = machine.get_mut("hardwareProfile").and_then(Value::as_object_mut) {
        profile.insert("vmSize".to_owned(), json!(size));
    }
}

/// Sends the machine back whole. The image is left out, as az leaves it out.
fn put(client: &mut Client<'_>, path: &str, machine: Value, no_wait: bool) -> AzResult {
    let Value::Object(fields) = machine else { return Ok(Value::Null) };
    let (mut body, mut properties) = (Map::new(), Map::new());
    for (name, value) in fields {
        if OUTER.contains(&name.as_str()) {
            body.insert(name, value);
        } else if !SHOWN_ONLY.contains(&name.as_str()) && name != "vmId" {
            properties.insert(name, value);
        }
    }
    if let Some(storage) = properties.get_mut("storageProfile").and_then(Value::as_object_mut) {
        storage.remove("imageReference");
    }
    body.insert("properties".to_owned(), Value::Object(properties));
    let answer = client.arm_ok(Method::Put, path, API, Some(&Value::Object(body)))?;
    Ok(if no_wait { Value::Null } else { flatten(answer) })
}
