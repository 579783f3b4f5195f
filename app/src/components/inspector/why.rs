//! Why: for each decision its proof, for a refusal what would be enough, and the rules behind what happened.

use keyless_core::authz::decision::Decision;
use keyless_core::rules::Rule;
use leptos::prelude::*;

use super::fact::Fact;
use super::looking::use_looking;
use super::refusal::{LockedOut, Refusal};
use crate::explain;
use crate::locked;
use crate::messages::inspect as say;
use crate::proof::{self, Line};

/// The region "Why".
#[component]
pub(crate) fn Why() -> impl IntoView {
    let looking = use_looking();
    move || {
        let seen = looking.seen();
        let (refusals, rules) = (explain::refusals(&seen.outcomes), explain::cited(&seen.outcomes));
        let allowed = explain::allowed(&seen.outcomes);
        let locks = locked::locked(&seen.outcomes, &seen.before);
        if refusals.is_empty() && locks.is_empty() && rules.is_empty() && allowed.is_empty() {
            return view! { <p class="quiet">{nothing(seen.outcomes.is_empty())}</p> }.into_any();
        }
        let refused = |decision: Decision| {
            let lines = proof::of(&decision, &seen.before);
            view! { <Refusal decision lines/> }
        };
        let granted = |decision: Decision| {
            let lines = proof::of(&decision, &seen.before);
            view! { <Granted decision lines/> }
        };
        let some_allowed = !allowed.is_empty();
        view! {
            {refusals.into_iter().map(refused).collect_view()}
            {locks.into_iter().map(|locked| view! { <LockedOut locked/> }).collect_view()}
            <ul class="rules">{rules.into_iter().map(|rule| view! { <RuleItem rule/> }).collect_view()}</ul>
            {some_allowed.then(|| view! { <h2 class="inspector__heading">{say::ALLOWED_ONES}</h2> })}
            {allowed.into_iter().map(granted).collect_view()}
        }
        .into_any()
    }
}

const fn nothing(fresh: bool) -> &'static str {
    if fresh {
        "Run a command, and the rules that it follows stand here, each with its source."
    } else {
        "No rule of managed identities was at work in the last command."
    }
}

/// A decision that allowed something, folded.
#[component]
fn Granted(decision: Decision, lines: Vec<Line>) -> impl IntoView {
    view! {
        <details class="granted">
            <summary class="granted__head">
                <span class="granted__mark">"Allowed"</span>
                " "
                <code>{decision.action.clone()}</code>
                " on "
                {explain::place(&decision.scope)}
            </summary>
            <Proof lines/>
        </details>
    }
}

/// The lines of a proof, as a list of lists.
#[component]
pub(super) fn Proof(lines: Vec<Line>) -> AnyView {
    let line = |line: Line| {
        let class = match line.speaks {
            Some(true) => "proof__line proof__line--for",
            Some(false) => "proof__line proof__line--against",
            None => "proof__line",
        };
        let below = (!line.below.is_empty()).then(|| view! { <Proof lines=line.below/> });
        let about: Vec<String> = line.node.into_iter().collect();
        view! {
            <li class=class>
                <span class="proof__label">{line.label}</span>
                " "
                <Fact about text=line.text/>
                {below}
            </li>
        }
    };
    view! { <ul class="proof">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// A rule with its number and its source.
#[component]
fn RuleItem(rule: &'static Rule) -> impl IntoView {
    view! {
        <li class="rule-item">
            <span class="rule-item__number">{rule.id.to_string()}</span>
            <div>
                <p class="rule-item__statement">{rule.statement}</p>
                <p class="rule-item__source">"Source: "{rule.source}</p>
            </div>
        </li>
    }
}
