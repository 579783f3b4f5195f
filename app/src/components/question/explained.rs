//! What is told after an answer: the key in words, the explanation, the world to look at, a report to copy.

use std::sync::Arc;

use keyless_content::question::{Body, Question};
use keyless_core::rules::{self, RuleId};
use leptos::prelude::*;

use super::{inline, say};
use crate::app::use_navigation;
use crate::components::ui::copy::CopyButton;
use crate::dispatch::use_dispatcher;
use crate::route::Route;

/// The key in one or a few sentences, not by colour.
fn told_key(question: &Question) -> String {
    let list = |items: Vec<String>| items.join("; ");
    match &question.body {
        Body::Choices { options, .. } => {
            let right: Vec<String> = options.iter().filter(|it| it.correct).map(|it| it.text.clone()).collect();
            let noun = if right.len() == 1 { "The right answer is" } else { "The right answers are" };
            format!("{noun}: {}", list(right))
        }
        Body::Order(steps) => {
            let steps = steps.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)).collect();
            format!("The right order is: {}", list(steps))
        }
        Body::Match(pairs) => {
            let pairs = pairs.iter().map(|(left, right)| format!("{left} belongs to {right}")).collect();
            format!("The right pairs are: {}", list(pairs))
        }
        Body::Command(accepts) => {
            format!("A right command is: {}", accepts.first().map(|it| format!("`{it}`")).unwrap_or_default())
        }
        Body::Task { solution, .. } => {
            let lines = solution.iter().map(|it| format!("`{it}`")).collect();
            format!("These commands do it: {}", list(lines))
        }
    }
}

/// Where something is written: a rule with its sentence, or a page.
pub(super) fn source(text: &str) -> AnyView {
    let number = text.strip_prefix('R').and_then(|it| it.parse().ok());
    if let Some(rule) = number.and_then(|number| rules::find(RuleId(number))) {
        return view! { <span class="source">{format!("Rule {}: {}", rule.id, rule.statement)}</span> }.into_any();
    }
    match text.rsplit_once(' ') {
        Some((title, url)) => view! { <a class="source" href=url.to_owned()>{title.to_owned()}</a> }.into_any(),
        None => ().into_any(),
    }
}

/// Explanation and ways on.
#[component]
pub(crate) fn Explained(question: Arc<Question>, #[prop(optional)] seed: Option<u64>) -> impl IntoView {
    let (navigation, dispatcher) = (use_navigation(), use_dispatcher());
    let shown = Arc::clone(&question);
    let see = move |_| {
        let lines: Vec<String> = shown.lines().cloned().collect();
        dispatcher.see(shown.start(), &lines);
        navigation.go(&Route::Play);
    };
    let has_world = question.lines().next().is_some() || question.broken.is_some();
    view! {
        <p class="explained__key">{inline(&told_key(&question))}</p>
        <p>{inline(&question.explanation)}" "{source(&question.source)}</p>
        <p class="explained__ways">
            {has_world.then(|| view! { <button type="button" class="button" on:click=see>{say::SEE}</button> })}
        </p>
        <details class="explained__report">
            <summary>{say::REPORT}</summary>
            <ReportText text=issue(&question, seed)/>
        </details>
    }
}

#[component]
fn ReportText(text: String) -> impl IntoView {
    let copied = text.clone();
    view! {
        <p class="quiet">{say::REPORT_HELP}</p>
        <textarea class="explained__text" readonly rows="8" aria-label="Text of the report">{text}</textarea>
        <CopyButton text=move |()| copied.clone() name="Copy the report" word="Copy"/>
    }
}

/// What somebody needs to look into a question.
fn issue(question: &Question, seed: Option<u64>) -> String {
    let lines: String = question.lines().map(|line| format!("    {line}\n")).collect();
    let seed = seed.map(|it| format!("Seed of the exam: {it}\n")).unwrap_or_default();
    format!(
        "Question: {}\nKeyless: {}\n{seed}Scenario: {}\n{lines}\nAsked: {}\nKey: {}\n\nWhat is wrong:\n",
        question.id,
        env!("CARGO_PKG_VERSION"),
        question.scenario,
        question.text,
        told_key(question),
    )
}
