//! What the arguments of one command add up to, as argparse hands them over one by one.

use super::ParseContext;
use super::argparse::{Action, Stop};
use super::notices::Notices;
use super::values;
use crate::az::aaz::{self, Misfit, Step};
use crate::az::arguments::{Arguments, Global, Slot};
use crate::az::error::{UsageError, UsageErrorKind};
use crate::az::spec::{ArgAction, ArgSpec, CommandSpec, OutputFormat};
use crate::az::{examples, python, suggest};
use crate::render::query::{Query, QueryError};
use serde_json::Value;
use std::collections::BTreeMap;

/// The values taken so far.
pub(super) struct Collector<'c> {
    context: &'c ParseContext<'c>,
    prog: String,
    command: &'static str,
    words: Vec<String>,
    steps: BTreeMap<&'static str, (&'static ArgSpec, Vec<Step>)>,
    /// The arguments typed so far.
    pub(super) arguments: Arguments,
    /// The global options typed so far.
    pub(super) global: Global,
    /// What az logs while it parses, without the prefix `WARNING: `.
    pub(super) log: Vec<String>,
    /// Deprecations and previews met so far.
    pub(super) notices: Notices,
}

impl<'c> Collector<'c> {
    pub(super) fn new(context: &'c ParseContext<'c>, prog: &str, command: &'static str, words: &[String]) -> Self {
        Self {
            context,
            prog: prog.to_owned(),
            command,
            words: words.to_vec(),
            steps: BTreeMap::new(),
            arguments: Arguments::default(),
            global: Global::default(),
            log: Vec::new(),
            notices: Notices::default(),
        }
    }

    /// Takes one action with its words.
    pub(super) fn take(
        &mut self,
        action: &Action,
        words: &[String],
        option: Option<&str>,
    ) -> Result<(), Stop<UsageError>> {
        let Action::Argument(arg) = action else {
            return Ok(());
        };
        if arg.action == ArgAction::Ignore {
            let name = option.unwrap_or_default();
            let value = words.first().map_or("", String::as_str);
            let what = format!("unrecognized argument: {name} {value}");
            return Err(Stop::Complaint(what));
        }
        let values = self.checked(arg, words)?;
        if let Some(option) = option {
            self.notices.argument(self.command, arg, option);
        }
        if arg.options.is_empty() || !self.take_global(arg, &values) {
            self.store(arg, values, option.unwrap_or_default())?;
        }
        Ok(())
    }

    /// The words after their type and the allowed values have seen them.
    fn checked(&self, arg: &ArgSpec, words: &[String]) -> Result<Vec<String>, Stop<UsageError>> {
        if arg.dest == "_jmespath_query"
            && let Some(word) = words.first()
        {
            // An expression beyond the evaluator's limits is the executor's to refuse.
            if let Err(QueryError::Invalid(_)) = Query::compile(word) {
                let shown = python::repr(word);
                let what = format!("argument --query: invalid jmespath_type value: {shown}");
                return Err(Stop::Complaint(what));
            }
            return Ok(vec![word.clone()]);
        }
        let lower = arg.dest == "_output_format";
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            let word = if lower { word.to_ascii_lowercase() } else { word.clone() };
            out.push(values::typed(arg, &word, self.context.signed_in)?);
        }
        out.into_iter()
            .map(|word| match values::canonical(arg, word.clone()) {
                Some(word) => Ok(word),
                None => Err(Stop::Taker(self.not_allowed(arg, &word))),
            })
            .collect()
    }

    fn not_allowed(&self, arg: &ArgSpec, word: &str) -> UsageError {
        let (prog, name) = (&self.prog, arg.first_option());
        let allowed = arg.choices.join(", ");
        let message = format!("{prog}: '{word}' is not a valid value for '{name}'. Allowed values: {allowed}.");
        let similar = suggest::closest(word, arg.choices.iter().map(String::as_str));
        let block = examples::block(prog, prog, &self.words);
        UsageError::not_among(UsageErrorKind::InvalidValue, &message, similar, &block)
    }

    /// Takes an option that every command has; `false` when it is none.
    fn take_global(&mut self, arg: &ArgSpec, values: &[String]) -> bool {
        let first = values.first().map_or("", String::as_str);
        match arg.dest.as_str() {
            "_output_format" => {
                self.global.output = OutputFormat::from_name(first).unwrap_or_default();
                self.global.output_given = true;
            }
            "_jmespath_query" => self.global.query = Some(first.to_owned()),
            "_log_verbosity_verbose" => self.global.verbose = true,
            "_log_verbosity_debug" => self.global.debug = true,
            "_log_verbosity_only_show_errors" => self.global.only_show_errors = true,
            "_subscription" => {
                let id = self.subscription(first);
                let slot = Slot { text: Some(id.clone()), given: true, ..Slot::default() };
                self.arguments.set(&arg.dest, slot);
                self.global.subscription = Some(id);
            }
            _ => return false,
        }
        true
    }

    /// The ID of the subscription with this ID or name; otherwise the text itself, with a warning.
    fn subscription(&mut self, typed: &str) -> String {
        let lower = typed.to_ascii_lowercase();
        let same =
            |(id, name): &&(String, String)| id.to_ascii_lowercase() == lower || name.to_ascii_lowercase() == lower;
        match self.context.subscriptions.iter().find(same) {
            Some((id, _)) => id.clone(),
            None => {
                self.log.push(format!("Subscription '{typed}' not recognized."));
                typed.to_owned()
            }
        }
    }

    fn store(&mut self, arg: &'static ArgSpec, values: Vec<String>, option: &str) -> Result<(), Stop<UsageError>> {
        if arg.action == ArgAction::Ordered {
            self.arguments.add_ordered(option, &values);
        } else if let Some(shape) = &arg.aaz {
            let steps = aaz::steps(shape, &values).map_err(|m| self.misfit(arg, m, option))?;
            let entry = self.steps.entry(arg.dest.as_str());
            entry.or_insert_with(|| (arg, Vec::new())).1.extend(steps);
            return Ok(());
        }
        let mut slot = values::slot(arg, values);
        if arg.action != ArgAction::Store
            && let Some(earlier) = self.arguments.slot(&arg.dest)
        {
            slot = appended(earlier, slot);
        }
        self.arguments.set(&arg.dest, slot);
        Ok(())
    }

    fn misfit(&self, arg: &ArgSpec, misfit: Misfit, option: &str) -> Stop<UsageError> {
        let invalid = |message: &str| Stop::Taker(UsageError::plain(UsageErrorKind::InvalidValue, message));
        match misfit {
            Misfit::Value(what) | Misfit::Field(what) => {
                invalid(&format!("Failed to parse '{option}' argument: {what}"))
            }
            Misfit::Choice(what) => invalid(&what),
            Misfit::Crash(class, what) => Stop::Taker(UsageError::crash(class, &what, &what)),
            Misfit::Help => {
                let mut help = UsageError::plain(UsageErrorKind::Usage, "");
                help.exit_code = 0;
                help.stderr.clear();
                help.stdout = crate::az::help::value(&self.prog, arg, option);
                Stop::Taker(help)
            }
        }
    }

    /// Puts the newer arguments together and fills in what was not typed.
    pub(super) fn complete(&mut self, command: &'static CommandSpec) -> Result<(), UsageError> {
        for (dest, (arg, steps)) in std::mem::take(&mut self.steps) {
            let Some(shape) = &arg.aaz else { continue };
            let value = aaz::assemble(shape, &steps).map_err(|m| match m {
                Misfit::Crash(class, what) => UsageError::crash(class, &what, &what),
                Misfit::Value(what) | Misfit::Field(what) | Misfit::Choice(what) => {
                    UsageError::plain(UsageErrorKind::InvalidValue, &what)
                }
                Misfit::Help => UsageError::plain(UsageErrorKind::InvalidValue, ""),
            })?;
            self.arguments.set(dest, aaz_slot(value));
        }
        for arg in &command.arguments {
            if self.arguments.slot(&arg.dest).is_some() || arg.action == ArgAction::Ignore {
                continue;
            }
            if let Some(slot) = self.supplied(command, arg).or_else(|| values::default_slot(arg)) {
                self.arguments.set(&arg.dest, slot);
            }
        }
        Ok(())
    }

    /// The value that the user's configured defaults supply.
    fn supplied(&self, command: &CommandSpec, arg: &ArgSpec) -> Option<Slot> {
        let value = super::configured(self.context, command, arg)?;
        let mut slot = values::slot(arg, vec![value.to_owned()]);
        if arg.aaz.is_some() {
            slot = aaz_slot(Value::from(value));
        }
        slot.given = false;
        Some(slot)
    }
}

fn aaz_slot(value: Value) -> Slot {
    let texts =
        |items: &Vec<Value>| -> Option<Vec<String>> { items.iter().map(|v| v.as_str().map(str::to_owned)).collect() };
    Slot {
        text: match &value {
            Value::String(s) => Some(s.clone()),
            Value::Number(n) => Some(n.to_string()),
            _ => None,
        },
        list: value.as_array().and_then(texts),
        flag: value.as_bool(),
        json: Some(value),
        given: true,
    }
}

/// An argument whose occurrences add up.
fn appended(earlier: &Slot, later: Slot) -> Slot {
    let both = |a: Option<Vec<String>>, b: Option<Vec<String>>| -> Option<Vec<String>> {
        Some(a.unwrap_or_default().into_iter().chain(b.unwrap_or_default()).collect())
    };
    let json = match (earlier.json.clone(), later.json.clone()) {
        (Some(Value::Array(mut a)), Some(Value::Array(b))) => {
            a.extend(b);
            Some(Value::Array(a))
        }
        (a, b) => b.or(a),
    };
    Slot { list: both(earlier.list.clone(), later.list.clone()), json, ..later }
}
