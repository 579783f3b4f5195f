//! How lines run: along lanes and gutters, where no node stands, with right angles only.

use std::collections::BTreeMap;

use crate::render::diagram::{Diagram, Edge, EdgeKind, Node, NodeKind};

use super::boxes::{WHOLE, gutter_below};
use super::metrics::{HALF_GAP, HEADER, Metrics, OWNED, ROW, number};
use super::slots::{Guest, Places, Use};

type Point = (f64, f64);

/// The name under which the lane between machines and identities keeps its tracks.
const INNER: &str = "inner";

/// Gives every edge its points, and those with words a first idea of where: the end of the line that they belong to.
pub(super) fn draw(diagram: &mut Diagram, places: &mut Places, metrics: &Metrics) {
    let index: BTreeMap<&str, &Node> = diagram.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let ends: Vec<Option<(&Node, &Node)>> = diagram
        .edges
        .iter()
        .map(|edge| Some((*index.get(edge.from.as_str())?, *index.get(edge.to.as_str())?)))
        .collect();
    let seats = Seats::new(&diagram.edges, &ends, places);
    let router = Router { metrics, nodes: &index };
    let mut drawn = Vec::with_capacity(diagram.edges.len());
    for (number, (edge, ends)) in diagram.edges.iter().zip(&ends).enumerate() {
        let line = ends.map(|(from, to)| router.line(edge, from, to, &seats.of(number)));
        drawn.push(line.unwrap_or_default());
    }
    for (edge, line) in diagram.edges.iter_mut().zip(drawn) {
        edge.points = simplified(line.points);
        edge.label_at = line.words_at.filter(|_| !edge.label.is_empty());
    }
}

/// Which track and which points on borders a line uses.
#[derive(Clone, Copy, Debug, Default)]
struct Seat {
    track: usize,
    inner_track: usize,
    departure: usize,
    arrival: usize,
}

/// The seats of all lines, by the line's number.
#[derive(Default)]
struct Seats {
    track: BTreeMap<usize, usize>,
    inner_track: BTreeMap<usize, usize>,
    departure: BTreeMap<usize, usize>,
    arrival: BTreeMap<usize, usize>,
}

impl Seats {
    fn new(edges: &[Edge], ends: &[Option<(&Node, &Node)>], places: &mut Places) -> Self {
        let mut seats = Self::default();
        let (mut main, mut inner) = (Vec::new(), Vec::new());
        let mut departures: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut arrivals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, (edge, ends)) in edges.iter().zip(ends).enumerate() {
            let Some((from, to)) = ends else { continue };
            let beside = |node: &Node| node.kind == NodeKind::UserAssignedIdentity;
            match edge.kind {
                EdgeKind::Ownership => {}
                EdgeKind::Attachment | EdgeKind::DeadReference => {
                    inner.push(number);
                    departures.entry(&edge.from).or_default().push(number);
                }
                EdgeKind::Trust | EdgeKind::Representation | EdgeKind::RoleAssignment => {
                    main.push(number);
                    if beside(from) || beside(to) {
                        inner.push(number);
                    }
                }
            }
            if edge.kind == EdgeKind::RoleAssignment {
                departures.entry(&edge.from).or_default().push(number);
            }
            if matches!(edge.kind, EdgeKind::RoleAssignment | EdgeKind::Trust) {
                arrivals.entry(&edge.to).or_default().push(number);
            }
        }
        let mut settle = |kind: Use, at: &str, members: &[usize], into: &mut BTreeMap<usize, usize>| {
            let guests: Vec<Guest<'_>> =
                members.iter().filter_map(|&it| edges.get(it)).map(|edge| Guest { id: &edge.id, near: 0 }).collect();
            let slots = places.of(kind, at).settle(&guests);
            into.extend(members.iter().copied().zip(slots));
        };
        settle(Use::Tracks, WHOLE, &main, &mut seats.track);
        settle(Use::Tracks, INNER, &inner, &mut seats.inner_track);
        for (node, members) in departures {
            settle(Use::Departures, node, &members, &mut seats.departure);
        }
        for (node, members) in arrivals {
            settle(Use::Arrivals, node, &members, &mut seats.arrival);
        }
        seats
    }

    fn of(&self, edge: usize) -> Seat {
        let slot = |of: &BTreeMap<usize, usize>| of.get(&edge).copied().unwrap_or(0);
        Seat {
            track: slot(&self.track),
            inner_track: slot(&self.inner_track),
            departure: slot(&self.departure),
            arrival: slot(&self.arrival),
        }
    }
}

#[derive(Debug, Default)]
struct Line {
    points: Vec<Point>,
    words_at: Option<Point>,
}

struct Router<'a> {
    metrics: &'a Metrics,
    nodes: &'a BTreeMap<&'a str, &'a Node>,
}

impl Router<'_> {
    fn line(&self, edge: &Edge, from: &Node, to: &Node, seat: &Seat) -> Line {
        let points = match edge.kind {
            EdgeKind::Ownership => {
                let x = from.place.centre().0;
                vec![(x, from.place.bottom()), (x, to.place.y)]
            }
            EdgeKind::Attachment | EdgeKind::DeadReference => self.across(from, to, seat),
            EdgeKind::Trust => {
                return self.by_lane(self.trust_side(from, 0), self.trust_side(to, seat.arrival), seat, true);
            }
            EdgeKind::Representation => {
                return self.by_lane(self.from_identity(from, seat), self.to_principal(to, None), seat, true);
            }
            EdgeKind::RoleAssignment => {
                return self.by_lane(
                    self.to_principal(from, Some(seat.departure)),
                    self.to_scope(to, seat),
                    seat,
                    false,
                );
            }
        };
        Line { points, words_at: None }
    }

    /// From a machine to what stands on the right.
    fn across(&self, from: &Node, to: &Node, seat: &Seat) -> Vec<Point> {
        let (_, middle) = from.place.centre();
        let step = [0.0, -8.0, 8.0, -16.0, 16.0].get(seat.departure % 5).copied().unwrap_or(0.0);
        let (start, end) = ((from.place.right(), middle + step), (to.place.x, to.place.centre().1));
        let x = self.metrics.inner_track(seat.inner_track);
        vec![start, (x, start.1), (x, end.1), end]
    }

    /// Joins two ways to the main lane. Words stand at the side of the subscriptions.
    fn by_lane(&self, start: Vec<Point>, end: Vec<Point>, seat: &Seat, words_at_start: bool) -> Line {
        let x = self.metrics.track(seat.track);
        let height = |way: &[Point]| way.last().map_or(0.0, |point| point.1);
        let (first, last) = (height(&start), height(&end));
        let border = if words_at_start { start.first() } else { end.first() };
        let words_at = if self.metrics.wide {
            Some((self.metrics.words.1, if words_at_start { first } else { last }))
        } else {
            border.copied()
        };
        let mut points = start;
        points.extend([(x, first), (x, last)]);
        points.extend(end.into_iter().rev());
        Line { points, words_at }
    }

    /// The x of the side of a container that faces the main lane.
    fn facing(&self, node: &Node) -> f64 {
        if self.metrics.wide && node.kind == NodeKind::Tenant { node.place.right() } else { node.place.x }
    }

    fn trust_side(&self, node: &Node, arrival: usize) -> Vec<Point> {
        let many = if node.place.height > 100.0 { 8 } else { 4 };
        vec![(self.facing(node), node.place.y + 10.0 + 8.0 * number(arrival % many))]
    }

    /// To a principal: its representation comes in above, its grants (numbered) go out below.
    fn to_principal(&self, node: &Node, grant: Option<usize>) -> Vec<Point> {
        let place = node.place;
        let along = grant.map_or(12.0, |number_| 22.0 + 7.0 * number(number_ % 3));
        let first_column = place.x < self.metrics.tenant.0 + self.metrics.tenant_pad + 1.0;
        match (self.metrics.wide, first_column) {
            (true, _) => vec![(place.right(), place.y + along)],
            (false, true) => vec![(place.x, place.y + along)],
            (false, false) => {
                let (x, y) = (place.x + along, place.bottom() + (along - 4.0) / 2.0);
                vec![(x, place.bottom()), (x, y)]
            }
        }
    }

    /// From an identity to the main lane.
    fn from_identity(&self, node: &Node, seat: &Seat) -> Vec<Point> {
        let place = node.place;
        let (x, y) = place.centre();
        if node.kind != NodeKind::UserAssignedIdentity {
            return vec![(place.x, y)];
        }
        let lower = self.is_lower(node);
        let gutter = gutter_below(place, lower);
        if lower {
            return vec![(x, place.bottom()), (x, gutter + 6.0)];
        }
        let between = place.bottom() + HALF_GAP / 2.0;
        let lane = self.metrics.inner_track(seat.inner_track);
        vec![(x, place.bottom()), (x, between), (lane, between), (lane, gutter + 11.0)]
    }

    /// From a scope's border to the main lane.
    fn to_scope(&self, node: &Node, seat: &Seat) -> Vec<Point> {
        let place = node.place;
        let stepped = |first: f64, step: f64| {
            let room = ((place.height - first - 6.0) / step).floor().max(0.0);
            place.y + first + step * (number(seat.arrival) % (room + 1.0))
        };
        match node.kind {
            NodeKind::Subscription => vec![(place.x, stepped(24.0, 18.0))],
            NodeKind::ResourceGroup => vec![(place.x, stepped(14.0, 18.0))],
            NodeKind::UserAssignedIdentity => {
                let gutter = gutter_below(place, self.is_lower(node)) + 16.0;
                let lane = self.metrics.inner_track(seat.inner_track);
                let y = place.centre().1;
                vec![(place.x, y), (lane, y), (lane, gutter)]
            }
            NodeKind::Parts => {
                let (x, y) = (place.centre().0, place.y - 4.0 + HEADER + 6.0);
                vec![(x, place.bottom()), (x, y)]
            }
            _ => vec![(place.x, stepped(12.0, 12.0))],
        }
    }

    /// Whether an identity is the lower one of the two beside a machine.
    fn is_lower(&self, node: &Node) -> bool {
        let group = node.parent.as_ref().and_then(|id| self.nodes.get(id.as_str()));
        let first = group.map_or(0.0, |it| it.place.y + HEADER + self.metrics.top);
        (node.place.y - first).rem_euclid(ROW) > OWNED - 1.0
    }
}

/// Without corners that are none.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
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
