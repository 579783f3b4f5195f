//! The one bar on top: name, sections, who is signed in, the world's time, undo and redo.

mod account;
mod steps;
mod theme;

use account::AccountPicker;
use leptos::prelude::*;
use steps::{Clock, CommandsButton, ShareButton, StepButtons};
use theme::ThemeButton;
pub(crate) use theme::ThemeInUse;

use crate::app::use_navigation;
use crate::route::Route;

/// The header of every page.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let navigation = use_navigation();
    let route = navigation.route();
    let has_bench = Memo::new(move |_| route.read().has_bench());
    view! {
        <header class="header">
            <a class="header__name" href=navigation.href(&Route::Home)>
                <Mark/>
                "Keyless"
            </a>
            <nav class="header__sections" aria-label="Sections">
                <SectionLink to=Route::Learn>"Learn"</SectionLink>
                <SectionLink to=Route::Challenges>"Challenges"</SectionLink>
                <SectionLink to=Route::Play>"Playground"</SectionLink>
                <SectionLink to=Route::Quiz>"Quiz"</SectionLink>
                <SectionLink to=Route::Services>"Services"</SectionLink>
                <SectionLink to=Route::Reference>"Reference"</SectionLink>
                <SectionLink to=Route::About>"About"</SectionLink>
            </nav>
            <Show when=move || has_bench.get()>
                <div class="header__session">
                    <Clock/>
                    <AccountPicker/>
                    <StepButtons/>
                    <ShareButton/>
                </div>
            </Show>
            <CommandsButton/>
            <ThemeButton/>
        </header>
    }
}

/// A link to a section, marked when the reader is in it.
#[component]
fn SectionLink(to: Route, children: Children) -> impl IntoView {
    let navigation = use_navigation();
    let href = navigation.href(&to);
    let current = move || {
        let route = navigation.route().get();
        let inside = match &route {
            Route::Lesson(_) => to == Route::Learn,
            Route::Challenge(_) => to == Route::Challenges,
            _ => route == to,
        };
        inside.then_some("page")
    };
    view! { <a class="header__link" href=href aria-current=current>{children()}</a> }
}

/// The mark: a hexagon and a diamond, the two identity types.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">
            <path class="mark__system" d="M4.500 2h6l3.500 6-3.500 6h-6L1 8Z"/>
            <rect class="mark__user" x="16" y="3.500" width="9" height="9" rx="2" transform="rotate(45 20.500 8)"/>
        </svg>
    }
}
