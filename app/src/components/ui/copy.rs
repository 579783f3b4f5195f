//! A button that copies a text, and says so.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::platform::clipboard;

const SAID_MS: u32 = 1600;

/// Copies what `text` gives when it is pressed.
#[component]
pub(crate) fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Callback<(), String>,
    /// The button's name: "Copy command".
    #[prop(into)]
    name: String,
    /// The word beside the icon, where there is room for one.
    #[prop(optional)]
    word: &'static str,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let press = move |_| {
        clipboard::copy(&text.run(()));
        copied.set(true);
        Timeout::new(SAID_MS, move || {
            let _ = copied.try_set(false);
        })
        .forget();
    };
    let glyph = move || if copied.get() { Glyph::Done } else { Glyph::Copy };
    let label = move || if copied.get() { "Copied".to_owned() } else { name.clone() };
    let word = move || Some(if copied.get() { "Copied" } else { word }).filter(|_| !word.is_empty());
    view! {
        <button type="button" class="button button--quiet copy" aria-label=label on:click=press>
            {move || view! { <Icon glyph=glyph()/> }}
            {word}
        </button>
    }
}
