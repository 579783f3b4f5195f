//! Steps to put in order, with buttons: no dragging.

use keyless_content::question::Body;
use keyless_content::question::judge::Answer;
use keyless_content::quiz::random::Random;
use leptos::prelude::*;

use super::{Asked, inline, say};
use crate::platform::dom;

/// The steps in the learner's order.
#[component]
pub(super) fn Order(asked: Asked) -> impl IntoView {
    let Body::Order(steps) = asked.question.body.clone() else { return ().into_any() };
    let (answer, judged) = (asked.answer, asked.judged);
    let mut shuffled = Random::named(asked.seed, &asked.question.id).order(steps.len());
    if shuffled.is_sorted() {
        shuffled.reverse();
    }
    let order = Memo::new(move |_| match &*answer.read() {
        Answer::Ordered(order) => order.clone(),
        _ => shuffled.clone(),
    });
    let swap = move |from: usize, to: usize| {
        let mut next = order.get_untracked();
        if from < next.len() && to < next.len() {
            next.swap(from, to);
            answer.set(Answer::Ordered(next));
            dom::focus_soon(format!("step-{to}"));
        }
    };
    let count = steps.len();
    let item = move |place: usize, step: usize| {
        let text = steps.get(step).cloned().unwrap_or_default();
        let plain = text.replace('`', "");
        view! {
            <li class="step" id=format!("step-{place}") tabindex="-1">
                <span class="step__text">{inline(&text)}</span>
                <span class="step__moves" hidden=move || judged.get()>
                    <button type="button" class="button" aria-label=format!("Move up: {plain}") disabled=place == 0
                        on:click=move |_| swap(place, place.wrapping_sub(1))>"Up"</button>
                    <button type="button" class="button" aria-label=format!("Move down: {plain}") disabled=place + 1 == count
                        on:click=move |_| swap(place, place + 1)>"Down"</button>
                </span>
            </li>
        }
    };
    let keep = move |_| answer.set(Answer::Ordered(order.get_untracked()));
    view! {
        <p class="question__how">{say::ORDER}</p>
        <ol class="steps">
            {move || order.get().into_iter().enumerate().map(|(place, step)| item(place, step)).collect_view()}
        </ol>
        <Show when=move || !answer.read().is_given()>
            <button type="button" class="button" on:click=keep>"Keep this order"</button>
        </Show>
    }
    .into_any()
}
