//! Where the words of lines stand: a grant's are joined to what it is granted on, so that words never cross.

use crate::render::diagram::{Diagram, Edge, EdgeKind, Node, NodeKind, Rect, index};

use super::metrics::{CONTAINER_TAGS, HEADER, Metrics, TAG, TARGET, TARGET_TAGS, number};
use super::ports::Port;
use super::slots::{Places, Use};
use super::text;

/// Gives each grant's words their place, and trust's.
pub(super) fn place(diagram: &mut Diagram, places: &mut Places, metrics: &Metrics, ports: &[Port]) {
    let nodes = index(&diagram.nodes);
    // Of grants that share a place, the first tells how many they are.
    let mut shared: Vec<(String, usize)> = Vec::new();
    for (edge, port) in diagram.edges.iter_mut().zip(ports) {
        edge.label_at = None;
        let find = |id: &str| diagram.nodes.get(*nodes.get(id)?);
        if edge.kind == EdgeKind::Trust {
            edge.label_at = find(&edge.from).and_then(|it| trust(it, metrics));
            continue;
        }
        let Some(to) = find(&edge.to).filter(|_| edge.kind.is_grant()) else { continue };
        let all = places.of(Use::Arrivals, &edge.to).len();
        let most = capacity(to.kind, metrics);
        let row = port.arrival.min(most.saturating_sub(1));
        if all > most && row + 1 == most {
            let others = shared.iter().find(|(id, _)| *id == edge.to).map(|it| it.1);
            if others.is_some() {
                continue;
            }
            shared.push((edge.to.clone(), row));
            let more = all + 1 - most;
            edge.label = if most == 1 { format!("{more} grants") } else { format!("and {more} more grants") };
        }
        let rect = rect(to, row, edge, metrics);
        edge.label = text::elide(&edge.label, rect.width - 10.0, text::SMALL);
        edge.label_at = Some(rect);
    }
}

/// How many grants on a thing have words of their own.
pub(super) const fn capacity(kind: NodeKind, metrics: &Metrics) -> usize {
    match kind {
        NodeKind::Vault | NodeKind::StorageAccount => TARGET_TAGS,
        NodeKind::Subscription | NodeKind::ResourceGroup if metrics.wide => CONTAINER_TAGS,
        _ => 1,
    }
}

/// The words' place, whether or not this grant has words of its own.
pub(super) fn rect(to: &Node, row: usize, edge: &Edge, metrics: &Metrics) -> Rect {
    let place = to.place;
    let whole = text::width(&edge.label, text::SMALL) + 12.0;
    match to.kind {
        NodeKind::Vault | NodeKind::StorageAccount => {
            Rect { x: place.x, y: place.y + TARGET + number(row) * TAG, width: place.width, height: TAG }
        }
        NodeKind::Subscription | NodeKind::ResourceGroup | NodeKind::Tenant if metrics.wide => {
            let (x, width) = metrics.target;
            Rect { x, y: place.y + 3.0 + number(row) * (TAG + 2.0), width, height: TAG }
        }
        kind if kind.is_container() => {
            let width = whole.min(metrics.target.1);
            Rect { x: metrics.host.0, y: place.y + HEADER - 4.0, width, height: TAG }
        }
        NodeKind::Parts => Rect { y: place.bottom() + 1.0, height: TAG, ..place },
        _ => {
            let width = whole.min(place.width - 16.0);
            let left = !metrics.wide && !to.kind.is_host();
            let x = if left { place.x + 8.0 } else { place.right() - 8.0 - width };
            Rect { x, y: place.bottom() - 8.0, width, height: 15.0 }
        }
    }
}

/// Above the line, where it leaves the subscription.
fn trust(from: &Node, metrics: &Metrics) -> Option<Rect> {
    let (width, height) = (38.0, 12.0);
    metrics.wide.then_some(Rect { x: from.place.x - width - 5.0, y: from.place.y, width, height })
}
