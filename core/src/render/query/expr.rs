//! The syntax tree that is evaluated, made from the `jmespath` crate's.

use jmespath::ast::{Ast, Comparator};
use serde_json::Value;

use super::group;

/// One node of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    /// The current value.
    Identity,
    Field(String),
    Index(i64),
    Slice {
        start: Option<i64>,
        stop: Option<i64>,
        step: i64,
    },
    Literal(Value),
    Compare {
        comparator: Comparator,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// `then` if `test` holds, else null: the right side of a filter.
    Condition {
        test: Box<Expr>,
        then: Box<Expr>,
    },
    /// `&expr`, unevaluated.
    Expref(Box<Expr>),
    Flatten(Box<Expr>),
    Call {
        name: String,
        args: Vec<Expr>,
    },
    List(Vec<Expr>),
    Hash(Vec<(String, Expr)>),
    Not(Box<Expr>),
    /// `rhs` for each element of `lhs`, nulls left out.
    Projection {
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// An object's values.
    Values(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    /// `rhs` of the value of `lhs`.
    Then(Box<Expr>, Box<Expr>),
}

impl Expr {
    /// Converts a tree whose literals are numbers of `literals`, save those written in single quotes.
    pub(super) fn from_ast(ast: &Ast, literals: &[Value]) -> Self {
        let boxed = |ast: &Ast| Box::new(Self::from_ast(ast, literals));
        match ast {
            Ast::Identity { .. } => Self::Identity,
            Ast::Field { name, .. } => Self::Field(name.clone()),
            Ast::Index { idx, .. } => Self::Index(i64::from(*idx)),
            Ast::Slice { start, stop, step, .. } => {
                Self::Slice { start: start.map(i64::from), stop: stop.map(i64::from), step: i64::from(*step) }
            }
            Ast::Literal { value, .. } => Self::Literal(match (value.as_string(), value.as_number()) {
                (Some(text), _) => Value::String(text.clone()),
                (None, Some(number)) => numbered(number, literals),
                (None, None) => Value::Null,
            }),
            Ast::Comparison { comparator, lhs, rhs, .. } => {
                Self::Compare { comparator: comparator.clone(), lhs: boxed(lhs), rhs: boxed(rhs) }
            }
            Ast::Condition { predicate, then, .. } => Self::Condition { test: boxed(predicate), then: boxed(then) },
            Ast::Expref { ast, .. } => Self::Expref(boxed(ast)),
            Ast::Flatten { node, .. } => Self::Flatten(boxed(node)),
            Ast::Function { name, args, .. } => {
                Self::Call { name: name.clone(), args: args.iter().map(|arg| Self::from_ast(arg, literals)).collect() }
            }
            Ast::MultiList { elements, .. } => {
                Self::List(elements.iter().map(|element| Self::from_ast(element, literals)).collect())
            }
            Ast::MultiHash { elements, .. } => {
                let pair =
                    |pair: &jmespath::ast::KeyValuePair| (pair.key.clone(), Self::from_ast(&pair.value, literals));
                Self::Hash(elements.iter().map(pair).collect())
            }
            Ast::Not { node, .. } => Self::Not(boxed(node)),
            Ast::Projection { lhs, rhs, .. } => {
                group::project(Self::from_ast(lhs, literals), Self::from_ast(rhs, literals))
            }
            Ast::ObjectValues { node, .. } => Self::Values(boxed(node)),
            Ast::And { lhs, rhs, .. } => Self::And(boxed(lhs), boxed(rhs)),
            Ast::Or { lhs, rhs, .. } => Self::Or(boxed(lhs), boxed(rhs)),
            Ast::Subexpr { lhs, rhs, .. } => {
                let is_index = group::is_index(lhs);
                let (lhs, rhs) = (Self::from_ast(lhs, literals), Self::from_ast(rhs, literals));
                if is_index { group::after_index(lhs, rhs) } else { group::then(lhs, rhs) }
            }
        }
    }
}

/// The literal of that number.
fn numbered(number: f64, literals: &[Value]) -> Value {
    literals
        .iter()
        .zip(0_u32..)
        .find(|(_, at)| f64::from(*at) == number)
        .map_or(Value::Null, |(value, _)| value.clone())
}
