//! The first page: what this is, and the two ways in, with a live picture.

use std::sync::Arc;

use keyless_core::authz::roles;
use keyless_core::render::diagram::{Diagram, Places};
use keyless_core::render::layout::LayoutOptions;
use keyless_core::session::{Session, SessionOptions};
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::components::world::Selected;
use crate::components::world::picture::Picture;
use crate::components::world::zoom::Zoom;
use crate::platform::dom;
use crate::route::Route;

/// What the picture's world was made with.
const SHOWN: [&str; 3] = [
    "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity",
    "az identity create -g myResourceGroup -n myIdentity",
    "az vm identity assign -g myResourceGroup -n myVM --identities myIdentity",
];

/// The page "Home".
#[component]
pub(crate) fn Home() -> impl IntoView {
    let navigation = use_navigation();
    let lesson = keyless_content::catalogue().lessons.first();
    let first = lesson.map_or(Route::Learn, |lesson| Route::Lesson(lesson.slug.clone()));
    view! {
        <div class="home">
            <section class="home__text">
                <h1 class="home__title">"An identity for your application, and no keys to keep"</h1>
                <p class="home__lead">
                    "Keyless is a playground for Azure managed identities. You type real " <code>"az"</code>
                    " commands into a simulated cloud that runs in this page, and see what changed, why, and what was refused."
                </p>
                <p class="home__ways">
                    <a class="button button--main button--large" href=navigation.href(&first)>"Start the lesson"</a>
                    <a class="button button--large" href=navigation.href(&Route::Play)>"Open the playground"</a>
                </p>
                <TwoTypes/>
            </section>
            <Sample/>
        </div>
    }
}

/// The two types in two sentences, each with its sign.
#[component]
fn TwoTypes() -> impl IntoView {
    view! {
        <dl class="types">
            <div class="types__type types__type--system">
                <dt>"System-assigned"</dt>
                <dd>"Switched on at a machine. It is part of it: Azure removes it when the machine goes."</dd>
            </div>
            <div class="types__type types__type--user">
                <dt>"User-assigned"</dt>
                <dd>"A resource of its own. Many machines can carry it, and it stays until you delete it."</dd>
            </div>
        </dl>
    }
}

/// Side by side where there is room, one below the other on a phone.
fn layout() -> LayoutOptions {
    if dom::window_width() < PHONE { LayoutOptions::NARROW } else { LayoutOptions { width: 800.0 } }
}

/// Below this width the picture is a phone's.
const PHONE: f64 = 620.0;

/// A live picture of a small world, and the lines that made it.
#[component]
fn Sample() -> impl IntoView {
    provide_context(Selected(RwSignal::new(None)));
    let mut session = Session::new(SessionOptions::default());
    for line in SHOWN {
        session.run(line);
    }
    let diagram = Arc::new(Diagram::of(session.state(), None, &mut Places::default(), layout(), &|id| {
        roles::name_in(session.state(), id)
    }));
    let diagram = Signal::derive(move || diagram.clone());
    view! {
        <figure class="home__figure" aria-label="A small world">
            <div class="home__picture"><Picture diagram zoom=Signal::stored(Zoom::Whole)/></div>
            <figcaption>
                "One machine with an identity of its own, and one that stands alone. Three commands made this:"
                <pre class="home__lines">{SHOWN.join("\n")}</pre>
            </figcaption>
        </figure>
    }
}
