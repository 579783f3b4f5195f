//! Which step the inspector looks at: the last one, or an earlier one.

use std::sync::Arc;

use keyless_core::render::diagram::Diagram;
use keyless_core::session::{Entry, Outcome};
use keyless_core::state::State;
use leptos::prelude::*;

use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::inspect as say;
use crate::snapshot::Snapshot;
use crate::told::{Told, told};

/// Steps that the list offers.
const OFFERED: usize = 60;

/// What a step did, with the worlds around it.
pub(crate) struct Seen {
    pub(crate) outcomes: Vec<Arc<Outcome>>,
    pub(crate) news: Vec<Told>,
    pub(crate) before: State,
    pub(crate) after: State,
}

impl Seen {
    fn last(snapshot: &Snapshot) -> Self {
        Self {
            outcomes: snapshot.last.clone(),
            news: snapshot.news.clone(),
            before: snapshot.before.clone(),
            after: snapshot.state.clone(),
        }
    }

    fn of(entry: &Entry) -> Self {
        Self {
            news: vec![told(&entry.outcome, &entry.before, &entry.after, &Diagram::default())],
            outcomes: vec![Arc::clone(&entry.outcome)],
            before: entry.before.clone(),
            after: entry.after.clone(),
        }
    }
}

/// The step in view.
#[derive(Clone, Copy)]
pub(crate) struct Looking {
    /// Counted from 1; none is the last command.
    step: RwSignal<Option<usize>>,
    seen: Memo<Arc<Seen>>,
}

/// What the inspector looks at.
pub(crate) fn use_looking() -> Looking {
    expect_context()
}

impl Looking {
    /// At the last command.
    pub(crate) fn new() -> Self {
        let (dispatcher, step) = (use_dispatcher(), RwSignal::new(None));
        let snapshot = dispatcher.snapshot();
        let seen = Memo::new_with_compare(
            move |_| {
                let snapshot = snapshot.read();
                let earlier = step.get().and_then(|number: usize| {
                    dispatcher.with_session(|session| session.entries().get(number.checked_sub(1)?).map(Seen::of))
                });
                Arc::new(earlier.unwrap_or_else(|| Seen::last(&snapshot)))
            },
            |_, _| true,
        );
        // A new command is looked at, whatever was looked at before.
        let lines = use_slice(|snapshot| snapshot.lines.len());
        Effect::new(move |_| {
            lines.track();
            step.set(None);
        });
        Self { step, seen }
    }

    /// The step in view, followed.
    pub(crate) fn seen(&self) -> Arc<Seen> {
        self.seen.get()
    }

    /// Looks at a step of the timeline.
    pub(crate) fn look_at(&self, step: Option<usize>) {
        self.step.set(step);
    }
}

/// The list of steps to look at.
#[component]
pub(crate) fn StepPicker() -> impl IntoView {
    let looking = use_looking();
    let steps = use_slice(|snapshot| snapshot.timeline.clone());
    let option = move |(number, line): (usize, String)| {
        let text = format!("{number}  {line}");
        view! { <option value=number.to_string() selected=move || looking.step.get() == Some(number)>{text}</option> }
    };
    let options = move || {
        let steps = steps.read();
        let all = steps.iter().enumerate().map(|(at, step)| (at + 1, step.line.clone())).rev().take(OFFERED);
        all.collect::<Vec<_>>().into_iter().map(option).collect_view()
    };
    let choose = move |event| looking.look_at(event_target_value(&event).parse().ok());
    view! {
        <Show when=move || !steps.read().is_empty()>
            <label class="step-picker">
                <span class="step-picker__word">{say::STEP}</span>
                <select class="step-picker__select" on:change=choose>
                    <option value="" selected=move || looking.step.get().is_none()>{say::LAST_STEP}</option>
                    {options}
                </select>
            </label>
        </Show>
    }
}
