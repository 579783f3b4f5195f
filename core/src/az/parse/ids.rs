//! `--ids`: resource IDs in place of names.

use crate::az::arguments::{Arguments, Slot};
use crate::az::spec::{ArgSpec, CommandSpec};
use serde_json::Value;
use std::collections::BTreeMap;

/// Why the words of `--ids`, or their absence, are wrong.
pub(super) struct Wrong(pub(super) String);

/// What az says when neither the names nor `--ids` are there.
pub(super) fn missing(command: &CommandSpec, arguments: &Arguments) -> Option<Wrong> {
    let absent: Vec<&str> = command
        .arguments
        .iter()
        .filter(|a| a.required_unless_ids && a.aaz.is_none())
        .filter(|a| arguments.slot(&a.dest).is_none())
        .map(ArgSpec::first_option)
        .collect();
    if absent.is_empty() {
        return None;
    }
    let names = absent.join(" ");
    Some(Wrong(format!("({names} | --ids) are required")))
}

/// The arguments that an ID fills in: those that would be required come first, as in az.
pub(super) fn filled(command: &CommandSpec) -> Vec<&ArgSpec> {
    let parts = || command.arguments.iter().filter(|a| a.id_part.is_some());
    let required = parts().filter(|a| a.required_unless_ids);
    let optional = parts().filter(|a| !a.required_unless_ids);
    required.chain(optional).collect()
}

/// One set of arguments for each ID in the words after `--ids`.
pub(super) fn expand(
    command: &CommandSpec,
    arguments: &Arguments,
    words: &[String],
) -> Result<Vec<(String, Arguments)>, Wrong> {
    let mut out = Vec::new();
    for id in ids(words) {
        let parts = parse(&id).ok_or_else(|| Wrong(format!("invalid resource ID: {id}")))?;
        let mut set = arguments.clone();
        for arg in filled(command) {
            let value = arg.id_part.and_then(|p| parts.get(p));
            let Some(value) = value else {
                let name = arg.first_option();
                return Err(Wrong(format!(
                    "Argument {name} cannot be derived from ID {id}. Please provide a complete resource ID \
                     containing all information of 'Resource Id' arguments. "
                )));
            };
            let slot = Slot {
                text: Some(value.clone()),
                json: arg.aaz.is_some().then(|| Value::from(value.as_str())),
                given: true,
                ..Slot::default()
            };
            set.set(&arg.dest, slot);
        }
        out.push((id, set));
    }
    Ok(out)
}

/// The IDs in the words: JSON that was piped in, lines, or simply words.
fn ids(words: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for word in assembled(words.to_vec()) {
        match serde_json::from_str::<Value>(&word) {
            Ok(json) => {
                let items = match json {
                    Value::Array(items) => items,
                    other => vec![other],
                };
                let id = |v: &Value| v.get("id").and_then(Value::as_str).map(str::to_owned);
                out.extend(items.iter().filter_map(id));
            }
            Err(_) => out.extend(word.lines().map(str::to_owned)),
        }
    }
    out
}

/// Joins what a shell split between a `[` and its `]`.
fn assembled(words: Vec<String>) -> Vec<String> {
    let mut depth = 0_i32;
    let mut out: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for word in words {
        let (opens, closes) = (word == "[", word == "]");
        if opens {
            depth += 1;
        }
        if depth > 0 {
            open.push(word);
        } else {
            out.push(word);
        }
        if closes && depth > 0 {
            depth -= 1;
            if depth == 0 {
                out.push(open.concat());
                open.clear();
            }
        }
    }
    out.append(&mut open);
    out
}

/// The parts of a resource ID under azure-cli's names for them; nothing when it is none.
pub fn parse(id: &str) -> Option<BTreeMap<String, String>> {
    let mut words = id.strip_prefix('/')?.split('/').peekable();
    let mut parts = BTreeMap::new();
    let mut put = |key: &str, value: &str| parts.insert(key.to_owned(), value.to_owned());
    words.next().filter(|w| w.eq_ignore_ascii_case("subscriptions"))?;
    put("subscription", words.next().filter(|w| !w.is_empty())?);
    if words.next_if(|w| w.eq_ignore_ascii_case("resourceGroups")).is_some() {
        put("resource_group", words.next().filter(|w| !w.is_empty())?);
    }
    if words.next_if(|w| w.eq_ignore_ascii_case("providers")).is_some() {
        let namespace = words.next().filter(|w| !w.is_empty())?;
        let (kind, name) = (words.next()?, words.next().filter(|w| !w.is_empty())?);
        put("namespace", namespace);
        put("type", kind);
        put("name", name);
        put("resource_namespace", namespace);
        let mut last = (kind, name);
        let mut level = 1;
        while words.peek().is_some() {
            if words.next_if(|w| w.eq_ignore_ascii_case("providers")).is_some() {
                put(&format!("child_namespace_{level}"), words.next()?);
            }
            last = (words.next()?, words.next().filter(|w| !w.is_empty())?);
            put(&format!("child_type_{level}"), last.0);
            put(&format!("child_name_{level}"), last.1);
            level += 1;
        }
        put("resource_type", last.0);
        put("resource_name", last.1);
    }
    words.next().is_none().then_some(parts)
}
