//! The simulated azure-cli: command table, parser, errors, help, commands.

pub mod aaz;
pub mod anatomy;
mod arguments;
pub mod client;
pub mod commands;
pub mod complete;
pub mod error;
pub mod examples;
pub mod execute;
pub mod explain;
pub mod help;
pub mod known;
pub mod parse;
mod python;
pub mod shape;
pub mod shorthand;
pub mod spec;
pub mod status;
pub mod suggest;
pub mod table;
pub mod typed;
pub mod what_if;

pub use arguments::{Arguments, Global, Invocation, Slot};
pub use error::{UsageError, UsageErrorKind};
pub use parse::{ParseContext, Parsed, parse};
pub use spec::{ArgSpec, CommandSpec, OutputFormat};
