//! The bar that looks back through the history.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::field::Field;
use crate::editing::Line;
use crate::platform::dom;
use crate::search::Search;

/// Where its field is found.
const INPUT: &str = "history-search";

/// The bar, while a search is on.
#[component]
pub(super) fn SearchBar(field: Field) -> impl IntoView {
    let open = Memo::new(move |_| field.search.read().is_some());
    Effect::new(move |_| {
        if open.get() {
            dom::focus_soon(INPUT);
        }
    });
    view! { <Show when=move || open.get()><Bar field/></Show> }
}

#[component]
fn Bar(field: Field) -> impl IntoView {
    let snapshot = field.dispatcher.snapshot();
    let found = move || {
        let lines = snapshot.with(|it| it.lines.clone());
        field.search.with(|it| it.as_ref().and_then(|it| it.found(&lines).cloned()))
    };
    let nothing = move || field.search.with(|it| it.as_ref().is_some_and(|it| !it.query.is_empty()));
    let close = move |line: Option<String>| {
        field.search.set(None);
        if let Some(line) = line {
            field.put(Line::at_end(line));
        }
        dom::focus("command-line");
    };
    let press = move |event: KeyboardEvent| {
        let lines = snapshot.with_untracked(|it| it.lines.clone());
        match (event.key().as_str(), event.ctrl_key()) {
            ("r", true) => field.search.update(|it| it.iter_mut().for_each(|it| it.again(&lines))),
            ("g", true) | ("Escape", _) => close(None),
            ("Enter" | "Tab" | "ArrowRight", false) => close(untrack(found)),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="search">
            <label class="search__label" for=INPUT>"Search history"</label>
            <input
                id=INPUT
                class="search__input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                on:input:target=move |event| field.search.update(|it| it.get_or_insert_with(Search::default).typed(event.target().value()))
                on:keydown=press
            />
            <p class="search__found" role="status">
                {move || found().unwrap_or_else(|| if nothing() { "No such line".to_owned() } else { String::new() })}
            </p>
            <span class="search__keys" aria-hidden="true"><kbd>"Ctrl R"</kbd>" older, "<kbd>"Enter"</kbd>" takes it, "<kbd>"Esc"</kbd>" closes"</span>
        </div>
    }
}
