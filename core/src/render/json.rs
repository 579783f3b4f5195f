//! JSON as Python's `json.dumps` writes it, plain and as Pygments colours it.

use serde_json::{Map, Value};

use super::python;
use crate::model::order;

const BLANK: &str = "\u{1b}[37m";
const KEY: &str = "\u{1b}[94m";
const STRING: &str = "\u{1b}[33m";
const NUMBER: &str = "\u{1b}[34m";
const WORD: &str = "\u{1b}[34m";
const RESET: &str = "\u{1b}[39;49;00m";

/// Returns the value as `json.dumps(indent=2, sort_keys=True, ensure_ascii=False)` does, and a line end.
pub(super) fn dump(value: &Value) -> String {
    let mut writer = Writer { out: String::new(), color: false };
    writer.value(value, 0);
    writer.out.push('\n');
    writer.out
}

/// As [`dump`], with the escape sequences of Pygments' terminal formatter.
pub(super) fn dump_colored(value: &Value) -> String {
    let mut writer = Writer { out: String::new(), color: true };
    writer.value(value, 0);
    writer.token(BLANK, "");
    writer.out.push('\n');
    writer.out
}

/// Returns the value on one line as `json.dumps(separators=(',', ':'))` does: key order kept, only ASCII.
pub(super) fn compact_ascii(value: &Value) -> String {
    let mut out = String::new();
    write_compact(value, &mut out);
    out
}

/// Returns a map's entries, sorted by key as Python sorts strings.
pub(super) fn sorted(map: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = map.iter().collect();
    order::sort_by(&mut entries, |a, b| a.0.cmp(b.0));
    entries
}

struct Writer {
    out: String,
    color: bool,
}

impl Writer {
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Null => self.token(WORD, "null"),
            Value::Bool(true) => self.token(WORD, "true"),
            Value::Bool(false) => self.token(WORD, "false"),
            Value::Number(number) => self.token(NUMBER, &python::number(number)),
            Value::String(text) => self.token(STRING, &quote(text, false)),
            Value::Array(items) if items.is_empty() => self.out.push_str("[]"),
            Value::Array(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.new_line(at > 0, depth.saturating_add(1));
                    self.value(item, depth.saturating_add(1));
                }
                self.new_line(false, depth);
                self.out.push(']');
            }
            Value::Object(map) if map.is_empty() => self.out.push_str("{}"),
            Value::Object(map) => {
                self.out.push('{');
                for (at, (key, item)) in sorted(map).into_iter().enumerate() {
                    self.new_line(at > 0, depth.saturating_add(1));
                    self.token(KEY, &quote(key, false));
                    self.out.push(':');
                    self.token(BLANK, " ");
                    self.value(item, depth.saturating_add(1));
                }
                self.new_line(false, depth);
                self.out.push('}');
            }
        }
    }

    fn token(&mut self, color: &str, text: &str) {
        if self.color {
            self.out.push_str(color);
        }
        self.out.push_str(text);
        if self.color {
            self.out.push_str(RESET);
        }
    }

    fn new_line(&mut self, comma: bool, depth: usize) {
        if comma {
            self.out.push(',');
        }
        self.token(BLANK, "");
        self.out.push('\n');
        if depth > 0 {
            self.token(BLANK, &"  ".repeat(depth));
        }
    }
}

fn write_compact(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&python::number(number)),
        Value::String(text) => out.push_str(&quote(text, true)),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_compact(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&quote(key, true));
                out.push(':');
                write_compact(item, out);
            }
            out.push('}');
        }
    }
}

/// A JSON string. `ascii`: what is not ASCII is escaped, in UTF-16 units.
fn quote(text: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if u32::from(c) < 0x20 || (ascii && !c.is_ascii()) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
