//! The terminal: one copy of the text in a log, and a native field for the next line.

mod block;
mod choices;
mod field;
mod keys;
mod log;
mod prompt;
mod queue;
mod search_bar;

use leptos::prelude::*;
use log::Log;
use prompt::Prompt;

use crate::components::bench::{MaximiseButton, Pane};

/// The terminal.
#[component]
pub(crate) fn Terminal() -> impl IntoView {
    view! {
        <section class="terminal" aria-label="Terminal">
            <MaximiseButton pane=Pane::Terminal name="terminal"/>
            <Log/>
            <Prompt/>
        </section>
    }
}
