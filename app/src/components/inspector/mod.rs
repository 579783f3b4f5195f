//! The inspector: what changed, why, the requests, and the timeline, as tabs.

mod changes;
mod refusal;
mod requests;
mod tabs;
mod timeline;
mod why;

use changes::Changes;
use leptos::prelude::*;
use requests::Requests;
use tabs::{Tab, TabList};
use timeline::Timeline;
use why::Why;

/// The inspector.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let tab = RwSignal::new(Tab::Changes);
    let panel = move || match tab.get() {
        Tab::Changes => view! { <Changes/> }.into_any(),
        Tab::Why => view! { <Why/> }.into_any(),
        Tab::Requests => view! { <Requests/> }.into_any(),
        Tab::Timeline => view! { <Timeline/> }.into_any(),
    };
    view! {
        <div class="inspector">
            <TabList tab/>
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
