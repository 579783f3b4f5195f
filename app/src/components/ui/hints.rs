//! Hints for what is still missing, one rung at a time.

use keyless_content::hint::Hint;
use leptos::prelude::*;

use crate::dispatch::use_dispatcher;
use crate::messages;

/// What is missing, and its hints, weakest first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Missing {
    /// As a sentence.
    pub(crate) sentence: String,
    /// How to reach it.
    pub(crate) hints: Vec<Hint>,
}

/// Shows one more rung at every press, and begins anew when something else is missing.
#[component]
pub(crate) fn Hints(missing: Memo<Option<Missing>>) -> impl IntoView {
    let shown = RwSignal::new(0);
    Effect::new(move |_| {
        missing.track();
        shown.set(0);
    });
    let all = move || missing.with(|it| it.as_ref().map(|it| it.hints.clone()).unwrap_or_default());
    let has_more = move || all().len() > shown.get();
    let word = move || if shown.get() == 0 { messages::HINT } else { messages::NEXT_HINT };
    let sentence = move || missing.with(|it| it.as_ref().map(|it| super::ticks::text(&it.sentence)));
    view! {
        <Show when=move || missing.read().is_some()>
            <section class="hints" aria-label=messages::HINTS>
                <p class="hints__missing">{sentence}</p>
                <div role="status">
                    {move || all().into_iter().take(shown.get()).map(|hint| view! { <Rung hint/> }).collect_view()}
                </div>
                <Show when=has_more>
                    <button type="button" class="button button--quiet" on:click=move |_| shown.update(|it| *it += 1)>
                        {word}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

/// One hint.
#[component]
fn Rung(hint: Hint) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let name = messages::RUNGS.get(hint.rung).copied().unwrap_or_default();
    let text = hint.text.clone();
    let body = if hint.is_command() {
        view! { <pre class="hints__command" tabindex="0"><code>{hint.text.clone()}</code></pre> }.into_any()
    } else {
        view! { <p>{super::ticks::text(&hint.text)}</p> }.into_any()
    };
    let run = hint.is_whole().then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| dispatcher.run(text.clone())>
                {messages::RUN_IT}
            </button>
        }
    });
    view! {
        <div class="hints__rung">
            <p class="hints__name">{name}</p>
            {body}
            {run}
        </div>
    }
}
