//! Words and command lines, as Bash and PowerShell read them.
//!
//! [`read_paste`] takes a whole paste, [`Reader`] takes physical lines one at a time, [`read`] answers for one
//! input line whether it is complete. All give [`Read`]s: one for each input line that holds a command.

mod dialect;
mod error;
mod expansion;
mod keyword;
mod lex;
mod lexeme;
mod line;
mod note;
mod paste;
mod plain;
mod prompt;
mod quoted;
mod redirect;
mod script;
mod unfinished;

pub use dialect::Dialect;
pub use error::{ShellError, ShellErrorKind};
pub use line::{Change, CommandLine, Connector, Expansion, Part, Read, Redirect, RedirectKind, Stream, Unit, Word};
pub use note::Note;
pub use paste::{Reader, read, read_paste};
pub use script::{Command, Script, Step, structure};

#[cfg(test)]
mod tests;
