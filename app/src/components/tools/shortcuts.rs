//! The list of keys: each can be changed, all can be switched off.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Keys;
use crate::components::ui::modal::Modal;
use crate::messages::tools as say;
use crate::platform::keys;
use crate::shortcuts::{Action, Chord, Shortcuts};
use crate::tools::{Tool, use_tools};

/// The dialog "Keyboard shortcuts".
#[component]
pub(super) fn ShortcutList() -> impl IntoView {
    let (tools, keys) = (use_tools(), expect_context::<Keys>());
    let waiting = RwSignal::new(None);
    let switch = move |_| keys.update(|it| it.on = !it.on);
    view! {
        <Modal title=say::SHORTCUTS close=move |()| tools.close(Tool::Shortcuts)>
            <label class="check">
                <input type="checkbox" prop:checked=move || keys.0.read().on on:change=switch/>
                <span>{say::SHORTCUTS_ON}</span>
            </label>
            <ul class="keys">{Action::ALL.map(|action| view! { <KeyRow action waiting/> }).collect_view()}</ul>
            <button type="button" class="button" on:click=move |_| keys.update(|it| *it = Shortcuts::default())>
                {say::SHORTCUTS_USUAL}
            </button>
            <h3 class="modal__heading modal__part">{say::SHORTCUTS_PROMPT}</h3>
            <p class="modal__help">{say::SHORTCUTS_PROMPT_HELP}</p>
        </Modal>
    }
}

/// One action with its key.
#[component]
fn KeyRow(action: Action, waiting: RwSignal<Option<Action>>) -> impl IntoView {
    let keys = expect_context::<Keys>();
    let is_waiting = move || waiting.get() == Some(action);
    let name = move || keys.0.with(|it| it.chord(action).name());
    let word = move || if is_waiting() { say::PRESS_KEYS } else { say::CHANGE };
    let label = move || format!("{}: {}", word(), say::action(action));
    // The next key belongs to the action; Escape and Tab go on meaning what they mean.
    let press = move |event: KeyboardEvent| {
        if !is_waiting() {
            return;
        }
        if let Some(chord) = keys::chord(&event) {
            event.prevent_default();
            event.stop_propagation();
            keys.update(|it| it.change(action, chord));
            waiting.set(None);
        }
    };
    view! {
        <li class="keys__row">
            <span class="keys__what">{say::action(action)}</span>
            <kbd class="keys__chord">{move || Some(name()).filter(|it| !it.is_empty()).unwrap_or_else(|| say::NO_KEY.to_owned())}</kbd>
            <button
                type="button"
                class="button button--quiet"
                aria-label=label
                on:click=move |_| waiting.set((!waiting.get_untracked().is_some_and(|it| it == action)).then_some(action))
                on:keydown=press
                on:blur=move |_| waiting.set(None)
            >
                {word}
            </button>
            <button
                type="button"
                class="button button--quiet"
                aria-label=format!("{}: {}", say::REMOVE, say::action(action))
                on:click=move |_| keys.update(|it| it.change(action, Chord::default()))
            >
                {say::REMOVE}
            </button>
        </li>
    }
}
