//! A calm line under the header: something about the page itself, such as storage that is denied.

use leptos::prelude::*;

use crate::dispatch::use_dispatcher;

/// Shows the notice until the reader closes it.
#[component]
pub(crate) fn NoticeBar() -> impl IntoView {
    let notice = use_dispatcher().notice();
    view! {
        <div role="status" class="notice-place">
            <Show when=move || notice.get().is_some()>
                <p class="notice">
                    <span>{move || notice.get()}</span>
                    <button type="button" class="button button--quiet" on:click=move |_| notice.set(None)>
                        "Close"
                    </button>
                </p>
            </Show>
        </div>
    }
}
