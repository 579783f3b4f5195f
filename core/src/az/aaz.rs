//! The shape of azure-cli's newer arguments, and how typed words become values of that shape.

mod apply;
mod data;
mod literal;
mod typed;

use super::shorthand::Key;
use serde::Deserialize;
use serde_json::Value;

pub(super) use apply::{assemble, check};
pub use data::Data;
pub(super) use typed::{Misfit, Step, steps};

/// The kinds of value that a newer argument can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AazKind {
    /// Text.
    Str,
    /// A whole number.
    Int,
    /// True or false.
    Bool,
    /// Named values, all of one shape.
    Dict,
    /// Values in order, all of one shape.
    List,
    /// Fields with names and shapes of their own.
    Object,
    /// A resource ID.
    ResourceId,
    /// A location; by default that of the resource group.
    ResourceLocation,
    /// A resource group's name.
    ResourceGroupName,
    /// Where a page of a long list begins.
    PaginationToken,
    /// How many items to list.
    PaginationLimit,
    /// The switch of `--set` and `--add` that keeps numbers as text.
    GenericUpdateForceString,
}

/// The shape of one value, with the letters of the embedded table.
#[derive(Debug, Clone, Deserialize)]
pub struct AazType {
    /// Its kind.
    #[serde(rename = "k")]
    pub kind: AazKind,
    /// Whether `null` may stand for it.
    #[serde(rename = "z", default)]
    pub nullable: bool,
    /// The allowed values, compared without regard to case.
    #[serde(rename = "E", default)]
    pub allowed: Option<Vec<String>>,
    /// The shape of the elements of a list or dict.
    #[serde(rename = "e", default)]
    pub element: Option<Box<AazType>>,
    /// The fields of an object.
    #[serde(rename = "f", default)]
    pub fields: Vec<(String, AazType)>,
    /// A field's other names.
    #[serde(rename = "o", default)]
    pub options: Vec<String>,
    /// The value when nothing is said.
    #[serde(rename = "b", default)]
    pub blank: Option<Value>,
    /// The least number allowed.
    #[serde(rename = "m", default)]
    pub minimum: Option<i64>,
    /// The greatest number allowed.
    #[serde(rename = "M", default)]
    pub maximum: Option<i64>,
    /// Whether a list must not repeat itself.
    #[serde(rename = "u", default)]
    pub unique: bool,
    /// The format, where it is not the kind's own.
    #[serde(rename = "F", default)]
    pub format: Option<AazKind>,
}

impl AazType {
    /// Reads a shape in the notation of the embedded table.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Whether it is one value, rather than a list, a dict or an object.
    pub fn is_simple(&self) -> bool {
        !matches!(self.kind, AazKind::Dict | AazKind::List | AazKind::Object)
    }

    /// Whether it is true or false.
    pub fn is_switch(&self) -> bool {
        matches!(self.kind, AazKind::Bool | AazKind::GenericUpdateForceString)
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        matches!(self.kind, AazKind::Int | AazKind::PaginationLimit)
    }

    /// The value when the option stands alone.
    fn blank(&self) -> Option<Value> {
        let switch = self.is_switch().then_some(Value::Bool(true));
        self.blank.clone().or(switch)
    }

    /// The shape one step inside, with the step as the shape names it.
    fn step(&self, key: Key) -> Result<(Key, &Self), Misfit> {
        match self.kind {
            AazKind::List | AazKind::Dict => match self.element.as_deref() {
                Some(element) => Ok((key, element)),
                None => Ok((key, self)),
            },
            AazKind::Object => {
                let (shown, name) = match &key {
                    Key::Name(name) => (name.clone(), self.field_name(name)),
                    Key::Index(i) => (i.to_string(), None),
                };
                let field = name.and_then(|n| self.fields.iter().find(|(f, _)| f == n));
                let unknown = || {
                    let what = format!("Model 'AAZObjectArg' has no field named '{shown}'");
                    Misfit::Field(what)
                };
                let (name, field) = field.ok_or_else(unknown)?;
                Ok((Key::Name(name.clone()), field))
            }
            kind => {
                let what = format!("'AAZ{kind:?}Arg' object is not subscriptable");
                Err(Misfit::Crash("TypeError", what))
            }
        }
    }

    /// The field that a name means: the field's own, another name of it, or its own in camel case.
    fn field_name(&self, key: &str) -> Option<&str> {
        let snake = snake_case(key);
        let named =
            |(name, field): &&(String, Self)| name == key || field.options.iter().any(|o| o == key) || *name == snake;
        self.fields.iter().find(named).map(|(name, _)| name.as_str())
    }

    /// The words that argparse allows for it; none when any will do.
    pub(super) fn words(&self) -> Vec<String> {
        match (&self.allowed, self.kind) {
            (Some(words), _) => words.clone(),
            (None, AazKind::Bool | AazKind::GenericUpdateForceString) => {
                BOOL_WORDS.iter().map(|(w, _)| (*w).to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What `true` and `false` may be called.
pub const BOOL_WORDS: [(&str, bool); 10] = [
    ("true", true),
    ("t", true),
    ("yes", true),
    ("y", true),
    ("1", true),
    ("false", false),
    ("f", false),
    ("no", false),
    ("n", false),
    ("0", false),
];

/// `addressPrefix` as `address_prefix`; a name without capitals stays as it is.
fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let capitals = name.chars().any(char::is_uppercase);
    let mut lower_before = false;
    for c in name.chars() {
        if c.is_uppercase() && lower_before {
            out.push('_');
        }
        lower_before = c.is_lowercase() || c.is_ascii_digit();
        match c {
            '-' if capitals => out.push('_'),
            c => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}
