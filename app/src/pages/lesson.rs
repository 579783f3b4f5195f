//! A lesson beside its world.

use keyless_content::catalogue;
use keyless_content::lesson::Lesson;
use keyless_core::session::SessionOptions;
use leptos::prelude::*;

use super::story::StoryPage;
use crate::components::bench::Bench;
use crate::components::lesson::LessonText;
use crate::dispatch::use_dispatcher;
use crate::journal;
use crate::route::Route;

/// The page of one lesson.
#[component]
pub(crate) fn LessonPage(slug: String) -> impl IntoView {
    view! { <StoryPage route=Route::Lesson(slug)/> }
}

/// The lesson, once it is here: its session opens with it.
pub(super) fn here(lesson: &'static Lesson) -> AnyView {
    let options = SessionOptions { scenario: lesson.start(), ..SessionOptions::default() };
    use_dispatcher().open(journal::key(Some(&lesson.slug)), options, &lesson.setup);
    let text: ViewFn = (move || view! { <LessonText lesson/> }).into();
    view! { <Bench story=text/> }.into_any()
}

/// The lesson's title.
pub(crate) fn title(slug: &str) -> String {
    catalogue().lesson(slug).map_or_else(|| "No such lesson".to_owned(), |lesson| lesson.title.clone())
}
