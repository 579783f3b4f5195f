//! The pages: which one a route shows, and what it is called.

mod about;
pub(crate) mod challenge;
mod challenges;
mod home;
mod learn;
pub(crate) mod lesson;
mod play;
mod story;
mod unknown;

use leptos::prelude::*;

use crate::route::Route;

/// The page of a route.
pub(crate) fn page(route: &Route) -> AnyView {
    match route {
        Route::Home => view! { <home::Home/> }.into_any(),
        Route::Learn => view! { <learn::Learn/> }.into_any(),
        Route::Lesson(slug) => view! { <lesson::LessonPage slug=slug.clone()/> }.into_any(),
        Route::Challenges => view! { <challenges::Challenges/> }.into_any(),
        Route::Challenge(slug) => view! { <challenge::ChallengePage slug=slug.clone()/> }.into_any(),
        Route::Play => view! { <play::Play/> }.into_any(),
        Route::About => view! { <about::About/> }.into_any(),
        Route::Unknown => view! { <unknown::Unknown/> }.into_any(),
    }
}

/// The page's title.
pub(crate) fn title(route: &Route) -> String {
    let name = match route {
        Route::Home => return "Keyless: Azure managed identities, to play with".to_owned(),
        Route::Learn => "Lessons".to_owned(),
        Route::Lesson(slug) => lesson::title(slug),
        Route::Challenges => crate::messages::CHALLENGES.to_owned(),
        Route::Challenge(slug) => challenge::title(slug),
        Route::Play => "Playground".to_owned(),
        Route::About => "About".to_owned(),
        Route::Unknown => "No such page".to_owned(),
    };
    format!("{name} · Keyless")
}
