//! JMESPath for `--query`, as python-jmespath 1.1 evaluates it, over values that keep their keys' order.

mod error;
mod eval;
mod expr;
mod functions;
mod group;
mod node;
mod scan;
mod values;

use serde_json::Value;

pub use error::QueryError;
use eval::Evaluator;
use expr::Expr;

/// A compiled JMESPath expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    expression: String,
    expr: Expr,
}

impl Query {
    /// Compiles an expression.
    ///
    /// # Errors
    /// [`QueryError::Invalid`] when it is not valid JMESPath, [`QueryError::TooComplex`] beyond our limits.
    pub fn compile(expression: &str) -> Result<Self, QueryError> {
        let scanned = scan::scan(expression)?;
        let ast = jmespath::parse(&scanned.text).map_err(|_| QueryError::Invalid(expression.to_owned()))?;
        let expr = Expr::from_ast(&ast, &scanned.literals);
        Ok(Self { expression: expression.to_owned(), expr })
    }

    /// Returns the expression as given.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// Evaluates the expression. Objects keep their keys' order; multi-select hashes have the written order.
    ///
    /// # Errors
    /// [`QueryError::Runtime`] for an unknown function or arguments that a function does not take,
    /// [`QueryError::Internal`] where az fails with a traceback, [`QueryError::TooComplex`] beyond our limits.
    pub fn search(&self, value: &Value) -> Result<Value, QueryError> {
        let evaluator = Evaluator::new();
        let found = evaluator.eval(&self.expr, &node::Node::Ref(value))?;
        evaluator.value(&found)
    }

    /// As [`Query::search`], but each object that is a row of `-o tsv` and was not written by the query has its
    /// keys sorted, as az prints them.
    ///
    /// # Errors
    /// As [`Query::search`].
    pub fn search_rows(&self, value: &Value) -> Result<Value, QueryError> {
        let evaluator = Evaluator::new();
        let found = evaluator.eval(&self.expr, &node::Node::Ref(value))?;
        evaluator.rows(&found)
    }
}

#[cfg(test)]
mod tests;
