//! A solution: shown when asked for, and played from the start.

use keyless_content::challenge::Challenge;
use leptos::prelude::*;

use crate::dispatch::use_dispatcher;
use crate::messages;

/// The solution's lines behind a disclosure, and a button that plays them.
#[component]
pub(super) fn Solution(challenge: &'static Challenge) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let play = move |_| {
        dispatcher.run("reset");
        for line in &challenge.solution {
            dispatcher.run(line.clone());
        }
    };
    view! {
        <details class="solution no-print">
            <summary>{messages::SHOW_ME}</summary>
            <pre class="hints__command" tabindex="0" aria-label=messages::SOLUTION>
                <code>{challenge.solution.join("\n")}</code>
            </pre>
            <p>{messages::SOLUTION_NOTE}</p>
            <button type="button" class="button" on:click=play>
                {messages::REPLAY}
            </button>
        </details>
    }
}
