//! A node of the picture: its shape, its name, and the mark of what happened to it.

use std::sync::Arc;

use keyless_core::render::diagram::{Change, Diagram, Node, NodeKind, Rect};
use leptos::prelude::*;

use super::Selected;
use super::shape::{Shape, is_container};

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
            role="button"
            tabindex=move || if stop() { "0" } else { "-1" }
            aria-label=move || node.read().as_ref().map(spoken)
            aria-pressed=move || is_selected().to_string()
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
    format!("node node--{}{change}", kind_class(node.kind))
}

/// The style name of a kind.
pub(crate) const fn kind_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Tenant => "tenant",
        NodeKind::User => "user",
        NodeKind::ServicePrincipal => "principal",
        NodeKind::UnknownPrincipal => "unknown",
        NodeKind::Subscription => "subscription",
        NodeKind::ResourceGroup => "group",
        NodeKind::VirtualMachine => "machine",
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
        Change::Added => Some("new"),
        Change::Changed => Some("changed"),
        Change::Removed => Some("gone"),
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
    let Rect { x, y, width, height } = node.place;
    let container = is_container(node.kind);
    let indent = if container { 12.0 } else { 38.0 };
    let lines_top =
        if container { y + 20.0 } else { y + height / 2.0 + if node.detail.is_empty() { 4.5 } else { -3.0 } };
    let room = width - indent - 8.0;
    let detail_x = if container { x + indent + text_width(&node.label) + 10.0 } else { x + indent };
    let detail_y = if container { lines_top } else { lines_top + 16.0 };
    let detail_room = if container { x + width - detail_x - 8.0 } else { room };
    view! {
        <Shape kind=node.kind place=node.place/>
        <text class="node__label" x=x + indent y=lines_top>{shortened(&node.label, room, LABEL_UNIT)}</text>
        <text class="node__detail" x=detail_x y=detail_y>{shortened(&node.detail, detail_room, DETAIL_UNIT)}</text>
        {change_word(node.change).map(|word| view! { <Tag word right=x + width top=y/> })}
    }
}

/// The small tag that says "new", "changed" or "gone".
#[component]
fn Tag(word: &'static str, right: f64, top: f64) -> impl IntoView {
    let width = 14.0 + 6.2 * word.len() as f64;
    let left = right - width - 6.0;
    view! {
        <g class="tag">
            <rect class="tag__box" x=left y=top - 9.0 width=width height="18" rx="4"/>
            <text class="tag__word" x=left + width / 2.0 y=top + 4.0>{word}</text>
        </g>
    }
}

/// About how wide a letter of a label, or of a detail, is.
const LABEL_UNIT: f64 = 7.4;
const DETAIL_UNIT: f64 = 6.3;

fn text_width(text: &str) -> f64 {
    LABEL_UNIT * text.chars().count() as f64
}

/// As much of a text as fits; the whole stands in the node's facts.
fn shortened(text: &str, room: f64, unit: f64) -> String {
    let fits = (room / unit).max(0.0) as usize;
    if text.chars().count() <= fits {
        return text.to_owned();
    }
    if fits < 3 {
        return String::new();
    }
    text.chars().take(fits - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_ends_in_an_ellipsis() {
        assert_eq!(shortened("short", 100.0, 7.0), "short");
        assert_eq!(shortened("a-very-long-name", 42.0, 7.0), "a-ver…");
        assert_eq!(shortened("name", -5.0, 7.0), "");
    }

    #[test]
    fn an_element_id_has_no_slashes() {
        assert_eq!(element_id("/a/b.c"), "node--a-b-c");
    }
}
