//! The inspector: what a step changed, why, its requests; the timeline; state, tokens, ids; what a host can reach.

mod changes;
mod fact;
mod ids;
mod json;
pub(crate) mod looking;
mod reach;
mod refusal;
mod requests;
mod tabs;
mod time;
mod token;
mod why;

use changes::Changes;
use ids::Ids;
use json::StateOf;
use leptos::prelude::*;
use looking::{Looking, StepPicker};
use reach::Reach;
use requests::Requests;
pub(crate) use tabs::Tab;
use tabs::TabList;
use time::Timeline;
use token::Tokens;
use why::Why;

/// The tab in view.
#[derive(Clone, Copy)]
pub(crate) struct TabInView(pub(crate) RwSignal<Tab>);

/// The inspector.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    provide_context(Looking::new());
    let tab = expect_context::<TabInView>().0;
    let panel = move || match tab.get() {
        Tab::Changes => view! { <Changes/> }.into_any(),
        Tab::Why => view! { <Why/> }.into_any(),
        Tab::Requests => view! { <Requests/> }.into_any(),
        Tab::State => view! { <StateOf/> }.into_any(),
        Tab::Token => view! { <Tokens/> }.into_any(),
        Tab::Ids => view! { <Ids/> }.into_any(),
        Tab::Reach => view! { <Reach/> }.into_any(),
        Tab::Timeline => view! { <Timeline/> }.into_any(),
    };
    view! {
        <div class="inspector">
            <TabList tab/>
            <StepPicker/>
            <div
                class="inspector__panel"
                id="inspector-panel"
                role="tabpanel"
                tabindex="0"
                aria-labelledby=move || tab.get().id()
            >
                <section class="inspector__region" aria-label=move || tab.get().name()>{panel}</section>
            </div>
        </div>
    }
}
