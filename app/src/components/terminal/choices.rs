//! What can stand at the caret: a list below the prompt, and a row of chips for a keyboard on glass.

use keyless_core::az::complete::Candidate;
use leptos::prelude::*;

use super::field::Field;
use crate::messages::terminal::completions;

/// How many lines a list shows, and a row of chips.
const MOST: usize = 100;
const CHIPS: usize = 12;

/// The element of a line of the list.
pub(super) fn choice_id(at: usize) -> String {
    format!("choice-{at}")
}

/// The list of completions, while it is open.
#[component]
pub(super) fn Choices(field: Field) -> impl IntoView {
    let open = Memo::new(move |_| field.list.read().is_some());
    let count = move || open.get().then(|| completions(field.completion.read().candidates.len()));
    let line = move |(at, candidate): (usize, Candidate)| {
        let chosen = move || field.list.get() == Some(Some(at));
        let insert = candidate.insert.clone();
        view! {
            <li
                id=choice_id(at)
                class="choice"
                class:choice--chosen=chosen
                role="option"
                aria-selected=move || chosen().to_string()
                on:pointerdown=|event| event.prevent_default()
                on:click=move |_| field.insert(&insert)
            >
                <code class="choice__text">{candidate.text}</code>
                " "
                <span class="choice__meaning">{candidate.meaning}</span>
            </li>
        }
    };
    view! {
        <p class="visually-hidden" role="status">{count}</p>
        <Show when=move || open.get()>
            <ul id="choices" class="choices" role="listbox" aria-label="Completions" tabindex="0">
                {move || field.completion.get().candidates.into_iter().take(MOST).enumerate().map(line).collect_view()}
            </ul>
        </Show>
    }
}

/// The likeliest next pieces, to be tapped.
#[component]
pub(super) fn Chips(field: Field) -> impl IntoView {
    let chips = Memo::new(move |_| {
        let found = field.completion.read();
        found.chips(CHIPS).into_iter().map(|it| (it.text.clone(), it.insert.clone())).collect::<Vec<_>>()
    });
    let chip = move |(text, insert): (String, String)| {
        view! {
            <button
                type="button"
                class="chip"
                on:pointerdown=|event| event.prevent_default()
                on:click=move |_| field.insert(&insert)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label="Next words">
            {move || chips.get().into_iter().map(chip).collect_view()}
        </div>
    }
}
