//! The keyboard, wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::window;
use crate::shortcuts::Chord;

/// The key of an event, with those held with it.
pub fn chord(event: &KeyboardEvent) -> Option<Chord> {
    Chord::of(&event.key(), event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key())
}

/// Calls `take` with each key that nothing else took, and whether somebody types in a field; when it answers `true`,
/// the browser leaves the key alone. For the life of the page.
pub fn on_press(take: impl Fn(Chord, bool) -> bool + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(press) = event.dyn_ref::<KeyboardEvent>() else { return };
        if press.default_prevented() || press.is_composing() {
            return;
        }
        let place = press.target().and_then(|it| it.dyn_into::<Element>().ok());
        let typing = place.is_some_and(|it| it.matches("input, textarea, select").unwrap_or(false));
        if chord(press).is_some_and(|it| take(it, typing)) {
            press.prevent_default();
        }
    })
    .forget();
}
