//! Functions of numbers.

use serde_json::Value;

use super::super::eval::Evaluator;
use super::super::node::Node;
use super::super::values::{from_whole, whole};
use super::Outcome;
use crate::render::python::parse_float;

/// `abs`, `ceil`, `floor`; the latter two give whole numbers.
pub(super) fn round<'a>(name: &str, node: &Node<'a>) -> Node<'a> {
    let Some(Value::Number(number)) = node.plain() else {
        return Node::null();
    };
    let value = match (whole(number), number.as_f64()) {
        (Some(number), _) if name == "abs" => from_whole(number.saturating_abs()),
        (Some(number), _) => from_whole(number),
        (None, Some(number)) if name == "abs" => Value::from(number.abs()),
        (None, Some(number)) => from_whole((if name == "ceil" { number.ceil() } else { number.floor() }) as i128),
        (None, None) => Value::Null,
    };
    Node::new(value)
}

/// `to_number`: numbers as they are, text read as Python's `int` or `float` reads it, else null.
pub(super) fn to_number(node: Node<'_>) -> Node<'_> {
    let Some(text) = node.as_str().map(str::trim) else {
        return if node.type_name() == "number" { node } else { Node::null() };
    };
    let bytes = text.as_bytes();
    let grouped = bytes.windows(3).filter(|three| three.get(1) == Some(&b'_'));
    let groups = grouped.filter(|three| three.iter().all(|b| b.is_ascii_digit() || *b == b'_')).count();
    if bytes.iter().filter(|b| **b == b'_').count() != groups || text.contains("__") {
        return Node::null();
    }
    let digits = text.replace('_', "");
    match digits.parse::<i128>() {
        Ok(number) => Node::new(from_whole(number)),
        Err(_) => parse_float(&digits).map_or_else(Node::null, Node::new),
    }
}

impl Evaluator {
    /// `avg`: null for an empty list, else a float.
    pub(super) fn avg<'a>(&self, list: &Node<'a>) -> Outcome<'a> {
        let count = list.items().map_or(0, |items| items.len());
        if count == 0 {
            return Ok(Node::null());
        }
        let sum = self.sum(list)?;
        let sum = sum.plain().and_then(Value::as_f64).unwrap_or(f64::NAN);
        Ok(Node::new(sum / count as f64))
    }

    /// `sum`: whole as long as all are.
    pub(super) fn sum<'a>(&self, list: &Node<'a>) -> Outcome<'a> {
        let items = list.items().unwrap_or_default();
        self.spend(items.len())?;
        let (mut exact, mut float) = (Some(0_i128), 0.0_f64);
        for item in &items {
            let Some(Value::Number(number)) = item.plain() else {
                continue;
            };
            exact = exact.zip(whole(number)).and_then(|(sum, number)| sum.checked_add(number));
            float += number.as_f64().unwrap_or_default();
        }
        Ok(Node::new(exact.map_or_else(|| Value::from(float), from_whole)))
    }
}
