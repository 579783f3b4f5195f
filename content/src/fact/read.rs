//! Facts out of front matter and TOML: the kind by `fact`, its fields beside it, and nothing else.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::{Map, Value};

use super::{Fact, KINDS};

/// Fields with a closed list of values.
const CLOSED: [(&str, [&str; 2]); 2] = [("cause", ["disabled", "host-deleted"]), ("plane", ["control", "data"])];

impl Fact {
    /// Reads a fact out of a table; says in a sentence what is wrong with it.
    ///
    /// # Errors
    /// For an unknown kind or field, a field that must be given, or a value that is neither text nor a whole number.
    pub fn from_table(mut table: Map<String, Value>) -> Result<Self, String> {
        let Some(Value::String(name)) = table.remove("fact") else {
            return Err("`fact` is missing, or not a string".to_owned());
        };
        let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
            let all: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            return Err(format!("there is no fact `{name}`; there are: {}", all.join(", ")));
        };
        let mut given = Vec::with_capacity(kind.fields.len());
        for field in kind.fields {
            let key = field.trim_start_matches('!');
            let value = match table.remove(key) {
                Some(value) => Some(text(key, value)?),
                None if field.starts_with('!') => return Err(format!("the fact `{name}` needs `{key}`")),
                None => None,
            };
            let closed = CLOSED.iter().find(|(closed, _)| *closed == key);
            if let Some((_, values)) =
                closed.filter(|(_, values)| value.as_deref().is_some_and(|it| !values.contains(&it)))
            {
                return Err(format!("`{key}` is one of: {}", values.join(", ")));
            }
            given.push(value);
        }
        match table.keys().next() {
            Some(key) => Err(format!("the fact `{name}` has no field `{key}`; it has: {}", fields(kind.fields))),
            None => Ok(Self { kind, given }),
        }
    }
}

fn text(key: &str, value: Value) -> Result<String, String> {
    match value {
        Value::String(text) if !text.is_empty() => Ok(text),
        Value::Number(number) if number.is_u64() => Ok(number.to_string()),
        _ => Err(format!("`{key}` is neither a string nor a whole number")),
    }
}

fn fields(all: &[&str]) -> String {
    if all.is_empty() {
        return "none".to_owned();
    }
    all.iter().map(|field| field.trim_start_matches('!')).collect::<Vec<_>>().join(", ")
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_table(Map::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
