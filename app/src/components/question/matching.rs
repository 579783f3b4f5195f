//! Pairs to join, with a list to choose from for each: no dragging.

use keyless_content::question::Body;
use keyless_content::question::judge::Answer;
use keyless_content::quiz::random::Random;
use leptos::prelude::*;

use super::{Asked, inline, say};

/// Each left side with a list of all right sides.
#[component]
pub(super) fn Matching(asked: Asked) -> impl IntoView {
    let Body::Match(pairs) = asked.question.body.clone() else { return ().into_any() };
    let (answer, judged, count) = (asked.answer, asked.judged, pairs.len());
    let order = Random::named(asked.seed, &asked.question.id).order(count);
    let rights: Vec<(usize, String)> =
        order.into_iter().filter_map(|at| Some((at, pairs.get(at)?.1.replace('`', "")))).collect();
    let item = |(left, (text, _)): (usize, &(String, String))| {
        let id = format!("match-{}-{left}", asked.question.id);
        let joined = move || match &*answer.read() {
            Answer::Matched(list) => list.get(left).copied().flatten(),
            _ => None,
        };
        let join = move |value: String| answer.update(|answer| join(answer, left, value.parse().ok(), count));
        let choices = rights.iter().map(|(at, right)| {
            let at = *at;
            view! { <option value=at.to_string() selected=move || joined() == Some(at)>{right.clone()}</option> }
        });
        view! {
            <li class="pair">
                <label for=id.clone()>{inline(text)}</label>
                <select id=id disabled=move || judged.get() on:change:target=move |event| join(event.target().value())>
                    <option value="" selected=move || joined().is_none()>"Choose…"</option>
                    {choices.collect_view()}
                </select>
            </li>
        }
    };
    view! {
        <p class="question__how">{say::MATCH}</p>
        <ul class="pairs">{pairs.iter().enumerate().map(item).collect_view()}</ul>
    }
    .into_any()
}

fn join(answer: &mut Answer, left: usize, right: Option<usize>, count: usize) {
    let mut list = match answer {
        Answer::Matched(list) => std::mem::take(list),
        _ => Vec::new(),
    };
    list.resize(count, None);
    if let Some(place) = list.get_mut(left) {
        *place = right;
    }
    *answer = Answer::Matched(list);
}
