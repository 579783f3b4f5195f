//! The end of a lesson: the one before, the one after.

use keyless_content::catalogue;
use keyless_content::catalogue::ListedLesson;
use keyless_content::lesson::Lesson;
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::messages;
use crate::route::Route;

/// Links to the neighbours.
#[component]
pub(super) fn LessonEnd(lesson: &'static Lesson) -> impl IntoView {
    let navigation = use_navigation();
    let all = &catalogue().lessons;
    let at = all.iter().position(|it| it.slug == lesson.slug).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    let after = all.get(at + 1);
    let link = move |word: &'static str, rel: &'static str, to: &'static ListedLesson| {
        let href = navigation.href(&Route::Lesson(to.slug.clone()));
        view! { <a href=href rel=rel>{word}{to.title.clone()}</a> }
    };
    view! {
        <nav class="lesson-ways no-print" aria-label="Neighbours">
            {before.map(|to| link(messages::PREVIOUS, "prev", to))}
            {after.map(|to| link(messages::NEXT, "next", to))}
        </nav>
    }
}
