//! Tab-separated values as knack writes them.

use serde_json::Value;

use super::{json, python};

/// Returns the value as rows: one for each element of a list, else one.
///
/// An object's row holds its values, sorted by key with `sort_keys`; a nested list shows as its length, a nested
/// object as nothing, null as `None`. Tabs and line ends in values are not escaped.
pub(super) fn dump(value: &Value, sort_keys: bool) -> String {
    let mut out = String::new();
    match value {
        Value::Array(items) => items.iter().for_each(|item| row(item, sort_keys, &mut out)),
        other => row(other, sort_keys, &mut out),
    }
    out
}

fn row(value: &Value, sort_keys: bool, out: &mut String) {
    match value {
        Value::Array(items) => cells(items.iter(), out),
        Value::Object(map) if sort_keys => cells(json::sorted(map).into_iter().map(|(_, item)| item), out),
        Value::Object(map) => cells(map.values(), out),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        other => cell(other, out),
    }
    out.push('\n');
}

fn cells<'a>(values: impl Iterator<Item = &'a Value>, out: &mut String) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push('\t');
        }
        cell(value, out);
    }
}

fn cell(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => out.push_str(&items.len().to_string()),
        Value::Object(_) => {}
        scalar => out.push_str(&python::str(scalar)),
    }
}
