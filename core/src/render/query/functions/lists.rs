//! Functions of lists and objects.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::QueryError;
use super::super::eval::Evaluator;
use super::super::node::Node;
use super::Outcome;
use crate::model::order;

impl Evaluator {
    /// `keys` and `values`, in the object's order.
    pub(super) fn pairs<'a>(&self, object: &Node<'a>, pick: fn(String, Node<'a>) -> Node<'a>) -> Node<'a> {
        let entries = object.entries().unwrap_or_default();
        Node::list(entries.into_iter().map(|(key, value)| pick(key, value)).collect())
    }

    /// `merge`: later objects win, keys keep the place of their first appearance. Only the first argument's type has
    /// been checked; what the others must be is up to Python's `dict.update`.
    pub(super) fn merge<'a>(&self, objects: &[Node<'a>]) -> Outcome<'a> {
        objects.iter().try_for_each(updates)?;
        let mut merged: Vec<(String, Node<'a>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (key, value) in objects.iter().filter_map(Node::entries).flatten() {
            self.spend(1)?;
            match places.get(&key).and_then(|place| merged.get_mut(*place)) {
                Some(entry) => entry.1 = value,
                None => {
                    places.insert(key.clone(), merged.len());
                    merged.push((key, value));
                }
            }
        }
        Ok(Node::Hash { entries: Rc::new(merged), written: false })
    }

    /// `map`: unlike a projection, it keeps nulls.
    pub(super) fn map<'a>(&self, expref: &Node<'a>, list: &Node<'a>) -> Outcome<'a> {
        let items = list.items().unwrap_or_default();
        items.iter().map(|item| self.apply(expref, item)).collect::<Result<Vec<_>, _>>().map(Node::list)
    }

    /// `max`, `min`, `max_by`, `min_by`: the first of equals, null for an empty list.
    pub(super) fn extreme<'a>(&self, name: &str, list: &Node<'a>, by: Option<&Node<'a>>) -> Outcome<'a> {
        let items = list.items().unwrap_or_default();
        self.spend(items.len())?;
        let largest = name.starts_with("max");
        let symbol = if largest { ">" } else { "<" };
        let mut best: Option<(Node<'a>, Node<'a>)> = None;
        for item in items {
            let key = match by {
                Some(expref) => self.key(name, expref, &item, &["number", "string"])?,
                None => item.clone(),
            };
            let better = match &best {
                None => true,
                Some((_, old)) => {
                    let order = self.order(&key, old, symbol)?;
                    if largest { order.is_gt() } else { order.is_lt() }
                }
            };
            if better {
                best = Some((item, key));
            }
        }
        Ok(best.map_or_else(Node::null, |(item, _)| item))
    }

    /// `sort`: the check of the arguments has made sure that all elements are of one type.
    pub(super) fn sort<'a>(&self, list: &Node<'a>) -> Outcome<'a> {
        let items = list.items().unwrap_or_default();
        self.sorted(items.into_iter().map(|item| (item.clone(), item)).collect())
    }

    /// `sort_by`: stable, by keys of the first key's type.
    pub(super) fn sort_by<'a>(&self, list: &Node<'a>, expref: &Node<'a>) -> Outcome<'a> {
        let items = list.items().unwrap_or_default();
        let Some(first) = items.first() else {
            return Ok(list.clone());
        };
        let kind = self.apply(expref, first)?.type_name();
        if !matches!(kind, "number" | "string") {
            return Err(self.type_error("sort_by", first, kind, &["string", "number"])?);
        }
        let keyed = |item: Node<'a>| Ok((self.key("sort_by", expref, &item, &[kind])?, item));
        self.sorted(items.into_iter().map(keyed).collect::<Result<_, QueryError>>()?)
    }

    /// The key that an element is compared by.
    fn key<'a>(&self, name: &str, expref: &Node<'a>, item: &Node<'a>, types: &[&str]) -> Outcome<'a> {
        let key = self.apply(expref, item)?;
        let kind = key.type_name();
        if types.contains(&kind) { Ok(key) } else { Err(self.type_error(name, &key, kind, types)?) }
    }

    fn sorted<'a>(&self, mut keyed: Vec<(Node<'a>, Node<'a>)>) -> Outcome<'a> {
        self.spend(keyed.len().saturating_mul(8))?;
        order::sort_by(&mut keyed, |(left, _), (right, _)| {
            self.order(left, right, "<").unwrap_or(std::cmp::Ordering::Equal)
        });
        Ok(Node::list(keyed.into_iter().map(|(_, item)| item).collect()))
    }
}

/// Python's `TypeError` for what cannot update a dict; empty lists and texts can.
fn updates(node: &Node<'_>) -> Result<(), QueryError> {
    let message = match node.type_name() {
        "object" => return Ok(()),
        "array" | "string" if !node.is_true() => return Ok(()),
        "array" if is_sequence(&node.index(0)) => {
            format!("dictionary update sequence element #0 has length {}; 2 is required", super::length(&node.index(0)))
        }
        "array" => "cannot convert dictionary update sequence element #0 to a sequence".to_owned(),
        "string" => "dictionary update sequence element #0 has length 1; 2 is required".to_owned(),
        _ => format!("'{}' object is not iterable", node.python_type()),
    };
    Err(QueryError::Internal(message))
}

fn is_sequence(node: &Node<'_>) -> bool {
    matches!(node.type_name(), "array" | "string")
}
