//! A page whose text is a file: on its way, here, or not arrived.

use keyless_content::catalogue;
use leptos::prelude::*;

use super::unknown::Unknown;
use super::{challenge, lesson};
use crate::messages;
use crate::platform::fetch::FetchTrouble;
use crate::route::Route;
use crate::stories::{self, Fetched, Story, use_stories};

/// The page of a lesson or challenge.
#[component]
pub(super) fn StoryPage(route: Route) -> impl IntoView {
    let known = match &route {
        Route::Lesson(slug) => catalogue().lesson(slug).is_some(),
        Route::Challenge(slug) => catalogue().challenge(slug).is_some(),
        _ => false,
    };
    let Some(path) = stories::path(&route).filter(|_| known) else { return view! { <Unknown/> }.into_any() };
    let stories = use_stories();
    let asked = path.clone();
    let fetched = Memo::new(move |_| stories.get(&asked));
    let page = move || match fetched.get() {
        Fetched::Coming => view! { <p class="prose story-coming" role="status">{messages::COMING}</p> }.into_any(),
        Fetched::Here(Story::Lesson(it)) => lesson::here(it),
        Fetched::Here(Story::Challenge(it)) => challenge::here(it),
        Fetched::Failed(trouble) => view! { <Failed path=path.clone() trouble/> }.into_any(),
    };
    page.into_any()
}

/// Why it is not there, and one more try.
#[component]
fn Failed(path: String, trouble: FetchTrouble) -> impl IntoView {
    let stories = use_stories();
    view! {
        <div class="prose" role="alert">
            <p>{messages::failed(trouble)}</p>
            <button type="button" class="button button--main" on:click=move |_| stories.retry(&path)>
                {messages::TRY_AGAIN}
            </button>
        </div>
    }
}
