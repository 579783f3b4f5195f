//! `az keyvault secret`: the vault's data plane.

use serde_json::{Map, Value};

use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::api::response::ApiResponse;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{pick, projected};
use crate::model::json::json;
use crate::model::time::Timestamp;

const API: &str = "7.4";
const AUDIENCE: &str = "https://vault.azure.net";

pub(super) const ONE: &[&str] = &["name", "vault_base_url", "identifier"];
pub(super) const LIST: &[&str] = &["vault_base_url", "identifier", "max_page_size", "include_managed"];
pub(super) const SET: &[&str] =
    &["name", "vault_base_url", "value", "content_type", "expires_on", "not_before", "tags", "disabled", "encoding"];

/// Which secret is meant: the vault's address, a name, a version.
struct Target {
    vault: String,
    name: String,
    version: String,
}

impl Target {
    /// From `--id`, or from `--vault-name`, `--name` and `--version`.
    fn read(arguments: &Arguments) -> Self {
        let text = |dest: &str| arguments.text(dest).unwrap_or_default().to_owned();
        if let Some(id) = arguments.text("identifier") {
            let mut parts = id.split('/').skip(2).map(str::to_owned);
            let vault = format!("https://{}", parts.next().unwrap_or_default());
            let mut parts = parts.skip(1);
            return Self { vault, name: parts.next().unwrap_or_default(), version: parts.next().unwrap_or_default() };
        }
        let vault = text("vault_base_url");
        let vault = if vault.contains("://") { vault } else { format!("https://{vault}.vault.azure.net") };
        Self { vault, name: text("name"), version: text("version") }
    }

    fn named(&self, set: &str) -> String {
        format!("{set}/{}", percent_encode(&self.name, ""))
    }
}

fn call(client: &mut Client<'_>, vault: &str, method: Method, path: &str, body: Option<&Value>) -> AzResult {
    let request = ApiRequest::new(method, format!("{vault}/{path}?api-version={API}"));
    let request = match body {
        Some(body) => request.json(body),
        None => request,
    };
    let response = client.send(request, AUDIENCE);
    if response.is_success() { Ok(response.body_or_null()) } else { Err(refusal(&response)) }
}

/// A vault's refusal as az prints it: with its inner error, where there is one. Only `show` exits with 3.
fn refusal(response: &ApiResponse) -> AzError {
    let body = response.body_or_null();
    if response.status == 502 {
        let message = body.pointer("/error/message").and_then(Value::as_str).unwrap_or_default();
        return AzError::new(message);
    }
    let mut error = AzError::from_response(response).with_exit_code(1);
    if let Some(inner) = body.pointer("/error/innererror/code").and_then(Value::as_str) {
        error.message.push_str(&format!("\nInner error: {{\n    \"code\": \"{inner}\"\n}}"));
    }
    error
}

pub(super) fn set(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let target = Target::read(arguments);
    let mut tags = arguments.json("tags").and_then(Value::as_object).cloned().unwrap_or_default();
    tags.insert("file-encoding".to_owned(), json!(arguments.text("encoding").unwrap_or("utf-8")));
    let mut body = json!({"value": arguments.text("value").unwrap_or_default(), "tags": tags});
    let mut attributes = Map::new();
    if arguments.given("disabled") {
        attributes.insert("enabled".to_owned(), json!(!arguments.flag("disabled")));
    }
    for (dest, name) in [("not_before", "nbf"), ("expires_on", "exp")] {
        if let Some(text) = arguments.text(dest) {
            attributes.insert(name.to_owned(), json!(seconds(text, dest)?));
        }
    }
    if let Some(map) = body.as_object_mut() {
        if let Some(kind) = arguments.text("content_type") {
            map.insert("contentType".to_owned(), json!(kind));
        }
        if !attributes.is_empty() {
            map.insert("attributes".to_owned(), Value::Object(attributes));
        }
    }
    let answer = call(client, &target.vault, Method::Put, &target.named("secrets"), Some(&body))?;
    Ok(with_value(&answer))
}

/// `2026-02-01T00:00:00Z` in seconds.
fn seconds(text: &str, dest: &str) -> Result<i64, AzError> {
    Timestamp::read(text).map(|it| it.0).ok_or_else(|| {
        let option = if dest == "not_before" { "--not-before" } else { "--expires" };
        AzError::new(format!("argument {option}: invalid datetime_type value: '{text}'")).with_exit_code(2)
    })
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let target = Target::read(arguments);
    let path = format!("{}/{}", target.named("secrets"), percent_encode(&target.version, ""));
    let answer = call(client, &target.vault, Method::Get, &path, None);
    let missing = |it: &AzError| it.message.starts_with("(SecretNotFound)");
    let answer = answer.map_err(|it| if missing(&it) { it.with_exit_code(3) } else { it })?;
    Ok(with_value(&answer))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = listed(client, arguments, "secrets")?;
    Ok(Value::Array(found.iter().map(|it| Value::Object(shown(it))).collect()))
}

/// The arguments of `list-versions`.
pub(super) const VERSIONS: &[&str] = &["name", "vault_base_url", "identifier", "max_page_size"];

pub(super) fn list_versions(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}/versions", Target::read(arguments).named("secrets"));
    let found = listed(client, arguments, &path)?;
    Ok(Value::Array(found.iter().map(|it| Value::Object(shown(it))).collect()))
}

pub(super) fn list_deleted(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let found = listed(client, arguments, "deletedsecrets")?;
    Ok(Value::Array(found.iter().map(|it| Value::Object(shown_deleted(it))).collect()))
}

fn listed(client: &mut Client<'_>, arguments: &Arguments, set: &str) -> Result<Vec<Value>, AzError> {
    let answer = call(client, &Target::read(arguments).vault, Method::Get, set, None)?;
    let mut found = answer.get("value").and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(most) = arguments.integer("max_page_size").and_then(|it| usize::try_from(it).ok()).filter(|it| *it > 0)
    {
        found.truncate(most);
    }
    Ok(found)
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let target = Target::read(arguments);
    let answer = call(client, &target.vault, Method::Delete, &target.named("secrets"), None)?;
    let mut map = shown_deleted(&answer);
    map.insert("kid".to_owned(), Value::Null);
    map.insert("value".to_owned(), Value::Null);
    Ok(Value::Object(map))
}

pub(super) fn recover(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let target = Target::read(arguments);
    let path = format!("{}/recover", target.named("deletedsecrets"));
    let answer = call(client, &target.vault, Method::Post, &path, None)?;
    Ok(with_value(&answer))
}

pub(super) fn purge(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let target = Target::read(arguments);
    call(client, &target.vault, Method::Delete, &target.named("deletedsecrets"), None)?;
    Ok(Value::Null)
}

/// A secret's properties as az prints them.
fn shown(secret: &Value) -> Map<String, Value> {
    let mut map = pick(secret, &["attributes", "contentType", "id", "managed", "name", "tags"]);
    let given = secret.get("attributes").cloned().unwrap_or_default();
    let date = |name: &str| given.get(name).map_or(Value::Null, date);
    let attributes = json!({
        "created": date("created"), "enabled": given.get("enabled"), "expires": date("exp"),
        "notBefore": date("nbf"), "recoverableDays": given.get("recoverableDays"),
        "recoveryLevel": given.get("recoveryLevel"), "updated": date("updated"),
    });
    map.insert("attributes".to_owned(), attributes);
    let name = secret.get("id").and_then(Value::as_str).and_then(|it| it.split('/').nth(4)).map(str::to_owned);
    map.insert("name".to_owned(), json!(name));
    map
}

/// Seconds as Python prints the date.
fn date(seconds: &Value) -> Value {
    seconds.as_i64().map_or(Value::Null, |it| json!(Timestamp(it).to_string().replace('Z', "+00:00")))
}

fn with_value(secret: &Value) -> Value {
    let mut map = shown(secret);
    map.insert("kid".to_owned(), secret.get("kid").cloned().unwrap_or_default());
    map.insert("value".to_owned(), secret.get("value").cloned().unwrap_or_default());
    Value::Object(map)
}

fn shown_deleted(secret: &Value) -> Map<String, Value> {
    let mut map = shown(secret);
    for name in ["deletedDate", "scheduledPurgeDate"] {
        map.insert(name.to_owned(), secret.get(name).map_or(Value::Null, date));
    }
    map.insert("recoveryId".to_owned(), secret.get("recoveryId").cloned().unwrap_or_default());
    map
}

pub(super) fn table(value: &Value) -> Value {
    projected(
        value,
        &[
            ("Name", "/name"),
            ("Id", "/id"),
            ("ContentType", "/contentType"),
            ("Enabled", "/attributes/enabled"),
            ("Expires", "/attributes/expires"),
        ],
    )
}
