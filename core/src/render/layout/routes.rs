//! How lines run: along lanes and gutters, where no node stands, with right angles only.

use crate::render::diagram::{Diagram, Edge, EdgeKind, Index, Node, NodeKind, index};

use super::boxes::gutter_below;
use super::lanes::Rider;
use super::metrics::{HALF_GAP, HEADER, Metrics, OWNED, ROW, number};
use super::ports::{self, Port};
use super::slots::Places;

/// An x that is known, or that is a track's.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Across {
    At(f64),
    /// In the lane between tenants and subscriptions.
    Main,
    /// In the lane between machines and identities.
    Inner,
}

use Across::{At, Inner, Main};

type Point = (Across, f64);

/// Gives every edge its points, and those with words a first idea of where: the height of the line at that end.
pub(super) fn draw(diagram: &mut Diagram, places: &mut Places, metrics: &Metrics) {
    let nodes = index(&diagram.nodes);
    let find = |id: &str| diagram.nodes.get(*nodes.get(id)?);
    let ends: Vec<Option<(&Node, &Node)>> =
        diagram.edges.iter().map(|edge| Some((find(&edge.from)?, find(&edge.to)?))).collect();
    let ports = ports::settle(&diagram.edges, &ends, places);
    let router = Router { metrics, nodes: &diagram.nodes, index: &nodes };
    let each = diagram.edges.iter().zip(&ends).zip(&ports);
    let lines: Vec<Vec<Point>> = each
        .map(|((edge, ends), port)| ends.map(|(from, to)| router.line(edge, from, to, *port)).unwrap_or_default())
        .collect();
    let main = tracks(&diagram.edges, &lines, Main, places, metrics.tracks);
    let inner = tracks(&diagram.edges, &lines, Inner, places, metrics.inner_tracks);
    for (number, (edge, line)) in diagram.edges.iter_mut().zip(lines).enumerate() {
        let at = |lane: &[f64]| lane.get(number).copied().unwrap_or_default();
        edge.label_at = words_at(edge, &line);
        edge.points = simplified(line.into_iter().map(|(x, y)| match x {
            At(x) => (x, y),
            Main => (at(&main), y),
            Inner => (at(&inner), y),
        }));
    }
}

/// The track of each line that runs in a lane, by the line's number; 0 for the others.
fn tracks(
    edges: &[Edge],
    lines: &[Vec<Point>],
    lane: Across,
    places: &mut Places,
    (first, step, many): (f64, f64, usize),
) -> Vec<f64> {
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
    let chosen = places.lane(lane == Main, many).settle(&riders, many);
    for (line, track) in numbers.into_iter().zip(chosen) {
        put(line, first + step * number(track));
    }
    across
}

/// The height of a line where its words belong: trust at the subscription, a grant at its scope.
fn words_at(edge: &Edge, line: &[Point]) -> Option<(f64, f64)> {
    let mut in_lane = line.iter().filter(|(x, _)| *x == Main).map(|(_, y)| *y);
    let y = if edge.kind == EdgeKind::Trust { in_lane.next() } else { in_lane.next_back() }?;
    (!edge.label.is_empty()).then_some((0.0, y))
}

struct Router<'a> {
    metrics: &'a Metrics,
    nodes: &'a [Node],
    index: &'a Index<'a>,
}

impl Router<'_> {
    fn line(&self, edge: &Edge, from: &Node, to: &Node, port: Port) -> Vec<Point> {
        let (start, end) = match edge.kind {
            EdgeKind::Ownership => {
                let x = At(from.place.centre().0);
                return vec![(x, from.place.bottom()), (x, to.place.y)];
            }
            EdgeKind::Attachment | EdgeKind::DeadReference => return beside(from, to, port),
            EdgeKind::Trust => (self.trust_side(from, 0), self.trust_side(to, port.arrival)),
            EdgeKind::Representation => (self.by_identity(from), self.to_principal(to, None)),
            EdgeKind::RoleAssignment => {
                (self.to_principal(from, Some(port.departure)), self.to_scope(to, port.arrival))
            }
        };
        let height = |way: &[Point]| way.last().map_or(0.0, |point| point.1);
        let crossing = [(Main, height(&start)), (Main, height(&end))];
        start.into_iter().chain(crossing).chain(end.into_iter().rev()).collect()
    }

    /// The x of the side of a container that faces the main lane.
    fn facing(&self, node: &Node) -> Across {
        At(if self.metrics.wide && node.kind == NodeKind::Tenant { node.place.right() } else { node.place.x })
    }

    fn trust_side(&self, node: &Node, arrival: usize) -> Vec<Point> {
        vec![(self.facing(node), node.place.y + 10.0 + 8.0 * number(arrival % 4))]
    }

    /// To a principal: its representation comes in above, its grants (numbered) go out below.
    fn to_principal(&self, node: &Node, grant: Option<usize>) -> Vec<Point> {
        let place = node.place;
        let along = grant.map_or(12.0, |grant| 22.0 + 7.0 * number(grant % 3));
        let first_column = place.x < self.metrics.tenant.0 + self.metrics.tenant_pad + 1.0;
        match (self.metrics.wide, first_column) {
            (true, _) => vec![(At(place.right()), place.y + along)],
            (false, true) => vec![(At(place.x), place.y + along)],
            (false, false) => {
                let x = At(place.x + along);
                vec![(x, place.bottom()), (x, place.bottom() + (along - 4.0) / 2.0)]
            }
        }
    }

    /// Between an identity and the main lane.
    fn by_identity(&self, node: &Node) -> Vec<Point> {
        let place = node.place;
        let (x, y) = place.centre();
        if node.kind != NodeKind::UserAssignedIdentity {
            return vec![(At(place.x), y)];
        }
        let lower = self.is_lower(node);
        let gutter = gutter_below(place, lower);
        if lower {
            return vec![(At(x), place.bottom()), (At(x), gutter + 6.0)];
        }
        let between = place.bottom() + HALF_GAP / 2.0;
        vec![(At(x), place.bottom()), (At(x), between), (Inner, between), (Inner, gutter + 11.0)]
    }

    /// From a scope's border to the main lane.
    fn to_scope(&self, node: &Node, arrival: usize) -> Vec<Point> {
        let place = node.place;
        let stepped = |first: f64, step: f64| {
            let room = ((place.height - first - 6.0) / step).floor().max(0.0);
            place.y + first + step * (number(arrival) % (room + 1.0))
        };
        match node.kind {
            NodeKind::Subscription => vec![(At(place.x), stepped(24.0, 18.0))],
            NodeKind::ResourceGroup => vec![(At(place.x), stepped(14.0, 18.0))],
            NodeKind::UserAssignedIdentity => {
                let gutter = gutter_below(place, self.is_lower(node)) + 16.0;
                let y = place.centre().1;
                vec![(At(place.x), y), (Inner, y), (Inner, gutter)]
            }
            NodeKind::Parts => {
                let x = At(place.centre().0);
                vec![(x, place.bottom()), (x, place.y + HEADER + 2.0)]
            }
            _ => vec![(At(place.x), stepped(12.0, 12.0))],
        }
    }

    /// Whether an identity is the lower one of the two beside a machine.
    fn is_lower(&self, node: &Node) -> bool {
        let group = node.parent.as_ref().and_then(|id| self.nodes.get(*self.index.get(id.as_str())?));
        let first = group.map_or(0.0, |it| it.place.y + HEADER + self.metrics.top);
        (node.place.y - first).rem_euclid(ROW) > OWNED - 1.0
    }
}

/// From a machine to what stands on the right of it, or of another.
fn beside(from: &Node, to: &Node, port: Port) -> Vec<Point> {
    let step = [0.0, -8.0, 8.0, -16.0, 16.0].get(port.departure % 5).copied().unwrap_or(0.0);
    let (start, end) = (from.place.centre().1 + step, to.place.centre().1);
    vec![(At(from.place.right()), start), (Inner, start), (Inner, end), (At(to.place.x), end)]
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
