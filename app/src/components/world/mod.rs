//! The world: a picture, its legend, the facts of one node, and the same in words.

mod card;
mod edge;
mod gestures;
mod label;
mod legend;
mod node;
pub(crate) mod picture;
mod shape;
mod sign;
mod text;
mod toolbar;
pub(crate) mod zoom;

use card::Card;
use gestures::Lens;
use keyless_core::render::diagram::{Change, Node, NodeKind};
use leptos::html::Div;
use leptos::prelude::*;
pub(crate) use node::element_id;
use picture::Picture;
use text::WorldText;
use toolbar::Toolbar;
use zoom::{STEP, Zoom};

use crate::components::bench::PaneInView;
use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::terminal::WHAT_IF;
use crate::platform::dom::{self, WidthWatch};

/// The node in view, by id.
#[derive(Clone, Copy)]
pub(crate) struct Selected(pub(crate) RwSignal<Option<String>>);

/// The figure "World".
#[component]
pub(crate) fn World() -> impl IntoView {
    let diagram = use_slice(|snapshot| snapshot.diagram.clone());
    let previews = use_slice(|snapshot| snapshot.previews);
    let selected = expect_context::<Selected>().0;
    let zoom = RwSignal::new(Zoom::Fit);
    let as_text = RwSignal::new(false);
    let place = NodeRef::<Div>::new();
    let lens = Lens::new(place, zoom, diagram);
    follow_width(place);
    // What changed is in view, also in a world that is larger than its place.
    let pane = expect_context::<PaneInView>().0;
    Effect::new(move |_| {
        pane.track();
        let changed =
            diagram.with(|it| it.nodes.iter().rev().find(|node| is_news(node)).map(|node| element_id(&node.id)));
        if let Some(id) = changed {
            dom::reveal_soon(id);
        }
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => selected.set(None),
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() || as_text.get_untracked() => {}
        "+" | "=" => lens.by(STEP, None),
        "-" => lens.by(1.0 / STEP, None),
        "0" => zoom.update(|it| *it = it.fitted()),
        _ => {}
    };
    view! {
        <figure id="world" tabindex="-1" class="world" class:world--preview=move || previews.get() aria-label="World" on:keydown=on_key>
            <Toolbar lens as_text/>
            <Show when=move || previews.get()><p class="world__preview" role="status">{WHAT_IF}</p></Show>
            <div
                class="world__scroll"
                class:world__scroll--off=move || as_text.get()
                node_ref=place
                on:wheel=move |event| lens.wheel(&event)
                on:pointerdown=move |event| lens.down(&event)
                on:pointermove=move |event| lens.moved(&event)
                on:pointerup=move |event| lens.up(&event)
                on:pointerleave=move |event| lens.up(&event)
                on:pointercancel=move |event| lens.up(&event)
            >
                <Picture diagram zoom/>
            </div>
            <div class="world__words" class:visually-hidden=move || !as_text.get()>
                <WorldText diagram as_text/>
            </div>
            <Card diagram/>
        </figure>
    }
}

/// Whether a node is what a reader wants to see after a step.
fn is_news(node: &Node) -> bool {
    node.change != Change::Unchanged && !node.kind.is_container() && node.kind != NodeKind::Parts
}

/// Has the picture laid out for the width of its place, for as long as that is on the page.
fn follow_width(place: NodeRef<Div>) {
    let dispatcher = use_dispatcher();
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let element = place.get();
        watch.set_value(element.and_then(|it| WidthWatch::new(&it, move |width| dispatcher.set_width(width))));
    });
}
