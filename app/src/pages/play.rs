//! The playground.

use leptos::prelude::*;

use crate::components::bench::Bench;

/// A terminal and a world, and nothing else.
#[component]
pub(crate) fn Play() -> impl IntoView {
    view! {
        <h1 class="visually-hidden">"Playground"</h1>
        <Bench/>
    }
}
