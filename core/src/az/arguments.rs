//! What a parsed line means: a command, its arguments and the global options.

use super::spec::{CommandSpec, OutputFormat};
use serde_json::Value;
use std::collections::BTreeMap;

/// A line that az would run.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// The command.
    pub command: &'static CommandSpec,
    /// Its arguments; those of the first resource ID when `--ids` was given.
    pub arguments: Arguments,
    /// The options that every command has.
    pub global: Global,
    /// One set of arguments per resource ID when `--ids` was given, in the order typed; otherwise empty.
    pub ids: Vec<Arguments>,
    /// Whether `--ids` was given; its value can hold no ID at all, and then the command runs for none.
    pub by_ids: bool,
    /// What az prints before it runs the command, without the prefix `WARNING: `.
    pub warnings: Vec<String>,
}

impl Invocation {
    /// Whether az asks for confirmation before it goes on.
    pub fn needs_confirmation(&self) -> bool {
        self.command.confirmation && !self.arguments.flag("yes")
    }

    /// The argument sets to run the command with: one, or one per resource ID.
    pub fn runs(&self) -> &[Arguments] {
        if self.by_ids { &self.ids } else { std::slice::from_ref(&self.arguments) }
    }
}

/// The options that every command has.
#[derive(Debug, Clone, Default)]
pub struct Global {
    /// How to print the result.
    pub output: OutputFormat,
    /// Whether `--output` was typed.
    pub output_given: bool,
    /// The JMESPath expression to apply to the result; it compiles.
    pub query: Option<String>,
    /// `--verbose`.
    pub verbose: bool,
    /// `--debug`.
    pub debug: bool,
    /// `--only-show-errors`.
    pub only_show_errors: bool,
    /// The subscription asked for: its ID when it is known, otherwise what was typed.
    pub subscription: Option<String>,
}

/// The values of a command's arguments, by destination.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arguments {
    slots: BTreeMap<String, Slot>,
    ordered: Vec<(String, Vec<String>)>,
}

/// One argument's value, in each form that it has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slot {
    /// The value as text.
    pub text: Option<String>,
    /// The values of an argument that takes several.
    pub list: Option<Vec<String>>,
    /// The value of a flag or of a `true`/`false` argument.
    pub flag: Option<bool>,
    /// The value as JSON: tags, newer arguments, numbers.
    pub json: Option<Value>,
    /// Whether the user typed it, rather than a default filling it in.
    pub given: bool,
}

impl Arguments {
    /// The value of a single-valued argument, typed or default.
    pub fn text(&self, dest: &str) -> Option<&str> {
        self.slot(dest)?.text.as_deref()
    }

    /// The values of an argument that takes several, typed or default.
    pub fn list(&self, dest: &str) -> Option<&[String]> {
        self.slot(dest)?.list.as_deref()
    }

    /// Whether a flag is set; `false` too when it is not known.
    pub fn flag(&self, dest: &str) -> bool {
        self.switch(dest).unwrap_or(false)
    }

    /// The value of an argument that is true, false or unsaid; a flag that is not set is unsaid.
    pub fn switch(&self, dest: &str) -> Option<bool> {
        self.slot(dest)?.flag
    }

    /// The value as JSON: tags, newer arguments, numbers.
    pub fn json(&self, dest: &str) -> Option<&Value> {
        self.slot(dest)?.json.as_ref()
    }

    /// The value of a whole-number argument, typed or default.
    pub fn integer(&self, dest: &str) -> Option<i64> {
        self.slot(dest)?.json.as_ref()?.as_i64()
    }

    /// Whether the user typed the argument, even with an empty list.
    pub fn given(&self, dest: &str) -> bool {
        self.slot(dest).is_some_and(|s| s.given)
    }

    /// The destinations that have a value or were typed, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.slots.keys().map(String::as_str)
    }

    /// The generic update options (`--set`, `--add`, `--remove`) with their words, in the order typed.
    pub fn ordered(&self) -> &[(String, Vec<String>)] {
        &self.ordered
    }

    /// Adds a generic update option after those typed before it.
    pub(super) fn add_ordered(&mut self, option: &str, words: &[String]) {
        self.ordered.push((option.to_owned(), words.to_vec()));
    }

    /// Puts a value in place of what is there.
    pub fn set(&mut self, dest: &str, slot: Slot) {
        self.slots.insert(dest.to_owned(), slot);
    }

    /// The value in all its forms.
    pub fn slot(&self, dest: &str) -> Option<&Slot> {
        self.slots.get(dest)
    }
}
