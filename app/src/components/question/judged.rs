//! A question that is judged at once, and told about.

use std::sync::Arc;

use keyless_content::question::Question;
use keyless_content::question::judge::{Answer, is_right};
use keyless_content::quiz::practice::Item;
use keyless_content::quiz::record::Entry;
use leptos::prelude::*;

use super::{Asked, Explained, QuestionForm, say};
use crate::examiner::{Examiner, use_examiner};
use crate::platform::{clock, dom};

/// One question, its check, and what is told after it.
#[component]
pub(crate) fn Judged(
    /// How the record names it.
    item: Item,
    question: Arc<Question>,
    /// Whether nothing follows a right answer.
    last: bool,
    /// Whether it comes back when it was missed.
    comes_back: bool,
    /// Goes on, with whether the answer was right.
    go_on: Callback<bool>,
) -> impl IntoView {
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
    let verdict = move |right: bool| {
        view! { <Verdict right question=Arc::clone(&shown) last=last && right comes_back go_on/> }
    };
    view! {
        <QuestionForm asked/>
        <Show when=move || !judged.get()>
            <p class="quiz__actions">
                <button type="button" class="button button--main button--large" on:click=check.clone()>{say::CHECK}</button>
                <span role="status">{move || hint.get().then_some(say::GIVE_FIRST)}</span>
            </p>
        </Show>
        {move || right.get().map(&verdict)}
    }
}

/// Keeps the answer in the record.
fn note(examiner: Examiner, item: &Item, right: bool, begun: u64, answer: Answer) {
    let now = clock::now();
    let seconds = u32::try_from(now.saturating_sub(begun) / 1000).unwrap_or(u32::MAX);
    examiner.judged.set(Some((item.name(), answer)));
    examiner.add(vec![Entry { time: now, question: item.name(), right, exam: false, seconds }]);
}

#[component]
fn Verdict(right: bool, question: Arc<Question>, last: bool, comes_back: bool, go_on: Callback<bool>) -> impl IntoView {
    let examiner = use_examiner();
    let next = move |_| {
        examiner.judged.set(None);
        go_on.run(right);
    };
    view! {
        <section class="verdict" data-right=right.to_string() aria-labelledby="verdict">
            <h2 id="verdict" tabindex="-1">{if right { say::RIGHT } else { say::WRONG }}</h2>
            {(comes_back && !right).then(|| view! { <p>{say::COMES_BACK}</p> })}
            <Explained question/>
            <p class="quiz__actions">
                <button type="button" class="button button--main button--large" on:click=next>
                    {if last { say::FINISH } else { say::NEXT }}
                </button>
            </p>
        </section>
    }
}
