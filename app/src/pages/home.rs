//! The first page: what this is, and the two ways in, with a live picture.

use std::sync::Arc;

use keyless_content::words;
use keyless_core::authz::roles;
use keyless_core::render::diagram::{Diagram, Places};
use keyless_core::render::layout::LayoutOptions;
use keyless_core::session::{Session, SessionOptions};
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::components::ui::ticks;
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
    let first = navigation.href(&Route::Home) + words::HOME_FIRST;
    view! {
        <div class="home">
            <section class="home__text">
                <h1 class="home__title">{words::HOME_TITLE}</h1>
                <p class="home__lead">
                    {ticks::text(words::HOME_LEAD)}
                </p>
                <p class="home__ways">
                    <a class="button button--main button--large" href=first>{words::HOME_LEARN}</a>
                    <a class="button button--large" href=navigation.href(&Route::Play)>{words::HOME_PLAY}</a>
                </p>
                <TwoTypes/>
            </section>
            <Sample/>
            <Ways/>
        </div>
    }
}

/// What can be done here, each in a sentence.
#[component]
fn Ways() -> impl IntoView {
    let root = use_navigation().href(&Route::Home);
    let way = |(folder, name, is): (&str, &'static str, &'static str)| {
        view! {
            <li class="home__way">
                <h3><a href=format!("{root}{folder}")>{name}</a></h3>
                <p>{is}</p>
            </li>
        }
    };
    view! {
        <section class="home__more">
            <h2>{words::HOME_MORE}</h2>
            <ul class="home__list">{words::HOME_WAYS.map(way).collect_view()}</ul>
        </section>
    }
}

/// The two types in two sentences, each with its sign.
#[component]
fn TwoTypes() -> impl IntoView {
    view! {
        <dl class="types">
            <div class="types__type types__type--system">
                <dt>{words::SYSTEM_ASSIGNED}</dt>
                <dd>{words::SYSTEM_ASSIGNED_IS}</dd>
            </div>
            <div class="types__type types__type--user">
                <dt>{words::USER_ASSIGNED}</dt>
                <dd>{words::USER_ASSIGNED_IS}</dd>
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
                <pre class="home__lines">{SHOWN.join("\n").replace(" --generate", " \\\n    --generate")}</pre>
            </figcaption>
        </figure>
    }
}
