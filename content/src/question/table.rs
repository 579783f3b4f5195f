//! TOML with places: tables whose keys are taken one by one, so that what nobody takes can be refused.

use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Place};

/// What was found wrong in one file.
#[derive(Debug)]
pub(crate) struct Findings {
    /// The file, as it was named to us.
    pub(crate) file: String,
    /// In the order of finding.
    pub(crate) list: Vec<Diagnostic>,
}

impl Findings {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new() }
    }

    pub(crate) fn error(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.list.push(Diagnostic::error(&self.file, place, message).help(help));
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) place: Place,
    pub(crate) datum: Datum,
}

/// A value of TOML; numbers with a fraction and dates are not used here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<Value>),
    Table(Table),
    Other(&'static str),
}

/// A table's pairs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// How messages name it.
    pub(crate) name: String,
    pub(crate) place: Place,
    pairs: Vec<(String, Place, Value)>,
}

/// Reads a file; none when it is no TOML.
pub(crate) fn read(text: &str, found: &mut Findings) -> Option<Table> {
    match DeTable::parse(text) {
        Ok(table) => Some(convert_table(text, "the file", Place::START, table.get_ref())),
        Err(error) => {
            let place = error.span().map_or(Place::START, |span| Place::of_offset(text, span.start));
            let message = format!("this is no TOML: {}", error.message().lines().next().unwrap_or_default());
            found.error(
                place,
                message,
                "Write strings in double quotes, with \\\" for a quote in them; a table begins with [[questions]].",
            );
            None
        }
    }
}

fn convert_table(text: &str, name: &str, place: Place, table: &DeTable<'_>) -> Table {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    let pair = |(key, value): (&Spanned<toml::de::DeString<'_>>, &Spanned<DeValue<'_>>)| {
        let name = key.get_ref().to_string();
        let value = convert(text, &name, value);
        (name, Place::of_offset(text, key.span().start), value)
    };
    Table { name: name.to_owned(), place, pairs: pairs.into_iter().map(pair).collect() }
}

fn convert(text: &str, name: &str, value: &Spanned<DeValue<'_>>) -> Value {
    let place = Place::of_offset(text, value.span().start);
    let datum = match value.get_ref() {
        DeValue::String(it) => Datum::Text(it.to_string()),
        DeValue::Boolean(it) => Datum::Flag(*it),
        DeValue::Integer(it) => match i64::from_str_radix(it.as_str(), it.radix()) {
            Ok(number) => Datum::Number(number),
            Err(_) => Datum::Other("a number too large"),
        },
        DeValue::Array(it) => Datum::List(it.iter().map(|one| convert(text, name, one)).collect()),
        DeValue::Table(it) => Datum::Table(convert_table(text, &format!("this `{name}`"), place, it)),
        other => Datum::Other(other.type_str()),
    };
    Value { place, datum }
}

impl Table {
    /// Takes a value, if it is there.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.pairs.iter().position(|(name, ..)| name == key)?;
        Some(self.pairs.remove(at).2)
    }

    /// Takes a string; blank counts as wrong.
    pub(crate) fn text(&mut self, key: &str, found: &mut Findings) -> Option<(String, Place)> {
        let value = self.take(key)?;
        match value.datum {
            Datum::Text(text) if !text.trim().is_empty() => Some((text, value.place)),
            _ => {
                found.error(
                    value.place,
                    format!("`{key}` is not a string with something in it"),
                    format!("Write `{key} = \"…\"`."),
                );
                None
            }
        }
    }

    /// Takes a string that must be there.
    pub(crate) fn required(&mut self, key: &str, found: &mut Findings) -> Option<(String, Place)> {
        if !self.pairs.iter().any(|(name, ..)| name == key) {
            found.error(self.place, format!("{} has no `{key}`", self.name), format!("Add `{key} = \"…\"`."));
            return None;
        }
        self.text(key, found)
    }

    /// Takes a list of strings, each with its place.
    pub(crate) fn texts(&mut self, key: &str, found: &mut Findings) -> Vec<(String, Place)> {
        let help = format!("Write `{key} = [\"…\", \"…\"]`.");
        self.list(key, &help, found, |value| match value.datum {
            Datum::Text(text) if !text.trim().is_empty() => Some((text, value.place)),
            _ => None,
        })
    }

    /// Takes a list of whole numbers, each with its place.
    pub(crate) fn numbers(&mut self, key: &str, found: &mut Findings) -> Vec<(i64, Place)> {
        let help = format!("Write `{key} = [1, 2]`.");
        self.list(key, &help, found, |value| match value.datum {
            Datum::Number(number) => Some((number, value.place)),
            _ => None,
        })
    }

    /// Takes a list of tables: `[[key]]`.
    pub(crate) fn tables(&mut self, key: &str, found: &mut Findings) -> Vec<Self> {
        let help = format!("Begin each with a line `[[questions.{key}]]`.");
        self.list(key, &help, found, |value| match value.datum {
            Datum::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Takes a list whose values all mean something.
    pub(crate) fn list<T>(
        &mut self,
        key: &str,
        help: &str,
        found: &mut Findings,
        mut one: impl FnMut(Value) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Datum::List(values) = value.datum else {
            found.error(value.place, format!("`{key}` is not a list"), help);
            return Vec::new();
        };
        let mut list = Vec::with_capacity(values.len());
        for value in values {
            let place = value.place;
            match one(value) {
                Some(it) => list.push(it),
                None => found.error(place, format!("a value of `{key}` is of the wrong kind"), help),
            }
        }
        list
    }

    /// Takes true or false.
    pub(crate) fn flag(&mut self, key: &str, found: &mut Findings) -> Option<bool> {
        let value = self.take(key)?;
        match value.datum {
            Datum::Flag(flag) => Some(flag),
            _ => {
                found.error(
                    value.place,
                    format!("`{key}` is neither true nor false"),
                    format!("Write `{key} = true`."),
                );
                None
            }
        }
    }

    /// Takes all that is left as one JSON object.
    pub(crate) fn rest(&mut self) -> Json {
        let pairs = std::mem::take(&mut self.pairs);
        Json::Object(pairs.into_iter().map(|(key, _, value)| (key, json(value))).collect::<Map<_, _>>())
    }

    /// Refuses what nobody has taken.
    pub(crate) fn finish(self, known: &[&str], found: &mut Findings) {
        for (key, place, _) in self.pairs {
            found.error(
                place,
                format!("{} has an unknown key `{key}`", self.name),
                format!("Known here: {}.", known.join(", ")),
            );
        }
    }
}

fn json(value: Value) -> Json {
    match value.datum {
        Datum::Text(it) => it.into(),
        Datum::Number(it) => it.into(),
        Datum::Flag(it) => it.into(),
        Datum::List(it) => Json::Array(it.into_iter().map(json).collect()),
        Datum::Table(mut it) => it.rest(),
        Datum::Other(_) => Json::Null,
    }
}
