//! The command table, read from the embedded recording the first time a command is asked for.

mod names;
mod read;

use super::spec::{ArgSpec, CommandSpec};
use std::sync::OnceLock;

pub use names::{Child, begins_a_name, child, children, is_command, is_group, is_known_name};

static COMMANDS: &str = include_str!("../../data/az-commands.txt");

/// The arguments that every command has, in the table's own notation.
static GLOBALS: &str = "-h --help\tn0\n\
    --verbose\td_log_verbosity_verbose\tn0\n\
    --debug\td_log_verbosity_debug\tn0\n\
    --only-show-errors\td_log_verbosity_only_show_errors\tn0\n\
    --output -o\td_output_format\tcjson|jsonc|yaml|yamlc|table|tsv|none\n\
    --query\td_jmespath_query\ttjmespath_type\n";

struct Entry {
    name: &'static str,
    text: &'static str,
    spec: OnceLock<CommandSpec>,
}

/// The command with this whole name, if its arguments were recorded.
pub fn command(path: &str) -> Option<&'static CommandSpec> {
    let entries = entries();
    let at = entries.binary_search_by(|e| e.name.cmp(path)).ok()?;
    let entry = entries.get(at)?;
    Some(entry.spec.get_or_init(|| read::command(entry.name, entry.text)))
}

/// The names of all commands whose arguments were recorded, in order.
pub fn recorded() -> impl Iterator<Item = &'static str> {
    entries().iter().map(|e| e.name)
}

/// The arguments that every command has: help, verbosity, output and query.
pub fn globals() -> &'static [ArgSpec] {
    static ONCE: OnceLock<Vec<ArgSpec>> = OnceLock::new();
    ONCE.get_or_init(|| GLOBALS.lines().filter_map(read::argument).collect())
}

fn entries() -> &'static [Entry] {
    static ONCE: OnceLock<Vec<Entry>> = OnceLock::new();
    ONCE.get_or_init(|| {
        COMMANDS
            .split("\n=")
            .filter_map(|block| {
                let text = block.strip_prefix('=').unwrap_or(block);
                let name = text.split(['\t', '\n']).next()?;
                Some(Entry { name, text, spec: OnceLock::new() })
            })
            .collect()
    })
}
