//! What happens when the code is wrong: `boot.js` hears `keyless-panic` and shows the calm page.

use wasm_bindgen::JsValue;

use super::window;

/// Tells the window about a panic, with the panic's message as the event's detail.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let (Some(window), Ok(event)) =
            (window(), web_sys::CustomEvent::new_with_event_init_dict("keyless-panic", &init))
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}
