//! The page around this one, where there is one: `embed-bridge.js` speaks with it, and these events speak with that.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit};

use super::{document, window};

/// Whether another page shows this one in a frame, and knows how to speak with it.
pub fn is_around() -> bool {
    let element = document().and_then(|it| it.document_element());
    element.is_some_and(|it| it.has_attribute("data-embed"))
}

/// Calls `act` with every question from around, as JSON, and gives its answer back. For the life of the page.
pub fn on_question(act: impl Fn(&str) -> String + 'static) {
    let Some(window) = window() else { return };
    EventListener::new(&window, "keyless-ask", move |event| {
        let asked = event.dyn_ref::<CustomEvent>().and_then(|it| it.detail().as_string());
        if let Some(asked) = asked {
            tell("keyless-answer", &act(&asked));
        }
    })
    .forget();
}

/// Tells the bridge something, as JSON.
pub fn tell(name: &str, json: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(json));
    if let (Some(window), Ok(event)) = (window(), CustomEvent::new_with_event_init_dict(name, &init)) {
        let _ = window.dispatch_event(&event);
    }
}
