//! From the words after `az` to an invocation, help, or az's own refusal.

mod argparse;
mod collect;
mod ids;
mod notices;
mod route;
mod values;

use super::aaz::{self, AazKind};
use super::arguments::{Arguments, Invocation, Slot};
use super::error::{UsageError, UsageErrorKind};
use super::spec::{ArgSpec, CommandSpec};
use collect::Collector;
use serde_json::Value;
use std::collections::BTreeMap;

pub use ids::parse as resource_id;

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
/// A command of the newer kind is checked in full unless it asks for confirmation first; then call
/// [`Invocation::check`] after the answer.
///
/// # Errors
///
/// Returns what az prints, and its exit code, when it refuses the line before a command runs.
pub fn parse(argv: &[String], context: &ParseContext<'_>) -> Result<Parsed, UsageError> {
    route::parse(argv, context)
}

/// The configured default that supplies an argument.
fn configured<'c>(context: &'c ParseContext<'_>, command: &CommandSpec, arg: &ArgSpec) -> Option<&'c str> {
    let key = arg.configured_default?;
    // az never takes the name of a thing to create from the defaults, except a registry's.
    let named = command.verb() == "create" && arg.options.iter().any(|o| o.name == "--name");
    if named && !matches!(key, "group" | "acr") {
        return None;
    }
    context.defaults.get(key).map(String::as_str).filter(|v| !v.is_empty())
}

/// What follows the parser: `--ids`, notices, and the newer arguments' checks.
fn finish(
    command: &'static CommandSpec,
    mut taken: Collector<'_>,
    context: &ParseContext<'_>,
    quiet: bool,
) -> Result<Parsed, UsageError> {
    let log = |log: &[String]| if quiet { Vec::new() } else { log.to_vec() };
    taken.complete(command).map_err(|e| e.after(&log(&taken.log)))?;
    let wrong = |why: ids::Wrong, lines: &[String]| UsageError::plain(UsageErrorKind::Ids, &why.0).after(&log(lines));
    let ids_arg = command.arguments.iter().any(|a| a.dest == "_ids" || a.dest == "ids");
    let typed_ids = taken.arguments.list("_ids").map(<[String]>::to_vec);
    let mut sets = Vec::new();
    match &typed_ids {
        _ if !command.supports_ids || !ids_arg => {}
        None => {
            if let Some(why) = ids::missing(command, &taken.arguments) {
                return Err(wrong(why, &taken.log));
            }
        }
        Some(words) => {
            for arg in ids::filled(command) {
                let slot = taken.arguments.slot(&arg.dest);
                let said = slot.filter(|s| s.given && (s.text.as_deref() != Some("") || arg.aaz.is_some()));
                if said.is_some() {
                    let name = arg.first_option();
                    taken.log.push(format!("option '{name}' will be ignored due to use of '--ids'."));
                }
            }
            sets = ids::expand(command, &taken.arguments, words).map_err(|w| wrong(w, &taken.log))?;
        }
    }
    // From here on `--ids` holds the IDs themselves, whatever JSON or lines they were typed as.
    let plain: Vec<String> = sets.iter().map(|(id, _)| id.clone()).collect();
    for (_, set) in &mut sets {
        set.set("_ids", Slot { list: Some(plain.clone()), given: true, ..Slot::default() });
    }
    let mut warnings = taken.log;
    warnings.extend(taken.notices.finish(command));
    if quiet {
        warnings.clear();
    }
    let invocation = Invocation {
        command,
        arguments: sets.first().map_or(taken.arguments, |(_, set)| set.clone()),
        global: taken.global,
        ids: sets.into_iter().map(|(_, set)| set).collect(),
        by_ids: typed_ids.is_some(),
        warnings,
    };
    if !invocation.needs_confirmation() {
        invocation.check(context.signed_in).map_err(|e| e.after(&invocation.warnings))?;
    }
    Ok(Parsed::Invocation(Box::new(invocation)))
}

impl Invocation {
    /// Makes the checks that azure-cli's newer commands make after the question for confirmation.
    ///
    /// # Errors
    ///
    /// Returns az's refusal when a value is missing or out of bounds.
    pub fn check(&self, signed_in: bool) -> Result<(), UsageError> {
        if !self.command.aaz {
            return Ok(());
        }
        for arguments in self.runs() {
            if let Some(why) = wrong(self.command, arguments, signed_in) {
                let why = format!("InvalidArgumentValue: {why}");
                return Err(UsageError::plain(UsageErrorKind::InvalidValue, &why));
            }
        }
        Ok(())
    }
}

/// The first thing wrong with the arguments of a newer command.
fn wrong(command: &CommandSpec, arguments: &Arguments, signed_in: bool) -> Option<String> {
    for arg in &command.arguments {
        let Some(shape) = &arg.aaz else { continue };
        let value = arguments.json(&arg.dest);
        // Where no location is given, az asks the cloud for the group's: the check ends there when signed out.
        let spaced = value.and_then(Value::as_str).is_none_or(|v| v.contains(' '));
        if shape.kind == AazKind::ResourceLocation && spaced && !signed_in {
            return None;
        }
        if let Some((place, why)) = value.and_then(|v| aaz::check(shape, v)) {
            let dot = if place.is_empty() || place.starts_with('[') { "" } else { "." };
            return Some(format!("{}{dot}{place}: {why}", arg.first_option()));
        }
        if (arg.required || arg.required_unless_ids) && value.is_none() {
            return Some(format!("Missing required field: {}", arg.first_option()));
        }
    }
    None
}
