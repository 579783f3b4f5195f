//! Options: one of them, or several.

use keyless_content::question::Choice;
use keyless_content::question::judge::Answer;
use keyless_content::quiz::random::Random;
use leptos::prelude::*;

use super::explained::source;
use super::{Asked, inline, say};

/// Radio buttons or checkboxes, shuffled.
#[component]
pub(super) fn Choices(asked: Asked, several: bool) -> impl IntoView {
    let options = asked.question.options().to_vec();
    let order = Random::named(asked.seed, &asked.question.id).order(options.len());
    let name = format!("options-{}", asked.question.id);
    let items = order.into_iter().filter_map(|at| Some((at, options.get(at)?.clone())));
    let items = items.map(|(at, option)| item(&asked, at, option, several, &name)).collect_view();
    view! {
        <p class="question__how">{if several { say::SEVERAL } else { say::ONE }}</p>
        <ul class="options">{items}</ul>
    }
}

fn item(asked: &Asked, at: usize, option: Choice, several: bool, name: &str) -> AnyView {
    let (answer, judged) = (asked.answer, asked.judged);
    let chosen = move || matches!(&*answer.read(), Answer::Chosen(list) if list.contains(&at));
    let choose = move |_| answer.update(|answer| choose(answer, at, several));
    let kind = if several { "checkbox" } else { "radio" };
    let correct = option.correct;
    let state = move || judged.get().then_some(if correct { "right" } else { "wrong" });
    // The question's own source is told once, below.
    let from = if option.source == asked.question.source { String::new() } else { option.source.clone() };
    let why = option.why.clone();
    view! {
        <li class="option" data-state=state>
            <label class="option__label">
                <input
                    type=kind
                    name=name.to_owned()
                    prop:checked=chosen
                    disabled=move || judged.get()
                    on:change=choose
                />
                <span>{inline(&option.text)}</span>
            </label>
            {move || judged.get().then(|| told(correct, chosen(), &why, &from))}
        </li>
    }
    .into_any()
}

/// What the option is, in words, and why.
fn told(correct: bool, chosen: bool, why: &str, from: &str) -> impl IntoView + use<> {
    let word = match (correct, chosen) {
        (true, true) => "Right, and you chose it.",
        (true, false) => "Right, and you left it out.",
        (false, true) => "Wrong, and you chose it.",
        (false, false) => "Wrong.",
    };
    view! {
        <p class="option__why">
            <strong>{word}</strong>" "{inline(why)}" "{source(from)}
        </p>
    }
}

fn choose(answer: &mut Answer, at: usize, several: bool) {
    let mut list = match answer {
        Answer::Chosen(list) if several => std::mem::take(list),
        _ => Vec::new(),
    };
    match list.iter().position(|it| *it == at) {
        Some(known) => drop(list.remove(known)),
        None => list.push(at),
    }
    list.sort_unstable();
    *answer = Answer::Chosen(list);
}
