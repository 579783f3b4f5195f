//! The diagram as a tree of words: the same nodes and lines, for reading and hearing.

use std::collections::BTreeMap;

use super::{Change, Diagram, Edge, EdgeKind};

/// One line of the tree, with its depth in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// The id of the node or of the edge.
    pub id: String,
    /// 0 for tenants and subscriptions.
    pub depth: usize,
    /// One sentence.
    pub text: String,
    /// What the compared step did to it.
    pub change: Change,
    /// How many items stand directly below it.
    pub children: usize,
}

/// What stands below each node: places in `nodes`, and lines that are told there.
#[derive(Default)]
struct Below<'a> {
    nodes: Vec<usize>,
    edges: Vec<&'a Edge>,
}

impl Diagram {
    /// All nodes in the order of the tree; attachments stand under their host, grants under their holder.
    pub fn outline(&self) -> Vec<OutlineItem> {
        let mut roots = Vec::new();
        let mut below: BTreeMap<&str, Below<'_>> = BTreeMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            match &node.owner {
                Some(owner) => below.entry(owner).or_default().nodes.push(place),
                None => roots.push(place),
            }
        }
        for edge in &self.edges {
            if matches!(edge.kind, EdgeKind::Attachment | EdgeKind::RoleAssignment) {
                below.entry(&edge.from).or_default().edges.push(edge);
            }
        }
        let mut items = Vec::with_capacity(self.nodes.len());
        let mut waiting: Vec<(usize, usize)> = roots.into_iter().rev().map(|place| (place, 0)).collect();
        while let Some((place, depth)) = waiting.pop() {
            let Some(node) = self.nodes.get(place) else { continue };
            let children = below.remove(node.id.as_str()).unwrap_or_default();
            items.push(OutlineItem {
                id: node.id.clone(),
                depth,
                text: node.sentence.clone(),
                change: node.change,
                children: children.nodes.len() + children.edges.len(),
            });
            items.extend(children.edges.iter().map(|edge| OutlineItem {
                id: edge.id.clone(),
                depth: depth + 1,
                text: edge.sentence.clone(),
                change: edge.change,
                children: 0,
            }));
            waiting.extend(children.nodes.into_iter().rev().map(|place| (place, depth + 1)));
        }
        items
    }
}
