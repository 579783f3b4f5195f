//! The list of challenges, by level, and what was solved of them.

use keyless_content::catalogue;
use keyless_content::catalogue::ListedChallenge;
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::components::ui::progress::ProgressFile;
use crate::messages;
use crate::progress::use_progress;
use crate::route::Route;

/// The page "Challenges".
#[component]
pub(crate) fn Challenges() -> impl IntoView {
    let level = |(level, name): (u32, &'static str)| {
        let of_level = catalogue().challenges.iter().filter(move |it| it.level == level);
        view! {
            <section aria-labelledby=format!("level-{level}")>
                <h2 id=format!("level-{level}")>{level}" · "{name}</h2>
                <ol class="lessons">{of_level.map(item).collect_view()}</ol>
            </section>
        }
    };
    view! {
        <article class="prose">
            <h1>{messages::CHALLENGES}</h1>
            <p class="prose__lead">{messages::CHALLENGES_LEAD}</p>
            {(1..).zip(messages::LEVELS).map(level).collect_view()}
            <ProgressFile/>
        </article>
    }
}

fn item(challenge: &'static ListedChallenge) -> impl IntoView {
    let (navigation, progress) = (use_navigation(), use_progress());
    let of = format!("challenge/{}", challenge.id);
    let best = Memo::new(move |_| progress.with(|kept| kept.score(&of)));
    let facts = move || {
        let solved = best.get().map(|best| format!(" · {}, {}", messages::SOLVED, messages::score(best)));
        format!("Par {}, {} goals{}", challenge.par, challenge.goals, solved.unwrap_or_default())
    };
    view! {
        <li class="lessons__item" class:lessons__item--done=move || best.get().is_some()>
            <h3 class="lessons__title">
                <a href=navigation.href(&Route::Challenge(challenge.slug.clone()))>{challenge.title.clone()}</a>
            </h3>
            <p>{challenge.story.clone()}</p>
            <p class="lessons__facts">{facts}</p>
        </li>
    }
}
