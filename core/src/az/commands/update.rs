//! The generic update arguments: `--set a.b=c`, `--remove a.b`.

use serde_json::{Map, Value};

use crate::az::client::AzError;
use crate::model::json::json;
use crate::model::order;

/// What az knows of the object that a command updates.
pub(super) struct Model {
    /// Whether the fields of `properties` can be named without it.
    pub flat: bool,
    /// Whether other fields can be put in, too.
    pub open: bool,
    /// The fields of each object by its path, for those that a service leaves out.
    pub fields: &'static [(&'static str, &'static [&'static str])],
}

impl Model {
    /// The names of the fields of an object: what is there, and what could be.
    fn names(&self, at: &str, map: &Map<String, Value>) -> Vec<String> {
        let known = self.fields.iter().filter(|it| it.0 == at).flat_map(|it| it.1).map(|it| (*it).to_owned());
        let mut names: Vec<String> = map.keys().cloned().collect();
        for name in known {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The field that a part of a path means: az compares both in snake case.
    fn field(&self, at: &str, map: &Map<String, Value>, part: &str) -> Option<String> {
        let wanted = snake_case(part);
        self.names(at, map).into_iter().find(|it| snake_case(it) == wanted)
    }
}

/// Applies them to a resource as its service answered it.
///
/// # Errors
/// An expression without `=`, or a path that leads nowhere.
pub(super) fn apply(
    model: &Model,
    target: &mut Value,
    set: Option<&[String]>,
    add: Option<&[String]>,
    remove: Option<&[String]>,
) -> Result<(), AzError> {
    for expression in set.into_iter().flatten() {
        let Some((path, value)) = expression.split_once('=') else {
            return Err(AzError::new("--set should be of the form: --set property.property=<value> property2=<value>"));
        };
        if path.trim().is_empty() {
            return Err(AzError::new(
                "usage error: Empty key in --set. Correct syntax: --set KEY=VALUE [KEY=VALUE ...]",
            ));
        }
        let parsed = serde_json::from_str(value).ok();
        // Tags are texts, whatever they look like.
        let parsed = parsed.filter(|it: &Value| !(it.is_number() && path.starts_with("tags.")));
        *place(model, target, path, true)? = parsed.unwrap_or_else(|| json!(value));
    }
    if add.is_some_and(|it| !it.is_empty()) {
        return Err(AzError::new("'--add' exists in azure-cli 2.91.0 but is not simulated here. Use '--set' instead."));
    }
    let mut words = remove.into_iter().flatten().peekable();
    while let Some(path) = words.next() {
        let index = words.next_if(|it| it.parse::<usize>().is_ok());
        take(model, target, path, index.map(String::as_str))?;
    }
    Ok(())
}

/// The parts of a path: `a.b[0]` is `a`, `b`, `[0]`.
fn parts(path: &str) -> Vec<String> {
    path.replace('[', ".[").split('.').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Whether the names in this object are the user's own.
fn is_dictionary(at: &str) -> bool {
    at.rsplit('.').next() == Some("tags")
}

/// Whether a path begins at a field of `properties` that stands for itself.
fn is_inner(model: &Model, target: &Value, first: &str) -> bool {
    let Some(map) = target.as_object().filter(|_| model.flat) else { return false };
    model.field("", map, first).is_none() && model.field("properties", &Map::new(), first).is_some()
}

/// The place that a path leads to; one in a dictionary comes to be.
fn place<'a>(model: &Model, target: &'a mut Value, path: &str, makes: bool) -> Result<&'a mut Value, AzError> {
    let mut all = parts(path);
    if all.first().is_some_and(|first| is_inner(model, target, first)) {
        all.insert(0, "properties".to_owned());
    }
    let (mut here, mut at) = (target, String::new());
    for part in all {
        if let Some(index) = part.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            let items = here.as_array_mut().ok_or_else(|| no_index(&part, &at))?;
            let item = index.parse::<usize>().ok().and_then(|it| items.get_mut(it));
            here = item.ok_or_else(|| AzError::new(format!("index {index} doesn't exist on {at}")))?;
            continue;
        }
        if here.is_null() {
            *here = Value::Object(Map::new());
        }
        let Some(map) = here.as_object_mut() else { return Err(no_index(&part, &at)) };
        let name = if is_dictionary(&at) {
            (makes || map.contains_key(&part)).then(|| part.clone())
        } else {
            model.field(&at, map, &part).or_else(|| (model.open && makes).then(|| part.clone()))
        };
        let Some(name) = name else {
            let mut names = model.names(&at, map);
            if model.flat && at.is_empty() {
                names.extend(model.names("properties", &Map::new()));
                names.retain(|it| it != "properties");
            }
            return Err(not_found(&part, &at, names));
        };
        if !at.is_empty() {
            at.push('.');
        }
        at.push_str(&name);
        here = map.entry(name).or_insert(Value::Null);
    }
    Ok(here)
}

/// A list's element goes, a dictionary's entry goes; a field becomes empty.
fn take(model: &Model, target: &mut Value, path: &str, index: Option<&str>) -> Result<(), AzError> {
    let here = place(model, target, path, false)?;
    if let Some(index) = index {
        let number = index.parse::<usize>().unwrap_or(usize::MAX);
        let missing = || AzError::new(format!("index {index} doesn't exist on {path}"));
        let items = here.as_array_mut().filter(|it| number < it.len()).ok_or_else(missing)?;
        items.remove(number);
        return Ok(());
    }
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    if !is_dictionary(parent) {
        *here = match here {
            Value::Array(_) => json!([]),
            // A service keeps the tags that a request does not speak of.
            Value::Object(_) if last == "tags" => json!({}),
            _ => Value::Null,
        };
    } else if let Some(map) = place(model, target, parent, false)?.as_object_mut() {
        map.shift_remove(last);
    }
    Ok(())
}

fn not_found(part: &str, at: &str, mut names: Vec<String>) -> AzError {
    order::sort_texts(&mut names);
    names.dedup();
    let names: Vec<String> = names.into_iter().map(|it| format!("'{it}'")).collect();
    AzError::new(format!("Couldn't find '{part}' in '{at}'. Available options: [{}]", names.join(", ")))
}

fn no_index(part: &str, at: &str) -> AzError {
    AzError::new(format!("Couldn't find '{part}' in '{at}'. '{at}' does not support further indexing."))
}

/// `TenantId` as `tenant_id`: an underscore before a capital that begins a word.
fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut before = None;
    let mut letters = name.chars().peekable();
    while let Some(c) = letters.next() {
        let begins = letters.peek().is_some_and(char::is_ascii_lowercase);
        let apart = |it: char| it != '_' && (begins || !it.is_ascii_uppercase());
        if c.is_ascii_uppercase() && before.is_some_and(apart) {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        before = Some(c);
    }
    out
}
