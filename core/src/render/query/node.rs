//! Values during evaluation: borrowed from the input where possible, shared where not.

use std::rc::Rc;

use serde_json::Value;

use super::expr::Expr;

/// A value during evaluation.
#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    /// A value of the input or of a literal.
    Ref(&'a Value),
    /// A new null, boolean, number or string.
    New(Rc<Value>),
    /// A new list.
    List(Rc<Vec<Node<'a>>>),
    /// A new object. INVARIANT: no key twice. `written`: by a multi-select hash (Python's `OrderedDict`).
    Hash { entries: Rc<Vec<(String, Node<'a>)>>, written: bool },
    /// An expression that a function evaluates.
    Expref(&'a Expr),
}

impl<'a> Node<'a> {
    pub(super) fn null() -> Self {
        Self::Ref(&Value::Null)
    }

    pub(super) fn new(value: impl Into<Value>) -> Self {
        Self::New(Rc::new(value.into()))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(items))
    }

    /// The scalar or input value that this is; `None` for new lists, new objects and expressions.
    pub(super) fn plain(&self) -> Option<&Value> {
        match self {
            Self::Ref(value) => Some(value),
            Self::New(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        self.plain().is_some_and(Value::is_null)
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        self.plain().and_then(Value::as_str)
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::Ref(Value::Array(_)))
    }

    /// The elements, if this is a list.
    pub(super) fn items(&self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items.as_ref().clone()),
            Self::Ref(Value::Array(items)) => Some(items.iter().map(Self::Ref).collect()),
            _ => None,
        }
    }

    /// The entries, if this is an object.
    pub(super) fn entries(&self) -> Option<Vec<(String, Self)>> {
        match self {
            Self::Hash { entries, .. } => Some(entries.as_ref().clone()),
            Self::Ref(Value::Object(map)) => {
                Some(map.iter().map(|(key, value)| (key.clone(), Self::Ref(value))).collect())
            }
            _ => None,
        }
    }

    /// The value under a key, or null.
    pub(super) fn field(&self, name: &str) -> Self {
        match self {
            Self::Hash { entries, .. } => {
                entries.iter().find(|(key, _)| key == name).map_or_else(Self::null, |(_, value)| value.clone())
            }
            Self::Ref(Value::Object(map)) => map.get(name).map_or_else(Self::null, Self::Ref),
            _ => Self::null(),
        }
    }

    /// The element at `index`, from the end if negative, or null.
    pub(super) fn index(&self, index: i64) -> Self {
        let at = |length: usize| {
            let from_end = usize::try_from(index.unsigned_abs()).ok().and_then(|back| length.checked_sub(back));
            if index < 0 { from_end } else { usize::try_from(index).ok() }
        };
        match self {
            Self::List(items) => at(items.len()).and_then(|at| items.get(at)).cloned().unwrap_or_else(Self::null),
            Self::Ref(Value::Array(items)) => {
                at(items.len()).and_then(|at| items.get(at)).map_or_else(Self::null, Self::Ref)
            }
            _ => Self::null(),
        }
    }

    /// Whether it counts as true: not null, false, empty text, an empty list or an empty object.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::List(items) => !items.is_empty(),
            Self::Hash { entries, .. } => !entries.is_empty(),
            Self::Expref(_) => true,
            Self::Ref(value) => is_true(value),
            Self::New(value) => is_true(value),
        }
    }

    /// Its type in JMESPath's words.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::List(_) => "array",
            Self::Hash { .. } => "object",
            Self::Expref(_) => "expref",
            Self::Ref(value) => type_name(value),
            Self::New(value) => type_name(value),
        }
    }

    /// Its type in Python's words.
    pub(super) fn python_type(&self) -> &'static str {
        match self {
            Self::Hash { written: true, .. } => "OrderedDict",
            Self::Expref(_) => "_Expression",
            node if node.plain().is_some_and(Value::is_f64) => "float",
            node => match node.type_name() {
                "array" => "list",
                "object" => "dict",
                "null" => "NoneType",
                "string" => "str",
                "boolean" => "bool",
                _ => "int",
            },
        }
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
