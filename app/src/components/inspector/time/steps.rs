//! The timeline: every step, how it went, and a way back to each.

use leptos::prelude::*;

use crate::dispatch::{use_dispatcher, use_slice};
use crate::snapshot::Step;

/// The list "Timeline".
#[component]
pub(super) fn Steps() -> impl IntoView {
    let steps = use_slice(|snapshot| (snapshot.timeline.clone(), snapshot.position));
    let rows = move || {
        let (steps, position) = steps.get();
        let rows = steps.into_iter().enumerate().map(|(at, step)| (at + 1, step, position)).rev();
        rows.collect::<Vec<_>>()
    };
    view! {
        <Show
            when=move || !steps.read().0.is_empty()
            fallback=|| view! { <p class="quiet">"No step yet. Each command becomes one, and you can go back to any."</p> }
        >
            <ol class="timeline" aria-label="Timeline" reversed=true>
                {move || rows().into_iter().map(|(number, step, position)| view! { <Row number step position/> }).collect_view()}
                <Beginning position=steps.get().1/>
            </ol>
        </Show>
    }
}

/// Where a step stands from the present one.
fn standing(number: usize, position: usize) -> &'static str {
    match number.cmp(&position) {
        std::cmp::Ordering::Less => "step__row",
        std::cmp::Ordering::Equal => "step__row step__row--current",
        std::cmp::Ordering::Greater => "step__row step__row--undone",
    }
}

#[component]
fn Row(number: usize, step: Step, position: usize) -> impl IntoView {
    let current = number == position;
    view! {
        <li class=standing(number, position) aria-current=current.then_some("step")>
            <div class=step.status.class()>
                <code class="step__line">{step.line}</code>
                <span class="step__status">
                    {step.status.words()}
                    {(number > position).then_some(", undone")}
                    {current.then_some(", you are here")}
                </span>
            </div>
            <Go number position/>
        </li>
    }
}

/// The world before the first step.
#[component]
fn Beginning(position: usize) -> impl IntoView {
    view! {
        <li class=standing(0, position) aria-current=(position == 0).then_some("step")>
            <div class="step step--unchanged">
                <span class="step__line">"The beginning"</span>
                {(position == 0).then(|| view! { <span class="step__status">"you are here"</span> })}
            </div>
            <Go number=0 position/>
        </li>
    }
}

/// The button that leads to a step; none at the present one.
#[component]
fn Go(number: usize, position: usize) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let (name, label) = if number < position { ("Go back to here", "Back") } else { ("Go forward to here", "Forward") };
    let go = move |_| dispatcher.run(format!("keyless goto {number}"));
    (number != position).then(|| {
        view! {
            <button type="button" class="button button--quiet" aria-label=name title=name on:click=go>{label}</button>
        }
    })
}
