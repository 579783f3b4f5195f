//! Why: the rules behind what happened, and for a refusal who lacked what.

use keyless_core::rules::Rule;
use leptos::prelude::*;

use super::refusal::Refusal;
use crate::dispatch::use_slice;
use crate::explain;

/// The region "Why".
#[component]
pub(crate) fn Why() -> impl IntoView {
    let last = use_slice(|snapshot| snapshot.last.clone());
    move || {
        let outcomes = last.get();
        let (refusals, rules) = (explain::refusals(&outcomes), explain::cited(&outcomes));
        if refusals.is_empty() && rules.is_empty() {
            return view! { <p class="quiet">{nothing(outcomes.is_empty())}</p> }.into_any();
        }
        view! {
            {refusals.into_iter().map(|decision| view! { <Refusal decision/> }).collect_view()}
            <ul class="rules">{rules.into_iter().map(|rule| view! { <RuleItem rule/> }).collect_view()}</ul>
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
