//! For an address that is no page.

use leptos::prelude::*;

use crate::app::use_navigation;
use crate::route::Route;

/// Says so, and leads on.
#[component]
pub(crate) fn Unknown() -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <article class="prose">
            <h1>"There is no such page"</h1>
            <p>
                "The address may be mistyped, or the page has moved. "
                <a href=navigation.href(&Route::Home)>"Begin at the first page"</a> ", or go to the "
                <a href=navigation.href(&Route::Play)>"playground"</a> "."
            </p>
        </article>
    }
}
