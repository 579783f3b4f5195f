//! The bench: world, inspector and terminal side by side; on a phone, one of them at a time.

pub(crate) mod change_line;
mod panes;

use leptos::prelude::*;
use panes::PaneBar;
pub(crate) use panes::{Pane, PaneInView};

use crate::components::inspector::Inspector;
use crate::components::terminal::Terminal;
use crate::components::ui::icon::{Glyph, Icon};
use crate::components::world::World;

/// World, inspector and terminal, with a story at their left where there is one.
#[component]
pub(crate) fn Bench(
    /// The lesson's text.
    #[prop(optional)]
    story: Option<ViewFn>,
) -> impl IntoView {
    let has_story = story.is_some();
    let pane = RwSignal::new(if has_story { Pane::Story } else { Pane::Terminal });
    let inspecting = RwSignal::new(true);
    provide_context(PaneInView(pane));
    let class = if has_story { "bench bench--story" } else { "bench" };
    view! {
        <div class=class data-pane=move || pane.get().as_str()>
            {story.map(|story| view! { <div class="bench__story">{story.run()}</div> })}
            <div class="bench__top" class:bench__top--wide=move || !inspecting.get()>
                <World/>
                <InspectorToggle inspecting/>
                <div class="bench__inspector" id="inspector" class:bench__inspector--off=move || !inspecting.get()>
                    <Inspector/>
                </div>
            </div>
            <div class="bench__terminal">
                <Terminal/>
            </div>
            <PaneBar pane has_story/>
        </div>
    }
}

/// Gives the world the inspector's room, and back.
#[component]
fn InspectorToggle(inspecting: RwSignal<bool>) -> impl IntoView {
    let name = move || if inspecting.get() { "Hide the inspector" } else { "Show the inspector" };
    view! {
        <button
            type="button"
            class="button button--tool bench__toggle"
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
