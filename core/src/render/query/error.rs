//! Why a query could not be compiled or evaluated, in az's words.

use thiserror::Error;

use crate::render::python;

/// A query that az refuses, or that fails on a value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// It is not valid JMESPath. az exits with 2 and prints `argument --query: ` and this text.
    #[error("invalid jmespath_type value: {}", python::repr_str(.0))]
    Invalid(String),
    /// It failed on this value. az exits with 1 and prints this text.
    #[error("Invalid jmespath query supplied for `--query`: {0}")]
    Runtime(String),
    /// python-jmespath itself breaks on this value: az exits with 1, prints `The command failed with an unexpected
    /// error. Here is the traceback:`, then this text.
    #[error("{0}")]
    Internal(String),
    /// It is valid, but larger than this simulation evaluates.
    #[error("the query is too long, too deeply nested or takes too many steps for this simulation")]
    TooComplex,
}
