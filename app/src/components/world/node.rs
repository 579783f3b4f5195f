//! A node of the picture: its shape, its name, and the mark of what happened to it.

use std::sync::Arc;

use keyless_core::render::diagram::{Change, Diagram, Node, NodeKind};
use leptos::prelude::*;

use super::Selected;
use super::label::Words;
use super::shape::Shape;
use crate::units::units;

/// The id of a node's element.
pub(crate) fn element_id(id: &str) -> String {
    format!("node-{}", id.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

/// One node; follows the diagram for as long as the node lives.
#[component]
pub(crate) fn NodeView(id: String, diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let element = element_id(&id);
    let (mine, first) =
        (StoredValue::new(id), move |id: &str| diagram.read().nodes.first().is_some_and(|it| it.id == id));
    let node = Memo::new(move |_| mine.with_value(|id| diagram.read().nodes.iter().find(|it| it.id == *id).cloned()));
    let is_selected = move || mine.with_value(|id| selected.read().as_ref() == Some(id));
    // One stop for Tab: the selected node, or the first.
    let stop = move || is_selected() || (selected.read().is_none() && mine.with_value(|id| first(id)));
    let class = move || node.read().as_ref().map(class).unwrap_or_default();
    view! {
        <g
            id=element
            class=class
            class:node--selected=is_selected
            role="group"
            aria-roledescription=move || node.read().as_ref().map(|it| it.kind.word())
            tabindex=move || if stop() { "0" } else { "-1" }
            aria-label=move || node.read().as_ref().map(spoken)
            on:focus=move |_| selected.set(Some(mine.get_value()))
            on:click=move |_| selected.set(Some(mine.get_value()))
        >
            {move || node.get().map(|node| view! { <Body node/> })}
        </g>
    }
}

fn class(node: &Node) -> String {
    let change = match node.change {
        Change::Unchanged => "",
        Change::Added => " node--added",
        Change::Changed => " node--changed",
        Change::Removed => " node--removed",
    };
    let standing = node.standing.word().replace(' ', "-");
    format!("node node--{}{change} is-{standing}", kind_class(node.kind))
}

/// The style name of a kind.
pub(crate) const fn kind_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Tenant => "tenant",
        NodeKind::User => "user",
        NodeKind::Group => "people",
        NodeKind::ServicePrincipal => "principal",
        NodeKind::UnknownPrincipal => "unknown",
        NodeKind::Subscription => "subscription",
        NodeKind::ResourceGroup => "group",
        NodeKind::VirtualMachine | NodeKind::ScaleSet | NodeKind::Site => "machine",
        NodeKind::Vault | NodeKind::StorageAccount => "target",
        NodeKind::Token => "token",
        NodeKind::SystemAssignedIdentity => "system",
        NodeKind::UserAssignedIdentity => "standalone",
        NodeKind::DeadReference => "dead",
        NodeKind::Parts => "parts",
    }
}

/// The word for a change.
pub(crate) const fn change_word(change: Change) -> Option<&'static str> {
    match change {
        Change::Unchanged => None,
        other => Some(other.word()),
    }
}

fn spoken(node: &Node) -> String {
    match change_word(node.change) {
        Some(word) => format!("{} ({word})", node.sentence),
        None => node.sentence.clone(),
    }
}

/// What is drawn of a node.
#[component]
fn Body(node: Node) -> impl IntoView {
    let words = Words::of(&node);
    let dx = if words.detail_y.is_some() { 0.0 } else { 8.0 };
    view! {
        <Shape kind=node.kind place=node.place/>
        <text x=units(words.x) y=units(words.label_y) aria-hidden="true">
            <tspan class="node__label">{node.label}</tspan>
            <tspan class="node__detail" x=words.detail_y.map(|_| units(words.x)) y=words.detail_y.map(units) dx=units(dx)>{node.detail}</tspan>
        </text>
        {change_word(node.change).filter(|_| node.kind != NodeKind::Token).map(|word| view! { <Tag word right=node.place.right() top=node.place.y/> })}
    }
}

/// The small tag that says "new", "changed" or "gone".
#[component]
fn Tag(word: &'static str, right: f64, top: f64) -> impl IntoView {
    let width = 14.0 + 6.2 * word.len() as f64;
    let left = right - width - 6.0;
    view! {
        <g class="tag" aria-hidden="true">
            <rect class="tag__box" x=units(left) y=units(top - 9.0) width=units(width) height="18" rx="4"/>
            <text class="tag__word" x=units(left + width / 2.0) y=units(top + 4.0)>{word}</text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_id_has_no_slashes() {
        assert_eq!(element_id("/a/b.c"), "node--a-b-c");
    }
}
