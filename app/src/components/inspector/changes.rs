//! What changed: one sentence for each thing that came, went or became different, and the same as JSON.

use leptos::prelude::*;

use super::fact::Fact;
use super::json::JsonDiff;
use super::looking::use_looking;
use crate::told::{Told, Tone};

/// The region "What changed".
#[component]
pub(crate) fn Changes() -> impl IntoView {
    let looking = use_looking();
    move || {
        let news = looking.seen().news.clone();
        if news.is_empty() {
            return view! { <p class="quiet">"Nothing yet. Each command tells here what it changed."</p> }.into_any();
        }
        let headed = news.len() > 1;
        let about = about(&news);
        let diff = (!about.is_empty()).then(|| view! { <JsonDiff about/> });
        view! {
            {news.into_iter().map(|told| view! { <ToldView told headed/> }).collect_view()}
            {diff}
        }
        .into_any()
    }
}

/// Everything that the news is about, each once.
fn about(news: &[Told]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in news.iter().flat_map(|it| &it.about).flatten() {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

/// What one command did.
#[component]
fn ToldView(told: Told, headed: bool) -> impl IntoView {
    let heading = headed.then(|| view! { <h2 class="told__command"><code>{told.line.clone()}</code></h2> });
    let item = |((tone, text), about): ((Tone, String), Vec<String>)| {
        view! {
            <li class=tone.class()>
                <span class="told__word">{tone.word()}</span>
                <Fact about text/>
            </li>
        }
    };
    view! {
        {heading}
        <ul class="told">{told.sentences.into_iter().zip(told.about).map(item).collect_view()}</ul>
    }
}
