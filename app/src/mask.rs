//! Hides tokens and secret values in what the page shows of lines and requests.

use serde_json::Value;

/// What stands in the place of a secret.
pub const MASK: &str = "••••••••";

const SECRET_FIELDS: [&str; 5] = ["adminpassword", "password", "clientsecret", "access_token", "accesstoken"];
const SECRET_HEADERS: [&str; 3] = ["authorization", "x-ms-authorization-auxiliary", "cookie"];
const SECRET_OPTIONS: [&str; 2] = ["--admin-password", "--password"];

/// A header's value, masked where it carries a token. The scheme stays.
pub fn header(name: &str, value: &str) -> String {
    if !SECRET_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
        return value.to_owned();
    }
    match value.split_once(' ') {
        Some((scheme, _)) => format!("{scheme} {MASK}"),
        None => MASK.to_owned(),
    }
}

/// A body with every secret field's value masked, at any depth.
pub fn body(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (key.clone(), field(key, value))).collect()),
        Value::Array(items) => Value::Array(items.iter().map(body).collect()),
        other => other.clone(),
    }
}

fn field(key: &str, value: &Value) -> Value {
    let secret = SECRET_FIELDS.contains(&key.to_ascii_lowercase().as_str());
    if secret && value.is_string() { Value::String(MASK.to_owned()) } else { body(value) }
}

/// A body's text, indented and masked where it is JSON, as it is where it is not.
pub fn text(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => pretty(&body(&value)),
        Err(_) => text.to_owned(),
    }
}

/// JSON as people read it.
pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// A line with the values of secret options masked, quoted ones too.
pub fn line(line: &str) -> String {
    let mut out = line.to_owned();
    for option in SECRET_OPTIONS {
        let mut from = 0;
        while let Some(range) = secret_value(&out, option, from) {
            from = range.start + MASK.len();
            out.replace_range(range, MASK);
        }
    }
    out
}

/// Where the next value of `option` stands.
fn secret_value(line: &str, option: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let found = from + line.get(from..)?.find(option)? + option.len();
    let rest = line.get(found..)?;
    if !rest.starts_with(['=', ' ', '\t']) {
        return secret_value(line, option, found);
    }
    let start = found + rest.len() - rest.trim_start_matches(['=', ' ', '\t']).len();
    let value = line.get(start..)?;
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.find(quote).map_or(value.len(), |end| end + 2),
        _ => value.find(char::is_whitespace).unwrap_or(value.len()),
    };
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_is_hidden_and_its_scheme_is_not() {
        assert_eq!(header("authorization", "Bearer eyJ"), format!("Bearer {MASK}"));
        assert_eq!(header("Content-Type", "application/json"), "application/json");
    }

    #[test]
    fn secret_fields_are_masked_at_any_depth() {
        let shown = body(&json!({"a": [{"osProfile": {"adminPassword": "x", "adminUsername": "u"}}]}));
        assert_eq!(shown, json!({"a": [{"osProfile": {"adminPassword": MASK, "adminUsername": "u"}}]}));
    }

    #[test]
    fn secret_options_are_masked_in_every_form() {
        for value in ["pw", "'p w'", "\"p w\""] {
            assert_eq!(
                line(&format!("az a --admin-password {value} -n b")),
                format!("az a --admin-password {MASK} -n b")
            );
            assert_eq!(line(&format!("az a --admin-password={value}")), format!("az a --admin-password={MASK}"));
        }
        assert_eq!(line("az a --password-x y"), "az a --password-x y");
    }
}
