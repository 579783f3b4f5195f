//! What changed: one sentence for each thing that came, went or became different.

use leptos::prelude::*;

use crate::dispatch::use_slice;
use crate::told::{Told, Tone};

/// The region "What changed".
#[component]
pub(crate) fn Changes() -> impl IntoView {
    let news = use_slice(|snapshot| snapshot.news.clone());
    move || {
        let news = news.get();
        if news.is_empty() {
            return view! { <p class="quiet">"Nothing yet. Each command tells here what it changed."</p> }.into_any();
        }
        let headed = news.len() > 1;
        news.into_iter().map(|told| view! { <ToldView told headed/> }).collect_view().into_any()
    }
}

/// What one command did.
#[component]
fn ToldView(told: Told, headed: bool) -> impl IntoView {
    let heading = headed.then(|| view! { <h2 class="told__command"><code>{told.line.clone()}</code></h2> });
    let item = |(tone, sentence): (Tone, String)| {
        view! {
            <li class=tone.class()>
                <span class="told__word">{tone.word()}</span>
                <span>{sentence}</span>
            </li>
        }
    };
    view! {
        {heading}
        <ul class="told">{told.sentences.into_iter().map(item).collect_view()}</ul>
    }
}
