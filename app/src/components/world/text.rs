//! The world in words: a nested list from the same diagram.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, OutlineItem};
use leptos::prelude::*;

use super::node::change_word;

/// The list "World as text".
#[component]
pub(crate) fn WorldText(#[prop(into)] diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    move || {
        let outline = diagram.read().outline();
        view! { <ul class="words" aria-label="World as text">{branch(&outline, 0)}</ul> }
    }
}

/// The items of one depth at the beginning of `items`, each with what stands below it.
fn branch(items: &[OutlineItem], depth: usize) -> AnyView {
    let heads = items.iter().enumerate().filter(|(_, item)| item.depth == depth);
    let view = |(at, item): (usize, &OutlineItem)| {
        let below = items.get(at + 1..).unwrap_or_default();
        let end = below.iter().position(|it| it.depth <= depth).unwrap_or(below.len());
        let below = below.get(..end).filter(|it| !it.is_empty());
        let mark = change_word(item.change).map(|word| view! { <span class="words__mark">{word}</span> });
        view! {
            <li>
                <span>{item.text.clone()}</span>
                " "
                {mark}
                {below.map(|below| view! { <ul>{branch(below, depth + 1)}</ul> })}
            </li>
        }
    };
    heads.map(view).collect_view().into_any()
}
