//! Two points of the timeline side by side: what is different between them.

use keyless_core::authz::roles;
use keyless_core::render::diagram::{Diagram, Places};
use keyless_core::render::layout::LayoutOptions;
use keyless_core::session::Session;
use keyless_core::state::State;
use leptos::prelude::*;

use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::inspect as say;

/// The part "Compare two points", made when it is opened.
#[component]
pub(super) fn Compare() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details class="modal__part compare">
            <summary class="inspector__heading" on:click=move |_| open.set(true)>{say::COMPARE}</summary>
            <Show when=move || open.get()><Points/></Show>
        </details>
    }
}

/// The two lists of points, and the difference.
#[component]
fn Points() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let points = use_slice(|snapshot| {
        let steps = snapshot
            .timeline
            .iter()
            .enumerate()
            .map(|(at, step)| (format!("{}", at + 1), format!("{}  {}", at + 1, step.line)));
        let named = snapshot.checkpoints.iter().map(|(name, _)| (format!("@{name}"), format!("checkpoint {name}")));
        let beginning = [("0".to_owned(), say::BEGINNING.to_owned())];
        beginning.into_iter().chain(steps).chain(named).collect::<Vec<_>>()
    });
    let (from, to) = (RwSignal::new("0".to_owned()), RwSignal::new(String::new()));
    let differences = move || {
        points.track();
        dispatcher.with_session(|session| {
            let (a, b) = (at(session, &from.get()), at(session, &to.get()));
            between(&a, &b)
        })
    };
    let list = move || {
        let all = differences();
        if all.is_empty() {
            return view! { <p class="quiet">{say::COMPARE_SAME}</p> }.into_any();
        }
        view! { <ul class="compare__list">{all.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <PointPicker name=say::COMPARE_FROM points chosen=from first=None/>
        <PointPicker name=say::COMPARE_TO points chosen=to first=Some(say::NOW)/>
        <div role="status">{list}</div>
    }
}

/// A list of points.
#[component]
fn PointPicker(
    name: &'static str,
    points: Memo<Vec<(String, String)>>,
    chosen: RwSignal<String>,
    /// The choice before all points: the present.
    first: Option<&'static str>,
) -> impl IntoView {
    let option = move |(value, text): (String, String)| {
        let mine = value.clone();
        view! { <option value=value selected=move || *chosen.read() == mine>{text}</option> }
    };
    view! {
        <label class="ask ask--row">
            <span class="ask__label">{name}</span>
            <select class="step-picker__select" on:change=move |event| chosen.set(event_target_value(&event))>
                {first.map(|text| option((String::new(), text.to_owned())))}
                {move || points.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// The world at a point: a step's number, a checkpoint after `@`, or now.
fn at(session: &Session, point: &str) -> State {
    if let Some(name) = point.strip_prefix('@') {
        let found = session.checkpoints().iter().find(|it| it.name == name);
        return found.map_or_else(|| session.state().clone(), |it| it.state.clone());
    }
    match point.parse::<usize>() {
        Ok(0) => session.entries().first().map_or_else(|| session.state().clone(), |it| it.before.clone()),
        Ok(step) => session.entries().get(step - 1).map_or_else(|| session.state().clone(), |it| it.after.clone()),
        Err(_) => session.state().clone(),
    }
}

/// What is different, a sentence each.
fn between(from: &State, to: &State) -> Vec<String> {
    let names = |id: &_| roles::name_in(to, id);
    Diagram::of(to, Some(from), &mut Places::default(), LayoutOptions::WIDE, &names).change_sentences()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::SessionOptions;

    #[test]
    fn any_two_points_can_be_compared() {
        let mut session = Session::new(SessionOptions::default());
        for line in ["az group create -n a -l westus", "keyless checkpoint one", "az group create -n b -l westus"] {
            session.run(line);
        }
        let told = |from: &str, to: &str| between(&at(&session, from), &at(&session, to));
        assert!(told("0", "").len() >= 2);
        assert_eq!(told("@one", "1"), Vec::<String>::new());
        assert_eq!(told("@one", "").len(), 1);
        assert_eq!(told("2", "@one").len(), 1);
    }
}
