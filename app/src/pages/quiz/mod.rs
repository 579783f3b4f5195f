//! Practice, exams, and what the learner's record says.

mod exam;
mod exam_begin;
mod exam_question;
mod exam_review;
mod hub;
mod practice;
mod report;
mod statistics;

use leptos::prelude::*;

use crate::components::question::say;
use crate::examiner::{Place, use_examiner};

/// The page "Quiz".
#[component]
pub(crate) fn Quiz() -> impl IntoView {
    let examiner = use_examiner();
    examiner.load(Vec::new(), || {});
    let arrived = Memo::new(move |_| examiner.library.read().bank.is_some());
    let body = move || match (arrived.get(), examiner.place.get()) {
        (false, _) => ().into_any(),
        (true, Place::Hub) => view! { <hub::Hub/> }.into_any(),
        (true, Place::Practice) => view! { <practice::Practice/> }.into_any(),
        (true, Place::Exam) => view! { <exam::ExamPage/> }.into_any(),
        (true, Place::Statistics) => view! { <statistics::StatisticsPage/> }.into_any(),
    };
    view! {
        <article class="prose quiz">
            <Word/>
            <Show when=move || !arrived.get() && !examiner.failed.get()>
                <p role="status">{say::LOADING}</p>
            </Show>
            {body}
        </article>
    }
}

/// What the learner should know: about the storage, about files that did not arrive.
#[component]
fn Word() -> impl IntoView {
    let examiner = use_examiner();
    view! {
        <div role="status">
            <Show when=move || examiner.word.read().is_some()>
                <p class="quiz__word">
                    <span>{move || examiner.word.get()}</span>
                    <button type="button" class="button button--quiet" on:click=move |_| examiner.word.set(None)>"Close"</button>
                </p>
            </Show>
            <Show when=move || examiner.failed.get()>
                <p class="quiz__word">
                    <span>{say::FAILED}</span>
                    <button type="button" class="button" on:click=move |_| examiner.load(Vec::new(), || {})>{say::AGAIN}</button>
                </p>
            </Show>
        </div>
    }
}

/// A button back to the choice.
#[component]
pub(super) fn ToHub(#[prop(default = "Back to practice and exams")] word: &'static str) -> impl IntoView {
    let examiner = use_examiner();
    view! {
        <button type="button" class="button button--quiet" on:click=move |_| examiner.place.set(Place::Hub)>{word}</button>
    }
}
