//! Ports: where on its border a node lets lines go and come.

use crate::render::diagram::{Edge, EdgeKind, Lists};

use super::slots::{Guest, Places, Use};

/// The places of one line among those that leave its first node and among those that reach its last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Port {
    pub(super) departure: usize,
    pub(super) arrival: usize,
}

/// The ports of all edges, in their order.
pub(super) fn settle(edges: &[Edge], places: &mut Places) -> Vec<Port> {
    let (mut departures, mut arrivals) = (Lists::default(), Lists::default());
    for (number, edge) in edges.iter().enumerate() {
        if edge.kind.is_grant() || matches!(edge.kind, EdgeKind::Attachment | EdgeKind::DeadReference) {
            departures.push(&edge.from, number);
        }
        if edge.kind.is_grant() || edge.kind == EdgeKind::Trust {
            arrivals.push(&edge.to, number);
        }
    }
    let mut ports = vec![Port::default(); edges.len()];
    let mut slots = |kind: Use, node: &str, members: &[usize]| {
        let guests: Vec<Guest<'_>> =
            members.iter().filter_map(|&it| edges.get(it)).map(|edge| Guest { id: &edge.id, near: 0 }).collect();
        places.of(kind, node).settle(&guests)
    };
    for (node, members) in departures.by_id() {
        for (slot, &edge) in slots(Use::Departures, node, members).into_iter().zip(members) {
            if let Some(port) = ports.get_mut(edge) {
                port.departure = slot;
            }
        }
    }
    for (node, members) in arrivals.by_id() {
        for (slot, &edge) in slots(Use::Arrivals, node, members).into_iter().zip(members) {
            if let Some(port) = ports.get_mut(edge) {
                port.arrival = slot;
            }
        }
    }
    ports
}
