//! A question: its world, what is asked, and the controls to answer it with. It tells nothing before it is judged.

mod choices;
mod explained;
mod inline;
mod judged;
mod matching;
mod order;
pub(crate) mod say;
mod short_check;
mod task;
mod typed;
mod world;

use std::sync::Arc;

pub(crate) use explained::Explained;
pub(crate) use inline::inline;
pub(crate) use judged::Judged;
use keyless_content::question::judge::Answer;
use keyless_content::question::{Body, Question};
use leptos::prelude::*;
pub(crate) use short_check::ShortCheck;

/// What the parts of a question share.
#[derive(Clone)]
pub(crate) struct Asked {
    /// The question.
    pub(crate) question: Arc<Question>,
    /// The learner's answer.
    pub(crate) answer: RwSignal<Answer>,
    /// Whether it was judged: then nothing can be changed, and each option says what it is.
    pub(crate) judged: Signal<bool>,
    /// How its options are shuffled.
    pub(crate) seed: u64,
}

/// A question to answer.
#[component]
pub(crate) fn QuestionForm(
    asked: Asked,
    /// Whether others stand on the same page: then it has no picture, and no id.
    #[prop(optional)]
    in_list: bool,
) -> impl IntoView {
    let id = (!in_list).then_some("question-text");
    let question = Arc::clone(&asked.question);
    let body = match &question.body {
        Body::Choices { several, .. } => view! { <choices::Choices asked=asked.clone() several=*several/> }.into_any(),
        Body::Order(_) => view! { <order::Order asked=asked.clone()/> }.into_any(),
        Body::Match(_) => view! { <matching::Matching asked=asked.clone()/> }.into_any(),
        Body::Command(_) => view! { <typed::Typed asked=asked.clone()/> }.into_any(),
        Body::Task { .. } => view! { <task::Task asked=asked.clone()/> }.into_any(),
    };
    view! {
        <div class="question">
            <world::Given question=Arc::clone(&question) in_list/>
            <fieldset class="question__form">
                <legend class="question__text" id=id tabindex="-1">{inline(&question.text)}</legend>
                {question.broken.clone().map(|line| view! { <pre class="question__lines">{line}</pre> })}
                {body}
            </fieldset>
        </div>
    }
}
