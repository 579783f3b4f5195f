//! YAML as PyYAML's `safe_dump(default_flow_style=False, allow_unicode=True)` writes it.

mod color;
mod scalar;
mod write;

use serde_json::Value;

use super::{json, python};
use scalar::Analysis;
use write::{Kind, Writer};

/// Scalars longer than this, with their tag, are not written as simple keys.
const LONGEST_SIMPLE_KEY: usize = 128;
/// What the emitter counts for a key's tag, `!!str`.
const TAG_LENGTH: usize = 5;

/// Returns the value as YAML with sorted keys; a plain scalar is followed by `...`.
pub(super) fn dump(value: &Value) -> String {
    emit(value).pieces.into_iter().map(|(_, text)| text).collect()
}

/// As [`dump`], with the escape sequences of Pygments' terminal formatter.
pub(super) fn dump_colored(value: &Value) -> String {
    color::paint(&emit(value).pieces)
}

fn emit(value: &Value) -> Writer {
    let mut writer = Writer::new();
    writer.node(value, Context::Root);
    writer.end_document();
    writer
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    Root,
    Sequence,
    Mapping,
    SimpleKey,
}

impl Writer {
    fn node(&mut self, value: &Value, context: Context) {
        match value {
            Value::Array(items) if items.is_empty() => self.empty('[', ']'),
            Value::Object(map) if map.is_empty() => self.empty('{', '}'),
            Value::Array(items) => {
                let indentless = context == Context::Mapping && !self.indention;
                let outer = self.indent_more(indentless);
                for item in items {
                    self.write_indent();
                    self.indicator("-", true, false, true);
                    self.node(item, Context::Sequence);
                }
                self.indent = outer;
            }
            Value::Object(map) => {
                let outer = self.indent_more(false);
                for (key, item) in json::sorted(map) {
                    self.write_indent();
                    self.entry(key, item);
                }
                self.indent = outer;
            }
            Value::Null => self.scalar("null", None, context),
            Value::Bool(flag) => self.scalar(if *flag { "true" } else { "false" }, None, context),
            Value::Number(number) => self.scalar(&float_text(&python::number(number)), None, context),
            Value::String(text) => self.scalar(text, Some(Analysis::new(text)), context),
        }
    }

    fn entry(&mut self, key: &str, item: &Value) {
        let analysis = Analysis::new(key);
        let length = key.chars().count().saturating_add(TAG_LENGTH);
        let simple = length < LONGEST_SIMPLE_KEY && !key.is_empty() && !analysis.multiline;
        if simple {
            self.scalar(key, Some(analysis), Context::SimpleKey);
            self.indicator(":", false, false, false);
        } else {
            self.indicator("?", true, false, true);
            self.scalar(key, Some(analysis), Context::Mapping);
            self.write_indent();
            self.indicator(":", true, false, true);
        }
        self.node(item, Context::Mapping);
    }

    /// Writes a scalar. `analysis`: of a string, which must not read as another type; others are plain.
    fn scalar(&mut self, text: &str, analysis: Option<Analysis>, context: Context) {
        let outer = self.indent;
        self.indent = Some(outer.map_or(2, |indent| indent.saturating_add(2)));
        let chars: Vec<char> = text.chars().collect();
        let key = context == Context::SimpleKey;
        match analysis {
            Some(analysis) if !analysis.plain => {
                if analysis.single_quoted && !(key && analysis.multiline) {
                    self.single_quoted(&chars, !key);
                } else {
                    self.double_quoted(&chars, !key);
                }
            }
            _ => {
                // Pygments does not take a text with such a character for a key.
                let colored = key && !text.contains(['#', ',', '?', '[', ']', '{', '}', '"', '\'']);
                let kind = if colored { Kind::Key } else { Kind::Plain };
                self.plain(&chars, !key, kind);
                self.open_ended = context == Context::Root;
            }
        }
        self.indent = outer;
    }

    fn empty(&mut self, open: char, close: char) {
        self.indicator(&open.to_string(), true, true, false);
        self.indicator(&close.to_string(), false, false, false);
    }

    /// Indents by a level, and returns the indentation before.
    fn indent_more(&mut self, indentless: bool) -> Option<usize> {
        let outer = self.indent;
        self.indent = match outer {
            None => Some(0),
            Some(indent) if indentless => Some(indent),
            Some(indent) => Some(indent.saturating_add(2)),
        };
        outer
    }
}

/// A number as PyYAML writes it: with a point before an exponent.
fn float_text(text: &str) -> String {
    if text.contains('e') && !text.contains('.') { text.replacen('e', ".0e", 1) } else { text.to_owned() }
}
