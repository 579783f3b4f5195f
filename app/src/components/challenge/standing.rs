//! How an attempt stands: goals as missing facts, what is too much, lines beside the par.

use keyless_content::challenge::{Challenge, Standing};
use leptos::prelude::*;

use crate::components::ui::icon::{Glyph, Icon};
use crate::components::ui::ticks;
use crate::messages;

/// The goals, what went too far, and the score.
#[component]
pub(super) fn StandingView(challenge: &'static Challenge, standing: Memo<Standing>) -> impl IntoView {
    let goal = move |at: usize| {
        let holds = Memo::new(move |_| standing.with(|it| it.goals.get(at).copied().unwrap_or_default()));
        let goal = challenge.goals.get(at)?;
        let text = goal.text.clone();
        let missing = goal.fact.missing();
        Some(view! {
            <li class="goals__item">
                <GoalMark holds/>
                <span>
                    {ticks::text(&text)}
                    <Show when=move || !holds.get()>
                        <span class="goals__missing">{ticks::text(&missing)}</span>
                    </Show>
                </span>
            </li>
        })
    };
    let solved = move || standing.read().is_solved();
    let verdict = move || if solved() { messages::SOLVED } else { messages::NOT_YET };
    let lines = move || standing.with(|it| messages::lines_of_par(it.changes, it.par));
    let score = move || solved().then(|| standing.with(|it| messages::score(it.score())));
    view! {
        <section class="goals" aria-label="Goals">
            <p class="goals__count" role="status">
                <strong>{verdict}</strong>
                ". "
                {move || score().map(|score| format!("{score}. "))}
                {lines}
            </p>
            <ol class="goals__list">{(0..challenge.goals.len()).filter_map(goal).collect_view()}</ol>
            <TooMuch challenge standing/>
        </section>
    }
}

/// "done" with a tick, or "to do".
#[component]
fn GoalMark(holds: Memo<bool>) -> impl IntoView {
    view! {
        <span class="goal-state" class:goal-state--done=move || holds.get()>
            <Show when=move || holds.get()>
                <Icon glyph=Glyph::Done/>
            </Show>
            {move || if holds.get() { "done" } else { "to do" }}
        </span>
    }
}

/// What holds and must not: more access than needed, or something lost.
#[component]
fn TooMuch(challenge: &'static Challenge, standing: Memo<Standing>) -> impl IntoView {
    let facts = move || {
        let holding = standing.with(|it| it.forbidden.clone());
        let facts = challenge.forbidden.iter().zip(holding).filter(|(_, holds)| *holds);
        facts.map(|(fact, _)| view! { <li>{ticks::text(&fact.text)}</li> }).collect_view()
    };
    let any = move || standing.read().forbidden.contains(&true);
    view! {
        <div role="status">
            <Show when=any>
                <div class="too-much">
                    <p class="too-much__title">{messages::TOO_MUCH}</p>
                    <ul>{facts}</ul>
                </div>
            </Show>
        </div>
    }
}
