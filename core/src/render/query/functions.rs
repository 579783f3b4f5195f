//! The standard functions, with python-jmespath's checks and error texts.

mod lists;
mod numbers;
mod signature;
mod text;

use serde_json::Value;

use super::QueryError;
use super::eval::Evaluator;
use super::expr::Expr;
use super::node::Node;

/// The value of a function, or why it has none.
type Outcome<'a> = Result<Node<'a>, QueryError>;

impl Evaluator {
    /// Calls a function: evaluates the arguments, checks them against the signature, then computes.
    pub(super) fn call<'a>(&self, name: &str, args: &'a [Expr], node: &Node<'a>) -> Outcome<'a> {
        let args = self.each(args, node)?;
        self.check(name, &args)?;
        let first = args.first().cloned().unwrap_or_else(Node::null);
        let second = args.get(1).cloned().unwrap_or_else(Node::null);
        match name {
            "abs" | "ceil" | "floor" => Ok(numbers::round(name, &first)),
            "avg" => self.avg(&first),
            "sum" => self.sum(&first),
            "to_number" => Ok(numbers::to_number(first)),
            "contains" => self.contains(&first, &second),
            "starts_with" => Ok(text::affix(&first, &second, |text, part| text.starts_with(part))),
            "ends_with" => Ok(text::affix(&first, &second, |text, part| text.ends_with(part))),
            "join" => self.join(&first, &second),
            "to_string" => self.to_text(first),
            "length" => Ok(Node::new(length(&first))),
            "reverse" => self.reverse(&first),
            "keys" => Ok(self.pairs(&first, |key, _| Node::new(key))),
            "values" => Ok(self.pairs(&first, |_, value| value)),
            "merge" => self.merge(&args),
            "not_null" => Ok(args.into_iter().find(|arg| !arg.is_null()).unwrap_or_else(Node::null)),
            "to_array" => Ok(if first.is_list() { first } else { Node::list(vec![first]) }),
            "type" => Ok(type_of(&first)),
            "max" | "min" => self.extreme(name, &first, None),
            "max_by" | "min_by" => self.extreme(name, &first, Some(&second)),
            "sort" => self.sort(&first),
            "sort_by" => self.sort_by(&first, &second),
            "map" => self.map(&first, &second),
            _ => Err(signature::unknown(name)),
        }
    }

    /// Evaluates the expression that `&` made an argument of.
    fn apply<'a>(&self, expref: &Node<'a>, node: &Node<'a>) -> Outcome<'a> {
        match expref {
            Node::Expref(expr) => self.eval(expr, node),
            _ => Ok(Node::null()),
        }
    }
}

fn length(node: &Node<'_>) -> usize {
    match node {
        Node::List(items) => items.len(),
        Node::Hash { entries, .. } => entries.len(),
        other => match other.plain() {
            Some(Value::String(text)) => text.chars().count(),
            Some(Value::Array(items)) => items.len(),
            Some(Value::Object(map)) => map.len(),
            _ => 0,
        },
    }
}

/// `type`, which has no name for an expression.
fn type_of<'a>(node: &Node<'a>) -> Node<'a> {
    match node {
        Node::Expref(_) => Node::null(),
        other => Node::new(other.type_name()),
    }
}
