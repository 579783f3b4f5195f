//! Command results as az prints them: the output formats and the one way in.

use serde_json::Value;
use thiserror::Error;

use super::query::{Query, QueryError};
use super::{json, table, tsv, yaml};

/// The value of `--output`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// Indented JSON with sorted keys.
    #[default]
    Json,
    /// The same, coloured on a terminal.
    Jsonc,
    /// YAML with sorted keys.
    Yaml,
    /// The same, coloured on a terminal.
    Yamlc,
    /// Columns with a heading.
    Table,
    /// Tab-separated values.
    Tsv,
    /// Nothing.
    None,
}

impl OutputFormat {
    /// The allowed values of `--output`, in az's order.
    pub const NAMES: [&'static str; 7] = ["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none"];

    /// Returns the format of that name, in any case, as `--output` takes it.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonc" => Some(Self::Jsonc),
            "yaml" => Some(Self::Yaml),
            "yamlc" => Some(Self::Yamlc),
            "table" => Some(Self::Table),
            "tsv" => Some(Self::Tsv),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// How a command's result becomes a table when no `--query` is given.
#[derive(Clone, Debug)]
pub enum TableColumns {
    /// A heading and a JMESPath expression (or a key) for each column, for each element of the result.
    Columns(Vec<(String, String)>),
    /// az's own JMESPath table transformer, for the whole result.
    Query(Query),
    /// A function that makes what the table shows.
    Transform(fn(&Value) -> Value),
}

/// What besides the value decides how it is printed.
#[derive(Clone, Debug, Default)]
pub struct RenderOptions {
    /// Whether the value is the result of a `--query`, whose order of keys is kept.
    pub query_active: bool,
    /// The command's own table, for results without `--query`.
    pub table: Option<TableColumns>,
    /// Whether `jsonc` and `yamlc` are coloured: only on a terminal.
    pub color: bool,
}

/// Why a result cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RenderError {
    /// The result has nothing that fits in a table; az exits with 1.
    #[error(
        "Table output unavailable. Use the --query option to specify an appropriate query. Use --debug for more info."
    )]
    NoTable,
    /// The query failed on this result; az exits with 1.
    #[error("{0}")]
    Query(#[from] QueryError),
}

/// Returns what az writes to its standard output for a result, the last line end included.
///
/// A null result prints nothing in any format.
///
/// # Errors
/// [`RenderError::NoTable`] where az says that table output is unavailable.
pub fn render(value: &Value, format: OutputFormat, options: &RenderOptions) -> Result<String, RenderError> {
    if value.is_null() {
        return Ok(String::new());
    }
    match format {
        OutputFormat::Json => Ok(json::dump(value)),
        OutputFormat::Jsonc if options.color => Ok(json::dump_colored(value)),
        OutputFormat::Jsonc => Ok(json::dump(value)),
        OutputFormat::Yaml => Ok(yaml::dump(value)),
        OutputFormat::Yamlc if options.color => Ok(yaml::dump_colored(value)),
        OutputFormat::Yamlc => Ok(yaml::dump(value)),
        OutputFormat::Table => table::dump(value, options),
        OutputFormat::Tsv => Ok(tsv::dump(value, !options.query_active)),
        OutputFormat::None => Ok(String::new()),
    }
}

/// Returns what az writes to its standard output for a result under an optional `--query`.
///
/// Unlike [`Query::search`] followed by [`render`], this also follows az where tsv sorts the keys of objects that
/// come from the service and keeps the order of those that the query writes.
///
/// # Errors
/// As [`render`], and [`RenderError::Query`] when the query fails on this result.
pub fn render_query(
    value: &Value,
    query: Option<&Query>,
    format: OutputFormat,
    options: &RenderOptions,
) -> Result<String, RenderError> {
    let Some(query) = query else {
        return render(value, format, options);
    };
    let found = match format {
        OutputFormat::Tsv => query.search_rows(value)?,
        _ => query.search(value)?,
    };
    let options = RenderOptions { query_active: true, table: None, color: options.color };
    render(&found, format, &options)
}
