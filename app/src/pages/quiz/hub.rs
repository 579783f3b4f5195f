//! What there is to choose: practice by topic, weakness or date, an exam, the record.

use keyless_content::question::TOPICS;
use keyless_content::quiz::practice::{Plan, Round, count_due};
use leptos::prelude::*;

use super::exam_begin::ExamBegin;
use crate::components::question::say;
use crate::examiner::{Examiner, Place, use_examiner};
use crate::platform::{clock, dom};

/// The choice.
#[component]
pub(super) fn Hub() -> impl IntoView {
    let examiner = use_examiner();
    view! {
        <h1>"Practice and exams"</h1>
        <p class="prose__lead">
            "Short questions, each with its reason. What looks at behaviour is run in the simulated cloud, so its answer can be seen."
        </p>
        <PracticeChoice/>
        <h2>"Sit an exam"</h2>
        <ExamBegin/>
        <h2>"Your record"</h2>
        <p>{say::PRIVATE}</p>
        <button type="button" class="button" on:click=move |_| examiner.place.set(Place::Statistics)>"Statistics"</button>
    }
}

#[component]
fn PracticeChoice() -> impl IntoView {
    let examiner = use_examiner();
    let now = clock::now();
    let due = move || {
        let library = examiner.library.read();
        library.bank.as_ref().map_or(0, |bank| examiner.record(|record| count_due(bank, record, record.now(now))))
    };
    let has_answers = move || examiner.record(|record| !record.is_empty());
    view! {
        <h2>"Practise"</h2>
        <Show when=move || examiner.round.read().as_ref().is_some_and(|it| it.current().is_some())>
            <p><button type="button" class="button button--main" on:click=move |_| examiner.place.set(Place::Practice)>"Go on with the round"</button></p>
        </Show>
        <ul class="ways">
            <li>
                <button type="button" class="button" on:click=move |_| begin(examiner, Plan::Due)>"What is due"</button>
                <span class="quiet">{due}" due now, then what is new"</span>
            </li>
            <li>
                <button type="button" class="button" disabled=move || !has_answers() on:click=move |_| begin(examiner, Plan::Weakness)>"My weak spots"</button>
                <span class="quiet">"what you answered wrongly, and the rules around it"</span>
            </li>
        </ul>
        <h3 id="topics">"By topic"</h3>
        <ul class="topics" aria-labelledby="topics">{TOPICS.map(|topic| view! { <Topic topic/> })}</ul>
    }
}

#[component]
fn Topic(topic: &'static str) -> impl IntoView {
    let examiner = use_examiner();
    let count = move || {
        let library = examiner.library.read();
        library.bank.as_ref().map_or(0, |bank| bank.ideas.iter().filter(|it| it.topic == topic).count())
    };
    view! {
        <li>
            <button
                type="button"
                class="button"
                disabled=move || count() == 0
                on:click=move |_| begin(examiner, Plan::Topic(topic.to_owned()))
            >
                {topic_name(topic)}" ("{count}")"
            </button>
        </li>
    }
}

/// A topic as it is shown.
pub(super) fn topic_name(topic: &str) -> &'static str {
    match topic {
        "lifecycle" => "Lifecycle",
        "tokens" => "Tokens",
        "rbac" => "Roles",
        "data-planes" => "Data planes",
        "services" => "Services",
        "tenants" => "Tenants",
        "code" => "Code",
        _ => "Troubleshooting",
    }
}

/// Begins a round as soon as its questions have arrived.
fn begin(examiner: Examiner, plan: Plan) {
    let now = clock::now();
    let round = examiner.library.with_untracked(|library| {
        let bank = library.bank.as_ref()?;
        Some(examiner.record(|record| Round::new(&plan, bank, record, record.now(now), now)))
    });
    let Some(round) = round else { return };
    let topics = examiner.topics(round.ideas());
    examiner.load(topics, move || {
        examiner.round.set(Some(round));
        examiner.place.set(Place::Practice);
        dom::scroll_to_top();
        dom::focus_soon("question-text");
    });
}
