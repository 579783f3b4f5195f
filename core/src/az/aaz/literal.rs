//! JSON, or else a literal in Python's notation: `{'a': "b",}`, `(1, None)`.

use super::Data;
use crate::render::python::parse_float;
use serde_json::{Number, Value};
use std::iter::Peekable;
use std::str::Chars;

/// How deep a literal may nest.
const MAX_DEPTH: usize = 64;

/// The value that the whole text is.
pub(super) fn read(text: &str) -> Option<Data> {
    if let Ok(json) = serde_json::from_str::<Value>(text) {
        return Some(json.into());
    }
    let mut chars = text.chars().peekable();
    let value = value(&mut chars, 0)?;
    blanks(&mut chars);
    chars.peek().is_none().then_some(value)
}

fn value(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<Data> {
    if depth > MAX_DEPTH {
        return None;
    }
    blanks(chars);
    match chars.peek()? {
        '{' => dict(chars, depth),
        '[' => items(chars, ']', depth).map(Data::List),
        '(' => items(chars, ')', depth).map(Data::List),
        '\'' | '"' => text(chars).map(Data::Str),
        _ => word(chars),
    }
}

fn dict(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<Data> {
    chars.next();
    let mut out: Vec<(String, Data)> = Vec::new();
    loop {
        blanks(chars);
        if chars.next_if_eq(&'}').is_some() {
            return Some(Data::Dict(out));
        }
        let Data::Str(key) = value(chars, depth + 1)? else {
            return None;
        };
        blanks(chars);
        chars.next_if_eq(&':')?;
        let item = value(chars, depth + 1)?;
        out.retain(|(k, _)| *k != key);
        out.push((key, item));
        blanks(chars);
        if chars.next_if_eq(&',').is_none() && chars.peek() != Some(&'}') {
            return None;
        }
    }
}

fn items(chars: &mut Peekable<Chars<'_>>, end: char, depth: usize) -> Option<Vec<Data>> {
    chars.next();
    let mut out = Vec::new();
    loop {
        blanks(chars);
        if chars.next_if_eq(&end).is_some() {
            return Some(out);
        }
        out.push(value(chars, depth + 1)?);
        blanks(chars);
        if chars.next_if_eq(&',').is_none() && chars.peek() != Some(&end) {
            return None;
        }
    }
}

fn text(chars: &mut Peekable<Chars<'_>>) -> Option<String> {
    let quote = chars.next()?;
    let mut out = String::new();
    loop {
        match chars.next()? {
            c if c == quote => return Some(out),
            '\n' => return None,
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                c @ ('\\' | '\'' | '"') => out.push(c),
                c => out.extend(['\\', c]),
            },
            c => out.push(c),
        }
    }
}

fn word(chars: &mut Peekable<Chars<'_>>) -> Option<Data> {
    let mut out = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric() || "+-._".contains(*c)) {
        out.push(c);
    }
    match out.as_str() {
        "True" => Some(Data::Bool(true)),
        "False" => Some(Data::Bool(false)),
        "None" => Some(Data::Null),
        number => match number.parse::<i64>() {
            Ok(n) => Some(Data::Number(n.into())),
            Err(_) => parse_float(number).and_then(Number::from_f64).map(Data::Number),
        },
    }
}

fn blanks(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_python_literals() {
        let json = |text: &str| read(text).map(|d| d.to_json().to_string());
        assert_eq!(json(r#"{"a":"b",}"#).as_deref(), Some(r#"{"a":"b"}"#));
        assert_eq!(json("{'a': (1, None, True)}").as_deref(), Some(r#"{"a":[1,null,true]}"#));
        assert_eq!(json("{a: b}"), None);
        assert_eq!(json("[1 2]"), None);
    }
}
