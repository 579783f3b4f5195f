//! The terminal: one copy of the text in a log, and a native field for the next line.

mod block;
mod choices;
mod field;
mod log;
mod prompt;
mod queue;
mod search_bar;

use leptos::prelude::*;
use log::Log;
use prompt::Prompt;

/// The terminal.
#[component]
pub(crate) fn Terminal() -> impl IntoView {
    view! {
        <section class="terminal" aria-label="Terminal">
            <Log/>
            <Prompt/>
        </section>
    }
}
