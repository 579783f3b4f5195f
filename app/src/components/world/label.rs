//! Where a node's words stand, and as much of them as fits.

use keyless_core::render::diagram::{Node, NodeKind};

/// About how wide a letter of a label, and of a detail, is in a wide typeface.
const LABEL: f64 = 8.0;
const DETAIL: f64 = 6.0;
/// Of the label of a system-assigned identity, which is set smaller.
const SMALL_LABEL: f64 = 7.3;

/// A node's name and detail, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    pub(crate) label: String,
    pub(crate) detail: String,
    pub(crate) x: f64,
    /// The line of the name.
    pub(crate) label_y: f64,
    /// The line of the detail; none when it follows the name.
    pub(crate) detail_y: Option<f64>,
}

impl Words {
    /// Of a node: beside its sign, or in a container's header.
    pub(crate) fn of(node: &Node) -> Self {
        let (place, indent) = (node.place, indent(node.kind));
        let x = place.x + indent;
        let middle = place.y + place.height / 2.0;
        if node.kind.is_container() || node.kind == NodeKind::Parts {
            let label_y = if node.kind.is_container() { place.y + 18.5 } else { middle + 4.0 };
            return Self { label: node.label.clone(), detail: node.detail.clone(), x, label_y, detail_y: None };
        }
        let (letter, margin) = match node.kind {
            NodeKind::SystemAssignedIdentity => (SMALL_LABEL, 8.0),
            _ => (LABEL, 10.0),
        };
        let room = place.width - indent - margin;
        let alone = node.detail.is_empty();
        Self {
            label: shortened(&node.name, room, letter),
            detail: shortened(role_only(&node.detail, room), room, DETAIL),
            x,
            label_y: if alone { middle + 4.5 } else { middle - 3.0 },
            detail_y: Some(middle + 12.5),
        }
    }
}

/// From a node's left side to its words: past the sign, where it has one.
pub(crate) const fn indent(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Tenant | NodeKind::Subscription | NodeKind::ResourceGroup => 12.0,
        NodeKind::Parts => 8.0,
        // The outline is its sign.
        NodeKind::SystemAssignedIdentity => 14.0,
        _ => 34.0,
    }
}

/// "Owner on Pay-As-You-Go" says "Owner" where there is no room for both.
fn role_only(detail: &str, room: f64) -> &str {
    match detail.split_once(" on ") {
        Some((role, _)) if width(detail, DETAIL) > room => role,
        _ => detail,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no name is that long")]
fn width(text: &str, letter: f64) -> f64 {
    letter * text.chars().count() as f64
}

/// A text's beginning and end, as much as fits; the whole stands in the node's facts.
fn shortened(text: &str, room: f64, letter: f64) -> String {
    if width(text, letter) <= room {
        return text.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number, not below zero")]
    let fits = (room / letter).max(0.0) as usize;
    if fits < 3 {
        return String::new();
    }
    let tail = (fits - 1) / 2;
    let skipped = text.chars().count() - tail;
    text.chars().take(fits - 1 - tail).chain(['…']).chain(text.chars().skip(skipped)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_loses_its_middle() {
        assert_eq!(shortened("short", 100.0, 7.0), "short");
        assert_eq!(shortened("a-very-long-name", 42.0, 7.0), "a-v…me");
        assert_eq!(shortened("name", -5.0, 7.0), "");
    }

    #[test]
    fn a_role_stands_without_its_scope_where_room_is_short() {
        assert_eq!(role_only("Owner on Pay-As-You-Go", 90.0), "Owner");
        assert_eq!(role_only("Owner on Dev", 90.0), "Owner on Dev");
    }
}
