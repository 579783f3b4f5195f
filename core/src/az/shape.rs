//! How az reshapes what services answer: `properties` moved up, `resourceGroup` added, tables of its own.

use serde_json::{Map, Value};

use crate::model::json::json;
use crate::model::scope::ResourceId;

/// A copy of the fields named, null where the service did not send one.
pub fn pick(value: &Value, names: &[&str]) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), value.get(*name).cloned().unwrap_or(Value::Null))).collect()
}

/// `properties` moved up to the top, and `resourceGroup` added from the id.
pub fn flatten(value: Value) -> Value {
    let Value::Object(mut map) = value else { return value };
    if let Some(Value::Object(properties)) = map.shift_remove("properties") {
        map.extend(properties);
    }
    with_group(Value::Object(map))
}

/// `resourceGroup` added, from the id, wherever an object has an id that names one.
pub fn with_group(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut map: Map<String, Value> = map.into_iter().map(|(key, value)| (key, with_group(value))).collect();
            let group = map
                .get("id")
                .and_then(Value::as_str)
                .and_then(|id| ResourceId::new(id).group_name().map(str::to_owned));
            let itself = map.get("type").and_then(Value::as_str) == Some("Microsoft.Resources/resourceGroups");
            if let (Some(group), false, false) = (group, itself, map.contains_key("resourceGroup")) {
                map.insert("resourceGroup".to_owned(), json!(group));
            }
            Value::Object(map)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(with_group).collect()),
        other => other,
    }
}

/// Rows for a table: one object for each element, with these headings and paths.
pub fn rows(value: &Value, columns: &[(&str, &str)]) -> Value {
    let one = |item: &Value| {
        let cells = columns
            .iter()
            .map(|(heading, pointer)| ((*heading).to_owned(), item.pointer(pointer).cloned().unwrap_or(Value::Null)));
        Value::Object(cells.collect())
    };
    match value {
        Value::Array(items) => Value::Array(items.iter().map(one).collect()),
        item => one(item),
    }
}

/// The same, and a blank wherever there is nothing, false or zero: some of az's tables keep such columns.
pub fn projected(value: &Value, columns: &[(&str, &str)]) -> Value {
    let blank = |it: &mut Value| {
        if matches!(it, Value::Null | Value::Bool(false)) || it == "" || *it == json!(0) {
            *it = json!(" ");
        }
    };
    let mut table = rows(value, columns);
    match &mut table {
        Value::Array(items) => {
            items.iter_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut).for_each(blank)
        }
        Value::Object(map) => map.values_mut().for_each(blank),
        _ => {}
    }
    table
}
