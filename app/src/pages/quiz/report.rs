//! The report of an exam: per skill, with how sure that is, what to study, and each question explained. Printable.

use std::sync::Arc;

use keyless_content::question::Question;
use keyless_content::question::judge::is_right;
use keyless_content::quiz::exam::Exam;
use keyless_content::quiz::report::Report;
use keyless_content::quiz::statistics::Tally;
use leptos::prelude::*;

use super::ToHub;
use crate::components::question::{Asked, Explained, QuestionForm, say};
use crate::examiner::{Library, use_examiner};
use crate::platform::{dom, location};

/// The report of the exam that was handed in.
#[component]
pub(super) fn ReportPage() -> impl IntoView {
    let examiner = use_examiner();
    let Some(exam) = examiner.exam.get_untracked() else { return ().into_any() };
    let library = examiner.library.get_untracked();
    let questions: Vec<Option<Question>> = exam.places.iter().map(|it| library.question(&it.item)).collect();
    let judge = |at: usize| match (questions.get(at), exam.places.get(at)) {
        (Some(Some(question)), Some(place)) => is_right(question, &place.answer),
        _ => false,
    };
    let report = Report::of(&exam, judge);
    let name = library.bank.as_ref().and_then(|it| it.outlines.outline(&exam.plan.outline)).map(|it| it.name.clone());
    view! {
        <h1 id="question-text" tabindex="-1">"Report"</h1>
        <p class="quiet">{name}", seed "{exam.plan.seed.to_string()}", "{exam.places.len()}" questions"</p>
        <p class="prose__lead">{told("Right", report.all)}</p>
        <p>{say::UNAFFILIATED}</p>
        <p class="quiz__actions print-not">
            <button type="button" class="button" on:click=|_| dom::print()>"Print"</button>
            <ToHub/>
        </p>
        {skills(&report, &library)}
        <h2>"Each question"</h2>
        {each(&exam, questions, &report)}
    }
    .into_any()
}

/// `Right: 14 of 20, 70 % (48 % to 85 % with 95 % confidence)`
fn told(word: &str, tally: Tally) -> String {
    let (low, high) = tally.interval();
    let share = (tally.share() * 100.0).round() as u32;
    format!("{word}: {} of {}, {share} % ({low} % to {high} % with 95 % confidence)", tally.right, tally.asked)
}

fn skills(report: &Report, library: &Library) -> impl IntoView + use<> {
    let outlines = library.bank.as_ref().map(|it| it.outlines.clone()).unwrap_or_default();
    let weak: Vec<String> = report.to_study().map(str::to_owned).collect();
    let row = |(skill, tally): &(String, Tally)| {
        let (low, high) = tally.interval();
        let title = outlines.title(skill).to_owned();
        let study = outlines.skills.iter().find(|it| it.id == *skill).filter(|_| weak.contains(skill));
        let study = study.map(|it| {
            let label = format!("Study: {title}");
            view! { <a href=format!("{}{}", location::root(), it.study)>{label}</a> }
        });
        view! {
            <tr>
                <th scope="row">{title.clone()}</th>
                <td>{tally.right}" of "{tally.asked}</td>
                <td>{low}" to "{high}" %"</td>
                <td>{study}</td>
            </tr>
        }
    };
    view! {
        <h2>"Per skill, the weakest first"</h2>
        <p class="quiet">"The range is where your true share lies with 95 % confidence. Few questions leave it wide."</p>
        <div class="quiz__table" role="region" aria-label="Result per skill" tabindex="0">
            <table>
                <thead><tr><th scope="col">"Skill"</th><th scope="col">"Right"</th><th scope="col">"Range"</th><th scope="col">"To study"</th></tr></thead>
                <tbody>{report.skills.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn each(exam: &Exam, questions: Vec<Option<Question>>, report: &Report) -> impl IntoView + use<> {
    let seed = exam.plan.seed;
    let answers: Vec<_> = exam.places.iter().map(|it| it.answer.clone()).collect();
    let right = report.right.clone();
    let items = questions.into_iter().zip(answers).enumerate().filter_map(|(at, (question, answer))| {
        let question = Arc::new(question?);
        let word = match (right.get(at).copied().unwrap_or(false), answer.is_given()) {
            (true, _) => "right",
            (false, true) => "not right",
            (false, false) => "not answered",
        };
        let asked = Asked { question: Arc::clone(&question), answer: RwSignal::new(answer), judged: Signal::stored(true), seed };
        let open = RwSignal::new(false);
        // Opened ones only: a picture and a session for each would be too much at once.
        Some(view! {
            <li class="report__question">
                <button type="button" class="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|it| *it = !*it)>
                    {format!("Question {}: {word}", at + 1)}
                </button>
                {move || open.get().then(|| view! { <QuestionForm asked=asked.clone() in_list=true/><Explained question=Arc::clone(&question) seed/> })}
            </li>
        })
    });
    view! { <ol class="report">{items.collect_view()}</ol> }
}
