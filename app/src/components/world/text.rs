//! The world in words: a tree from the same diagram, to be walked line by line.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, OutlineItem};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Selected;
use super::node::{change_word, element_id};
use crate::platform::dom;

/// The tree "World as text".
#[component]
pub(crate) fn WorldText(#[prop(into)] diagram: Signal<Arc<Diagram>>, as_text: RwSignal<bool>) -> impl IntoView {
    let items = Memo::new(move |_| diagram.read().outline());
    let at = RwSignal::new(0_usize);
    let selected = expect_context::<Selected>().0;
    let walk = move |event: KeyboardEvent| {
        let from = at.get_untracked();
        let next = items.with_untracked(|items| step(items, from, &event.key()));
        if event.key() == "Enter" {
            selected.set(items.with_untracked(|items| items.get(from).map(|it| it.id.clone())));
        } else if let Some(next) = next {
            event.prevent_default();
            at.set(next);
            dom::focus(&line_id(next));
        }
    };
    let line = move |(place, item): (usize, OutlineItem)| {
        let stop = move || {
            if as_text.get() && at.get().min(items.read().len().saturating_sub(1)) == place { "0" } else { "-1" }
        };
        view! { <Line place item at stop=Signal::derive(stop)/> }
    };
    view! {
        <ul class="words" role="tree" aria-label="World as text" on:keydown=walk>
            {move || items.get().into_iter().enumerate().map(line).collect_view()}
        </ul>
    }
}

fn line_id(place: usize) -> String {
    element_id(&format!("line {place}"))
}

/// One sentence of the tree.
#[component]
fn Line(place: usize, item: OutlineItem, at: RwSignal<usize>, stop: Signal<&'static str>) -> impl IntoView {
    let mark = change_word(item.change).map(|word| view! { " " <span class="words__mark">{word}</span> });
    view! {
        <li
            id=line_id(place)
            class=format!("words__line words__line--{}", item.depth.min(5))
            role="treeitem"
            attr:aria-level=item.depth + 1
            aria-selected="false"
            tabindex=move || stop.get()
            on:focus=move |_| at.set(place)
        >
            {item.text}
            {mark}
        </li>
    }
}

/// Where a key leads from a line: up and down, to what holds it, to what it holds first, to both ends.
fn step(items: &[OutlineItem], from: usize, key: &str) -> Option<usize> {
    let last = items.len().checked_sub(1)?;
    let depth = items.get(from).map_or(0, |it| it.depth);
    match key {
        "ArrowDown" => Some((from + 1).min(last)),
        "ArrowUp" => Some(from.saturating_sub(1)),
        "ArrowRight" => items.get(from + 1).filter(|it| it.depth > depth).map(|_| from + 1),
        "ArrowLeft" => items.iter().take(from).rposition(|it| it.depth < depth),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::render::diagram::Change;

    #[test]
    fn keys_walk_the_tree() {
        let item = |depth| OutlineItem {
            id: String::new(),
            depth,
            text: String::new(),
            change: Change::Unchanged,
            children: 0,
        };
        let items = [item(0), item(1), item(2), item(0)];
        assert_eq!(step(&items, 0, "ArrowRight"), Some(1));
        assert_eq!(step(&items, 2, "ArrowLeft"), Some(1));
        assert_eq!(step(&items, 3, "ArrowLeft"), None);
        assert_eq!(step(&items, 3, "ArrowDown"), Some(3));
        assert_eq!(step(&items, 2, "Home"), Some(0));
        assert_eq!(step(&items, 0, "x"), None);
    }
}
