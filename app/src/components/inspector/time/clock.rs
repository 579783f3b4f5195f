//! The world's clock: letting time pass, what it will bring, and whether changes of access take their time.

use keyless_core::model::propagation::Propagation;
use keyless_core::render::due::words;
use leptos::prelude::*;

use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::inspect as say;

/// The buttons' words and their lines.
const MOVES: [(&str, &str); 4] = [
    ("10 min", "keyless clock +10m"),
    ("1 h", "keyless clock +1h"),
    ("24 h", "keyless clock +24h"),
    (say::TO_NEXT, "keyless clock to-next"),
];
/// What is to come is listed up to here.
const LISTED: usize = 8;

/// The part "Clock".
#[component]
pub(super) fn Clock() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let clock = use_slice(|snapshot| snapshot.clock.clone());
    let coming = use_slice(|snapshot| {
        let all = snapshot.state.due();
        all.iter().take(LISTED).map(|due| (due.at.readable(), words(&snapshot.state, due))).collect::<Vec<_>>()
    });
    let delays = use_slice(|snapshot| snapshot.state.propagation() == Propagation::Azure);
    let button = move |(word, line): (&'static str, &'static str)| {
        let idle = move || (line.ends_with("to-next") && coming.read().is_empty()).then_some("true");
        let press = move |_| {
            if idle().is_none() {
                dispatcher.run(line);
            }
        };
        view! { <button type="button" class="button" aria-disabled=idle on:click=press>{word}</button> }
    };
    let switch = move |_| {
        let mode = if delays.get_untracked() { "instant" } else { "azure" };
        dispatcher.run(format!("keyless set propagation {mode}"));
    };
    let item = |(at, what): (String, String)| view! { <li><span class="coming__at">{at}</span> " " {what}</li> };
    view! {
        <div class="modal__part" role="group" aria-labelledby="clock-heading">
            <h2 id="clock-heading" class="inspector__heading">{say::CLOCK} " · " {move || clock.get()} " UTC"</h2>
            <div class="modal__row">{MOVES.map(button).collect_view()}</div>
            <label class="check">
                <input type="checkbox" prop:checked=move || delays.get() on:change=switch/>
                <span>{say::DELAYS}</span>
            </label>
            <h3 class="inspector__heading">{say::COMING}</h3>
            <Show when=move || !coming.read().is_empty() fallback=|| view! { <p class="quiet">{say::NOTHING_COMING}</p> }>
                <ul class="coming">{move || coming.get().into_iter().map(item).collect_view()}</ul>
            </Show>
        </div>
    }
}
