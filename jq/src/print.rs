//! Values as jq prints them.

use jaq_json::Val;
use keyless_core::interpreter::Query;

/// Prints a value as the options ask for.
pub(super) fn value(query: &Query, value: &Val, out: &mut String) {
    match value {
        Val::TStr(bytes) if query.raw_output || query.join_output => out.push_str(&String::from_utf8_lossy(bytes)),
        _ => nested(query, value, 0, out),
    }
    if !query.join_output {
        out.push('\n');
    }
}

fn nested(query: &Query, value: &Val, level: usize, out: &mut String) {
    match value {
        Val::Arr(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                begin(query, at, level, out);
                nested(query, item, level + 1, out);
            }
            end(query, level, out);
            out.push(']');
        }
        Val::Obj(map) if !map.is_empty() => {
            let mut entries: Vec<(String, &Val)> = map.iter().map(|(key, value)| (key.to_string(), value)).collect();
            if query.sort_keys {
                entries.sort_by(|a, b| a.0.cmp(&b.0));
            }
            out.push('{');
            for (at, (key, item)) in entries.into_iter().enumerate() {
                begin(query, at, level, out);
                out.push_str(&key);
                out.push_str(if query.indent.is_some() { ": " } else { ":" });
                nested(query, item, level + 1, out);
            }
            end(query, level, out);
            out.push('}');
        }
        _ => out.push_str(&value.to_string()),
    }
}

fn begin(query: &Query, at: usize, level: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
    if query.indent.is_some() {
        end(query, level + 1, out);
    }
}

fn end(query: &Query, level: usize, out: &mut String) {
    if let Some(indent) = &query.indent {
        out.push('\n');
        for _ in 0..level {
            out.push_str(indent);
        }
    }
}
