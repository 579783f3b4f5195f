//! Where words on lines stand: above the line's end, clear of nodes and of each other.

use std::collections::BTreeMap;

use crate::render::diagram::{Diagram, Edge, EdgeKind};

use super::metrics::Metrics;
use super::text;

/// A word's height.
const HEIGHT: f64 = 14.0;
/// From the line, or from the border below, to the middle of the word.
const ABOVE: f64 = 8.0;

/// Words that have their places, by height: from and to.
type Taken = BTreeMap<i64, Vec<(f64, f64)>>;

/// Turns each label's first idea of a place into one that is free, or into none.
pub(super) fn place(diagram: &mut Diagram, metrics: &Metrics) {
    let tops: BTreeMap<String, (f64, f64, f64)> = if metrics.wide {
        BTreeMap::new()
    } else {
        let edges = diagram.edges.iter().filter(|edge| edge.label_at.is_some()).map(|edge| scope_end(edge).to_owned());
        let wanted: std::collections::BTreeSet<String> = edges.collect();
        let nodes = diagram.nodes.iter().filter(|node| wanted.contains(&node.id));
        nodes.map(|node| (node.id.clone(), (node.place.x, node.place.right(), node.place.y))).collect()
    };
    let mut taken = Taken::new();
    for edge in &mut diagram.edges {
        let Some((_, y)) = edge.label_at else { continue };
        let (left, right, line) = match tops.get(scope_end(edge)) {
            Some(&border) => border,
            None => (metrics.words.0, metrics.words.1, y),
        };
        // A long word may lie over other lines, never over nodes.
        let most = if metrics.wide { right - metrics.tracks.0 } else { right - left };
        edge.label = text::elide(&edge.label, most - 12.0, text::SMALL);
        let half = text::width(&edge.label, text::SMALL) / 2.0;
        let y = line - ABOVE;
        // At the end of the line: on the right when wide, on the left, where the lane is, when narrow.
        let ends = [right - 8.0 - half, left + 6.0 + half];
        let (near, far) = if metrics.wide { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
        let far = Some(far).filter(|_| 2.0 * half + 14.0 <= right - left);
        let free = [Some(near), far].into_iter().flatten().find(|x| is_free(&taken, x - half, x + half, y));
        edge.label_at = free.map(|x| (x, y));
        if let Some(x) = free {
            taken.entry(rounded(y)).or_default().push((x - half, x + half));
        }
    }
}

/// The end of a line at which its words stand.
fn scope_end(edge: &Edge) -> &str {
    if edge.kind == EdgeKind::Trust { &edge.from } else { &edge.to }
}

fn is_free(taken: &Taken, left: f64, right: f64, y: f64) -> bool {
    let near = taken.range(rounded(y - HEIGHT)..=rounded(y + HEIGHT));
    near.flat_map(|(_, words)| words).all(|(from, to)| right < *from || *to < left)
}

#[expect(clippy::cast_possible_truncation, reason = "no picture is that high")]
fn rounded(y: f64) -> i64 {
    y.round() as i64
}
