//! Hides tokens and secret values in what the page shows of requests.

use serde_json::Value;

/// What stands in the place of a secret.
pub const MASK: &str = "••••••••";

const SECRET_FIELDS: [&str; 10] = [
    "secrettext",
    "adminpassword",
    "password",
    "clientsecret",
    "client_secret",
    "access_token",
    "accesstoken",
    "refresh_token",
    "id_token",
    "assertion",
];
const SECRET_HEADERS: [&str; 4] = ["authorization", "x-ms-authorization-auxiliary", "cookie", "x-identity-header"];

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
    let secret = is_secret(key);
    match value {
        Value::String(_) if secret => Value::String(MASK.to_owned()),
        // A deployment's parameter: `{"adminPassword": {"value": "…"}}`.
        Value::Object(map) if secret => {
            let inner = |key: &String, value: &Value| match key.as_str() {
                "value" => Value::String(MASK.to_owned()),
                _ => body(value),
            };
            Value::Object(map.iter().map(|(key, value)| (key.clone(), inner(key, value))).collect())
        }
        other => body(other),
    }
}

/// A body's text, indented and masked where it is JSON, as it is where it is not.
pub fn text(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => pretty(&body(&value)),
        Err(_) => form(text),
    }
}

/// A form's text, `name=value&…`, with the values of secret fields masked.
fn form(text: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={MASK}"),
        _ => pair.to_owned(),
    };
    text.split('&').map(pair).collect::<Vec<_>>().join("&")
}

fn is_secret(name: &str) -> bool {
    SECRET_FIELDS.contains(&name.to_ascii_lowercase().as_str())
}

/// JSON as people read it.
pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
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
    fn a_form_hides_its_tokens() {
        assert_eq!(
            text("grant_type=x&refresh_token=0.9&scope=y"),
            format!("grant_type=x&refresh_token={MASK}&scope=y")
        );
    }

    #[test]
    fn a_secret_parameter_of_a_deployment_is_masked_and_its_type_is_not() {
        let shown = body(&json!({"adminPassword": {"type": "securestring", "value": "x"}}));
        assert_eq!(shown, json!({"adminPassword": {"type": "securestring", "value": MASK}}));
    }
}
