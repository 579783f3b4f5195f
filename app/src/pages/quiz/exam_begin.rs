//! Choosing an exam, going on with one, reading the last report.

use keyless_content::question::outline::Outline;
use keyless_content::quiz::exam::{Exam, Plan};
use leptos::prelude::*;

use crate::components::question::say;
use crate::examiner::{Examiner, Place, use_examiner};
use crate::platform::{clock, dom};

/// What an exam can be made of.
#[component]
pub(super) fn ExamBegin() -> impl IntoView {
    let examiner = use_examiner();
    let kept = move || examiner.exam.read().as_ref().map(|exam| exam.over);
    let open = move |_| {
        let ideas: Vec<String> = examiner
            .exam
            .with_untracked(|it| it.iter().flat_map(|it| &it.places).map(|it| it.item.idea.clone()).collect());
        let topics = examiner.topics(ideas.iter().map(String::as_str));
        examiner.load(topics, move || show(examiner));
    };
    view! {
        <p>{say::UNAFFILIATED}</p>
        {move || kept().map(|over| {
            let word = if over { "Read the last report" } else { "Go on with the exam" };
            view! { <p><button type="button" class="button button--main" on:click=open>{word}</button></p> }
        })}
        <Chooser/>
    }
}

fn show(examiner: Examiner) {
    examiner.place.set(Place::Exam);
    dom::scroll_to_top();
    dom::focus_soon("question-text");
}

/// A form with lists, so that it works with keyboard and screen reader as it is.
#[component]
fn Chooser() -> impl IntoView {
    let examiner = use_examiner();
    let outlines: Vec<Outline> = examiner
        .library
        .with_untracked(|it| it.bank.as_ref().map(|it| it.outlines.outlines.clone()).unwrap_or_default());
    let chosen = RwSignal::new(outlines.first().cloned());
    let (questions, extra, seed) = (RwSignal::new(20_usize), RwSignal::new(0_u64), RwSignal::new(String::new()));
    let all = outlines.clone();
    let choose = move |id: String| chosen.set(all.iter().find(|it| it.id == id).cloned());
    let begin = move |_| {
        if let Some(outline) = chosen.get_untracked() {
            let seed = seed.get_untracked().trim().parse().unwrap_or_else(|_| clock::now() % 1_000_000);
            draw(
                examiner,
                Plan { outline: outline.id, questions: questions.get_untracked(), seed, extra: extra.get_untracked() },
            );
        }
    };
    view! {
        <div class="quiz__form">
            <label for="exam-outline">"Exam"</label>
            <select id="exam-outline" on:change:target=move |event| choose(event.target().value())>
                {outlines.into_iter().map(|it| view! { <option value=it.id>{it.name}</option> }).collect_view()}
            </select>
            <label for="exam-questions">"Questions"</label>
            <select id="exam-questions" on:change:target=move |event| questions.set(event.target().value().parse().unwrap_or(20))>
                {[10, 20, 40].map(|count| view! { <option value=count.to_string() selected=count == 20>{count}</option> })}
            </select>
            <label for="exam-extra">"Extra time"</label>
            <select id="exam-extra" on:change:target=move |event| extra.set(event.target().value().parse().unwrap_or(0))>
                {[0, 25, 50, 100].map(|more| view! { <option value=more.to_string()>{format!("{more} %")}</option> })}
            </select>
            <label for="exam-seed">"Seed (the same gives the same exam; may be left empty)"</label>
            <input id="exam-seed" class="question__field" inputmode="numeric" autocomplete="off"
                on:input:target=move |event| seed.set(event.target().value())/>
        </div>
        <OutlineNote outline=chosen/>
        <button type="button" class="button button--main button--large" on:click=begin>"Begin the exam"</button>
    }
}

/// Where the outline comes from, and what is not confirmed.
#[component]
fn OutlineNote(outline: RwSignal<Option<Outline>>) -> impl IntoView {
    let note = move || {
        outline.get().map(|it| {
            let date = format!("Outline of {}. ", it.date);
            view! { <p class="quiet">{date}{it.unconfirmed}" "<a href=it.url>"The official page"</a>"."</p> }
        })
    };
    view! { {note} }
}

fn draw(examiner: Examiner, plan: Plan) {
    let exam =
        examiner.library.with_untracked(|it| it.bank.as_ref().and_then(|bank| Exam::draw(plan, bank, clock::now())));
    let Some(exam) = exam else { return };
    let topics = examiner.topics(exam.places.iter().map(|it| it.item.idea.as_str()));
    examiner.load(topics, move || {
        examiner.exam.set(Some(exam.beginning(clock::now())));
        examiner.keep_exam();
        show(examiner);
    });
}
