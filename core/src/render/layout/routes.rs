//! How lines run: along lanes and gutters, where no node stands, with right angles only.

use crate::render::diagram::{Diagram, Edge, EdgeKind, Index, Node, NodeKind, Rect, index};

use super::boxes::gutter_below;
use super::lanes::Rider;
use super::metrics::{HEADER, IDENTITY, LOWER, Metrics, ROW, number};
use super::ports::Port;
use super::slots::Places;
use super::tags;

/// An x that is known, or that is a track's.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Across {
    At(f64),
    /// In the lane between tenants and subscriptions.
    Main,
    /// In the lane between hosts and identities.
    Inner,
    /// In the lane between identities and what they reach.
    Outer,
}

use Across::{At, Inner, Main, Outer};

type Point = (Across, f64);

/// Gives every edge its points.
pub(super) fn draw(diagram: &mut Diagram, places: &mut Places, metrics: &Metrics, ports: &[Port]) {
    let nodes = index(&diagram.nodes);
    let find = |id: &str| diagram.nodes.get(*nodes.get(id)?);
    let router = Router { metrics, nodes: &diagram.nodes, index: &nodes };
    let each = diagram.edges.iter().zip(ports);
    let lines: Vec<Vec<Point>> = each
        .map(|(edge, port)| match (find(&edge.from), find(&edge.to)) {
            (Some(from), Some(to)) => router.line(edge, from, to, *port),
            _ => Vec::new(),
        })
        .collect();
    let main = tracks(&diagram.edges, &lines, Main, places, ("main", metrics));
    let inner = tracks(&diagram.edges, &lines, Inner, places, ("inner", metrics));
    let outer = tracks(&diagram.edges, &lines, Outer, places, ("outer", metrics));
    for (number, (edge, line)) in diagram.edges.iter_mut().zip(lines).enumerate() {
        let at = |lane: &[f64]| lane.get(number).copied().unwrap_or_default();
        edge.points = simplified(line.into_iter().map(|(x, y)| match x {
            At(x) => (x, y),
            Main => (at(&main), y),
            Inner => (at(&inner), y),
            Outer => (at(&outer), y),
        }));
    }
}

/// The track of each line that runs in a lane, by the line's number; 0 for the others.
fn tracks(
    edges: &[Edge],
    lines: &[Vec<Point>],
    lane: Across,
    places: &mut Places,
    (name, metrics): (&str, &Metrics),
) -> Vec<f64> {
    let (first, step, many) = match lane {
        Main => metrics.main,
        Inner => metrics.inner,
        _ => metrics.outer,
    };
    let mut numbers = Vec::new();
    let mut riders = Vec::new();
    let mut across = vec![0.0; lines.len()];
    let mut put = |number: usize, x: f64| {
        if let Some(place) = across.get_mut(number) {
            *place = x;
        }
    };
    for (number, (edge, line)) in edges.iter().zip(lines).enumerate() {
        let mut stops = line.iter().filter(|(x, _)| *x == lane).map(|(_, y)| *y);
        let (Some(from), Some(to)) = (stops.next(), stops.next()) else { continue };
        if from == to {
            put(number, first);
        } else {
            numbers.push(number);
            riders.push(Rider { id: &edge.id, from, to });
        }
    }
    let chosen = places.lane(&format!("{name} {}", metrics.wide)).settle(&riders, many);
    for (line, track) in numbers.into_iter().zip(chosen) {
        put(line, first + step * number(track));
    }
    across
}

struct Router<'a> {
    metrics: &'a Metrics,
    nodes: &'a [Node],
    index: &'a Index<'a>,
}

impl Router<'_> {
    fn line(&self, edge: &Edge, from: &Node, to: &Node, port: Port) -> Vec<Point> {
        match edge.kind {
            EdgeKind::Ownership => {
                let x = At(from.place.centre().0);
                vec![(x, from.place.bottom()), (x, to.place.y)]
            }
            EdgeKind::Attachment | EdgeKind::DeadReference => beside(from, to, port),
            EdgeKind::Trust => {
                let (start, end) = (from.place.y + 16.0, to.place.y + 16.0 + 6.0 * number(port.arrival % 3));
                joined(vec![(self.facing(from), start)], Main, vec![(self.facing(to), end)])
            }
            EdgeKind::Representation => joined(self.to_main(from, 0.0), Main, self.to_principal(to, 9.0)),
            EdgeKind::TokenIssued => joined(self.to_principal(from, 14.0), Main, self.to_main(to, 4.0)),
            EdgeKind::Membership if self.metrics.wide => {
                let x = At(self.metrics.tenant.0 + 5.0);
                let (start, end) = (from.place.centre().1, to.place.centre().1 + 4.0);
                vec![(At(from.place.x), start), (x, start), (x, end), (At(to.place.x), end)]
            }
            EdgeKind::Membership => joined(self.to_principal(from, 20.0), Main, self.to_principal(to, 24.0)),
            EdgeKind::RoleAssignment | EdgeKind::AccessPolicy | EdgeKind::TokenUsed => self.grant(edge, from, to, port),
        }
    }

    /// From a holder to the words at a scope.
    fn grant(&self, edge: &Edge, from: &Node, to: &Node, port: Port) -> Vec<Point> {
        let row = port.arrival.min(tags::capacity(to.kind, self.metrics).saturating_sub(1));
        let tag = match edge.kind {
            EdgeKind::TokenUsed => Rect { y: to.place.y + 4.0, height: 16.0, ..to.place },
            _ => edge.label_at.unwrap_or_else(|| tags::rect(to, row, edge, self.metrics)),
        };
        let y = tag.centre().1;
        if !self.metrics.wide {
            return joined(self.to_main(from, 0.0), Main, self.narrow_arrival(to, tag));
        }
        if to.kind.is_host() {
            // Its words are at its lower right, and its left is taken by no lane.
            return joined(self.wide_departure(from, to, Inner, port), Inner, vec![(At(tag.right()), y)]);
        }
        if to.kind == NodeKind::UserAssignedIdentity {
            return joined(self.wide_departure(from, to, Outer, port), Outer, vec![(At(tag.right()), y)]);
        }
        if to.kind == NodeKind::SystemAssignedIdentity {
            return joined(self.wide_departure(from, to, Inner, port), Inner, vec![(At(to.place.right()), y)]);
        }
        if to.kind == NodeKind::Parts {
            let end = vec![(At(to.place.right()), to.place.centre().1)];
            return joined(self.wide_departure(from, to, Outer, port), Outer, end);
        }
        joined(self.wide_departure(from, to, Outer, port), Outer, vec![(At(tag.x), y)])
    }

    /// From a node to a lane inside the groups. The last point is at the lane's height.
    fn wide_departure(&self, from: &Node, to: &Node, lane: Across, port: Port) -> Vec<Point> {
        let place = from.place;
        let step = [0.0, -6.0, 6.0, -12.0, 12.0].get(port.departure % 5).copied().unwrap_or(0.0);
        let y = place.centre().1 + step;
        match from.kind {
            NodeKind::UserAssignedIdentity if lane == Outer => vec![(At(place.right()), y)],
            NodeKind::UserAssignedIdentity => vec![(At(place.x), y)],
            NodeKind::SystemAssignedIdentity if lane == Inner => {
                vec![(At(place.right()), place.centre().1 + step / 2.0)]
            }
            NodeKind::SystemAssignedIdentity => {
                let (y, gutter) = (place.centre().1 + step / 2.0, gutter_below(from) + 9.0);
                vec![(At(place.right()), y), (Inner, y), (Inner, gutter)]
            }
            NodeKind::ResourceGroup => vec![(At(place.right()), place.y + HEADER + 8.0)],
            _ => {
                let y = place.y + 19.0 + 5.0 * number(port.departure % 3);
                vec![(At(place.right()), y), (Main, y), (Main, self.clear_near(to))]
            }
        }
    }

    /// A height near a node at which nothing stands between the main lane and the others.
    fn clear_near(&self, to: &Node) -> f64 {
        if to.kind.is_container() {
            return to.place.y - 5.0;
        }
        let group = to.parent.as_ref().and_then(|id| self.nodes.get(*self.index.get(id.as_str())?));
        let first = group.map_or(0.0, |it| it.place.y + HEADER + self.metrics.top);
        if to.kind == NodeKind::Parts {
            return first - 4.0;
        }
        first + ((to.place.y - first) / ROW).floor().max(0.0) * ROW + ROW - 6.0
    }

    /// The way into the words at a scope from the main lane, on a narrow page.
    fn narrow_arrival(&self, to: &Node, tag: Rect) -> Vec<Point> {
        let y = tag.centre().1;
        if to.kind.is_host() {
            let gutter = self.clear_near(to);
            return vec![(At(tag.right()), y), (Inner, y), (Inner, gutter)];
        }
        if matches!(to.kind, NodeKind::UserAssignedIdentity | NodeKind::SystemAssignedIdentity) {
            let gutter = self.clear_near(to);
            let side = if to.kind == NodeKind::UserAssignedIdentity { tag.x } else { to.place.right() };
            return vec![(At(side), y), (Inner, y), (Inner, gutter)];
        }
        if to.kind == NodeKind::Parts {
            let x = At(to.place.centre().0);
            return vec![(x, to.place.bottom()), (x, to.place.bottom() + 4.0)];
        }
        vec![(At(tag.x), y)]
    }

    /// The x of the side of a container that faces the main lane.
    fn facing(&self, node: &Node) -> Across {
        At(if self.metrics.wide && node.kind == NodeKind::Tenant { node.place.right() } else { node.place.x })
    }

    /// From the main lane to a principal, some way down its side.
    fn to_principal(&self, node: &Node, along: f64) -> Vec<Point> {
        let place = node.place;
        let first_column = place.x < self.metrics.tenant.0 + self.metrics.tenant_pad + 1.0;
        match (self.metrics.wide, first_column) {
            (true, _) => vec![(At(place.right()), place.y + along)],
            (false, true) => vec![(At(place.x), place.y + along)],
            (false, false) => {
                let x = At(place.x + along);
                vec![(x, place.bottom()), (x, place.bottom() + 1.0 + along / 4.0)]
            }
        }
    }

    /// Between a node and the main lane; lines of different kinds keep `apart`.
    fn to_main(&self, node: &Node, apart: f64) -> Vec<Point> {
        let place = node.place;
        let (x, y) = place.centre();
        match node.kind {
            NodeKind::UserAssignedIdentity => {
                let lower = self.is_lower(node);
                let gutter = gutter_below(node) - if lower { LOWER } else { 2.0 } + apart;
                if lower {
                    return vec![(At(x + apart), place.bottom()), (At(x + apart), gutter + 4.0)];
                }
                let between = place.bottom() + (LOWER - IDENTITY) / 4.0 + apart / 2.0;
                vec![(At(x + apart), place.bottom()), (At(x + apart), between), (Inner, between), (Inner, gutter)]
            }
            NodeKind::SystemAssignedIdentity => vec![(At(place.x), y + apart)],
            kind if kind.is_container() => vec![(At(place.x), place.y + HEADER - 8.0 + apart)],
            _ => self.to_principal(node, 19.0 + apart),
        }
    }

    /// Whether an identity is the lower one of the two beside a host.
    fn is_lower(&self, node: &Node) -> bool {
        let group = node.parent.as_ref().and_then(|id| self.nodes.get(*self.index.get(id.as_str())?));
        let first = group.map_or(0.0, |it| it.place.y + HEADER + self.metrics.top);
        (node.place.y - first).rem_euclid(ROW) > LOWER - 1.0
    }
}

/// A way, its stretch in a lane, and the way at the other end, which is given from the end.
fn joined(start: Vec<Point>, lane: Across, end: Vec<Point>) -> Vec<Point> {
    let height = |way: &[Point]| way.last().map_or(0.0, |point| point.1);
    let crossing = [(lane, height(&start)), (lane, height(&end))];
    start.into_iter().chain(crossing).chain(end.into_iter().rev()).collect()
}

/// From a host to what stands on the right of it, or of another.
fn beside(from: &Node, to: &Node, port: Port) -> Vec<Point> {
    let step = [0.0, -8.0, 8.0, -14.0, 14.0].get(port.departure % 5).copied().unwrap_or(0.0);
    let of = |node: &Node| if node.kind.is_container() { node.place.y + HEADER + 8.0 } else { node.place.centre().1 };
    let (start, end) = (of(from) + step, of(to));
    let side = if to.kind.is_container() { to.place.right() } else { to.place.x };
    vec![(At(from.place.right()), start), (Inner, start), (Inner, end), (At(side), end)]
}

/// Without corners that are none.
fn simplified(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for point in points {
        if let [.., before, last] = kept.as_slice() {
            let level = before.1 == last.1 && last.1 == point.1;
            let upright = before.0 == last.0 && last.0 == point.0;
            if level || upright {
                kept.pop();
            }
        }
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    }
    kept
}
