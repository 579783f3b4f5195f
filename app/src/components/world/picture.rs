//! The picture itself: one SVG, a focusable element for each node, arrow keys among them.

use std::sync::Arc;

use keyless_core::render::diagram::Diagram;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Selected;
use super::edge::EdgeView;
use super::node::{NodeView, element_id};
use super::toolbar::Zoom;
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
    let width = move || zoom.get().length(diagram.read().width);
    // A tall picture fits in width only, and scrolls.
    let height = move || {
        diagram.with(|it| {
            if it.height > it.width || zoom.get() == Zoom::Whole {
                "auto".to_owned()
            } else {
                zoom.get().length(it.height)
            }
        })
    };
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
            "Arrow keys move among the nodes. The same stands in words in the list World as text."
        </p>
    }
}

/// The node that a key leads to from the selected one, in the order of the drawing.
fn beside(diagram: &Diagram, selected: Option<&str>, key: &str) -> Option<String> {
    let count = diagram.nodes.len();
    let at = diagram.nodes.iter().position(|node| Some(node.id.as_str()) == selected).unwrap_or(0);
    let to = match key {
        "ArrowRight" | "ArrowDown" => (at + 1).min(count.saturating_sub(1)),
        "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        _ => return None,
    };
    diagram.nodes.get(to).map(|node| node.id.clone())
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
    fn arrow_keys_stop_at_both_ends() {
        let state = Scenario::Sandbox.begin(1);
        let diagram =
            Diagram::of(&state, None, &mut Places::default(), LayoutOptions::WIDE, &|id| roles::name_in(&state, id));
        let ids: Vec<_> = diagram.nodes.iter().map(|node| node.id.clone()).collect();
        let last = ids.last().map(String::as_str);
        assert_eq!(beside(&diagram, last, "ArrowDown").as_deref(), last);
        assert_eq!(beside(&diagram, None, "ArrowUp").as_ref(), ids.first());
        assert_eq!(beside(&diagram, None, "a"), None);
    }
}
