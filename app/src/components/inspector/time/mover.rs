//! Moving along the timeline: a step back, a step on, playing, and a slider. Each move types `keyless goto N`.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::components::inspector::looking::use_looking;
use crate::components::ui::icon::{Glyph, Icon};
use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::inspect as say;

/// How long a played step stays.
const STAY_MS: u32 = 900;

/// The buttons and the slider.
#[component]
pub(super) fn Mover() -> impl IntoView {
    let (dispatcher, looking) = (use_dispatcher(), use_looking());
    let place = use_slice(|snapshot| (snapshot.position, snapshot.timeline.len()));
    let playing = RwSignal::new(false);
    let go = move |step: usize| dispatcher.run(format!("keyless goto {step}"));
    let by = move |forward: bool| {
        let (at, count) = place.get_untracked();
        let to = if forward { at + 1 } else { at.wrapping_sub(1) };
        if to <= count {
            go(to);
        }
    };
    // Each played step asks for the next, until the end or a press.
    Effect::new(move |_| {
        let (at, count) = place.get();
        if !playing.get() {
            return;
        }
        if at >= count {
            return playing.set(false);
        }
        let timer = Timeout::new(STAY_MS, move || {
            if playing.try_get_untracked() == Some(true) {
                by(true);
            }
        });
        timer.forget();
    });
    let play = move |_| {
        let (at, count) = place.get_untracked();
        if !playing.get_untracked() && at == count && count > 0 {
            go(0);
        }
        playing.update(|it| *it = !*it);
    };
    // While it is dragged, only the inspector follows; where it is let go, the world goes.
    let scrub = move |event| looking.look_at(event_target_value(&event).parse().ok().filter(|step: &usize| *step > 0));
    let arrive = move |event| {
        if let Ok(step) = event_target_value(&event).parse::<usize>() {
            go(step);
        }
    };
    let words = move || {
        let (at, count) = place.get();
        format!("{at} of {count}")
    };
    view! {
        <Show when=move || { place.read().1 > 0 }>
            <div class="mover" role="group" aria-label=say::MOVE>
                <button type="button" class="button button--tool" aria-label=say::STEP_BACK title=say::STEP_BACK on:click=move |_| by(false)>
                    "◂"
                </button>
                <button type="button" class="button button--tool" aria-label=move || if playing.get() { say::STOP } else { say::PLAY } on:click=play>
                    {move || if playing.get() { view! { "■" }.into_any() } else { view! { <Icon glyph=Glyph::Run/> }.into_any() }}
                </button>
                <button type="button" class="button button--tool" aria-label=say::STEP_ON title=say::STEP_ON on:click=move |_| by(true)>
                    "▸"
                </button>
                <input
                    class="mover__slider"
                    type="range"
                    min="0"
                    max=move || place.read().1.to_string()
                    aria-label=say::SLIDER
                    aria-valuetext=words
                    prop:value=move || place.read().0.to_string()
                    on:input=scrub
                    on:change=arrive
                />
                <span class="mover__words" aria-hidden="true">{words}</span>
            </div>
        </Show>
    }
}
