//! Zoom, and the switch to words.

use leptos::prelude::*;

use super::legend::Legend;

use crate::components::bench::Inspecting;
use crate::components::ui::icon::{Glyph, Icon};
use crate::units::Units;

/// How large the picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zoom {
    /// As large as the space allows, but legible.
    Fit,
    /// All of the width, however small that makes it.
    Whole,
    /// This many CSS pixels a unit.
    Scale(f64),
}

const STEP: f64 = 1.25;
const RANGE: (f64, f64) = (0.4, 2.5);
/// A fitted picture keeps its text legible, and does not blow up a small world.
const FIT_RANGE: (f64, f64) = (0.8, 1.25);

impl Zoom {
    fn by(self, factor: f64) -> Self {
        let scale = match self {
            Self::Fit | Self::Whole => 1.0,
            Self::Scale(scale) => scale,
        };
        Self::Scale((scale * factor).clamp(RANGE.0, RANGE.1))
    }

    /// The picture's CSS width or height, for a diagram this many units wide or high.
    pub(crate) fn length(self, units: f64) -> String {
        match self {
            Self::Fit => format!("clamp({}px, 100%, {}px)", whole(units * FIT_RANGE.0), whole(units * FIT_RANGE.1)),
            Self::Whole => "100%".to_owned(),
            Self::Scale(scale) => format!("{}px", whole(units * scale)),
        }
    }
}

fn whole(units: f64) -> Units {
    Units(units.round())
}

/// The buttons over the picture.
#[component]
pub(crate) fn Toolbar(zoom: RwSignal<Zoom>, as_text: RwSignal<bool>) -> impl IntoView {
    let larger = move |_| zoom.update(|it| *it = it.by(STEP));
    let smaller = move |_| zoom.update(|it| *it = it.by(1.0 / STEP));
    view! {
        <div class="world__bar">
            <span class="world__title" aria-hidden="true">"World"</span>
            <Show when=move || !as_text.get()>
                <button type="button" class="button button--tool" aria-label="Smaller" title="Smaller" on:click=smaller>
                    "−"
                </button>
                <button type="button" class="button button--tool" aria-label="Larger" title="Larger" on:click=larger>
                    "+"
                </button>
                <button
                    type="button"
                    class="button button--tool"
                    aria-label="Fit"
                    title="Fit"
                    on:click=move |_| zoom.set(Zoom::Fit)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_has_ends_and_fit_stays_legible() {
        let mut zoom = Zoom::Fit;
        for _ in 0..20 {
            zoom = zoom.by(STEP);
        }
        assert_eq!(zoom, Zoom::Scale(RANGE.1));
        assert_eq!(Zoom::Fit.length(1000.0), "clamp(800px, 100%, 1250px)");
    }
}
