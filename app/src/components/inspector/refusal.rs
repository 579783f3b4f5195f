//! A refusal explained: who asked for what, each grant with its verdict, and what would have been enough.

use keyless_core::authz::decision::{ConsideredAssignment, Decision, Remedy};
use leptos::prelude::*;

use crate::components::ui::copy::CopyButton;
use crate::dispatch::{use_dispatcher, use_slice};
use crate::explain;

/// One decision that refused.
#[component]
pub(crate) fn Refusal(decision: Decision) -> impl IntoView {
    let grants = decision.considered.iter().map(grant).collect_view();
    let none = decision.considered.is_empty();
    let remedy = decision.remedy.clone();
    let place = explain::place(&decision.scope);
    view! {
        <div class="refusal">
            <p class="refusal__lead">
                <span class="refusal__mark">"Refused"</span>
                " " <strong>{decision.principal_name.clone()}</strong> " may not do this on " {place} ":"
            </p>
            <p class="refusal__action"><code>{decision.action.clone()}</code></p>
            <h2 class="inspector__heading">"Grants looked at"</h2>
            <Show when=move || none>
                <p class="quiet">"None: this account has no role here or above."</p>
            </Show>
            <ul class="grants">{grants}</ul>
            {remedy.map(|remedy| view! { <Remedied remedy decision=decision.clone()/> })}
        </div>
    }
}

fn grant(grant: &ConsideredAssignment) -> impl IntoView + use<> {
    view! {
        <li class="grant">
            <span class="grant__role">{grant.role_name.clone()}</span>
            <span class="grant__scope">" on "{explain::place(&grant.scope)}</span>
            <span class="grant__verdict">{explain::verdict(grant)}</span>
        </li>
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
            "The role " <strong>{remedy.role_name}</strong> " on " {explain::place(&remedy.scope)}
            ". Somebody who may grant it would run:"
        </p>
        <div class="remedy__line">
            <code>{remedy.command}</code>
            <CopyButton text=move |()| command.clone() name="Copy the command that grants it"/>
        </div>
        <Able names=able/>
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
