//! A lesson beside its world.

use keyless_content::lesson::Lesson;
use keyless_core::session::SessionOptions;
use leptos::prelude::*;

use super::unknown::Unknown;
use crate::components::bench::Bench;
use crate::components::lesson::LessonText;

/// The page of one lesson.
#[component]
pub(crate) fn LessonPage(slug: String) -> impl IntoView {
    match keyless_content::lesson(&slug) {
        Some(lesson) => view! { <Bench story=text(lesson)/> }.into_any(),
        None => view! { <Unknown/> }.into_any(),
    }
}

fn text(lesson: &'static Lesson) -> ViewFn {
    (move || view! { <LessonText lesson/> }).into()
}

/// The lesson's title.
pub(crate) fn title(slug: &str) -> String {
    keyless_content::lesson(slug).map_or_else(|| "No such lesson".to_owned(), |lesson| lesson.title.clone())
}

/// How its session begins.
pub(crate) fn options(slug: &str) -> SessionOptions {
    let scenario = keyless_content::lesson(slug).map(Lesson::start);
    let usual = SessionOptions::default();
    SessionOptions { scenario: scenario.unwrap_or(usual.scenario), ..usual }
}
