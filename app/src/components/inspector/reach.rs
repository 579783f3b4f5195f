//! Blast radius: what somebody who runs code on a host reaches, hop by hop, and what the inspected step changed of it.

use keyless_core::inspect::blast_radius::{self, BlastRadius, Hop, HopKind};
use keyless_core::model::scope::ResourceId;
use leptos::prelude::*;

use super::fact::Fact;
use super::looking::use_looking;
use crate::components::bench::light::use_light;
use crate::components::world::Selected;
use crate::messages::inspect as say;

/// The region "Blast radius".
#[component]
pub(crate) fn Reach() -> impl IntoView {
    let (looking, selected) = (use_looking(), expect_context::<Selected>().0);
    let chosen = RwSignal::new(None::<String>);
    let hosts = Memo::new(move |_| {
        let seen = looking.seen();
        let all = blast_radius::hosts(&seen.after);
        all.into_iter().map(|it| (it.id.key(), it.name.clone())).collect::<Vec<_>>()
    });
    // The host that was chosen, or is selected in the World, or the first.
    let host = Memo::new(move |_| {
        let hosts = hosts.read();
        let wanted = [chosen.get(), selected.get()];
        let found = wanted.iter().flatten().find_map(|id| hosts.iter().find(|it| it.0 == *id));
        found.or(hosts.first()).map(|it| it.0.clone())
    });
    let option = move |(id, name): (String, String)| {
        let mine = id.clone();
        view! { <option value=id selected=move || host.read().as_ref() == Some(&mine)>{name}</option> }
    };
    view! {
        <Show when=move || !hosts.read().is_empty() fallback=|| view! { <p class="quiet">{say::REACH_NONE}</p> }>
            <label class="ask ask--row">
                <span class="ask__label">{say::REACH_FIELD}</span>
                <select class="step-picker__select" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                    {move || hosts.get().into_iter().map(option).collect_view()}
                </select>
            </label>
            {move || host.get().map(|host| view! { <Reached host/> })}
        </Show>
    }
}

/// What is reached from one host.
#[component]
fn Reached(host: String) -> impl IntoView {
    let (looking, light) = (use_looking(), use_light());
    let id = ResourceId::new(host);
    let both = move || {
        let seen = looking.seen();
        (blast_radius::of(&seen.before, &id), blast_radius::of(&seen.after, &id))
    };
    on_cleanup(move || light.keep(Vec::new()));
    move || {
        let (before, after) = both();
        light.keep(after.hops.iter().map(|hop| hop.to.clone()).collect());
        let deepest = after.hops.iter().map(|it| it.depth).max().unwrap_or(0);
        let lead =
            if after.hops.is_empty() { say::REACH_NOTHING.to_owned() } else { say::reach(after.hops.len(), deepest) };
        let cut = after.cut.then(|| view! { <p class="quiet">{say::REACH_CUT}</p> });
        view! {
            <p class="reach__lead">{lead}</p>
            <ol class="reach">{after.hops.iter().cloned().map(hop).collect_view()}</ol>
            {cut}
            {changed(&before, &after)}
        }
    }
}

fn hop(hop: Hop) -> impl IntoView {
    let class = match hop.kind {
        HopKind::Identity => "reach__word reach__word--identity",
        HopKind::Grant => "reach__word reach__word--role",
        HopKind::Data | HopKind::Host | HopKind::Everything => "reach__word reach__word--bad",
    };
    let item = match hop.depth {
        1 => "reach__hop",
        2 => "reach__hop reach__hop--2",
        3 => "reach__hop reach__hop--3",
        _ => "reach__hop reach__hop--4",
    };
    view! {
        <li class=item>
            <span class=class>{hop.kind.word()}</span>
            <Fact about=vec![hop.to, hop.from] text=hop.sentence/>
        </li>
    }
}

/// What came and what went with the inspected step.
fn changed(before: &BlastRadius, after: &BlastRadius) -> impl IntoView + use<> {
    let part = |title: &'static str, hops: Vec<&Hop>| {
        let items = hops.iter().map(|it| (*it).clone()).map(hop).collect_view();
        (!hops.is_empty()).then(|| {
            view! {
                <h2 class="inspector__heading">{title}</h2>
                <ul class="reach">{items}</ul>
            }
        })
    };
    let (gained, lost) = (blast_radius::gained(before, after), blast_radius::gained(after, before));
    let same = gained.is_empty() && lost.is_empty();
    view! {
        {part(say::REACH_GAINED, gained)}
        {part(say::REACH_LOST, lost)}
        {same.then(|| view! { <p class="quiet">{say::REACH_SAME}</p> })}
    }
}
