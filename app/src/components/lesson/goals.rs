//! Goals, ticked as the state reaches them, and told politely when they are.

use keyless_content::lesson::Lesson;
use leptos::prelude::*;

use crate::components::ui::icon::{Glyph, Icon};
use crate::dispatch::use_dispatcher;
use crate::messages;
use crate::progress::use_progress;

/// Which goals are reached, in their order.
pub(crate) fn use_reached(lesson: &'static Lesson) -> Memo<Vec<bool>> {
    let (dispatcher, progress) = (use_dispatcher(), use_progress());
    let reached = Memo::new(move |_| {
        dispatcher.snapshot().track();
        dispatcher.with_session(|session| lesson.goals.iter().map(|goal| goal.reached_in(session)).collect::<Vec<_>>())
    });
    Effect::new(move |_| {
        let reached = reached.get();
        for (goal, _) in lesson.goals.iter().zip(reached).filter(|(_, reached)| *reached) {
            progress.mark(&format!("lesson/{}", lesson.id), &goal.id);
        }
    });
    reached
}

/// The list of goals on top of a lesson.
#[component]
pub(crate) fn GoalList(lesson: &'static Lesson, reached: Memo<Vec<bool>>) -> impl IntoView {
    let count = move || reached.read().iter().filter(|it| **it).count();
    let all = lesson.goals.len();
    let news = Memo::new(move |before: Option<&(Vec<bool>, String)>| {
        let now = reached.get();
        let fresh = before.map(|(before, _)| newly(before, &now)).unwrap_or_default();
        let told =
            fresh.into_iter().filter_map(|at| lesson.goals.get(at)).map(|goal| format!("Goal done: {}", goal.text));
        (now, told.collect::<Vec<_>>().join(" "))
    });
    let item = move |(at, goal): (usize, &'static keyless_content::goal::Goal)| {
        view! { <li class="goals__item"><GoalState at reached/><span>{goal.text.clone()}</span></li> }
    };
    let next = move || {
        let at = reached.read().iter().position(|it| !it);
        match at.and_then(|at| lesson.goals.get(at)) {
            Some(goal) => {
                view! { {messages::NEXT}<a href=format!("#{}", goal.section)>{goal.text.clone()}</a> }.into_any()
            }
            None => messages::ALL_REACHED.into_any(),
        }
    };
    view! {
        <section class="goals" aria-label="Goals">
            <p class="goals__count"><strong>{count} " of " {all}</strong> " goals done. " {next}</p>
            <details>
                <summary>"All goals"</summary>
                <ol class="goals__list">{lesson.goals.iter().enumerate().map(item).collect_view()}</ol>
            </details>
            <p class="visually-hidden" role="status">{move || news.get().1}</p>
        </section>
    }
}

/// Which goals are reached now and were not before.
fn newly(before: &[bool], now: &[bool]) -> Vec<usize> {
    let pairs = now.iter().enumerate();
    pairs.filter(|(at, now)| **now && before.get(*at) == Some(&false)).map(|(at, _)| at).collect()
}

/// The place in the text where a goal is reached.
#[component]
pub(crate) fn GoalLine(lesson: &'static Lesson, id: &'static str, reached: Memo<Vec<bool>>) -> impl IntoView {
    let at = lesson.goals.iter().position(|goal| goal.id == id);
    at.and_then(|at| Some((at, lesson.goals.get(at)?))).map(|(at, goal)| {
        view! { <p class="goal-line"><GoalState at reached/><span>{goal.text.clone()}</span></p> }
    })
}

/// "done" with a tick, or "to do".
#[component]
fn GoalState(at: usize, reached: Memo<Vec<bool>>) -> impl IntoView {
    let done = Memo::new(move |_| reached.read().get(at).copied().unwrap_or_default());
    view! {
        <span class="goal-state" class:goal-state--done=move || done.get()>
            <Show when=move || done.get()><Icon glyph=Glyph::Done/></Show>
            {move || if done.get() { "done" } else { "to do" }}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_not_done_before_is_news() {
        assert_eq!(newly(&[false, true, false], &[true, true, false]), [0]);
        assert!(newly(&[], &[true]).is_empty());
    }
}
