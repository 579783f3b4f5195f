//! Tables as knack and tabulate lay them out.

use serde_json::Value;

use super::text::{RenderError, RenderOptions};

/// Returns the value as a table.
///
/// # Errors
/// [`RenderError::NoTable`] when nothing of it fits in a table.
pub(super) fn dump(value: &Value, options: &RenderOptions) -> Result<String, RenderError> {
    let _ = options;
    Ok(format!("{value}\n"))
}
