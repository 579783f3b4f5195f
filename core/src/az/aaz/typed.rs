//! Typed words as values of an argument's shape, step by step as azure-cli takes them.

use super::literal;
use super::{AazKind, AazType, BOOL_WORDS, Data};
use crate::az::python;
use crate::az::shorthand::{self, Key, Trouble};
use serde_json::Value;

/// Why words do not fit the shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::az) enum Misfit {
    /// The value is wrong; az says in which argument.
    Value(String),
    /// A field is unknown; az says in which argument, but not where in it.
    Field(String),
    /// A value is not among those allowed; az says nothing more.
    Choice(String),
    /// az itself fails; the kind of Python's error and its text.
    Crash(&'static str, String),
    /// The words ask for help on the value.
    Help,
}

/// A value, and the place in the argument where it goes.
pub(in crate::az) type Step = (Vec<Key>, Value);

/// The steps that the words after one option make.
pub(in crate::az) fn steps(shape: &AazType, words: &[String]) -> Result<Vec<Step>, Misfit> {
    match shape.kind {
        AazKind::Dict | AazKind::Object => compound(shape, words),
        AazKind::List => compound(shape, words).or_else(|misfit| separate(shape, words, misfit)),
        _ => {
            let value = match words.first() {
                None => simple(shape, Data::Blank),
                Some(word) => simple(shape, read_simple(word)?),
            }?;
            Ok(vec![(Vec::new(), value)])
        }
    }
}

fn read_simple(word: &str) -> Result<Data, Misfit> {
    if word.is_empty() {
        return Ok(Data::Str(String::new()));
    }
    shorthand::simple(word).map_err(trouble)
}

fn trouble(trouble: Trouble) -> Misfit {
    match trouble {
        Trouble::Syntax(s) => Misfit::Value(s.to_string()),
        Trouble::Help => Misfit::Help,
    }
}

fn compound(shape: &AazType, words: &[String]) -> Result<Vec<Step>, Misfit> {
    if words.is_empty() {
        return Err(Misfit::Value("argument cannot be blank".to_owned()));
    }
    words
        .iter()
        .map(|word| {
            let (keys, text) = shorthand::partial(word);
            let mut inner = shape;
            let mut path = Vec::new();
            for key in keys {
                let (key, next) = inner.step(key)?;
                path.push(key);
                inner = next;
            }
            let data = decode(inner, text)?;
            Ok((path, format(inner, data)?))
        })
        .collect()
}

/// A list's words as its elements, when they make no sense as lists.
fn separate(shape: &AazType, words: &[String], misfit: Misfit) -> Result<Vec<Step>, Misfit> {
    let element = shape.element.as_deref().filter(|e| e.is_simple());
    let keyed = words.iter().any(|w| !shorthand::partial(w).0.is_empty());
    let (Some(element), false, false) = (element, keyed, misfit == Misfit::Help) else {
        return Err(misfit);
    };
    let items: Result<Value, Misfit> = words.iter().map(|word| simple(element, read_simple(word)?)).collect();
    Ok(vec![(Vec::new(), items?)])
}

fn decode(shape: &AazType, text: &str) -> Result<Data, Misfit> {
    if text.is_empty() {
        return Ok(Data::Blank);
    }
    if shape.is_simple() {
        return shorthand::simple(text).map_err(trouble);
    }
    shorthand::full(text).or_else(|why| match literal::read(text) {
        Some(data) if why != Trouble::Help => Ok(data),
        _ => Err(trouble(why)),
    })
}

/// Checks a value against its shape.
fn format(shape: &AazType, data: Data) -> Result<Value, Misfit> {
    if shape.is_simple() {
        return simple(shape, data);
    }
    let data = filled(shape, data)?;
    match (shape.kind, data) {
        (_, Data::Null) => Ok(Value::Null),
        (AazKind::List, Data::List(items)) => {
            let Some(element) = shape.element.as_deref() else {
                return Ok(Data::List(items).to_json());
            };
            let indexed = items.into_iter().enumerate();
            let check = |(i, item)| format(element, item).map_err(|m| within(m, &format!("Invalid at [{i}] : ")));
            indexed.map(check).collect()
        }
        (AazKind::Dict | AazKind::Object, Data::Dict(items)) => {
            let mut out = serde_json::Map::new();
            for (key, item) in items {
                let prefix = format!("Invalid '{key}' : ");
                let (key, inner) = match shape.step(Key::Name(key))? {
                    (Key::Name(key), inner) => (key, inner),
                    (Key::Index(i), inner) => (i.to_string(), inner),
                };
                out.insert(key, format(inner, item).map_err(|m| within(m, &prefix))?);
            }
            Ok(Value::Object(out))
        }
        (AazKind::List, other) => Err(expected("list", &other)),
        (_, other) => Err(expected("dict", &other)),
    }
}

fn expected(what: &str, data: &Data) -> Misfit {
    Misfit::Value(format!("{what} type value expected, got {}", data.shown()))
}

fn within(misfit: Misfit, prefix: &str) -> Misfit {
    match misfit {
        Misfit::Value(what) => Misfit::Value(format!("{prefix}{what}")),
        other => other,
    }
}

/// What stands for a blank value; refuses a null that is not allowed.
fn filled(shape: &AazType, data: Data) -> Result<Data, Misfit> {
    let data = match data {
        Data::Blank => match shape.blank() {
            Some(value) => value.into(),
            None => return Err(Misfit::Value("argument value cannot be blank".to_owned())),
        },
        data => data,
    };
    if data == Data::Null && !shape.nullable {
        return Err(Misfit::Value("field is not nullable".to_owned()));
    }
    Ok(data)
}

fn simple(shape: &AazType, data: Data) -> Result<Value, Misfit> {
    let data = filled(shape, data)?;
    let word = match data {
        Data::Null => return Ok(Value::Null),
        Data::Str(word) => word,
        Data::Bool(b) if !shape.is_switch() && !shape.is_integer() => b.to_string(),
        Data::Number(n) if !shape.is_switch() && !shape.is_integer() => n.to_string().to_ascii_lowercase(),
        Data::Bool(b) => return Ok(Value::Bool(b)),
        Data::Number(n) if shape.is_integer() && !n.is_f64() => return Ok(Value::Number(n)),
        other => {
            let class = match shape.kind {
                _ if shape.is_switch() => "bool",
                _ if shape.is_integer() => "int",
                _ => "str",
            };
            return Err(expected(&format!("<class '{class}'>"), &other));
        }
    };
    if shape.is_integer() {
        let shown = python::repr(&word);
        let why = format!("invalid literal for int() with base 10: {shown}");
        return python::int(&word).map(Value::from).ok_or(Misfit::Value(why));
    }
    if shape.is_switch() {
        let found = BOOL_WORDS.iter().find(|(w, _)| w.eq_ignore_ascii_case(&word));
        return found.map(|(_, b)| Value::Bool(*b)).ok_or_else(|| unknown_choice(shape, &word));
    }
    match &shape.allowed {
        None => Ok(Value::from(word)),
        Some(allowed) => allowed
            .iter()
            .find(|a| a.eq_ignore_ascii_case(&word))
            .map(|a| Value::from(a.as_str()))
            .ok_or_else(|| unknown_choice(shape, &word)),
    }
}

fn unknown_choice(shape: &AazType, word: &str) -> Misfit {
    let names: Vec<String> = shape.words().iter().map(|w| python::repr(w)).collect();
    let names = names.join(", ");
    Misfit::Choice(format!("unrecognized value '{word}' from choices '[{names}]' "))
}
