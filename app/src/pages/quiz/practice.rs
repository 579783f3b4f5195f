//! A round of practice: answer, be told, see it happen, go on.

use std::sync::Arc;

use keyless_content::question::Question;
use keyless_content::question::judge::{Answer, is_right};
use keyless_content::quiz::practice::Item;
use keyless_content::quiz::record::Entry;
use leptos::prelude::*;

use super::ToHub;
use crate::components::question::{Asked, Explained, QuestionForm, say};
use crate::examiner::{Examiner, use_examiner};
use crate::platform::{clock, dom};

/// The round in view.
#[component]
pub(super) fn Practice() -> impl IntoView {
    let examiner = use_examiner();
    let item = Memo::new(move |_| examiner.round.read().as_ref().and_then(|round| round.current().cloned()));
    let question = move || {
        let item = item.get()?;
        let question = examiner.library.with_untracked(|library| library.question(&item))?;
        Some(view! { <One item question=Arc::new(question)/> }.into_any())
    };
    view! {
        <h1>"Practice"</h1>
        <Progress/>
        {move || question().unwrap_or_else(|| view! { <Done/> }.into_any())}
        <p><ToHub word="Leave the round"/></p>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let examiner = use_examiner();
    let text = move || {
        let round = examiner.round.read();
        round
            .as_ref()
            .filter(|it| it.current().is_some())
            .map(|it| format!("Question {} of {}", it.asked() + 1, it.asked() + 1 + it.left()))
    };
    view! { <p class="quiet">{text}</p> }
}

/// One question, judged once.
#[component]
fn One(item: Item, question: Arc<Question>) -> impl IntoView {
    let examiner = use_examiner();
    let begun = clock::now();
    // What was judged before the learner went to see it happen is still judged.
    let kept = examiner.judged.with_untracked(|it| it.clone().filter(|(name, _)| *name == item.name()));
    let answer = RwSignal::new(kept.clone().map(|(_, answer)| answer).unwrap_or_default());
    let right = RwSignal::new(kept.map(|(_, answer)| is_right(&question, &answer)));
    let hint = RwSignal::new(false);
    let judged = Signal::derive(move || right.read().is_some());
    let asked = Asked { question: Arc::clone(&question), answer, judged, seed: begun };
    let shown = Arc::clone(&question);
    let check = move |_| {
        let given = answer.get_untracked();
        hint.set(!given.is_given());
        if given.is_given() {
            let is_right = is_right(&question, &given);
            right.set(Some(is_right));
            note(examiner, &item, is_right, begun, given);
            dom::focus_soon("verdict");
        }
    };
    view! {
        <QuestionForm asked/>
        <Show when=move || !judged.get()>
            <p class="quiz__actions">
                <button type="button" class="button button--main button--large" on:click=check.clone()>{say::CHECK}</button>
                <span role="status">{move || hint.get().then_some(say::GIVE_FIRST)}</span>
            </p>
        </Show>
        {move || right.get().map(|right| view! { <Verdict right question=Arc::clone(&shown)/> })}
    }
}

/// Keeps the answer: in the record, and in the round.
fn note(examiner: Examiner, item: &Item, right: bool, begun: u64, answer: Answer) {
    let now = clock::now();
    let seconds = u32::try_from(now.saturating_sub(begun) / 1000).unwrap_or(u32::MAX);
    examiner.judged.set(Some((item.name(), answer)));
    examiner.add(vec![Entry { time: now, question: item.name(), right, exam: false, seconds }]);
}

#[component]
fn Verdict(right: bool, question: Arc<Question>) -> impl IntoView {
    let examiner = use_examiner();
    let next = move |_| {
        examiner.judged.set(None);
        examiner.round.update(|round| {
            if let Some(round) = round {
                round.answered(right);
            }
        });
        dom::scroll_to_top();
        dom::focus_soon("question-text");
    };
    let last = right
        && examiner.round.with_untracked(|it| {
            it.as_ref().is_none_or(|it| it.left() == 0 && it.current().is_none_or(|it| it.owed < 2))
        });
    view! {
        <section class="verdict" data-right=right.to_string() aria-labelledby="verdict">
            <h2 id="verdict" tabindex="-1">{if right { say::RIGHT } else { say::WRONG }}</h2>
            {(!right).then(|| view! { <p>{say::COMES_BACK}</p> })}
            <Explained question/>
            <p class="quiz__actions">
                <button type="button" class="button button--main button--large" on:click=next>
                    {if last { say::FINISH } else { say::NEXT }}
                </button>
            </p>
        </section>
    }
}

#[component]
fn Done() -> impl IntoView {
    let examiner = use_examiner();
    let text = move || {
        let round = examiner.round.read();
        let Some(round) = round.as_ref().filter(|it| it.asked() > 0) else {
            return "There is nothing to ask here yet. Choose a topic.".to_owned();
        };
        let recovered = match round.recovered {
            0 => String::new(),
            1 => " One that you missed was right twice since.".to_owned(),
            count => format!(" {count} that you missed were right twice since."),
        };
        format!("Right at the first try: {}.{recovered}", round.right)
    };
    view! {
        <section aria-labelledby="question-text">
            <h2 id="question-text" tabindex="-1">"The round is over"</h2>
            <p>{text}</p>
        </section>
    }
}
