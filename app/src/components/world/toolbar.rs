//! Zoom, and the switch to words.

use leptos::prelude::*;

use super::gestures::Lens;
use super::legend::Legend;
use super::zoom::{STEP, Zoom};
use crate::components::bench::Inspecting;
use crate::components::ui::icon::{Glyph, Icon};

/// The buttons over the picture.
#[component]
pub(crate) fn Toolbar(lens: Lens, as_text: RwSignal<bool>) -> impl IntoView {
    let fit = move || if lens.zoom.get() == Zoom::Fit { "Show all" } else { "Fit" };
    view! {
        <div class="world__bar">
            <span class="world__title" aria-hidden="true">"World"</span>
            <Show when=move || !as_text.get()>
                <button
                    type="button"
                    class="button button--tool"
                    aria-label="Smaller"
                    title="Smaller (−)"
                    on:click=move |_| lens.by(1.0 / STEP, None)
                >
                    "−"
                </button>
                <button
                    type="button"
                    class="button button--tool"
                    aria-label="Larger"
                    title="Larger (+)"
                    on:click=move |_| lens.by(STEP, None)
                >
                    "+"
                </button>
                <button
                    type="button"
                    class="button button--tool"
                    aria-label=fit
                    title=move || format!("{} (0)", fit())
                    on:click=move |_| lens.zoom.update(|it| *it = it.fitted())
                >
                    <Icon glyph=Glyph::Fit/>
                </button>
            </Show>
            <Legend/>
            <button
                type="button"
                class="button button--quiet"
                aria-pressed=move || as_text.get().to_string()
                on:click=move |_| as_text.update(|it| *it = !*it)
            >
                "As text"
            </button>
            <InspectorButton/>
        </div>
    }
}

/// Gives the world the inspector's room, and back.
#[component]
fn InspectorButton() -> impl IntoView {
    let inspecting = expect_context::<Inspecting>().0;
    let name = move || if inspecting.get() { "Hide the inspector" } else { "Show the inspector" };
    view! {
        <button
            type="button"
            class="button button--tool world__inspect"
            aria-label=name
            title=name
            aria-expanded=move || inspecting.get().to_string()
            aria-controls="inspector"
            on:click=move |_| inspecting.update(|it| *it = !*it)
        >
            <Icon glyph=Glyph::Panel/>
        </button>
    }
}
