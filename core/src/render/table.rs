//! Tables as knack and tabulate's `simple` format lay them out.

use serde_json::{Map, Value};

use super::query::Query;
use super::text::{RenderError, RenderOptions, TableColumns};
use super::{json, python};

/// Keys that knack leaves out of a table, even under `--query`.
const SKIPPED: [&str; 3] = ["id", "type", "etag"];
/// What tabulate adds to a heading's width.
const PADDING: usize = 2;
const GAP: &str = "  ";

/// Returns the value as a table.
///
/// # Errors
/// [`RenderError::NoTable`] when nothing of it fits in a table.
pub(super) fn dump(value: &Value, options: &RenderOptions) -> Result<String, RenderError> {
    let own = options.table.as_ref().filter(|_| !options.query_active);
    let shown = match own {
        Some(columns) => &transform(value, columns)?,
        None => value,
    };
    let sort_keys = own.is_none() && !options.query_active;
    let rows: Vec<Row> = match shown {
        Value::Array(items) => items.iter().map(|item| Row::new(item, sort_keys)).collect(),
        other => vec![Row::new(other, sort_keys)],
    };
    if rows.is_empty() {
        return Ok("\n".to_owned());
    }
    Ok(lay_out(&rows) + "\n")
}

fn transform(value: &Value, columns: &TableColumns) -> Result<Value, RenderError> {
    match columns {
        TableColumns::Transform(function) => Ok(function(value)),
        TableColumns::Query(query) => query.search(value).map_err(|_| RenderError::NoTable),
        TableColumns::Columns(columns) => {
            let columns: Vec<(&String, Query)> = columns
                .iter()
                .map(|(heading, path)| Ok((heading, Query::compile(path)?)))
                .collect::<Result<_, RenderError>>()?;
            let row = |item: &Value| -> Result<Value, RenderError> {
                let mut row = Map::new();
                for (heading, query) in &columns {
                    row.insert((*heading).clone(), query.search(item)?);
                }
                Ok(Value::Object(row))
            };
            match value {
                Value::Array(items) => items.iter().map(row).collect::<Result<Vec<_>, _>>().map(Value::Array),
                other => row(other),
            }
        }
    }
}

/// One row: headings and cells, in order.
struct Row(Vec<(String, Value)>);

impl Row {
    fn new(item: &Value, sort_keys: bool) -> Self {
        let mut row = Self(Vec::new());
        match item {
            Value::Object(map) => {
                let entries = if sort_keys { json::sorted(map) } else { map.iter().collect() };
                let shown = entries.into_iter().filter(|(key, value)| {
                    !SKIPPED.contains(&key.as_str()) && !value.is_null() && !value.is_array() && !value.is_object()
                });
                shown.for_each(|(key, value)| row.set(capitalize(key), value));
            }
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    row.0.push((format!("Column{}", at.saturating_add(1)), value.clone()));
                }
            }
            scalar => row.0.push(("Result".to_owned(), scalar.clone())),
        }
        row
    }

    /// Sets a cell; a heading that two keys share keeps its place and takes the later value.
    fn set(&mut self, heading: String, value: &Value) {
        match self.0.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, cell)) => *cell = value.clone(),
            None => self.0.push((heading, value.clone())),
        }
    }

    fn cell(&self, heading: &str, at: usize) -> Option<&Value> {
        match self.0.get(at) {
            Some((known, value)) if known == heading => Some(value),
            _ => self.0.iter().find(|(known, _)| known == heading).map(|(_, value)| value),
        }
    }
}

/// The rows under their headings, in tabulate's `simple` format with number parsing switched off: all columns are
/// aligned to the left, and as wide as the widest cell or the heading and two more.
fn lay_out(rows: &[Row]) -> String {
    let mut headings: Vec<&str> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for (heading, _) in rows.iter().flat_map(|row| &row.0) {
        if known.insert(heading.as_str()) {
            headings.push(heading);
        }
    }
    let has_break = |value: &Value| matches!(value, Value::String(text) if text.contains(['\n', '\r']));
    let multiline = headings.iter().any(|heading| heading.contains(['\n', '\r']))
        || rows.iter().flat_map(|row| &row.0).any(|(_, value)| has_break(value));
    let cells: Vec<Vec<Vec<String>>> = rows
        .iter()
        .map(|row| {
            headings
                .iter()
                .enumerate()
                .map(|(at, heading)| text_lines(&cell_text(row.cell(heading, at)), multiline))
                .collect()
        })
        .collect();
    let headings: Vec<Vec<String>> = headings.iter().map(|heading| text_lines(heading, multiline)).collect();
    let mut widths: Vec<usize> = headings.iter().map(|lines| block_width(lines).saturating_add(PADDING)).collect();
    for row in &cells {
        for (column, lines) in widths.iter_mut().zip(row) {
            *column = block_width(lines).max(*column);
        }
    }
    let mut out = Vec::new();
    if !headings.is_empty() {
        block(&headings, &widths, &mut out);
        out.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(GAP));
        cells.iter().for_each(|row| block(row, &widths, &mut out));
    }
    out.join("\n")
}

/// Adds a row, which is as high as its highest cell.
fn block(row: &[Vec<String>], widths: &[usize], out: &mut Vec<String>) {
    let height = row.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        out.push(line(row.iter().map(|lines| lines.get(at).map_or("", String::as_str)), widths));
    }
}

/// A cell's text, without the blanks around it.
fn cell_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(value) => python::str(value).trim().to_owned(),
    }
}

/// Python's `splitlines`: an empty text has no line, so that in a table with line ends in it, empty rows vanish.
fn text_lines(text: &str, multiline: bool) -> Vec<String> {
    if multiline { text.lines().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

fn block_width(lines: &[String]) -> usize {
    lines.iter().map(|line| width(line)).max().unwrap_or(0)
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let mut out = String::new();
    for (at, (cell, column)) in cells.zip(widths).enumerate() {
        if at > 0 {
            out.push_str(GAP);
        }
        out.push_str(cell);
        out.push_str(&" ".repeat(column.saturating_sub(width(cell))));
    }
    out.trim_end().to_owned()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn capitalize(key: &str) -> String {
    let mut chars = key.chars();
    chars.next().map(|first| std::iter::once(capital(first)).chain(chars).collect()).unwrap_or_default()
}

/// The capital of a letter of ASCII, Latin-1, Greek or Cyrillic; the library's tables of all scripts are big.
fn capital(letter: char) -> char {
    let step = match letter {
        'à'..='ö' | 'ø'..='þ' | 'α'..='ρ' | 'σ'..='ω' | 'а'..='я' => 32,
        'ѐ'..='џ' => 80,
        _ => return letter.to_ascii_uppercase(),
    };
    char::from_u32(u32::from(letter).saturating_sub(step)).unwrap_or(letter)
}
