//! A line of the picture: its dashes say what it means, words joined to its end say what it carries.

use std::sync::Arc;

use keyless_core::render::diagram::{Change, Diagram, Edge, EdgeKind, Rect};
use leptos::prelude::*;

use super::Selected;
use super::node::element_id;
use crate::units::{Units, units};

/// One edge; follows the diagram for as long as the relation lives.
#[component]
pub(crate) fn EdgeView(id: String, diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let mine = StoredValue::new(id);
    let edge = Memo::new(move |_| mine.with_value(|id| diagram.read().edges.iter().find(|it| it.id == *id).cloned()));
    let is_selected = move || mine.with_value(|id| selected.read().as_ref() == Some(id));
    move || {
        edge.get().map(|edge| {
            let (start, end) = ends(edge.kind);
            let d = path(&edge.points);
            let way = edge.kind.is_token().then(|| format!("path(\"{d}\")"));
            let words = edge.label_at.map(|place| view! { <Words edge=edge.clone() place/> });
            view! {
                <g class=class(&edge) class:edge--selected=is_selected>
                    <path class="edge__line" d=d marker-start=start marker-end=end aria-hidden="true"/>
                    {way.map(|way| view! { <circle class="edge__dot" r="4.500" style:offset-path=way aria-hidden="true"/> })}
                    {words}
                </g>
            }
        })
    }
}

/// A grant's words, which can be chosen as a node can; of other lines, words for the eye.
#[component]
fn Words(edge: Edge, place: Rect) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let Rect { x, y, width, height } = place;
    let text_y = units(y + height / 2.0 + 4.0);
    if !edge.kind.is_grant() {
        return view! { <text class="edge__label" x=units(x) y=text_y aria-hidden="true">{edge.label}</text> }
            .into_any();
    }
    let (id, on_click) = (edge.id.clone(), edge.id.clone());
    let word = edge.standing.word();
    let mark = mark(&edge).map(|mark| {
        view! { <text class="grant__mark" x=units(x + width - 5.0) y=text_y.clone() aria-hidden="true">{mark}</text> }
    });
    let told = if word.is_empty() { edge.sentence.clone() } else { format!("{} It is {word}.", edge.sentence) };
    view! {
        <g
            id=element_id(&edge.id)
            class="grant"
            role="group"
            aria-roledescription=if edge.kind == EdgeKind::AccessPolicy { "access policy" } else { "role assignment" }
            aria-label=told
            tabindex="-1"
            on:focus=move |_| selected.set(Some(id.clone()))
            on:click=move |_| selected.set(Some(on_click.clone()))
        >
            <rect class="grant__box" x=units(x) y=units(y) width=units(width) height=units(height) rx="3"/>
            <text class="grant__words" x=units(x + 6.0) y=text_y aria-hidden="true">{edge.label}</text>
            {mark}
        </g>
    }
    .into_any()
}

/// What happened to a grant, or how it stands, at the end of its words.
fn mark(edge: &Edge) -> Option<&'static str> {
    let word = match edge.standing.word() {
        "" => edge.change.word(),
        word => word,
    };
    let room = edge.label_at.is_some_and(|it| it.width > 6.2 * (edge.label.chars().count() + word.len()) as f64 + 12.0);
    Some(word).filter(|word| !word.is_empty() && room)
}

/// The style name of a kind.
pub(crate) const fn kind_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Trust => "trust",
        EdgeKind::Representation => "representation",
        EdgeKind::Ownership => "ownership",
        EdgeKind::Attachment => "attachment",
        EdgeKind::DeadReference => "dead",
        EdgeKind::Membership => "membership",
        EdgeKind::RoleAssignment => "role",
        EdgeKind::AccessPolicy => "role edge--policy",
        EdgeKind::TokenIssued | EdgeKind::TokenUsed => "token",
    }
}

/// The markers at a line's ends.
pub(crate) const fn ends(kind: EdgeKind) -> (Option<&'static str>, Option<&'static str>) {
    match kind {
        EdgeKind::Attachment => (Some("url(#dot)"), Some("url(#dot)")),
        EdgeKind::Trust
        | EdgeKind::RoleAssignment
        | EdgeKind::AccessPolicy
        | EdgeKind::Membership
        | EdgeKind::TokenIssued
        | EdgeKind::TokenUsed => (None, Some("url(#head)")),
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
    format!("edge edge--{}{change} is-{}", kind_class(edge.kind), edge.standing.word().replace(' ', "-"))
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
