//! What stands at a lesson's end: the rules that it cites, and its sources.

use keyless_content::lesson::Source;
use keyless_core::rules::{self, RuleId};
use leptos::prelude::*;

/// Rules and sources.
#[component]
pub(crate) fn Sources(rules: &'static [RuleId], sources: &'static [Source]) -> impl IntoView {
    let rule = |rule: &'static rules::Rule| {
        view! {
            <li class="rule-item" id=format!("rule-{}", rule.id)>
                <span class="rule-item__number">{rule.id.to_string()}</span>
                <p class="rule-item__statement">{rule.statement}</p>
            </li>
        }
    };
    let source = |source: &'static Source| {
        view! { <li><a href=source.url.clone()>{source.title.clone()}</a>" ("{source.date.clone()}")"</li> }
    };
    let cited: Vec<_> = rules.iter().filter_map(|id| rules::find(*id)).collect();
    let has_rules = !cited.is_empty();
    view! {
        <footer class="lesson__notes">
            {has_rules.then(|| view! { <h2>"Rules"</h2><ul class="rules">{cited.into_iter().map(rule).collect_view()}</ul> })}
            <h2>"Sources"</h2>
            <ul>{sources.iter().map(source).collect_view()}</ul>
        </footer>
    }
}
