//! A refusal explained: the proof, what would have been enough, and who can do it.

use keyless_core::authz::decision::{Decision, Remedy};
use leptos::prelude::*;

use super::why::Proof;
use crate::components::ui::copy::CopyButton;
use crate::dispatch::{use_dispatcher, use_slice};
use crate::explain;
use crate::locked::Locked;
use crate::messages::inspect as say;
use crate::proof::Line;

/// One decision that refused.
#[component]
pub(crate) fn Refusal(decision: Decision, lines: Vec<Line>) -> impl IntoView {
    let remedy = decision.remedy.clone();
    let place = explain::place(&decision.scope);
    // What was asked stands above the proof already.
    let lines: Vec<Line> = lines.into_iter().filter(|it| it.text != decision.action && it.label != "Scope").collect();
    view! {
        <div class="refusal">
            <p class="refusal__lead">
                <span class="refusal__mark">"Refused"</span>
                " " <strong>{decision.principal_name.clone()}</strong> " may not do this on " {place} ":"
            </p>
            <p class="refusal__action"><code>{decision.action.clone()}</code></p>
            <Proof lines/>
            {remedy.map(|remedy| view! { <Remedied remedy decision=decision.clone()/> })}
        </div>
    }
}

/// One request that a lock forbade.
#[component]
pub(crate) fn LockedOut(locked: Locked) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let away = locked.command.map(|command| {
        let (copied, typed) = (command.clone(), command.clone());
        view! {
            <p class="remedy">{say::LOCK_AWAY}</p>
            <div class="remedy__line">
                <code>{command}</code>
                <CopyButton text=move |()| copied.clone() name="Copy the command that takes the lock away"/>
            </div>
            <button type="button" class="button" on:click=move |_| dispatcher.run(typed.clone())>{say::TYPE_IT}</button>
        }
    });
    view! {
        <div class="refusal">
            <p class="refusal__lead">
                <span class="refusal__mark">"Refused"</span>
                " " {explain::place(&locked.scope)} ". " {say::LOCK_FORBIDS}
            </p>
            <Proof lines=locked.lines/>
            {away}
        </div>
    }
}

/// What would have been enough: a role, the line that grants it, and who can do the thing already.
#[component]
fn Remedied(remedy: Remedy, decision: Decision) -> impl IntoView {
    let command = remedy.command.clone();
    let able = use_slice(move |snapshot| explain::able(&snapshot.state, &decision));
    view! {
        <h2 class="inspector__heading">"What would be enough"</h2>
        <p class="remedy">
            "The role " <strong>{remedy.role_name.clone()}</strong> " on " {explain::place(&remedy.scope)}
            ". Somebody who may grant it would run:"
        </p>
        <div class="remedy__line">
            <code>{remedy.command.clone()}</code>
            <CopyButton text=move |()| command.clone() name="Copy the command that grants it"/>
        </div>
        <Grant remedy/>
        <Able names=able/>
    }
}

/// The button that types the line that grants it, as somebody who may.
#[component]
fn Grant(remedy: Remedy) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let scope = remedy.scope;
    let granter = use_slice(move |snapshot| explain::granter(&snapshot.state, &scope));
    let command = StoredValue::new(remedy.command);
    move || {
        granter.get().map(|(name, display, signed_in)| {
            let text = if signed_in { say::TYPE_IT.to_owned() } else { say::sign_in_and_run(&display) };
            let run = move |_| {
                if !signed_in {
                    dispatcher.run(format!("keyless account {name}"));
                }
                dispatcher.run(command.get_value());
            };
            view! { <button type="button" class="button" on:click=run>{text}</button> }
        })
    }
}

/// The accounts of this world that could do it, each with a button that signs them in.
#[component]
fn Able(names: Memo<Vec<(String, String)>>) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let item = move |(name, display): (String, String)| {
        let text = format!("Sign in as {display}");
        view! {
            <li>
                <button type="button" class="button" on:click=move |_| dispatcher.run(format!("keyless account {name}"))>
                    {text}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !names.read().is_empty()>
            <p class="remedy">"Or do it as somebody who can:"</p>
            <ul class="able">{move || names.get().into_iter().map(item).collect_view()}</ul>
        </Show>
    }
}
