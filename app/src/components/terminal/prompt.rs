//! The prompt: a native field, so that every keyboard and screen reader works, and what helps to fill it.

use keyless_core::az::explain::{Piece, PieceKind};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::choices::{Chips, Choices, choice_id};
use super::field::Field;
use super::queue::Queue;
use super::search_bar::SearchBar;
use crate::components::bench::change_line::ChangeLine;
use crate::components::bench::light::use_light;
use crate::editing::Line;
use crate::messages::terminal as words;
use crate::platform::dom;
use crate::typed::KEYS;

/// The prompt, with what stands above it: the last change, and what a paste will run.
#[component]
pub(crate) fn Prompt() -> impl IntoView {
    let field = Field::new();
    let offered = field.dispatcher.offered();
    let snapshot = field.dispatcher.snapshot();
    let sign = move || snapshot.with(|it| it.prompt.clone()).unwrap_or_else(|| "$".to_owned());
    Effect::new(move |_| {
        if let Some(line) = offered.get() {
            offered.set(None);
            field.put(Line::at_end(line));
            dom::focus("command-line");
        }
    });
    view! {
        <div class="prompt">
            <ChangeLine/>
            <Queue text=Signal::derive(move || field.line.with(|it| it.text.clone())) field/>
            <SearchBar field/>
            <Chips field/>
            <div class="prompt__line">
                <span class="prompt__sign" aria-hidden="true">{sign}</span>
                <Input field/>
                <button type="button" class="button button--main prompt__run" on:click=move |_| field.run()>
                    "Enter"
                </button>
            </div>
            <Choices field/>
            <Show when=move || field.help.get()><Keys/></Show>
            <p id="prompt-help" class="prompt__help"><Hint field/></p>
        </div>
    }
}

/// The field, with the suggestion drawn behind it.
#[component]
fn Input(field: Field) -> impl IntoView {
    let rows = move || field.line.with(|it| it.text.split('\n').count().clamp(1, 8).to_string());
    let press = move |event: KeyboardEvent| {
        if field.press(&event) {
            event.prevent_default();
        }
    };
    let snapshot = field.dispatcher.snapshot();
    let secret =
        move || snapshot.with(|it| it.question.as_ref().is_some_and(|it| it.to_ascii_lowercase().contains("password")));
    view! {
        <div class="prompt__stack">
            <div class="prompt__ghost" aria-hidden="true">
                <span class="prompt__typed">{move || field.line.with(|it| it.text.clone())}</span>
                {move || field.ghost.get()}
            </div>
            <textarea
                id="command-line"
                class="prompt__field"
                class:prompt__field--secret=secret
                aria-label="Command line"
                aria-describedby="prompt-help"
                aria-autocomplete="list"
                aria-controls=move || field.list.get().map(|_| "choices")
                aria-activedescendant=move || field.list.get().flatten().map(choice_id)
                rows=rows
                spellcheck="false"
                autocapitalize="none"
                autocomplete="off"
                enterkeyhint="go"
                placeholder=move || if field.ghost.read().is_empty() { "az …" } else { "" }
                node_ref=field.element
                prop:value=move || field.line.with(|it| it.text.clone())
                on:input=move |_| field.follow()
                on:keyup=move |_| field.follow()
                on:click=move |_| field.follow()
                on:blur=move |_| field.leaving.set(false)
                on:keydown=press
            ></textarea>
        </div>
    }
}

/// The word that the caret stands in or behind, with its meaning.
fn word_at_caret(field: Field) -> Option<Piece> {
    let line = field.line.get();
    if line.text.trim().is_empty() {
        return None;
    }
    let pieces = field.dispatcher.with_session(|session| session.explain(&line.text));
    pieces.into_iter().rev().find(|it| it.start < line.caret && line.caret <= it.end && !it.meaning.is_empty())
}

/// One line under the prompt: what is missing, what the word at the caret means, or the keys.
#[component]
fn Hint(field: Field) -> impl IntoView {
    let here = Memo::new(move |_| word_at_caret(field));
    let light = use_light();
    Effect::new(move |_| match here.get().and_then(|it| it.about) {
        Some(node) => light.shine(&[node]),
        None => light.rest(),
    });
    let hint = Memo::new(move |_| {
        if field.leaving.get() {
            return Some(words::LEAVING.to_owned());
        }
        let line = field.line.get();
        if line.text.trim().is_empty() {
            return None;
        }
        let found = field.completion.get();
        if !found.hint.is_empty() {
            return Some(found.hint);
        }
        // A word that is only half typed is not wrong yet.
        let half = |it: &Piece| it.kind == PieceKind::Unknown && !found.candidates.is_empty();
        match here.get().filter(|it| !half(it)) {
            Some(piece) => Some(format!("{}: {}", piece.text, piece.meaning)),
            None => (!found.missing.is_empty()).then(|| words::missing(&found.missing)),
        }
    });
    move || match hint.get() {
        Some(hint) => hint.into_any(),
        None => view! {
            <kbd>"Enter"</kbd>" runs, "<kbd>"Tab"</kbd>" completes, "<kbd>"↑"</kbd>" history, "
            <kbd>"Esc"</kbd>" then "<kbd>"Tab"</kbd>" leaves, "<kbd>"F1"</kbd>" all keys"
        }
        .into_any(),
    }
}

/// The list of keys.
#[component]
fn Keys() -> impl IntoView {
    let key = |(key, does): (&'static str, &'static str)| view! { <div class="keys__key"><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> };
    view! { <dl class="keys" aria-label="Keys of the prompt">{KEYS.map(key).collect_view()}</dl> }
}
