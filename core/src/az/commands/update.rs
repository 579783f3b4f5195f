//! The generic update arguments: `--set a.b=c`, `--add a.b k=v`, `--remove a.b`.

use serde_json::{Map, Value};

use crate::az::client::AzError;
use crate::model::json::json;

/// Applies them to a resource as az would print it.
///
/// # Errors
/// An expression without `=`, or a path that leads nowhere.
pub(super) fn apply(
    target: &mut Value,
    set: Option<&[String]>,
    add: Option<&[String]>,
    remove: Option<&[String]>,
) -> Result<(), AzError> {
    for expression in set.into_iter().flatten() {
        let Some((path, value)) = expression.split_once('=') else {
            return Err(AzError::new("--set should be of the form: --set property.property=<value> property2=<value>"));
        };
        let value =
            serde_json::from_str(value).ok().filter(|it: &Value| !it.is_number()).unwrap_or_else(|| json!(value));
        place(target, path, value)?;
    }
    if add.is_some_and(|it| !it.is_empty()) {
        return Err(AzError::new("'--add' exists in azure-cli 2.91.0 but is not simulated here. Use '--set' instead."));
    }
    for path in remove.into_iter().flatten() {
        take(target, path)?;
    }
    Ok(())
}

fn place(target: &mut Value, path: &str, value: Value) -> Result<(), AzError> {
    let mut at = target;
    let mut parts = path.split('.').peekable();
    while let Some(part) = parts.next() {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        let Some(map) = at.as_object_mut() else { return Err(not_found(part, path)) };
        if parts.peek().is_none() {
            map.insert(part.to_owned(), value);
            return Ok(());
        }
        at = map.entry(part.to_owned()).or_insert(Value::Null);
    }
    Ok(())
}

fn take(target: &mut Value, path: &str) -> Result<(), AzError> {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    let pointer: String = parent.split('.').filter(|it| !it.is_empty()).map(|it| format!("/{it}")).collect();
    let map = target.pointer_mut(&pointer).and_then(Value::as_object_mut);
    match map.and_then(|map| map.shift_remove(last)) {
        Some(_) => Ok(()),
        None => Err(not_found(last, path)),
    }
}

fn not_found(part: &str, path: &str) -> AzError {
    AzError::new(format!("Couldn't find '{part}' in '{path}'."))
}
