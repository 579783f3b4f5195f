//! What a text of several lines will run, before it runs.

use keyless_core::session::mask;
use leptos::prelude::*;

use super::field::Field;
use crate::platform::dom;
use crate::typed::commands;

/// The strip above the prompt that lists the commands of a paste.
#[component]
pub(super) fn Queue(text: Signal<String>, field: Field) -> impl IntoView {
    let queued = Memo::new(move |_| {
        let text = text.read();
        if text.trim().contains('\n') { commands(&text) } else { Vec::new() }
    });
    let title = move || match queued.read().len() {
        1 => "One command over several lines".to_owned(),
        count => format!("{count} commands, in order, up to the first error; one undo takes them all back"),
    };
    let item = |command: String| view! { <li><code>{mask(&command)}</code></li> };
    view! {
        <Show when=move || !queued.read().is_empty()>
            <div class="queue" role="group" aria-label="What will run">
                <p class="queue__title">{title}</p>
                <ol class="queue__list">{move || queued.get().into_iter().map(item).collect_view()}</ol>
                <div class="queue__buttons">
                    <button type="button" class="button button--main" on:click=move |_| field.run()>"Run"</button>
                    <button type="button" class="button" on:click=|_| dom::focus("command-line")>"Edit"</button>
                </div>
            </div>
        </Show>
    }
}
