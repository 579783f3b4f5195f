//! Progress as a file: save it, add one from another device, erase it.

use leptos::prelude::*;

use crate::messages;
use crate::platform::files;
use crate::progress::use_progress;

/// The three buttons, and what came of them.
#[component]
pub(crate) fn ProgressFile() -> impl IntoView {
    let progress = use_progress();
    let told = RwSignal::new("");
    let sure = RwSignal::new(false);
    let open = move |event: leptos::ev::Event| {
        files::read_chosen(&event, move |text| {
            told.set(match progress.import(&text) {
                Ok(()) => messages::ADDED,
                Err(why) => messages::not_progress(why),
            });
        });
    };
    let erase = move |_| {
        if sure.get() {
            progress.erase();
            told.set(messages::ERASED);
        }
        sure.update(|it| *it = !*it);
    };
    view! {
        <section class="progress-file no-print" aria-labelledby="progress-file">
            <h2 id="progress-file">{messages::PROGRESS}</h2>
            <p>{messages::PROGRESS_NOTE}</p>
            <div class="progress-file__buttons">
                <button type="button" class="button" on:click=move |_| files::save("keyless-progress.json", &progress.export())>
                    {messages::SAVE_FILE}
                </button>
                <label class="button progress-file__open">
                    {messages::OPEN_FILE}
                    <input type="file" class="visually-hidden" accept=".json,application/json" on:change=open/>
                </label>
                <button type="button" class="button button--quiet" on:click=erase>
                    {move || if sure.get() { messages::REALLY_ERASE } else { messages::ERASE }}
                </button>
            </div>
            <p role="status">{told}</p>
        </section>
    }
}
