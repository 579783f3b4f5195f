//! The world in words: a nested list from the same diagram.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, Node};
use leptos::prelude::*;

use super::node::change_word;

/// The list "World as text".
#[component]
pub(crate) fn WorldText(#[prop(into)] diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    move || {
        let diagram = diagram.get();
        view! { <ul class="words" aria-label="World as text">{items(&diagram, None)}</ul> }
    }
}

/// The nodes directly in a container, each with its own list.
fn items(diagram: &Diagram, parent: Option<&str>) -> AnyView {
    let inside = diagram.nodes.iter().filter(|node| node.parent.as_deref() == parent);
    inside.map(|node| item(diagram, node)).collect_view().into_any()
}

fn item(diagram: &Diagram, node: &Node) -> AnyView {
    let mark = change_word(node.change).map(|word| view! { <span class="words__mark">{word}</span> });
    let relations: Vec<String> =
        diagram.edges.iter().filter(|edge| edge.from == node.id).map(|edge| edge.sentence.clone()).collect();
    let has_children = diagram.nodes.iter().any(|it| it.parent.as_deref() == Some(node.id.as_str()));
    let below = (has_children || !relations.is_empty()).then(|| {
        let relations = relations.into_iter().map(|sentence| view! { <li class="words__relation">{sentence}</li> });
        view! { <ul>{relations.collect_view()}{items(diagram, Some(&node.id))}</ul> }
    });
    view! { <li><span>{node.sentence.clone()}</span>" "{mark}{below}</li> }.into_any()
}
