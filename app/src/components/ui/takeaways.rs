//! What to remember: the summary to come back to, and to print.

use leptos::prelude::*;

use crate::components::ui::ticks;
use crate::messages;
use crate::platform::dom;

/// The sentences, and a button that prints the page.
#[component]
pub(crate) fn Takeaways(all: &'static [String]) -> impl IntoView {
    (!all.is_empty()).then(|| {
        view! {
            <section class="takeaways" aria-labelledby="takeaways">
                <h2 id="takeaways">{messages::TO_REMEMBER}</h2>
                <ul>{all.iter().map(|it| view! { <li>{ticks::text(it)}</li> }).collect_view()}</ul>
                <button type="button" class="button button--quiet no-print" on:click=|_| dom::print()>
                    {messages::PRINT}
                </button>
            </section>
        }
    })
}
