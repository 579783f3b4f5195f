//! What each function takes, and the errors for what it does not.

use super::super::QueryError;
use super::super::eval::Evaluator;
use super::super::node::Node;

/// The types of a function's arguments; an empty list is any type. `variadic`: the last one may repeat.
struct Signature {
    types: &'static [&'static [&'static str]],
    variadic: bool,
}

fn signature(name: &str) -> Option<Signature> {
    let types: &[&[&str]] = match name {
        "abs" | "ceil" | "floor" => &[&["number"]],
        "avg" | "sum" => &[&["array-number"]],
        "contains" => &[&["array", "string"], &[]],
        "starts_with" | "ends_with" => &[&["string"], &["string"]],
        "join" => &[&["string"], &["array-string"]],
        "keys" | "values" | "merge" => &[&["object"]],
        "length" => &[&["string", "array", "object"]],
        "map" => &[&["expref"], &["array"]],
        "max" | "min" => &[&["array-number", "array-string"]],
        "sort" => &[&["array-string", "array-number"]],
        "max_by" | "min_by" | "sort_by" => &[&["array"], &["expref"]],
        "reverse" => &[&["array", "string"]],
        "not_null" | "to_array" | "to_number" | "to_string" | "type" => &[&[]],
        _ => return None,
    };
    Some(Signature { types, variadic: matches!(name, "merge" | "not_null") })
}

impl Evaluator {
    /// Checks the arguments of a call.
    pub(super) fn check(&self, name: &str, args: &[Node<'_>]) -> Result<(), QueryError> {
        let signature = signature(name).ok_or_else(|| unknown(name))?;
        let (expected, received) = (signature.types.len(), args.len());
        if received < expected || (received > expected && !signature.variadic) {
            let least = if signature.variadic { "at least " } else { "" };
            let plural = if expected == 1 { "" } else { "s" };
            return Err(QueryError::Runtime(format!(
                "Expected {least}{expected} argument{plural} for function {name}(), received {received}"
            )));
        }
        args.iter().zip(signature.types).try_for_each(|(arg, types)| self.check_one(name, arg, types))
    }

    fn check_one(&self, name: &str, arg: &Node<'_>, types: &[&str]) -> Result<(), QueryError> {
        if types.is_empty() {
            return Ok(());
        }
        let top = |kind: &str| kind.split('-').next() == Some(arg.type_name());
        if !types.iter().any(|kind| top(kind)) {
            return Err(self.type_error(name, arg, arg.type_name(), types)?);
        }
        let mut inner: Vec<&str> = types.iter().filter_map(|kind| kind.split_once('-')).map(|(_, kind)| kind).collect();
        if inner.is_empty() {
            return Ok(());
        }
        let items = arg.items().unwrap_or_default();
        if inner.len() > 1 {
            // The first element says which type all must have.
            let Some(first) = items.first() else {
                return Ok(());
            };
            inner.retain(|kind| *kind == first.type_name());
            if inner.is_empty() {
                return Err(self.type_error(name, first, first.python_type(), types)?);
            }
        }
        match items.iter().find(|item| !inner.contains(&item.type_name())) {
            Some(item) => Err(self.type_error(name, item, item.python_type(), types)?),
            None => Ok(()),
        }
    }

    /// The error for a value of type `actual`; in python-jmespath a JMESPath type for an argument, a Python type
    /// for an element of one.
    pub(super) fn type_error(
        &self,
        name: &str,
        value: &Node<'_>,
        actual: &str,
        types: &[&str],
    ) -> Result<QueryError, QueryError> {
        let value = self.python_str(value)?;
        let types = types.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
        Ok(QueryError::Runtime(format!(
            "In function {name}(), invalid type for value: {value}, expected one of: [{types}], received: \"{actual}\""
        )))
    }
}

/// The error for a function that does not exist.
pub(super) fn unknown(name: &str) -> QueryError {
    QueryError::Runtime(format!("Unknown function: {name}()"))
}
