//! One question of an exam: nothing is told, everything is kept at once.

use std::sync::Arc;

use keyless_content::question::judge::Answer;
use leptos::prelude::*;

use super::exam::hand_in;
use crate::components::question::{Asked, QuestionForm, say};
use crate::examiner::{Examiner, use_examiner};
use crate::platform::{clock, dom};

/// The question in view, with its flag and the ways to the others.
#[component]
pub(super) fn ExamQuestion(reviewing: RwSignal<bool>) -> impl IntoView {
    let examiner = use_examiner();
    let at = Memo::new(move |_| examiner.exam.read().as_ref().map_or(0, |it| it.at));
    let count = move || examiner.exam.read().as_ref().map_or(0, |it| it.places.len());
    let is_last = move || at.get() + 1 >= count();
    let flagged =
        move || examiner.exam.read().as_ref().and_then(|it| it.places.get(it.at).map(|it| it.flagged)).unwrap_or(false);
    let flag = move |flagged: bool| examiner.change_exam(|exam| exam.flag(flagged, clock::now()));
    view! {
        <p class="quiet">"Question "{move || at.get() + 1}" of "{count}</p>
        {move || view! { <Answered at=at.get()/> }}
        <p>
            <label class="exam__flag">
                <input type="checkbox" prop:checked=flagged on:change:target=move |event| flag(event.target().checked())/>
                "Flag: come back to this one"
            </label>
        </p>
        <p class="quiz__actions">
            <button type="button" class="button" disabled=move || at.get() == 0 on:click=move |_| go(examiner, at.get().saturating_sub(1))>
                "Previous question"
            </button>
            <button type="button" class="button button--main" disabled=is_last on:click=move |_| go(examiner, at.get() + 1)>
                {say::NEXT}
            </button>
            <button type="button" class="button" on:click=move |_| review(reviewing)>"Review"</button>
        </p>
    }
}

fn review(reviewing: RwSignal<bool>) {
    reviewing.set(true);
    dom::focus_soon("question-text");
}

/// Goes to a question of the exam.
pub(super) fn go(examiner: Examiner, to: usize) {
    examiner.change_exam(|exam| exam.go(to, clock::now()));
    dom::scroll_to_top();
    dom::focus_soon("question-text");
}

/// The form of the question at a place; every change is kept.
#[component]
fn Answered(at: usize) -> impl IntoView {
    let examiner = use_examiner();
    let found = examiner.exam.with_untracked(|exam| {
        let exam = exam.as_ref()?;
        let place = exam.places.get(at)?;
        let question = examiner.library.with_untracked(|library| library.question(&place.item))?;
        Some((question, place.answer.clone(), exam.plan.seed))
    });
    let Some((question, given, seed)) = found else {
        return view! { <p>"This question is no longer there. It counts for nothing."</p> }.into_any();
    };
    let answer: RwSignal<Answer> = RwSignal::new(given.clone());
    Effect::new(move |last: Option<Answer>| {
        let now = answer.get();
        if last.is_some_and(|last| last != now) {
            let kept = now.clone();
            examiner.change_exam(move |exam| exam.answer(kept, clock::now()));
        }
        now
    });
    let asked = Asked { question: Arc::new(question), answer, judged: Signal::stored(false), seed };
    view! { <QuestionForm asked/> }.into_any()
}

/// Hands the exam in.
pub(super) fn finish(examiner: Examiner) {
    hand_in(examiner);
}
