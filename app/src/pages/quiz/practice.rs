//! A round of practice: answer, be told, see it happen, go on.

use std::sync::Arc;

use keyless_content::quiz::practice::Round;
use leptos::prelude::*;

use super::ToHub;
use crate::components::question::Judged;
use crate::examiner::{Examiner, use_examiner};
use crate::platform::dom;

/// The round in view.
#[component]
pub(super) fn Practice() -> impl IntoView {
    let examiner = use_examiner();
    let item = Memo::new(move |_| examiner.round.read().as_ref().and_then(|round| round.current().cloned()));
    let question = move || {
        let item = item.get()?;
        let question = examiner.library.with_untracked(|library| library.question(&item))?;
        let go_on = Callback::new(move |right| go_on(examiner, right));
        let last = is_last(examiner);
        Some(view! { <Judged item question=Arc::new(question) last comes_back=true go_on/> }.into_any())
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

/// Takes note of the answer in the round, and goes on.
fn go_on(examiner: Examiner, right: bool) {
    examiner.round.update(|round| {
        if let Some(round) = round {
            round.answered(right);
        }
    });
    dom::scroll_to_top();
    dom::focus_soon("question-text");
}

/// Whether nothing follows a right answer.
fn is_last(examiner: Examiner) -> bool {
    let ends = |it: &Round| it.left() == 0 && it.current().is_none_or(|it| it.owed < 2);
    examiner.round.with_untracked(|it| it.as_ref().is_none_or(ends))
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
