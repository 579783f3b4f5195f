//! What Keyless is, what it is not, and where it is simpler than Azure.

use keyless_core::model::time::Timestamp;
use keyless_core::simplifications;
use leptos::prelude::*;

/// The page "About".
#[component]
pub(crate) fn About() -> impl IntoView {
    let simpler =
        simplifications::all().iter().map(|it| view! { <li id=it.id><strong>{it.title}</strong>" "{it.differs}</li> });
    view! {
        <article class="prose">
            <h1>"About Keyless"</h1>
            <p class="prose__lead">
                "Keyless is a playground for Azure managed identities: a simulated cloud and a simulated "
                <code>"az"</code> " that run in this page. There is no server, and nothing you type leaves your device."
            </p>
            <h2>"Independent"</h2>
            <p>
                "Keyless is independent of Microsoft. It is not endorsed by Microsoft and uses none of its logos, icons or prose. "
                "Azure and Microsoft Entra are names of Microsoft's products and are used here to say what is simulated."
            </p>
            <h2>"Where it is simpler than Azure"</h2>
            <ul>{simpler.collect_view()}</ul>
            <p>"Commands and options that are not simulated say so by name. They are never accepted in silence."</p>
            <h2>"Your session"</h2>
            <p>
                "What you type is kept in this browser, so that a reload brings it back. Do not paste real passwords or tokens: "
                "the simulation needs none. "<code>"reset"</code>" begins a fresh world."
            </p>
            <h2>"Version"</h2>
            <p>
                "Keyless " {env!("CARGO_PKG_VERSION")} ". Every world begins on "
                {Timestamp::START.readable()} " UTC, simulated time."
            </p>
        </article>
    }
}
