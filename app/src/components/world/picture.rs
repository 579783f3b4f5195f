//! The picture itself: one SVG, a focusable element for each node, arrow keys among them.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, Side};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Selected;
use super::edge::EdgeView;
use super::node::{NodeView, element_id};
use super::zoom::Zoom;
use crate::platform::dom;
use crate::units::Units;

/// A width or height that is at least 1.
fn whole(length: f64) -> Units {
    Units(length.max(1.0).round())
}

/// Draws a diagram.
#[component]
pub(crate) fn Picture(#[prop(into)] diagram: Signal<Arc<Diagram>>, #[prop(into)] zoom: Signal<Zoom>) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let view_box = move || diagram.with(|it| format!("0 0 {} {}", whole(it.width), whole(it.height)));
    let width = move || zoom.get().width(diagram.read().width);
    let height = move || diagram.with(|it| zoom.get().height(it.width, it.height));
    let nodes = move || diagram.with(|it| it.nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>());
    let edges = move || diagram.with(|it| it.edges.iter().map(|edge| edge.id.clone()).collect::<Vec<_>>());
    let walk = move |event: KeyboardEvent| {
        let next = diagram.with_untracked(|it| beside(it, selected.get_untracked().as_deref(), &event.key()));
        if let Some(next) = next {
            event.prevent_default();
            dom::focus(&element_id(&next));
        }
    };
    view! {
        <svg
            class="picture"
            viewBox=view_box
            preserveAspectRatio="xMidYMin meet"
            style:width=width
            style:height=height
            role="group"
            aria-label="Diagram"
            aria-describedby="picture-help"
            on:keydown=walk
        >
            <Defs/>
            <For each=nodes key=Clone::clone let:id>
                <NodeView id diagram/>
            </For>
            <For each=edges key=Clone::clone let:id>
                <EdgeView id diagram/>
            </For>
        </svg>
        <p id="picture-help" class="visually-hidden">
            "Arrow keys follow the lines from node to node, plus and minus zoom, 0 fits. The same stands in words in the tree World as text."
        </p>
    }
}

/// What a key leads to from what is selected: along lines, and from a grant to what it is granted on.
fn beside(diagram: &Diagram, selected: Option<&str>, key: &str) -> Option<String> {
    let side = match key {
        "ArrowLeft" => Side::Left,
        "ArrowRight" => Side::Right,
        "ArrowUp" => Side::Up,
        "ArrowDown" => Side::Down,
        "Home" => return diagram.nodes.first().map(|it| it.id.clone()),
        "End" => return diagram.nodes.last().map(|it| it.id.clone()),
        _ => return None,
    };
    let grant = diagram.edges.iter().find(|it| Some(it.id.as_str()) == selected);
    match (grant, selected) {
        (Some(edge), _) if side == Side::Left => Some(edge.from.clone()),
        (Some(edge), _) => Some(edge.to.clone()),
        (None, Some(id)) if diagram.node(id).is_some() => {
            grant_of(diagram, id, side).or_else(|| diagram.beside(id, side).map(|it| it.id.clone()))
        }
        _ => diagram.nodes.first().map(|it| it.id.clone()),
    }
}

/// The first grant of a holder: to its right.
fn grant_of(diagram: &Diagram, id: &str, side: Side) -> Option<String> {
    let mut grants = diagram.edges.iter().filter(|it| it.kind.is_grant() && it.label_at.is_some() && it.from == id);
    grants.next().filter(|_| side == Side::Right).map(|it| it.id.clone())
}

/// Arrow heads and dots, in the colour of their line.
#[component]
fn Defs() -> impl IntoView {
    view! {
        <defs>
            <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
                <path d="M0 0.500 8 4 0 7.500Z" fill="context-stroke"/>
            </marker>
            <marker id="dot" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse">
                <circle cx="4" cy="4" r="3.500" fill="context-stroke"/>
            </marker>
        </defs>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::authz::roles;
    use keyless_core::render::diagram::Places;
    use keyless_core::render::layout::LayoutOptions;
    use keyless_core::scenario::Scenario;

    #[test]
    fn arrow_keys_begin_at_the_first_node_and_end_where_nothing_follows() {
        let state = Scenario::Sandbox.begin(1);
        let diagram =
            Diagram::of(&state, None, &mut Places::default(), LayoutOptions::WIDE, &|id| roles::name_in(&state, id));
        let first = diagram.nodes.first().map(|node| node.id.clone());
        assert_eq!(beside(&diagram, None, "ArrowUp"), first);
        assert_eq!(beside(&diagram, first.as_deref(), "ArrowLeft"), None);
        assert!(beside(&diagram, first.as_deref(), "ArrowDown").is_some());
        assert_eq!(beside(&diagram, None, "a"), None);
    }
}
