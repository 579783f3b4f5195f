//! A challenge's text: story, what is still missing, what is too much, score, hints, a solution.

mod solution;
mod standing;

use keyless_content::challenge::{Challenge, Standing};
use keyless_content::hint::hints;
use keyless_content::lesson::Block;
use leptos::prelude::*;
use solution::Solution;
use standing::StandingView;

use crate::components::lesson::{OutputView, Sources};
use crate::components::ui::hints::{Hints, Missing};
use crate::components::ui::takeaways::Takeaways;
use crate::components::ui::ticks;
use crate::dispatch::use_dispatcher;
use crate::messages;
use crate::progress::use_progress;

/// The whole challenge.
#[component]
pub(crate) fn ChallengeText(challenge: &'static Challenge) -> impl IntoView {
    let standing = use_standing(challenge);
    let missing = Memo::new(move |_| standing.with(|standing| first_missing(challenge, standing)));
    let level = usize::try_from(challenge.level).ok().and_then(|it| messages::LEVELS.get(it.checked_sub(1)?));
    let block = |block: &'static Block| match block {
        Block::Html(html) => view! { <div class="lesson__html" inner_html=html.as_str()></div> }.into_any(),
        Block::Output(output) => view! { <OutputView output/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <article class="lesson challenge" aria-label=challenge.title.clone()>
            <p class="lesson__facts">{challenge.level}" · "{level.copied()}</p>
            <h1 class="lesson__title">{challenge.title.clone()}</h1>
            <p class="lesson__summary">{ticks::text(&challenge.story)}</p>
            <StandingView challenge standing/>
            <Hints missing/>
            {challenge.blocks.iter().map(block).collect_view()}
            <Solution challenge/>
            <Show when=move || standing.read().is_solved()>
                <Takeaways all=&challenge.takeaways/>
            </Show>
            <Sources rules=&challenge.rules sources=&challenge.sources/>
        </article>
    }
}

/// How the attempt stands; a better one is kept.
fn use_standing(challenge: &'static Challenge) -> Memo<Standing> {
    let (dispatcher, progress) = (use_dispatcher(), use_progress());
    let standing = Memo::new(move |_| {
        dispatcher.snapshot().track();
        dispatcher.with_session(|session| {
            let history = session.entries().get(..session.position()).unwrap_or_default();
            challenge.standing(session.state(), history)
        })
    });
    Effect::new(move |_| {
        let standing = standing.get();
        if standing.is_solved() {
            progress.mark(&format!("challenge/{}", challenge.id), &format!("score:{}", standing.score()));
        }
    });
    standing
}

/// The first goal that does not hold, with its hints.
fn first_missing(challenge: &'static Challenge, standing: &Standing) -> Option<Missing> {
    let at = standing.goals.iter().position(|holds| !holds)?;
    let goal = challenge.goals.get(at)?;
    let hints = hints(goal, challenge.line_for(at).unwrap_or_default());
    Some(Missing { sentence: goal.fact.missing(), hints })
}
