//! All questions of an exam with what was done about them, before it is handed in.

use leptos::prelude::*;

use super::exam_question::{finish, go};
use crate::examiner::use_examiner;

/// The review screen.
#[component]
pub(super) fn Review(reviewing: RwSignal<bool>) -> impl IntoView {
    let examiner = use_examiner();
    let states = examiner.exam.with_untracked(|exam| {
        exam.iter().flat_map(|it| &it.places).map(|it| (it.answer.is_given(), it.flagged)).collect::<Vec<_>>()
    });
    let open = states.iter().filter(|(given, _)| !given).count();
    let to = move |at: usize| {
        reviewing.set(false);
        go(examiner, at);
    };
    let item = move |(at, (given, flagged)): (usize, (bool, bool))| {
        let state = if given { "answered" } else { "open" };
        let flag = if flagged { ", flagged" } else { "" };
        view! {
            <li>
                <button type="button" class="button" data-open=(!given).to_string() on:click=move |_| to(at)>
                    {format!("Question {}: {state}{flag}", at + 1)}
                </button>
            </li>
        }
    };
    let word = match open {
        0 => "Every question has an answer.".to_owned(),
        1 => "One question is still open.".to_owned(),
        count => format!("{count} questions are still open."),
    };
    view! {
        <h2 id="question-text" tabindex="-1">"Review"</h2>
        <p>{word}" Nothing is told before you hand the exam in."</p>
        <ol class="review">{states.into_iter().enumerate().map(item).collect_view()}</ol>
        <p class="quiz__actions">
            <button type="button" class="button button--main button--large" on:click=move |_| finish(examiner)>"Hand in"</button>
            <button type="button" class="button" on:click=move |_| reviewing.set(false)>"Back to the question"</button>
        </p>
    }
}
