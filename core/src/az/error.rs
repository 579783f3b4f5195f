//! What az says when a line cannot be run as typed.

/// Why a line cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageErrorKind {
    /// No such group or command.
    CommandNotFound,
    /// A group was named but none of its commands.
    CommandMissing,
    /// A word that no argument takes.
    Unrecognized,
    /// A required argument is missing.
    RequiredMissing,
    /// An argument has too few or too many values, or a value of the wrong type.
    Usage,
    /// A value is not among those allowed, or is malformed.
    InvalidValue,
    /// `--ids` or what stands for it is missing or wrong.
    Ids,
    /// The command exists in azure-cli, but this simulation does not know its arguments.
    NotSimulated,
}

/// A line that az refuses, with all that it prints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{stderr}")]
pub struct UsageError {
    /// Why.
    pub kind: UsageErrorKind,
    /// az's exit code.
    pub exit_code: i32,
    /// What az writes to standard output; mostly nothing.
    pub stdout: String,
    /// What az writes to standard error, with the prefixes `ERROR: ` and `WARNING: `.
    pub stderr: String,
}
