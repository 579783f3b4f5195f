//! What changed: one sentence for each thing that came, went or became different.

use std::sync::Arc;

use keyless_core::session::Outcome;
use leptos::prelude::*;

use crate::dispatch::use_slice;
use crate::mask;
use crate::told::{Tone, told};

/// The region "What changed".
#[component]
pub(crate) fn Changes() -> impl IntoView {
    let last = use_slice(|snapshot| snapshot.last.clone());
    let several = move || last.read().len() > 1;
    move || {
        let outcomes = last.get();
        if outcomes.is_empty() {
            return view! { <p class="quiet">"Nothing yet. Each command tells here what it changed."</p> }.into_any();
        }
        let headed = several();
        outcomes.into_iter().map(|outcome| view! { <Told outcome headed/> }).collect_view().into_any()
    }
}

/// What one command did.
#[component]
fn Told(outcome: Arc<Outcome>, headed: bool) -> impl IntoView {
    let heading = headed.then(|| view! { <h3 class="told__command"><code>{mask::line(&outcome.line)}</code></h3> });
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
        <ul class="told">{told(&outcome).into_iter().map(item).collect_view()}</ul>
    }
}
