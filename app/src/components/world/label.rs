//! Where a node's words stand. How much of them fits, the layout has decided.

use keyless_core::render::diagram::{Node, NodeKind};

/// A node's name and detail, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    pub(crate) x: f64,
    /// The line of the name.
    pub(crate) label_y: f64,
    /// The line of the detail; none when it follows the name.
    pub(crate) detail_y: Option<f64>,
}

impl Words {
    /// Of a node: beside its sign, or in a container's header.
    pub(crate) fn of(node: &Node) -> Self {
        let place = node.place;
        let x = place.x + indent(node.kind);
        let height = if node.kind.is_target() { place.height.min(40.0) } else { place.height };
        let middle = place.y + height / 2.0;
        if node.kind.is_container() || node.kind == NodeKind::Parts {
            let label_y = if node.kind.is_container() { place.y + 18.5 } else { middle + 4.0 };
            return Self { x, label_y, detail_y: None };
        }
        let alone = node.detail.is_empty();
        Self { x, label_y: if alone { middle + 4.5 } else { middle - 2.5 }, detail_y: Some(middle + 12.0) }
    }
}

/// From a node's left side to its words: past the sign, where it has one.
const fn indent(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Tenant | NodeKind::Subscription | NodeKind::ResourceGroup => 12.0,
        NodeKind::Parts => 8.0,
        // The outline is its sign.
        NodeKind::SystemAssignedIdentity => 15.0,
        _ => 34.0,
    }
}
