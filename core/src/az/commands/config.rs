//! `az config`, `az configure` and `az version`: what az itself remembers and is.

use serde_json::{Map, Value};

use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::execute::VERSION;
use crate::event::Event;
use crate::model::json::json;

/// Where the values come from.
const SOURCE: &str = "/home/alice/.azure/config";

pub(super) fn version(_client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    Ok(json!({
        "extensions": {}, "azure-cli": VERSION, "azure-cli-core": VERSION, "azure-cli-telemetry": "1.1.0",
    }))
}

/// The values of a section as az lists them.
fn items(client: &Client<'_>, section: &str) -> Vec<Value> {
    let values = client.state().terminal().section(section);
    values.iter().map(|(name, value)| json!({ "name": name, "source": SOURCE, "value": value })).collect()
}

fn assign(client: &mut Client<'_>, section: &str, name: &str, value: &str) {
    let value = if ["''", "\"\""].contains(&value) { "" } else { value };
    if client.state().terminal().configured(section, name) != Some(value) {
        let (section, name, value) = (section.to_owned(), name.to_ascii_lowercase(), Some(value.to_owned()));
        client.record(Event::ConfigurationSet { section, name, value });
    }
}

pub(super) fn set(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    for pair in arguments.list("key_value").unwrap_or_default() {
        let parts = pair.split_once('=').and_then(|(key, value)| Some((key.split_once('.')?, value)));
        let Some(((section, name), value)) = parts else {
            return Err(AzError::new("usage error: [section].[name]=[value] ..."));
        };
        assign(client, section, name, value);
    }
    Ok(Value::Null)
}

pub(super) fn get(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let Some(key) = arguments.text("key").filter(|it| !it.is_empty()) else {
        let names: Vec<String> = client.state().terminal().configuration.iter().map(|it| it.name.clone()).collect();
        let sections: Map<String, Value> =
            names.into_iter().map(|name| (name.clone(), Value::Array(items(client, &name)))).collect();
        return Ok(Value::Object(sections));
    };
    let Some((section, name)) = key.split_once('.') else { return Ok(Value::Array(items(client, key))) };
    let found = items(client, section).into_iter().find(|it| it.get("name").and_then(Value::as_str) == Some(name));
    found.ok_or_else(|| AzError::new(format!("Configuration '{key}' is not set.")))
}

pub(super) fn unset(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    for key in arguments.list("key").unwrap_or_default() {
        let Some((section, name)) = key.split_once('.') else {
            return Err(AzError::new("usage error: [section].[name]"));
        };
        if client.state().terminal().configured(section, name).is_some() {
            let (section, name) = (section.to_owned(), name.to_ascii_lowercase());
            client.record(Event::ConfigurationSet { section, name, value: None });
        }
    }
    Ok(Value::Null)
}

pub(super) fn configure(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if arguments.text("scope").is_some_and(|it| it.eq_ignore_ascii_case("local")) {
        return Err(AzError::new(
            "'--scope local' of 'az configure' exists in azure-cli 2.91.0 but is not simulated here.",
        ));
    }
    if let Some(defaults) = arguments.list("defaults").filter(|it| !it.is_empty()) {
        for pair in defaults {
            let Some((name, value)) = pair.split_once('=') else {
                return Err(AzError::new("usage error: --defaults STRING=STRING STRING=STRING ..."));
            };
            assign(client, "defaults", name, value);
        }
        return Ok(Value::Null);
    }
    if arguments.flag("list_defaults") {
        let set = items(client, "defaults");
        let has_value = |it: &Value| it.get("value").and_then(Value::as_str).is_some_and(|it| !it.is_empty());
        return Ok(Value::Array(set.into_iter().filter(has_value).collect()));
    }
    Err(AzError::new("This command is interactive and no tty available."))
}
