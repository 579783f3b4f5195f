//! Why a line could not be read: what the shell does not simulate, and what is wrong.

use std::ops::Range;

use thiserror::Error;

/// A line that was refused before any command ran.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct ShellError {
    /// What kind of trouble it is.
    pub kind: ShellErrorKind,
    /// What happened, one sentence without a full stop.
    pub message: String,
    /// Where, in bytes of [`super::Read::source`].
    pub span: Range<usize>,
    /// What to try.
    pub hint: String,
}

/// The kinds of [`ShellError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShellErrorKind {
    /// A shell feature that exists and is not simulated.
    NotSimulated(&'static str),
    /// `<NAME>`s of a documented command that were not replaced, brackets included, each once.
    Placeholder(Vec<String>),
    /// The shell itself would refuse the line.
    Syntax,
    /// An open quote or a continuation at the end of the input.
    Unfinished,
    /// The input is larger than the limits.
    TooLarge,
}

impl ShellError {
    /// A feature named `feature` (plural, capitalised) that is not simulated.
    pub(super) fn not_simulated(feature: &'static str, span: Range<usize>, hint: impl Into<String>) -> Self {
        Self {
            kind: ShellErrorKind::NotSimulated(feature),
            message: format!("{feature} are not simulated yet"),
            span,
            hint: hint.into(),
        }
    }

    /// A line that the shell itself would refuse.
    pub(super) fn syntax(message: impl Into<String>, span: Range<usize>, hint: impl Into<String>) -> Self {
        Self { kind: ShellErrorKind::Syntax, message: message.into(), span, hint: hint.into() }
    }

    /// Input beyond a limit.
    pub(super) fn too_large(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            kind: ShellErrorKind::TooLarge,
            message: message.into(),
            span,
            hint: "Split the input into shorter lines.".to_owned(),
        }
    }

    /// Input that ends before the line does.
    pub(super) fn unfinished(message: impl Into<String>, span: Range<usize>, hint: impl Into<String>) -> Self {
        Self { kind: ShellErrorKind::Unfinished, message: message.into(), span, hint: hint.into() }
    }

    /// The placeholder `name` (brackets included), unreplaced.
    pub(super) fn placeholder(name: String, span: Range<usize>) -> Self {
        let mut error = Self {
            kind: ShellErrorKind::Placeholder(Vec::new()),
            message: String::new(),
            span,
            hint: "Type a value of yours in its place, without the angle brackets.".to_owned(),
        };
        error.add_placeholder(name);
        error
    }

    /// Names one more placeholder; does nothing to an error of another kind.
    pub(super) fn add_placeholder(&mut self, name: String) {
        let ShellErrorKind::Placeholder(names) = &mut self.kind else {
            return;
        };
        if names.contains(&name) || names.len() >= 16 {
            return;
        }
        names.push(name);
        let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        self.message = if names.len() == 1 {
            format!("{list} is a placeholder, to be replaced by a value of yours")
        } else {
            format!("{list} are placeholders, to be replaced by values of yours")
        };
    }
}
