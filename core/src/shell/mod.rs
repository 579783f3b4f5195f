//! Words and command lines, as Bash and PowerShell read them.
//!
//! [`read_paste`] takes a whole paste, [`Reader`] takes physical lines one at a time, [`read`] answers for one
//! input line whether it is complete. All give [`Read`]s: one for each input line that holds a command.

mod dialect;
mod error;
mod lex;
mod lexeme;
mod line;
mod note;
mod paste;
mod plain;
mod prompt;
mod quoted;

pub use dialect::Dialect;
pub use error::{ShellError, ShellErrorKind};
pub use line::{CommandLine, Connector, Read, Unit, Word};
pub use note::Note;
pub use paste::{Reader, read, read_paste};

#[cfg(test)]
mod tests;
