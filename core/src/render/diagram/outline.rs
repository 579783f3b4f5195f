//! The diagram as a tree of words: the same nodes and lines, for reading and hearing.

use super::{Change, Diagram, EdgeKind, Lists};

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

impl Diagram {
    /// All nodes in the order of the tree; attachments stand under their host, grants under their holder.
    pub fn outline(&self) -> Vec<OutlineItem> {
        let mut roots = Vec::new();
        // What stands below each node, and the lines that are told there.
        let (mut nodes, mut edges) = (Lists::default(), Lists::default());
        for (place, node) in self.nodes.iter().enumerate() {
            match &node.owner {
                Some(owner) => nodes.push(owner, place),
                None => roots.push(place),
            }
        }
        for (place, edge) in self.edges.iter().enumerate() {
            if matches!(edge.kind, EdgeKind::Attachment | EdgeKind::RoleAssignment) {
                edges.push(&edge.from, place);
            }
        }
        let mut items = Vec::with_capacity(self.nodes.len());
        let mut waiting: Vec<(usize, usize)> = roots.into_iter().rev().map(|place| (place, 0)).collect();
        while let Some((place, depth)) = waiting.pop() {
            let Some(node) = self.nodes.get(place) else { continue };
            let (nodes, edges) = (nodes.take(&node.id), edges.take(&node.id));
            items.push(OutlineItem {
                id: node.id.clone(),
                depth,
                text: node.sentence.clone(),
                change: node.change,
                children: nodes.len() + edges.len(),
            });
            items.extend(edges.iter().filter_map(|&edge| self.edges.get(edge)).map(|edge| OutlineItem {
                id: edge.id.clone(),
                depth: depth + 1,
                text: edge.sentence.clone(),
                change: edge.change,
                children: 0,
            }));
            waiting.extend(nodes.into_iter().rev().map(|place| (place, depth + 1)));
        }
        items
    }
}
