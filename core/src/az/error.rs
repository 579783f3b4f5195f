//! What az says when a line cannot be run as typed.

use super::examples;

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
    /// An argument has too few or too many values, or options contradict each other.
    Usage,
    /// A value is not among those allowed, or is malformed.
    InvalidValue,
    /// `--ids` or what stands for it is missing or wrong.
    Ids,
    /// Reading the line needs somebody to be signed in.
    SignedOut,
    /// azure-cli 2.91.0 itself fails on the line, with a Python traceback.
    Crash,
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

/// What az adds to any complaint about `--query`.
const QUERY_REFERENCE: &str = "To learn more about --query, please visit: \
    'https://learn.microsoft.com/cli/azure/query-azure-cli'";

impl UsageError {
    /// A refusal with exit code 1 and nothing but its message.
    pub(super) fn plain(kind: UsageErrorKind, message: &str) -> Self {
        Self { kind, exit_code: 1, stdout: String::new(), stderr: format!("ERROR: {message}\n") }
    }

    /// az's refusal when nobody is signed in.
    pub(super) fn signed_out() -> Self {
        let message = "Please run 'az login' to setup account.";
        Self::plain(UsageErrorKind::SignedOut, message)
    }

    /// The refusal of a command whose arguments this simulation does not know.
    pub(super) fn not_simulated(name: &str) -> Self {
        let message = format!("'az {name}' exists in azure-cli 2.91.0 but is not simulated here.");
        Self::plain(UsageErrorKind::NotSimulated, &message)
    }

    /// A failure of azure-cli itself: Python's kind of error and its text, as in the line under a traceback.
    pub(super) fn crash(class: &str, text: &str, last_line: &str) -> Self {
        let stderr = format!(
            "ERROR: The command failed with an unexpected error. Here is the traceback:\nERROR: {text}\n\
             Traceback (most recent call last):\n{class}: {last_line}\n\
             To check existing issues, please visit: https://github.com/Azure/azure-cli/issues\n"
        );
        Self { kind: UsageErrorKind::Crash, exit_code: 1, stdout: String::new(), stderr }
    }

    /// The parser's own complaint: exit code 2, then examples of the command that `prog` names.
    ///
    /// `words` are those that the user typed after `prog`; examples that share their options come first.
    pub(super) fn complaint(message: &str, prog: &str, words: &[String]) -> Self {
        let kind = if message.contains("unrecognized argument") {
            UsageErrorKind::Unrecognized
        } else if message.ends_with("required: _subcommand") || message.ends_with("required: _command_package") {
            UsageErrorKind::CommandMissing
        } else if message.starts_with("the following arguments are required") {
            UsageErrorKind::RequiredMissing
        } else if message.contains("invalid") {
            UsageErrorKind::InvalidValue
        } else {
            UsageErrorKind::Usage
        };
        let mut stderr = format!("ERROR: {message}\n");
        if message.contains("--query") {
            stderr.push_str(QUERY_REFERENCE);
            stderr.push('\n');
        } else {
            stderr.push_str(&examples::block(prog, prog, words));
        }
        Self { kind, exit_code: 2, stdout: String::new(), stderr }
    }

    /// A value or word that is none of those possible, with the most similar one that is.
    pub(super) fn not_among(kind: UsageErrorKind, message: &str, similar: Option<&str>, examples: &str) -> Self {
        let hint = similar.map_or_else(String::new, |s| format!("Did you mean '{s}' ?\n"));
        Self { kind, exit_code: 2, stdout: String::new(), stderr: format!("ERROR: {message}\n{hint}{examples}") }
    }

    /// The same refusal after lines that az printed before it.
    pub(super) fn after(mut self, warnings: &[String]) -> Self {
        let before: String = warnings.iter().map(|w| format!("WARNING: {w}\n")).collect();
        self.stderr.insert_str(0, &before);
        self
    }
}
