//! The list of lessons, and what was done of them.

use keyless_content::catalogue::ListedLesson;
use keyless_content::{catalogue, words};
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::components::ui::progress::ProgressFile;
use crate::messages;
use crate::progress::use_progress;
use crate::route::Route;

/// The page "Lessons".
#[component]
pub(crate) fn Learn() -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <article class="prose">
            <h1>{messages::LESSONS}</h1>
            <p class="prose__lead">{messages::LESSONS_LEAD}</p>
            <p>
                <a href=format!("{}flow/", navigation.href(&Route::Home))>{words::FLOW_LINK}</a>
            </p>
            <ol class="lessons">{catalogue().lessons.iter().map(item).collect_view()}</ol>
            <ProgressFile/>
        </article>
    }
}

fn item(lesson: &'static ListedLesson) -> impl IntoView {
    let (navigation, progress) = (use_navigation(), use_progress());
    let of = format!("lesson/{}", lesson.id);
    let all = lesson.goals as usize;
    let done = Memo::new(move |_| progress.with(|kept| kept.count(&of)));
    let is_done = move || all <= done.get();
    let facts = move || match done.get() {
        0 => format!("{} minutes, {all} goals", lesson.minutes),
        done => format!("{} minutes, {}", lesson.minutes, messages::done_of(done, all)),
    };
    view! {
        <li class="lessons__item" class:lessons__item--done=is_done>
            <h2 class="lessons__title">
                <a href=navigation.href(&Route::Lesson(lesson.slug.clone()))>{lesson.title.clone()}</a>
            </h2>
            <p>{lesson.summary.clone()}</p>
            <p class="lessons__facts">{facts}</p>
        </li>
    }
}
