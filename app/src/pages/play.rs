//! The playground.

use leptos::prelude::*;

use crate::app::use_navigation;
use crate::components::bench::Bench;
use crate::components::question::say;
use crate::dispatch::use_dispatcher;
use crate::route::Route;

/// A terminal and a world, and nothing else.
#[component]
pub(crate) fn Play() -> impl IntoView {
    let (navigation, seeing) = (use_navigation(), use_dispatcher().seeing());
    view! {
        <h1 class="visually-hidden">"Playground"</h1>
        <Show when=move || seeing.get()>
            <p class="seeing">
                {say::SEEING}" "
                <a href=navigation.href(&Route::Quiz)>{say::BACK}</a>
            </p>
        </Show>
        <Bench/>
    }
}
