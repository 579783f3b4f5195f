//! Where a node's words stand, and as much of them as fits.

use keyless_core::render::diagram::{Node, NodeKind};

/// About how wide a letter of a label, and of a detail, is in a wide typeface.
const LABEL: f64 = 7.7;
const DETAIL: f64 = 6.5;
/// Kept free at the right.
const MARGIN: f64 = 10.0;

/// A node's name and detail, each with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    pub(crate) label: String,
    pub(crate) label_at: (f64, f64),
    pub(crate) detail: String,
    pub(crate) detail_at: (f64, f64),
}

impl Words {
    /// Of a node: beside its sign, or in a container's header.
    pub(crate) fn of(node: &Node) -> Self {
        let (place, indent) = (node.place, indent(node.kind));
        let x = place.x + indent;
        let room = place.width - indent - MARGIN;
        if node.kind.is_container() || node.kind == NodeKind::Parts {
            let y = if node.kind == NodeKind::Parts { place.y + place.height / 2.0 + 4.0 } else { place.y + 18.5 };
            let beside = x + width(&node.label, LABEL) + MARGIN;
            return Self {
                label: node.label.clone(),
                label_at: (x, y),
                detail: node.detail.clone(),
                detail_at: (beside, y),
            };
        }
        let middle = place.y + place.height / 2.0;
        let (label_y, detail_y) =
            if node.detail.is_empty() { (middle + 4.5, middle) } else { (middle - 3.0, middle + 12.5) };
        Self {
            label: shortened(&node.name, room, LABEL),
            label_at: (x, label_y),
            detail: shortened(role_only(&node.detail, room), room, DETAIL),
            detail_at: (x, detail_y),
        }
    }
}

/// From a node's left side to its words: past the sign, where it has one.
pub(crate) const fn indent(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Tenant | NodeKind::Subscription | NodeKind::ResourceGroup => 12.0,
        NodeKind::Parts => 8.0,
        // The outline is its sign.
        NodeKind::SystemAssignedIdentity => 18.0,
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

/// As much of a text as fits; the whole stands in the node's facts.
fn shortened(text: &str, room: f64, letter: f64) -> String {
    if width(text, letter) <= room {
        return text.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number, not below zero")]
    let fits = (room / letter).max(0.0) as usize;
    if fits < 3 {
        return String::new();
    }
    text.chars().take(fits - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_ends_in_an_ellipsis() {
        assert_eq!(shortened("short", 100.0, 7.0), "short");
        assert_eq!(shortened("a-very-long-name", 42.0, 7.0), "a-ver…");
        assert_eq!(shortened("name", -5.0, 7.0), "");
    }

    #[test]
    fn a_role_stands_without_its_scope_where_room_is_short() {
        assert_eq!(role_only("Owner on Pay-As-You-Go", 90.0), "Owner");
        assert_eq!(role_only("Owner on Dev", 90.0), "Owner on Dev");
    }
}
