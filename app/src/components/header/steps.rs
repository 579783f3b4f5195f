//! Undo, redo, reset, and the world's time.

use leptos::prelude::*;

use crate::components::ui::icon::{Glyph, Icon};
use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::take_away::SHARE;
use crate::messages::tools::COMMANDS;
use crate::platform::dom;
use crate::tools::{Tool, use_tools};

/// The world's time, which moves only when something makes it.
#[component]
pub(crate) fn Clock() -> impl IntoView {
    let clock = use_slice(|snapshot| snapshot.clock.clone());
    let day = move || clock.get().split(' ').next().unwrap_or_default().to_owned();
    let time = move || clock.get().split(' ').nth(1).unwrap_or_default().to_owned();
    view! {
        <span class="clock" title="The simulated world's time, UTC">
            <span class="visually-hidden">"Simulated time "</span>
            <span class="clock__day">{day}" "</span>
            {time}
        </span>
    }
}

/// The buttons that type `undo`, `redo` and `reset`.
#[component]
pub(crate) fn StepButtons() -> impl IntoView {
    let can_undo = use_slice(|snapshot| snapshot.can_undo);
    let can_redo = use_slice(|snapshot| snapshot.can_redo);
    view! {
        <div class="steps">
            <LineButton line="undo" name="Undo" glyph=Glyph::Undo enabled=can_undo/>
            <LineButton line="redo" name="Redo" glyph=Glyph::Redo enabled=can_redo/>
            <ResetButton enabled=can_undo/>
        </div>
    }
}

#[component]
fn LineButton(
    line: &'static str,
    name: &'static str,
    glyph: Glyph,
    #[prop(into)] enabled: Signal<bool>,
) -> impl IntoView {
    let dispatcher = use_dispatcher();
    // `aria-disabled` and not `disabled`: a button that has just been used keeps the focus.
    let press = move |_| {
        if enabled.get_untracked() {
            dispatcher.run(line);
        }
    };
    view! {
        <button
            type="button"
            class="button button--tool"
            aria-label=name
            title=name
            aria-disabled=move || (!enabled.get()).then_some("true")
            on:click=press
        >
            <Icon glyph/>
            <span class="steps__word" aria-hidden="true">{name}</span>
        </button>
    }
}

/// Asks once more in place, then types `reset`.
#[component]
fn ResetButton(#[prop(into)] enabled: Signal<bool>) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let asking = RwSignal::new(false);
    let close = move || {
        asking.set(false);
        dom::focus_soon("reset");
    };
    let reset = move |_| {
        dispatcher.run("reset");
        close();
    };
    let ask = move |_| {
        asking.update(|it| *it = !*it && enabled.get_untracked());
        dom::focus_soon("reset-sure");
    };
    view! {
        <div class="reset" on:keydown=move |event| if event.key() == "Escape" && asking.get_untracked() { close() }>
            <button
                type="button"
                id="reset"
                class="button button--tool"
                aria-label="Reset"
                title="Reset"
                aria-haspopup="dialog"
                aria-expanded=move || asking.get().to_string()
                aria-disabled=move || (!enabled.get()).then_some("true")
                on:click=ask
            >
                <Icon glyph=Glyph::Reset/>
                <span class="steps__word" aria-hidden="true">"Reset"</span>
            </button>
            <Show when=move || asking.get()>
                <div class="popover" role="dialog" aria-labelledby="reset-question">
                    <p id="reset-question">"Begin again with a fresh world? You can undo this."</p>
                    <div class="popover__buttons">
                        <button type="button" id="reset-sure" class="button button--main" on:click=reset>
                            "Begin again"
                        </button>
                        <button type="button" class="button" on:click=move |_| close()>"Keep this one"</button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// Opens the dialog that gives the session away.
#[component]
pub(crate) fn ShareButton() -> impl IntoView {
    let tools = use_tools();
    view! {
        <button
            type="button"
            class="button button--tool"
            aria-label=SHARE
            title=SHARE
            aria-haspopup="dialog"
            on:click=move |_| tools.open(Tool::Share)
        >
            <Icon glyph=Glyph::Share/>
            <span class="steps__word" aria-hidden="true">{SHARE}</span>
        </button>
    }
}

/// Opens the list of all that the page can do.
#[component]
pub(crate) fn CommandsButton() -> impl IntoView {
    let tools = use_tools();
    view! {
        <button
            type="button"
            class="button button--tool"
            aria-label=COMMANDS
            title=COMMANDS
            aria-haspopup="dialog"
            on:click=move |_| tools.open(Tool::Commands)
        >
            <Icon glyph=Glyph::Commands/>
        </button>
    }
}
