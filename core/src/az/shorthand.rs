//! The shorthand syntax of azure-cli's newer arguments: `{a:b}`, `[a,b]`, `'quoted'`, `null`, `key.path=value`.

mod path;

use super::aaz::Data;

pub use path::{Key, partial};

/// Why a text is not shorthand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The text is malformed; the whole message with the text and a mark under the place.
    Syntax(Syntax),
    /// The text asks for help on the value (`??`).
    Help,
}

/// Where a text stops being shorthand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syntax {
    data: Vec<char>,
    at: usize,
    range: usize,
    what: String,
}

impl std::fmt::Display for Syntax {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown: String = self.data.iter().take(self.at + self.range).collect();
        let (blanks, marks) = (" ".repeat(self.at), "^".repeat(self.range));
        let what = &self.what;
        write!(f, "Shorthand Syntax Error: {what}:\n\t{shown}\n\t{blanks}{marks}")
    }
}

type Read<T> = Result<(T, usize), Trouble>;

/// Reads a simple value: `null`, text in single quotes, or the text as it is.
pub fn simple(text: &str) -> Result<Data, Trouble> {
    let chars: Vec<char> = text.chars().collect();
    match text {
        "" => Err(wrong(&chars, 0, 1, "Cannot parse empty")),
        "null" => Ok(Data::Null),
        "??" => Err(Trouble::Help),
        _ if chars.first() == Some(&'\'') => {
            let (value, length) = quoted(&chars)?;
            if length == chars.len() {
                return Ok(Data::Str(value));
            }
            let rest = chars.len() - length;
            Err(wrong(&chars, length, rest, "Redundant tail for quota expression"))
        }
        _ => Ok(Data::Str(text.to_owned())),
    }
}

/// Reads any value in shorthand.
pub fn full(text: &str) -> Result<Data, Trouble> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return Err(wrong(&chars, 0, 1, "Cannot parse empty"));
    }
    let (value, length) = value(&chars)?;
    if length == chars.len() {
        return Ok(value);
    }
    Err(wrong(&chars, length, chars.len() - length, "Redundant tail"))
}

fn value(text: &[char]) -> Read<Data> {
    match text.first() {
        Some('{') => dict(text),
        Some('[') => list(text),
        Some('\'') => quoted(text).map(|(s, n)| (Data::Str(s), n)),
        _ => {
            let (word, length) = bare(text)?;
            Ok((word.map_or(Data::Null, |w| converted(&w)), length))
        }
    }
}

/// A bare word as JSON has it when it is a number or a truth value.
fn converted(word: &str) -> Data {
    match serde_json::from_str::<serde_json::Value>(word) {
        Ok(json) if !json.is_null() && !json.is_array() && !json.is_object() => json.into(),
        _ => Data::Str(word.to_owned()),
    }
}

fn dict(text: &[char]) -> Read<Data> {
    let mut out: Vec<(String, Data)> = Vec::new();
    let at = |i: usize| text.get(i).copied();
    let mut i = 1;
    if at(i) == Some('}') {
        return Ok((Data::Dict(out), i + 1));
    }
    while i < text.len() {
        let rest = text.get(i..).unwrap_or_default();
        let (key, length) = string(rest).map_err(|t| outer(t, text, i))?;
        let key = key.unwrap_or_else(|| "None".to_owned());
        if key.contains('"') {
            let what = format!("Dict key should not contain double quotes '{key}'");
            return Err(wrong(text, i, length, &what));
        }
        if key.contains('\'') {
            let what = format!("Dict key should not contain single quotes '{key}'");
            return Err(wrong(text, i, length, &what));
        }
        if out.iter().any(|(k, _)| *k == key) {
            let what = format!("Duplicate defined dict key '{key}'");
            return Err(wrong(text, i, length, &what));
        }
        i += length;
        let item = match at(i) {
            Some(':') => {
                i += 1;
                let rest = text.get(i..).unwrap_or_default();
                if rest.is_empty() {
                    return Err(wrong(text, i, 1, "Cannot parse empty"));
                }
                let (item, length) = value(rest).map_err(|t| outer(t, text, i))?;
                i += length;
                item
            }
            Some(',' | '}') => Data::Blank,
            _ => return Err(wrong(text, i, 1, "Expect characters ':' or ','")),
        };
        out.push((key, item));
        match at(i) {
            Some(',') => {
                i += 1;
                if at(i) == Some('}') {
                    break;
                }
            }
            Some('}') => break,
            _ => return Err(wrong(text, i, 1, "Expect character ',' or '}'")),
        }
    }
    if at(i) == Some('}') {
        return Ok((Data::Dict(out), i + 1));
    }
    Err(wrong(text, i, 1, "Expect character '}'"))
}

fn list(text: &[char]) -> Read<Data> {
    let mut out = Vec::new();
    let at = |i: usize| text.get(i).copied();
    let mut i = 1;
    if at(i) == Some(']') {
        return Ok((Data::List(out), i + 1));
    }
    while i < text.len() {
        let rest = text.get(i..).unwrap_or_default();
        let (item, length) = value(rest).map_err(|t| outer(t, text, i))?;
        out.push(item);
        i += length;
        match at(i) {
            Some(',') => {
                i += 1;
                if at(i) == Some(']') {
                    break;
                }
            }
            Some(']') => break,
            _ => return Err(wrong(text, i, 1, "Expect character ',' or ']'")),
        }
    }
    if at(i) == Some(']') {
        return Ok((Data::List(out), i + 1));
    }
    Err(wrong(text, i, 1, "Expect character ']'"))
}

/// A quoted or bare word; nothing for a bare `null`.
fn string(text: &[char]) -> Read<Option<String>> {
    if text.first() == Some(&'\'') {
        return quoted(text).map(|(s, n)| (Some(s), n));
    }
    bare(text)
}

fn bare(text: &[char]) -> Read<Option<String>> {
    let mut length = 0;
    for (i, c) in text.iter().enumerate() {
        match c {
            ',' | ':' | ']' | '}' => break,
            c if c.is_whitespace() => {
                let what = "Please wrap whitespace character in single quotes";
                return Err(wrong(text, i, 1, what));
            }
            '"' | '\'' => {
                let what = format!("Please wrap {c} character in single quotes");
                return Err(wrong(text, i, 1, &what));
            }
            _ => length = i + 1,
        }
    }
    let word: String = text.iter().take(length).collect();
    match word.as_str() {
        "" => Err(wrong(text, 0, 1, "Cannot parse empty")),
        "null" => Ok((None, length)),
        "??" => Err(Trouble::Help),
        _ => Ok((Some(word), length)),
    }
}

/// Text in single quotes, in which `'/` stands for one single quote.
fn quoted(text: &[char]) -> Read<String> {
    let mut out = String::new();
    let mut i = 1;
    while let Some(c) = text.get(i) {
        if *c != '\'' {
            out.push(*c);
            i += 1;
        } else if text.get(i + 1) == Some(&'/') {
            out.push('\'');
            i += 2;
        } else {
            return Ok((out, i + 1));
        }
    }
    Err(wrong(text, i, 1, "Miss end quota character: '"))
}

fn wrong(data: &[char], at: usize, range: usize, what: &str) -> Trouble {
    Trouble::Syntax(Syntax { data: data.to_vec(), at, range, what: what.to_owned() })
}

/// The same trouble, told of the text around it.
fn outer(trouble: Trouble, data: &[char], offset: usize) -> Trouble {
    match trouble {
        Trouble::Syntax(inner) => Trouble::Syntax(Syntax { data: data.to_vec(), at: inner.at + offset, ..inner }),
        Trouble::Help => Trouble::Help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(full(text).unwrap().to_json().to_string(), expected);
    }

    #[track_caller]
    fn refuses(text: &str, expected: &str) {
        match full(text) {
            Err(Trouble::Syntax(s)) => assert_eq!(s.to_string(), expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_in_shorthand() {
        reads("{a:b,c:[1,true,x]}", r#"{"a":"b","c":[1,true,"x"]}"#);
        reads("{a:'x y',}", r#"{"a":"x y"}"#);
        reads("['it'/s']", r#"["it's"]"#);
        reads("{a:null}", r#"{"a":null}"#);
        reads("{}", "{}");
    }

    #[test]
    fn malformed_shorthand_is_shown_up_to_the_place() {
        refuses("{a:b", "Shorthand Syntax Error: Expect character ',' or '}':\n\t{a:b\n\t    ^");
        refuses("{a b:c}", "Shorthand Syntax Error: Please wrap whitespace character in single quotes:\n\t{a \n\t  ^");
        refuses("{a:b,a:c}", "Shorthand Syntax Error: Duplicate defined dict key 'a':\n\t{a:b,a\n\t     ^");
    }
}
