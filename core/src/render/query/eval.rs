//! The evaluator.

use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;

use jmespath::ast::Comparator;
use serde_json::{Map, Value};

use super::QueryError;
use super::expr::Expr;
use super::node::Node;
use super::values;
use crate::render::python;

/// How many steps an evaluation may take, made values and text included.
const FUEL: u64 = 10_000_000;

/// One evaluation of one expression.
pub(super) struct Evaluator {
    fuel: Cell<u64>,
}

impl Evaluator {
    pub(super) fn new() -> Self {
        Self::with_fuel(FUEL)
    }

    pub(super) fn with_fuel(fuel: u64) -> Self {
        Self { fuel: Cell::new(fuel) }
    }

    /// Takes steps off what is left.
    pub(super) fn spend(&self, steps: usize) -> Result<(), QueryError> {
        let left = self.fuel.get().checked_sub(u64::try_from(steps).unwrap_or(u64::MAX));
        self.fuel.set(left.ok_or(QueryError::TooComplex)?);
        Ok(())
    }

    /// The value of `expr` for the current value `node`.
    pub(super) fn eval<'a>(&self, expr: &'a Expr, node: &Node<'a>) -> Result<Node<'a>, QueryError> {
        self.spend(1)?;
        match expr {
            Expr::Identity => Ok(node.clone()),
            Expr::Field(name) => Ok(node.field(name)),
            Expr::Index(index) => Ok(node.index(*index)),
            Expr::Slice { start, stop, step } => self.slice(node, *start, *stop, *step),
            Expr::Literal(value) => Ok(Node::Ref(value)),
            Expr::Compare { comparator, lhs, rhs } => self.compare(comparator, lhs, rhs, node),
            Expr::Condition { test, then } => {
                if self.eval(test, node)?.is_true() {
                    self.eval(then, node)
                } else {
                    Ok(Node::null())
                }
            }
            Expr::Expref(expr) => Ok(Node::Expref(expr)),
            Expr::Flatten(inner) => self.flatten(inner, node),
            Expr::Call { name, args } => self.call(name, args, node),
            Expr::List(_) | Expr::Hash(_) if node.is_null() => Ok(Node::null()),
            Expr::List(elements) => self.each(elements, node).map(Node::list),
            Expr::Hash(pairs) => self.hash(pairs, node),
            Expr::Not(inner) => Ok(Node::new(!self.eval(inner, node)?.is_true())),
            Expr::Projection { lhs, rhs } => self.project(lhs, rhs, node),
            Expr::Values(inner) => {
                let entries = self.eval(inner, node)?.entries();
                let values = |entries: Vec<(String, _)>| Node::list(entries.into_iter().map(|(_, v)| v).collect());
                Ok(entries.map_or_else(Node::null, values))
            }
            Expr::And(lhs, rhs) => {
                let left = self.eval(lhs, node)?;
                if left.is_true() { self.eval(rhs, node) } else { Ok(left) }
            }
            Expr::Or(lhs, rhs) => {
                let left = self.eval(lhs, node)?;
                if left.is_true() { Ok(left) } else { self.eval(rhs, node) }
            }
            Expr::Then(lhs, rhs) => self.eval(rhs, &self.eval(lhs, node)?),
        }
    }

    /// The values of several expressions.
    pub(super) fn each<'a>(&self, exprs: &'a [Expr], node: &Node<'a>) -> Result<Vec<Node<'a>>, QueryError> {
        exprs.iter().map(|expr| self.eval(expr, node)).collect()
    }

    fn hash<'a>(&self, pairs: &'a [(String, Expr)], node: &Node<'a>) -> Result<Node<'a>, QueryError> {
        let mut entries: Vec<(String, Node<'a>)> = Vec::with_capacity(pairs.len());
        for (key, expr) in pairs {
            let value = self.eval(expr, node)?;
            match entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, old)) => *old = value,
                None => entries.push((key.clone(), value)),
            }
        }
        Ok(Node::Hash { entries: Rc::new(entries), written: true })
    }

    fn project<'a>(&self, lhs: &'a Expr, rhs: &'a Expr, node: &Node<'a>) -> Result<Node<'a>, QueryError> {
        let Some(items) = self.eval(lhs, node)?.items() else {
            return Ok(Node::null());
        };
        self.spend(items.len())?;
        let mut found = Vec::new();
        for item in items {
            let value = self.eval(rhs, &item)?;
            if !value.is_null() {
                found.push(value);
            }
        }
        Ok(Node::list(found))
    }

    fn flatten<'a>(&self, inner: &'a Expr, node: &Node<'a>) -> Result<Node<'a>, QueryError> {
        let Some(items) = self.eval(inner, node)?.items() else {
            return Ok(Node::null());
        };
        let mut flat = Vec::with_capacity(items.len());
        for item in items {
            match item.items() {
                Some(inner) => {
                    self.spend(inner.len())?;
                    flat.extend(inner);
                }
                None => flat.push(item),
            }
        }
        self.spend(flat.len())?;
        Ok(Node::list(flat))
    }

    fn slice<'a>(
        &self,
        node: &Node<'a>,
        start: Option<i64>,
        stop: Option<i64>,
        step: i64,
    ) -> Result<Node<'a>, QueryError> {
        let Some(items) = node.items() else {
            return Ok(Node::null());
        };
        self.spend(items.len())?;
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let (low, high) = if step < 0 { (-1, length.saturating_sub(1)) } else { (0, length) };
        let bound = |index: i64| if index < 0 { index.saturating_add(length).max(low) } else { index.min(high) };
        let (first, end) = if step < 0 { (high, low) } else { (low, high) };
        let first = start.map_or(first, bound);
        let end = stop.map_or(end, bound);
        if step == 0 {
            return Err(QueryError::Internal("slice step cannot be zero".to_owned()));
        }
        let mut found = Vec::new();
        let mut at = first;
        while (step > 0 && at < end) || (step < 0 && at > end) {
            found.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
            at = at.saturating_add(step);
        }
        Ok(Node::list(found))
    }

    fn compare<'a>(
        &self,
        comparator: &Comparator,
        lhs: &'a Expr,
        rhs: &'a Expr,
        node: &Node<'a>,
    ) -> Result<Node<'a>, QueryError> {
        let (left, right) = (self.eval(lhs, node)?, self.eval(rhs, node)?);
        let (symbol, holds): (_, fn(Ordering) -> bool) = match comparator {
            Comparator::Equal => return Ok(Node::new(self.equal(&left, &right)?)),
            Comparator::NotEqual => return Ok(Node::new(!self.equal(&left, &right)?)),
            Comparator::LessThan => ("<", Ordering::is_lt),
            Comparator::LessThanEqual => ("<=", Ordering::is_le),
            Comparator::GreaterThan => (">", Ordering::is_gt),
            Comparator::GreaterThanEqual => (">=", Ordering::is_ge),
        };
        let comparable = |node: &Node<'_>| matches!(node.type_name(), "number" | "string");
        if !comparable(&left) || !comparable(&right) {
            return Ok(Node::null());
        }
        self.order(&left, &right, symbol).map(|order| Node::new(holds(order)))
    }

    /// Compares two numbers or two strings; anything else is Python's `TypeError`.
    pub(super) fn order(&self, left: &Node<'_>, right: &Node<'_>, symbol: &str) -> Result<Ordering, QueryError> {
        let order = left.plain().zip(right.plain()).and_then(|(left, right)| values::order(left, right));
        order.ok_or_else(|| {
            let (left, right) = (left.python_type(), right.python_type());
            QueryError::Internal(format!("'{symbol}' not supported between instances of '{left}' and '{right}'"))
        })
    }

    fn equal(&self, left: &Node<'_>, right: &Node<'_>) -> Result<bool, QueryError> {
        match (left.plain(), right.plain()) {
            (Some(left), Some(right)) => Ok(values::equals(left, right)),
            _ => Ok(values::equals(&self.value(left)?, &self.value(right)?)),
        }
    }

    /// Makes a value of its own. An expression has none: Python's text for it stands in.
    pub(super) fn value(&self, node: &Node<'_>) -> Result<Value, QueryError> {
        self.spend(1)?;
        match node {
            Node::Ref(value) => {
                self.spend(weight(value))?;
                Ok((*value).clone())
            }
            Node::New(value) => {
                self.spend(weight(value))?;
                Ok(value.as_ref().clone())
            }
            Node::List(items) => {
                items.iter().map(|item| self.value(item)).collect::<Result<Vec<_>, _>>().map(Value::Array)
            }
            Node::Hash { entries, .. } => {
                let entry = |(key, node): &(String, Node<'_>)| Ok((key.clone(), self.value(node)?));
                entries.iter().map(entry).collect::<Result<Map<_, _>, _>>().map(Value::Object)
            }
            Node::Expref(_) => {
                Err(QueryError::Internal("Object of type _Expression is not JSON serializable".to_owned()))
            }
        }
    }

    /// As [`Self::value`], with the keys of each row object that the query did not write sorted.
    pub(super) fn rows(&self, node: &Node<'_>) -> Result<Value, QueryError> {
        let row = |node: &Node<'_>| {
            let mut value = self.value(node)?;
            if !matches!(node, Node::Hash { written: true, .. })
                && let Value::Object(map) = &mut value
            {
                map.sort_keys();
            }
            Ok(value)
        };
        match node.items() {
            Some(items) => items.iter().map(row).collect::<Result<Vec<_>, _>>().map(Value::Array),
            None => row(node),
        }
    }

    /// Python's `str` of a value in an error message.
    pub(super) fn python_str(&self, node: &Node<'_>) -> Result<String, QueryError> {
        match node {
            Node::Expref(_) => Ok("<jmespath.visitor._Expression object>".to_owned()),
            Node::Hash { entries, written: true } => {
                let mut pairs = Vec::new();
                for (key, item) in entries.iter() {
                    pairs.push(format!("({}, {})", python::repr_str(key), self.python_repr(item)?));
                }
                Ok(if pairs.is_empty() {
                    "OrderedDict()".to_owned()
                } else {
                    format!("OrderedDict([{}])", pairs.join(", "))
                })
            }
            Node::List(items) => {
                let items = items.iter().map(|item| self.python_repr(item)).collect::<Result<Vec<_>, _>>()?;
                Ok(format!("[{}]", items.join(", ")))
            }
            other => Ok(python::str(&self.value(other)?)),
        }
    }

    fn python_repr(&self, node: &Node<'_>) -> Result<String, QueryError> {
        self.spend(1)?;
        match node.as_str() {
            Some(text) => Ok(python::repr_str(text)),
            None => self.python_str(node),
        }
    }
}

/// About how much of a value there is to copy.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() / 64,
        Value::Array(items) => items.iter().map(weight).fold(items.len(), usize::saturating_add),
        Value::Object(map) => map.values().map(weight).fold(map.len(), usize::saturating_add),
        _ => 0,
    }
}
