//! The list of lessons.

use leptos::prelude::*;

use crate::app::use_navigation;
use crate::route::Route;

/// The page "Lessons".
#[component]
pub(crate) fn Learn() -> impl IntoView {
    let navigation = use_navigation();
    let item = move |lesson: &'static keyless_content::lesson::Lesson| {
        let goals = lesson.goals.len();
        view! {
            <li class="lessons__item">
                <h2 class="lessons__title">
                    <a href=navigation.href(&Route::Lesson(lesson.slug.clone()))>{lesson.title.clone()}</a>
                </h2>
                <p>{lesson.summary.clone()}</p>
                <p class="lessons__facts">{lesson.minutes} " minutes, " {goals} " goals"</p>
            </li>
        }
    };
    view! {
        <article class="prose">
            <h1>"Lessons"</h1>
            <p class="prose__lead">"Each lesson has a world of its own. You read at the left and run what you read at the right."</p>
            <ol class="lessons">{keyless_content::lessons().iter().map(item).collect_view()}</ol>
        </article>
    }
}
