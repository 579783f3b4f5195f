//! A lesson's text: prose, commands to run, goals that tick.

mod command;
mod ends;
mod goals;
mod notes;

use command::CommandView;
use ends::LessonEnd;
use goals::{GoalLine, GoalList, use_reached};
use keyless_content::catalogue;
use keyless_content::catalogue::ListedLesson;
use keyless_content::hint::hints;
use keyless_content::lesson::{Block, Lesson, OutputBlock, Section};
use leptos::prelude::*;

pub(crate) use notes::Sources;

use crate::app::use_navigation;
use crate::components::ui::hints::{Hints, Missing};
use crate::components::ui::takeaways::Takeaways;
use crate::route::Route;

/// The whole lesson.
#[component]
pub(crate) fn LessonText(lesson: &'static Lesson) -> impl IntoView {
    let reached = use_reached(lesson);
    let missing = Memo::new(move |_| reached.with(|reached| first_missing(lesson, reached)));
    let section = move |section: &'static Section| view! { <SectionView lesson section reached/> };
    view! {
        <LessonNav current=lesson/>
        <article class="lesson" aria-label=lesson.title.clone()>
            <h1 class="lesson__title">{lesson.title.clone()}</h1>
            <p class="lesson__summary">{lesson.summary.clone()}</p>
            <p class="lesson__facts">{lesson.minutes} " minutes"</p>
            <GoalList lesson reached/>
            <Hints missing/>
            {lesson.sections.iter().map(section).collect_view()}
            <Takeaways all=&lesson.takeaways/>
            <LessonEnd lesson/>
            <Sources rules=&lesson.rules sources=&lesson.sources/>
        </article>
    }
}

/// The first goal that is not reached, with its hints.
fn first_missing(lesson: &'static Lesson, reached: &[bool]) -> Option<Missing> {
    let at = reached.iter().position(|it| !it)?;
    let goal = lesson.goals.get(at)?;
    let command = lesson.command_for(&goal.id).and_then(|it| it.suggested().ok());
    Some(Missing { sentence: goal.fact.missing(), hints: hints(goal, &command.unwrap_or_default()) })
}

/// The way to the other lessons, and to the parts of this one.
#[component]
fn LessonNav(current: &'static Lesson) -> impl IntoView {
    let navigation = use_navigation();
    let item = move |lesson: &'static ListedLesson| {
        let here = lesson.slug == current.slug;
        view! {
            <li>
                <a href=navigation.href(&Route::Lesson(lesson.slug.clone())) aria-current=here.then_some("page")>
                    {lesson.title.clone()}
                </a>
            </li>
        }
    };
    let part = |section: &'static Section| {
        (!section.anchor.is_empty())
            .then(|| view! { <li><a href=format!("#{}", section.anchor)>{section.heading.clone()}</a></li> })
    };
    view! {
        <nav class="lesson-nav" aria-label="Lessons">
            <details>
                <summary>"Lessons and parts"</summary>
                <ol>{catalogue().lessons.iter().map(item).collect_view()}</ol>
                <p class="lesson-nav__title">"In this lesson"</p>
                <ol>{current.sections.iter().map(part).collect_view()}</ol>
            </details>
        </nav>
    }
}

/// A section with its heading.
#[component]
fn SectionView(lesson: &'static Lesson, section: &'static Section, reached: Memo<Vec<bool>>) -> impl IntoView {
    let block = move |block: &'static Block| match block {
        Block::Html(html) => view! { <div class="lesson__html" inner_html=html.as_str()></div> }.into_any(),
        Block::Command(command) => view! { <CommandView command/> }.into_any(),
        Block::Output(output) => view! { <OutputView output/> }.into_any(),
        Block::Goal(id) => view! { <GoalLine lesson id reached/> }.into_any(),
    };
    let heading = (!section.heading.is_empty())
        .then(|| view! { <h2 class="lesson__heading" id=section.anchor.clone()>{section.heading.clone()}</h2> });
    view! {
        <section class="lesson__section">
            {heading}
            {section.blocks.iter().map(block).collect_view()}
        </section>
    }
}

/// Something to look at that is not run.
#[component]
pub(crate) fn OutputView(output: &'static OutputBlock) -> impl IntoView {
    let caption = output.caption.as_ref();
    view! {
        <figure class="shown">
            {caption.map(|caption| view! { <figcaption>{caption.clone()}</figcaption> })}
            <pre class="shown__text" tabindex="0">{output.text.clone()}</pre>
        </figure>
    }
}
