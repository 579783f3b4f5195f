//! Functions of text.

use serde_json::Value;

use super::super::QueryError;
use super::super::eval::Evaluator;
use super::super::node::Node;
use super::super::values::python_equals;
use super::Outcome;
use crate::render::json;

/// `starts_with` and `ends_with`.
pub(super) fn affix<'a>(text: &Node<'a>, part: &Node<'a>, test: fn(&str, &str) -> bool) -> Node<'a> {
    Node::new(test(text.as_str().unwrap_or_default(), part.as_str().unwrap_or_default()))
}

impl Evaluator {
    /// `contains`: a part of a text, or an element of a list.
    pub(super) fn contains<'a>(&self, subject: &Node<'a>, search: &Node<'a>) -> Outcome<'a> {
        if let Some(text) = subject.as_str() {
            return match search.as_str() {
                Some(part) => Ok(Node::new(text.contains(part))),
                None => Err(QueryError::Internal(format!(
                    "'in <string>' requires string as left operand, not {}",
                    search.python_type().replace("OrderedDict", "collections.OrderedDict")
                ))),
            };
        }
        let items = subject.items().unwrap_or_default();
        self.spend(items.len())?;
        if matches!(search, Node::Expref(_)) {
            return Ok(Node::new(false));
        }
        let search = self.value(search)?;
        for item in items {
            let found = match item.plain() {
                Some(item) => python_equals(item, &search),
                None if matches!(item, Node::Expref(_)) => false,
                None => python_equals(&self.value(&item)?, &search),
            };
            if found {
                return Ok(Node::new(true));
            }
        }
        Ok(Node::new(false))
    }

    /// `join`.
    pub(super) fn join<'a>(&self, glue: &Node<'a>, list: &Node<'a>) -> Outcome<'a> {
        let glue = glue.as_str().unwrap_or_default();
        let items = list.items().unwrap_or_default();
        let parts: Vec<&str> = items.iter().filter_map(Node::as_str).collect();
        let length = parts.iter().map(|part| part.len()).fold(0_usize, usize::saturating_add);
        self.spend(length.saturating_add(glue.len().saturating_mul(parts.len())))?;
        Ok(Node::new(parts.join(glue)))
    }

    /// `to_string`: text as it is, anything else as JSON on one line.
    pub(super) fn to_text<'a>(&self, node: Node<'a>) -> Outcome<'a> {
        match &node {
            Node::Expref(_) => Ok(Node::new("\"<jmespath.visitor._Expression object>\"")),
            node if node.as_str().is_some() => Ok(node.clone()),
            node => {
                let text = json::compact_ascii(&self.value(node)?);
                self.spend(text.len())?;
                Ok(Node::new(text))
            }
        }
    }

    /// `reverse`: of a text by characters, of a list by elements.
    pub(super) fn reverse<'a>(&self, node: &Node<'a>) -> Outcome<'a> {
        match node.plain() {
            Some(Value::String(text)) => {
                self.spend(text.len())?;
                Ok(Node::new(text.chars().rev().collect::<String>()))
            }
            _ => {
                let mut items = node.items().unwrap_or_default();
                self.spend(items.len())?;
                items.reverse();
                Ok(Node::list(items))
            }
        }
    }
}
