//! The world: a picture, its legend, the facts of one node, and the same in words.

mod card;
mod edge;
mod legend;
mod node;
pub(crate) mod picture;
mod shape;
mod text;
pub(crate) mod toolbar;

use card::Card;
use leptos::prelude::*;
use picture::Picture;
use text::WorldText;
use toolbar::{Toolbar, Zoom};

use crate::dispatch::use_slice;

/// The node in view, by id.
#[derive(Clone, Copy)]
pub(crate) struct Selected(pub(crate) RwSignal<Option<String>>);

/// The figure "World".
#[component]
pub(crate) fn World() -> impl IntoView {
    let diagram = use_slice(|snapshot| snapshot.diagram.clone());
    let selected = RwSignal::new(None);
    let zoom = RwSignal::new(Zoom::Fit);
    let as_text = RwSignal::new(false);
    provide_context(Selected(selected));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            selected.set(None);
        }
    };
    view! {
        <figure class="world" aria-label="World" on:keydown=on_key>
            <Toolbar zoom as_text/>
            <div class="world__scroll" class:world__scroll--off=move || as_text.get()>
                <Picture diagram zoom/>
            </div>
            <div class="world__words" class:visually-hidden=move || !as_text.get()>
                <WorldText diagram/>
            </div>
            <Card diagram/>
        </figure>
    }
}
