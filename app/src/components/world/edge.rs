//! A line of the picture: its dashes say what it means, a word on it says what it carries.

use std::sync::Arc;

use keyless_core::render::diagram::{Change, Diagram, Edge, EdgeKind};
use leptos::prelude::*;

use crate::units::{Units, units};

/// One edge; follows the diagram for as long as the relation lives.
#[component]
pub(crate) fn EdgeView(id: String, diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    let edge = Memo::new(move |_| diagram.read().edges.iter().find(|it| it.id == id).cloned());
    move || {
        edge.get().map(|edge| {
            let class = class(&edge);
            let (start, end) = ends(edge.kind);
            let label = edge.label_at.map(|(x, y)| (x, y, edge.label.clone()));
            view! {
                <g class=class aria-hidden="true">
                    <path class="edge__line" d=path(&edge.points) marker-start=start marker-end=end/>
                    {label.map(|(x, y, text)| view! { <text class="edge__label" x=units(x) y=units(y + 4.0)>{text}</text> })}
                </g>
            }
        })
    }
}

/// The style name of a kind.
pub(crate) const fn kind_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Trust => "trust",
        EdgeKind::Representation => "representation",
        EdgeKind::Ownership => "ownership",
        EdgeKind::Attachment => "attachment",
        EdgeKind::DeadReference => "dead",
        EdgeKind::RoleAssignment => "role",
    }
}

/// The markers at a line's ends.
pub(crate) const fn ends(kind: EdgeKind) -> (Option<&'static str>, Option<&'static str>) {
    match kind {
        EdgeKind::Trust | EdgeKind::RoleAssignment => (None, Some("url(#head)")),
        EdgeKind::Attachment => (Some("url(#dot)"), Some("url(#dot)")),
        _ => (None, None),
    }
}

fn class(edge: &Edge) -> String {
    let change = match edge.change {
        Change::Unchanged => "",
        Change::Added => " edge--added",
        Change::Changed => " edge--changed",
        Change::Removed => " edge--removed",
    };
    format!("edge edge--{}{change}", kind_class(edge.kind))
}

const CORNER: f64 = 6.0;

/// The line with rounded corners.
fn path(points: &[(f64, f64)]) -> String {
    let Some(((x, y), rest)) = points.split_first() else { return String::new() };
    let mut d = format!("M{} {}", Units(*x), Units(*y));
    let mut from = (*x, *y);
    for (at, corner) in rest.iter().enumerate() {
        match rest.get(at + 1) {
            Some(next) => {
                let (a, b) = (toward(*corner, from), toward(*corner, *next));
                let [a, corner, end] = [a, *corner, b].map(|(x, y)| format!("{} {}", Units(x), Units(y)));
                d.push_str(&format!("L{a}Q{corner} {end}"));
                from = b;
            }
            None => d.push_str(&format!("L{} {}", Units(corner.0), Units(corner.1))),
        }
    }
    d
}

/// The point a little way from `from` toward `to`.
fn toward(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let part = if length > 0.0 { CORNER.min(length / 2.0) / length } else { 0.0 };
    (from.0 + dx * part, from.1 + dy * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_rounded_and_ends_are_not() {
        assert_eq!(path(&[(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)]), "M0 0L14 0Q20 0 20 6L20 30");
        assert_eq!(path(&[]), "");
    }
}
