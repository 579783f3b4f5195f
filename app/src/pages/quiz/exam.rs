//! An exam: the clock, the question in view, the review, and the report at the end.

use gloo::timers::callback::Interval;
use keyless_content::question::judge::is_right;
use keyless_content::quiz::exam::{Exam, MINUTE};
use keyless_content::quiz::record::Entry;
use leptos::prelude::*;

use super::ToHub;
use super::exam_question::ExamQuestion;
use super::exam_review::Review;
use super::report::ReportPage;
use crate::examiner::{Examiner, use_examiner};
use crate::platform::{clock, dom};

/// What of an exam is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Question,
    Paused,
    Review,
    Report,
}

/// The exam in view.
#[component]
pub(super) fn ExamPage() -> impl IntoView {
    let examiner = use_examiner();
    let reviewing = RwSignal::new(false);
    let part = Memo::new(move |_| match &*examiner.exam.read() {
        Some(exam) if exam.over => Part::Report,
        Some(exam) if exam.is_paused() => Part::Paused,
        _ if reviewing.get() => Part::Review,
        _ => Part::Question,
    });
    view! {
        {move || match part.get() {
            Part::Report => view! { <ReportPage/> }.into_any(),
            Part::Paused => view! { <Paused/> }.into_any(),
            Part::Review => view! { <Head/><Review reviewing/> }.into_any(),
            Part::Question => view! { <Head/><ExamQuestion reviewing/> }.into_any(),
        }}
    }
}

/// Time left, and the pause.
#[component]
fn Head() -> impl IntoView {
    let examiner = use_examiner();
    let now = RwSignal::new(clock::now());
    // It ends with the part of the page that owns it.
    let _tick = StoredValue::new_local(Interval::new(1000, move || {
        let time = clock::now();
        let _ = now.try_set(time);
        if examiner.exam.with_untracked(|it| it.as_ref().is_some_and(|it| !it.over && it.left(time) == 0)) {
            hand_in(examiner);
        }
    }));
    let left = move || examiner.exam.read().as_ref().map_or(0, |exam| exam.left(now.get()));
    let soon = move || (left() < 5 * MINUTE).then(|| format!("{} minutes are left.", left().div_ceil(MINUTE)));
    let soon = Memo::new(move |_| soon());
    view! {
        <h1>"Exam"</h1>
        <p class="exam__head">
            <span class="exam__time">{move || minutes(left())}" left"</span>
            <button type="button" class="button" on:click=move |_| pause(examiner)>"Pause"</button>
            <span class="visually-hidden" role="status">{move || soon.get()}</span>
        </p>
    }
}

/// Time as `29:05`.
fn minutes(left: u64) -> String {
    let seconds = left / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn pause(examiner: Examiner) {
    examiner.change_exam(|exam| exam.pause(clock::now()));
    dom::focus_soon("question-text");
}

/// The clock stands still, and nothing of the exam is in view.
#[component]
fn Paused() -> impl IntoView {
    let examiner = use_examiner();
    let go_on = move |_| {
        examiner.change_exam(|exam| exam.resume(clock::now()));
        dom::focus_soon("question-text");
    };
    view! {
        <h1 id="question-text" tabindex="-1">"The exam is paused"</h1>
        <p>"The clock stands still. Your answers are kept on this device, so you can close the page and go on later."</p>
        <p class="quiz__actions">
            <button type="button" class="button button--main button--large" on:click=go_on>"Go on"</button>
            <ToHub/>
        </p>
    }
}

/// Ends the exam and writes its answers into the record.
pub(super) fn hand_in(examiner: Examiner) {
    let now = clock::now();
    examiner.change_exam(|exam| {
        exam.go(exam.at, now);
        exam.hand_in(now);
    });
    let entries =
        examiner.exam.with_untracked(|exam| exam.as_ref().map(|exam| entries(examiner, exam)).unwrap_or_default());
    examiner.add(entries);
    dom::scroll_to_top();
    dom::focus_soon("question-text");
}

/// One for each question; the same ones from another tab are the same.
fn entries(examiner: Examiner, exam: &Exam) -> Vec<Entry> {
    let library = examiner.library.read_untracked();
    let entry = |(at, place): (usize, &keyless_content::quiz::exam::Place)| {
        let question = library.question(&place.item)?;
        Some(Entry {
            time: exam.began + at as u64,
            question: place.item.name(),
            right: is_right(&question, &place.answer),
            exam: true,
            seconds: u32::try_from(place.spent / 1000).unwrap_or(u32::MAX),
        })
    };
    exam.places.iter().enumerate().filter_map(entry).collect()
}
