//! How Graph lists: the filters that az sends, and the envelope around entities and lists.

use serde_json::Value;

use super::Context;
use super::not_found;
use crate::api::error::ApiError;
use crate::api::response::ApiResponse;
use crate::model::json::json;

fn metadata(set: &str, entity: bool) -> String {
    format!("https://graph.microsoft.com/v1.0/$metadata#{set}{}", if entity { "/$entity" } else { "" })
}

/// One object, or 404 in the name under which it was asked for.
pub(super) fn entity(found: Option<Value>, set: &str, id: &str) -> Result<ApiResponse, ApiError> {
    Ok(one(200, found.ok_or_else(|| not_found(id))?, set))
}

/// An object in its envelope.
pub(super) fn one(status: u16, object: Value, set: &str) -> ApiResponse {
    let mut body = json!({ "@odata.context": metadata(set, true) });
    if let (Some(map), Value::Object(object)) = (body.as_object_mut(), object) {
        map.extend(object);
    }
    ApiResponse::json(status, body)
}

/// Those of `all` that the request's `$filter` selects.
pub(super) fn list(context: &Context<'_>, set: &str, all: &[Value]) -> Result<ApiResponse, ApiError> {
    let filter = context.request.query("$filter").unwrap_or_default();
    let terms = read(&filter)?;
    let value: Vec<&Value> = all.iter().filter(|it| selected(it, &terms)).collect();
    Ok(ApiResponse::json(200, json!({ "@odata.context": metadata(set, false), "value": value })))
}

/// A term of a filter: a field, and what its value must be.
enum Term {
    Equals(String, Value),
    Starts(String, String),
    Any(String, String),
}

/// `x eq 'y'`, `startswith(x,'y')`, `xs/any(c:c eq 'y')`: groups joined by `or` of terms joined by `and`.
fn read(filter: &str) -> Result<Vec<Vec<Term>>, ApiError> {
    if filter.trim().is_empty() {
        return Ok(vec![Vec::new()]);
    }
    let wrong = || ApiError::new(400, "BadRequest", "Invalid filter clause");
    let group = |group: String| split(&group, " and ").into_iter().map(|it| term(&it).ok_or_else(wrong)).collect();
    split(filter, " or ").into_iter().map(group).collect()
}

/// Splits at a word, but not inside quotes.
fn split(text: &str, at: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for (position, piece) in text.split(at).enumerate() {
        let Some(last) = parts.last_mut() else { continue };
        let open = last.matches('\'').count() % 2 == 1;
        if position == 0 || open {
            if position > 0 {
                last.push_str(at);
            }
            last.push_str(piece);
        } else {
            parts.push(piece.to_owned());
        }
    }
    parts
}

fn term(text: &str) -> Option<Term> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("startswith(").and_then(|it| it.strip_suffix(')')) {
        let (field, value) = inner.split_once(',')?;
        return Some(Term::Starts(field.trim().to_owned(), quoted(value)?));
    }
    if let Some((field, rest)) = text.split_once("/any(") {
        let (_, value) = rest.strip_suffix(')')?.split_once(" eq ")?;
        return Some(Term::Any(field.to_owned(), quoted(value)?));
    }
    let (field, value) = text.split_once(" eq ")?;
    let value = match value.trim() {
        "true" => json!(true),
        "false" => json!(false),
        "null" => Value::Null,
        text => Value::String(quoted(text).or_else(|| crate::model::id::is_guid(text).then(|| text.to_owned()))?),
    };
    Some(Term::Equals(field.trim().to_owned(), value))
}

/// The text between single quotes; a doubled quote stands for one.
fn quoted(text: &str) -> Option<String> {
    Some(text.trim().strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'"))
}

fn selected(item: &Value, groups: &[Vec<Term>]) -> bool {
    groups.iter().any(|terms| terms.iter().all(|it| holds(item, it)))
}

fn holds(item: &Value, term: &Term) -> bool {
    let text = |field: &str| item.get(field).and_then(Value::as_str).unwrap_or_default();
    match term {
        Term::Equals(field, Value::String(value)) => {
            item.get(field).and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(value))
        }
        Term::Equals(field, value) => item.get(field).unwrap_or(&Value::Null) == value,
        Term::Starts(field, value) => text(field).to_ascii_lowercase().starts_with(&value.to_ascii_lowercase()),
        Term::Any(field, value) => {
            let all = item.get(field).and_then(Value::as_array);
            all.into_iter().flatten().any(|it| it.as_str().is_some_and(|it| it.eq_ignore_ascii_case(value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(filter: &str, expect: bool) {
        let item = json!({"displayName": "Tom's and Ann's", "names": ["a", "B"], "on": true, "none": null});
        assert_eq!(selected(&item, &read(filter).unwrap()), expect, "{filter}");
    }

    #[test]
    fn filters_select_by_value_start_and_member() {
        check("", true);
        check("displayName eq 'tom''s and ann''s'", true);
        check("displayName eq 'tom'", false);
        check("startswith(displayName,'TOM')", true);
        check("names/any(c:c eq 'b')", true);
        check("names/any(c:c eq 'c') or on eq true", true);
        check("names/any(c:c eq 'b') and on eq false", false);
        check("none eq null", true);
    }

    #[test]
    fn a_filter_that_means_nothing_is_refused() {
        for filter in ["x", "displayName eq x", "startswith(displayName)", "displayName eq 'a' and", "a/any(c)"] {
            assert_eq!(read(filter).err().unwrap().status, 400, "{filter}");
        }
    }
}
