//! From the words after `az` to an invocation, help, or az's own refusal.

use super::arguments::Invocation;
use super::error::UsageError;
use std::collections::BTreeMap;

/// What az knows before it reads a line.
#[derive(Debug, Clone, Copy)]
pub struct ParseContext<'a> {
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// `az configure --defaults`, such as `group` to `rg`.
    pub defaults: &'a BTreeMap<String, String>,
    /// ID and name of each subscription of the profile, for `--subscription`.
    pub subscriptions: &'a [(String, String)],
}

/// What a line asks for, when az accepts it.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// Help, ready to print.
    Help(String),
    /// `az --version`.
    Version,
    /// A command to run.
    Invocation(Box<Invocation>),
}

/// Parses the words after `az` as azure-cli does.
///
/// # Errors
///
/// Returns what az prints, and its exit code, when it refuses the line before a command runs.
pub fn parse(argv: &[String], context: &ParseContext<'_>) -> Result<Parsed, UsageError> {
    let _ = (argv, context);
    Ok(Parsed::Version)
}
