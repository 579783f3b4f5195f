//! One line above the prompt that says what the last command changed; on a phone it opens the world.

use leptos::prelude::*;

use super::{Pane, PaneInView};
use crate::dispatch::use_slice;
use crate::told::summary;

/// The last change in one line.
#[component]
pub(crate) fn ChangeLine() -> impl IntoView {
    let pane = expect_context::<PaneInView>().0;
    let line = use_slice(|snapshot| summary(&snapshot.news));
    view! {
        <div class="change-line" role="status">
            {move || {
                line.get().map(|(tone, sentence)| {
                    view! {
                        <p class=tone.class()>
                            <span class="told__word">{tone.word()}</span>
                            <span class="change-line__text">{sentence}</span>
                            <button
                                type="button"
                                class="button button--quiet change-line__open"
                                on:click=move |_| pane.set(Pane::World)
                            >
                                "See the world"
                            </button>
                        </p>
                    }
                })
            }}
        </div>
    }
}
