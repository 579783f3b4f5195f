//! A challenge beside its world.

use keyless_content::catalogue;
use keyless_content::challenge::Challenge;
use keyless_core::session::SessionOptions;
use leptos::prelude::*;

use super::story::StoryPage;
use crate::components::bench::Bench;
use crate::components::challenge::ChallengeText;
use crate::dispatch::use_dispatcher;
use crate::journal;
use crate::route::Route;

/// The page of one challenge.
#[component]
pub(crate) fn ChallengePage(slug: String) -> impl IntoView {
    view! { <StoryPage route=Route::Challenge(slug)/> }
}

/// The challenge, once it is here: its session opens with it.
pub(super) fn here(challenge: &'static Challenge) -> AnyView {
    let options = SessionOptions { scenario: challenge.start(), ..SessionOptions::default() };
    let key = journal::key(Some(&format!("challenge.{}", challenge.slug)));
    use_dispatcher().open(key, options, &challenge.setup);
    let text: ViewFn = (move || view! { <ChallengeText challenge/> }).into();
    view! { <Bench story=text/> }.into_any()
}

/// The challenge's title.
pub(crate) fn title(slug: &str) -> String {
    catalogue().challenge(slug).map_or_else(|| "No such challenge".to_owned(), |it| it.title.clone())
}
