//! Where words on lines stand: above the line's end, clear of nodes and of each other.

use crate::render::diagram::{Diagram, Edge, EdgeKind, index};

use super::metrics::Metrics;
use super::text;

/// A word's height.
const HEIGHT: f64 = 14.0;
/// From the line, or from the border below, to the middle of the word.
const ABOVE: f64 = 8.0;

/// Words that have their places, in strips as high as a word: height, from and to.
type Taken = Vec<Vec<(i64, f64, f64)>>;

/// Turns each label's first idea of a place into one that is free, or into none.
pub(super) fn place(diagram: &mut Diagram, metrics: &Metrics) {
    let nodes = if metrics.wide { Vec::new() } else { std::mem::take(&mut diagram.nodes) };
    let tops = index(&nodes);
    let mut taken = Taken::new();
    for edge in &mut diagram.edges {
        let Some((_, y)) = edge.label_at else { continue };
        let top = tops.get(scope_end(edge)).and_then(|&place| nodes.get(place));
        let (left, right, line) = match top {
            Some(node) => (node.place.x, node.place.right(), node.place.y),
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
            let strip = strip(rounded(y));
            if taken.len() <= strip {
                taken.resize(strip + 1, Vec::new());
            }
            if let Some(words) = taken.get_mut(strip) {
                words.push((rounded(y), x - half, x + half));
            }
        }
    }
    if !metrics.wide {
        diagram.nodes = nodes;
    }
}

/// The end of a line at which its words stand.
fn scope_end(edge: &Edge) -> &str {
    if edge.kind == EdgeKind::Trust { &edge.from } else { &edge.to }
}

fn is_free(taken: &Taken, left: f64, right: f64, y: f64) -> bool {
    let (top, bottom) = (rounded(y - HEIGHT), rounded(y + HEIGHT));
    let near = taken.get(strip(top)..taken.len().min(strip(bottom) + 1)).unwrap_or_default();
    near.iter().flatten().all(|(at, from, to)| !(top..=bottom).contains(at) || right < *from || *to < left)
}

/// The strip in which a height is.
fn strip(y: i64) -> usize {
    usize::try_from(y / 14).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "no picture is that high")]
fn rounded(y: f64) -> i64 {
    y.round() as i64
}
