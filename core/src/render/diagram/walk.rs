//! Walking the picture by keys: along lines first, else to what is nearest on that side.

use super::{Diagram, Node};

/// A side to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Left,
    Right,
    Up,
    Down,
}

impl Diagram {
    /// The node that stands beside another on a side: one that a line joins to it if there is one, else the nearest.
    pub fn beside(&self, id: &str, side: Side) -> Option<&Node> {
        let from = self.node(id)?;
        let joined = self.edges_at(id).map(|edge| if edge.from == id { &edge.to } else { &edge.from });
        let joined = joined.filter_map(|id| self.node(id));
        let best = |found: &mut dyn Iterator<Item = &'_ Node>, widest: f64| -> Option<String> {
            let mut best: Option<(f64, String)> = None;
            for node in found.filter(|it| it.id != from.id) {
                let Some(far) = distance(from, node, side, widest) else { continue };
                if best.as_ref().is_none_or(|it| far < it.0) {
                    best = Some((far, node.id.clone()));
                }
            }
            best.map(|it| it.1)
        };
        let id = best(&mut joined.into_iter(), 3.0).or_else(|| best(&mut self.nodes.iter(), f64::INFINITY))?;
        self.node(&id)
    }
}

/// Where a node is met: its middle, and of a container its header.
fn point(node: &Node) -> (f64, f64) {
    let (x, y) = node.place.centre();
    if node.kind.is_container() { (node.place.x + 60.0, node.place.y + 14.0) } else { (x, y) }
}

/// How far a node is on a side; none when it is not there, or more to the side than `widest` times as far away.
fn distance(from: &Node, to: &Node, side: Side, widest: f64) -> Option<f64> {
    let ((x, y), (to_x, to_y)) = (point(from), point(to));
    let (along, across) = match side {
        Side::Left => (x - to_x, to_y - y),
        Side::Right => (to_x - x, to_y - y),
        Side::Up => (y - to_y, to_x - x),
        Side::Down => (to_y - y, to_x - x),
    };
    (along > 1.0 && across.abs() <= widest * along).then(|| along + 2.0 * across.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::diagram::fixture::Lab;

    const GROUP: &str = "myResourceGroup";

    #[test]
    fn arrows_follow_lines_and_else_go_to_the_nearest() {
        let mut lab = Lab::new();
        lab.machine(GROUP, "vm1")
            .enable(GROUP, "vm1")
            .identity(GROUP, "id1")
            .attach("myResourceGroup/vm1", "myResourceGroup/id1");
        let diagram = lab.diagram();
        let vm = Lab::vm_id(GROUP, "vm1").key();
        let name = |id: &str, side| diagram.beside(id, side).map(|it| it.kind.word());
        assert_eq!(name(&vm, Side::Right), Some("user-assigned identity"));
        assert_eq!(name(&vm, Side::Down), Some("system-assigned identity"));
        assert_eq!(name(&vm, Side::Up), Some("resource group"));
        assert_eq!(name(&Lab::identity_id(GROUP, "id1").key(), Side::Left), Some("virtual machine"));
    }

    #[test]
    fn every_node_can_be_reached_and_the_ends_are_ends() {
        let mut lab = Lab::new();
        lab.vm(GROUP, "vm1").enable(GROUP, "vm1").identity(GROUP, "id1").vault(GROUP, "kv").account(GROUP, "st");
        let diagram = lab.diagram();
        let mut seen: Vec<&str> = vec![diagram.nodes[0].id.as_str()];
        let mut at = 0;
        while let Some(id) = seen.get(at).copied() {
            at += 1;
            for side in [Side::Left, Side::Right, Side::Up, Side::Down] {
                if let Some(next) = diagram.beside(id, side).filter(|it| !seen.contains(&it.id.as_str())) {
                    seen.push(&next.id);
                }
            }
        }
        assert_eq!(seen.len(), diagram.nodes.len());
        assert_eq!(diagram.beside(&diagram.nodes[0].id, Side::Left).map(|it| it.name.as_str()), None);
    }
}
