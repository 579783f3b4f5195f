//! The bench: world, inspector and terminal side by side; on a phone, one of them at a time.

pub(crate) mod change_line;
pub(crate) mod light;
mod panes;
mod split;

use leptos::html::Div;
use leptos::prelude::*;
use light::Light;
use panes::PaneBar;
pub(crate) use panes::{Pane, PaneInView};
pub(crate) use split::MaximiseButton;
use split::{Maximised, Share, Splitter, cycle};

use crate::components::inspector::Inspector;
use crate::components::terminal::Terminal;
use crate::components::world::{Selected, World};
use crate::platform::dom;

/// Whether the inspector is in view.
#[derive(Clone, Copy)]
pub(crate) struct Inspecting(pub(crate) RwSignal<bool>);

/// Whether a lesson stands beside the bench.
#[derive(Clone, Copy)]
pub(crate) struct HasStory(pub(crate) bool);

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
    provide_context(Inspecting(inspecting));
    provide_context(HasStory(has_story));
    let maximised = RwSignal::new(None::<Pane>);
    provide_context(Maximised(maximised));
    let bench = NodeRef::<Div>::new();
    let (upper, beside) = (Share::new(53.0, 20.0, 75.0), Share::new(32.0, 20.0, 50.0));
    provide_context(Selected(RwSignal::new(None)));
    let light = Light::new();
    provide_context(light);
    view! {
        <div
            node_ref=bench
            on:keydown=move |event| cycle(&event)
            data-max=move || maximised.get().map(Pane::as_str)
            style=("--upper", move || upper.fraction(false))
            style=("--lower", move || upper.fraction(true))
            style=("--beside", move || beside.length())
            class="bench"
            class:bench--story=has_story
            class:bench--plain=move || !inspecting.get()
            data-pane=move || pane.get().as_str()
        >
            {story.map(|story| view! { <div class="bench__story">{story.run()}</div> })}
            <div
                class="bench__world"
                on:pointerover=move |event| light.point(dom::closest_id(&event, ".node"))
                on:pointerleave=move |_| light.point(None)
                on:focusin=move |event| light.point(dom::closest_id(&event, ".node"))
            >
                <World/>
            </div>
            <div class="bench__inspector" id="inspector" tabindex="-1">
                <Splitter share=beside bench upright=true name="Width of the inspector"/>
                <Inspector/>
            </div>
            <div class="bench__terminal">
                <Splitter share=upper bench upright=false name="Height of the World"/>
                <Terminal/>
            </div>
            <PaneBar pane has_story/>
        </div>
    }
}
