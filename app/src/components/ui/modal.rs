//! A native dialog: the browser keeps the focus in it, closes it at Escape, and gives the focus back.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::messages::take_away::CLOSE;

/// Shows its content over the page for as long as it is mounted; `close` takes it away.
#[component]
pub(crate) fn Modal(
    /// What it is called.
    title: &'static str,
    /// What takes it away.
    #[prop(into)]
    close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    // Closing it the native way first gives the focus back to where it was.
    let shut = move |_| match dialog.get_untracked() {
        Some(dialog) => dialog.close(),
        None => close.run(()),
    };
    view! {
        <dialog class="modal" aria-labelledby="modal-title" node_ref=dialog on:close=move |_| close.run(())>
            <div class="modal__head">
                <h2 id="modal-title" class="modal__title" tabindex="-1">{title}</h2>
                <button type="button" class="button button--quiet" on:click=shut>{CLOSE}</button>
            </div>
            {children()}
        </dialog>
    }
}
