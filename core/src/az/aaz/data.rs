//! Values between the typed word and the argument: as shorthand or JSON gave them.

use crate::az::python::repr;
use serde_json::{Map, Number, Value};

/// A value whose shape has not been checked.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Named, but without a value.
    Blank,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Str(String),
    /// Values in order.
    List(Vec<Data>),
    /// Named values in order.
    Dict(Vec<(String, Data)>),
}

impl From<Value> for Data {
    fn from(json: Value) -> Self {
        match json {
            Value::Null => Self::Null,
            Value::Bool(b) => Self::Bool(b),
            Value::Number(n) => Self::Number(n),
            Value::String(s) => Self::Str(s),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(map) => Self::Dict(map.into_iter().map(|(k, v)| (k, v.into())).collect()),
        }
    }
}

impl Data {
    /// The value as JSON; what is blank becomes null.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Blank | Self::Null => Value::Null,
            Self::Bool(b) => Value::Bool(*b),
            Self::Number(n) => Value::Number(n.clone()),
            Self::Str(s) => Value::from(s.as_str()),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Dict(items) => {
                let pairs = items.iter().map(|(k, v)| (k.clone(), v.to_json()));
                Value::Object(pairs.collect::<Map<String, Value>>())
            }
        }
    }

    /// `'VALUE'(TYPE)`, as Python shows it in az's messages.
    pub(super) fn shown(&self) -> String {
        let text = match self {
            Self::Str(s) => s.clone(),
            other => other.python(),
        };
        format!("'{text}'(<class '{}'>)", self.class())
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Blank => "azure.cli.core.aaz._base._AAZBlankArgValueType",
            Self::Null => "NoneType",
            Self::Bool(_) => "bool",
            Self::Number(n) if n.is_f64() => "float",
            Self::Number(_) => "int",
            Self::Str(_) => "str",
            Self::List(_) => "list",
            Self::Dict(_) => "collections.OrderedDict",
        }
    }

    fn python(&self) -> String {
        match self {
            Self::Blank => "AAZBlankArgValue".to_owned(),
            Self::Null => "None".to_owned(),
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Number(n) => n.to_string(),
            Self::Str(s) => repr(s),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::python).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Dict(items) => {
                let pair = |(k, v): &(String, Self)| format!("({}, {})", repr(k), v.python());
                let items: Vec<String> = items.iter().map(pair).collect();
                match items.is_empty() {
                    true => "OrderedDict()".to_owned(),
                    false => format!("OrderedDict([{}])", items.join(", ")),
                }
            }
        }
    }
}
