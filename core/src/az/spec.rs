//! What a command of the simulated az is: its arguments, their arity, types and allowed values.

use super::aaz::AazType;
use serde_json::Value;

/// One command of the table, as azure-cli's own parser knows it.
#[derive(Debug, Clone)]
pub struct CommandSpec {
    /// The whole name, words separated by one space, such as `vm identity assign`.
    pub name: &'static str,
    /// The arguments in the parser's order, without the global ones.
    pub arguments: Vec<ArgSpec>,
    /// Whether the command has `--no-wait`.
    pub supports_no_wait: bool,
    /// Whether the command has the generic `--ids`.
    pub supports_ids: bool,
    /// Whether the command asks before it acts, unless `--yes` is given.
    pub confirmation: bool,
    /// Whether the command is of azure-cli's newer, generated kind.
    pub aaz: bool,
    /// The service version that a command of the newer kind asks for.
    pub api_version: Option<&'static str>,
    /// Whether the command is in preview.
    pub preview: bool,
    /// Whether the command is experimental.
    pub experimental: bool,
    /// The command's deprecation, if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// The JMESPath expression that makes the command's table, if it has one.
    pub table_query: Option<&'static str>,
}

impl CommandSpec {
    /// The argument whose destination is `dest`.
    pub fn argument(&self, dest: &str) -> Option<&ArgSpec> {
        self.arguments.iter().find(|a| a.dest == dest)
    }

    /// The last word of the name, such as `assign`.
    pub fn verb(&self) -> &'static str {
        self.name.rsplit(' ').next().unwrap_or(self.name)
    }
}

/// How an argument, option or command is deprecated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecation {
    /// What to use instead.
    pub redirect: Option<&'static str>,
    /// Whether help leaves the thing out.
    pub hidden: bool,
}

/// One spelling of an argument, such as `--name` or `-n`.
#[derive(Debug, Clone)]
pub struct OptionName {
    /// The spelling with its dashes.
    pub name: &'static str,
    /// This spelling's deprecation, if only some spellings are deprecated.
    pub deprecated: Option<Deprecation>,
}

/// How many values an argument takes, in argparse's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nargs {
    /// Exactly one value (argparse's `None`).
    One,
    /// A flag: no value.
    Zero,
    /// `?`: no value or one.
    Optional,
    /// `*`: any number of values.
    Any,
    /// `+`: one value or more.
    Many,
    /// Exactly so many values, as a list.
    Exactly(usize),
}

/// What a value must look like before az accepts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Any text.
    Text,
    /// Python's `int`.
    Int,
    /// Python's `float`.
    Float,
    /// A date and time, as `datetime_type` takes it.
    DateTime,
    /// A Key Vault name, which becomes its address.
    VaultUrl,
    /// A file path, whose content is taken when there is such a file.
    File,
    /// A location; one with blanks is looked up among the subscription's locations.
    Location,
    /// `KEY[=VALUE]`.
    Tag,
    /// JSON text or a file with it.
    FileOrDict,
    /// One of az's own functions that this simulation does not run.
    Other,
}

/// What becomes of the values that were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgAction {
    /// The last occurrence wins.
    Store,
    /// Each occurrence adds one list.
    Append,
    /// Part of `--set`, `--add`, `--remove`, kept in the order typed.
    Ordered,
    /// az accepts the option and does nothing with it here.
    Ignore,
}

/// One argument of a command.
#[derive(Debug, Clone)]
pub struct ArgSpec {
    /// The name under which handlers ask for it, such as `resource_group_name`.
    pub dest: String,
    /// Its spellings in az's order; none when it is positional.
    pub options: Vec<OptionName>,
    /// Whether it is given by place, without an option.
    pub positional: bool,
    /// Whether argparse refuses a line without it.
    pub required: bool,
    /// Whether it is needed when `--ids` is absent.
    pub required_unless_ids: bool,
    /// How many values it takes.
    pub nargs: Nargs,
    /// The allowed values; none when any will do.
    pub choices: Vec<String>,
    /// Whether the allowed values are compared without regard to case.
    pub choices_ignore_case: bool,
    /// Whether it takes `true`, `false` or nothing (which is `true`).
    pub three_state: bool,
    /// The value when it is not given.
    pub default: Option<Value>,
    /// The value when a `?` argument stands alone.
    pub constant: Option<Value>,
    /// What its values must look like.
    pub value_type: ValueType,
    /// az's own name of that type, for error texts.
    pub type_name: &'static str,
    /// The part of a resource ID that `--ids` puts here.
    pub id_part: Option<&'static str>,
    /// The key of `az configure --defaults` that supplies it.
    pub configured_default: Option<&'static str>,
    /// az's own name of its validator.
    pub validator: Option<&'static str>,
    /// The heading it has in help, without the word Arguments.
    pub group: Option<&'static str>,
    /// What becomes of its values.
    pub action: ArgAction,
    /// Whether it is in preview.
    pub preview: bool,
    /// Whether it is experimental.
    pub experimental: bool,
    /// Its deprecation, if all of it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Whether az keeps it to itself and refuses it on the command line.
    pub internal: bool,
    /// Its shape, when it is of azure-cli's newer kind.
    pub aaz: Option<AazType>,
}

impl ArgSpec {
    /// The spellings that argparse prints, joined by slashes, such as `--name/-n`.
    pub fn spelled(&self) -> String {
        if self.positional {
            return format!("<{}>", self.dest.to_ascii_uppercase());
        }
        let names: Vec<&str> = self.options.iter().map(|o| o.name).collect();
        names.join("/")
    }

    /// Its long spelling, for a sentence about it.
    pub fn spelled_or_named(&self) -> String {
        let long = self.options.iter().map(|it| it.name).find(|it| it.starts_with("--"));
        long.map_or_else(|| self.spelled(), str::to_owned)
    }

    /// The first spelling, by which az's own messages call it; its destination when positional.
    pub fn first_option(&self) -> &str {
        self.options.first().map_or(self.dest.as_str(), |o| o.name)
    }
}

pub use crate::render::text::OutputFormat;
