//! The short check at the end of a lesson: its own questions, one after the other.

use std::sync::Arc;

use keyless_content::question::{Question, wire};
use keyless_content::quiz::bank::lesson_file;
use keyless_content::quiz::practice::Item;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Judged;
use crate::platform::{dom, fetch};

/// The questions of a lesson; nothing at all where it has none.
#[component]
pub(crate) fn ShortCheck(
    /// The lesson's folder.
    slug: String,
) -> impl IntoView {
    let questions: RwSignal<Vec<Question>> = RwSignal::new(Vec::new());
    let at = RwSignal::new(0_usize);
    spawn_local(async move {
        if let Ok(text) = fetch::text(&lesson_file(&slug)).await {
            let _ = questions.try_set(wire::read(&text));
        }
    });
    let one = move || {
        let (question, count) = questions.with(|it| (it.get(at.get()).cloned(), it.len()));
        let Some(question) = question else {
            return view! { <p>"That was the check. What you missed comes back in practice."</p> }.into_any();
        };
        let item = Item { idea: question.id.clone(), variant: 0, owed: 0 };
        let go_on = Callback::new(move |_: bool| {
            at.update(|it| *it += 1);
            dom::focus_soon("question-text");
        });
        let last = at.get() + 1 == count;
        view! {
            <p class="quiet">{format!("Question {} of {count}", at.get() + 1)}</p>
            <Judged item question=Arc::new(question) last comes_back=false go_on/>
        }
        .into_any()
    };
    view! {
        <Show when=move || !questions.read().is_empty()>
            <section class="short-check" aria-labelledby="short-check">
                <h2 id="short-check">"A short check"</h2>
                {one}
            </section>
        </Show>
    }
}
