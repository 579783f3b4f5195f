//! The address bar: where the site's root is, which page is asked for, going to another.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};

use super::{document, window};

/// The site's root as a path that ends in `/`: `boot.js` leaves it at the document's element.
pub fn root() -> String {
    let element = document().and_then(|it| it.document_element());
    element.and_then(|it| it.get_attribute("data-root")).unwrap_or_else(|| "/".to_owned())
}

/// The path in the address bar.
pub fn path() -> String {
    window().and_then(|it| it.location().pathname().ok()).unwrap_or_else(|| "/".to_owned())
}

/// The address of the page in view, without what follows `#`.
pub fn page() -> String {
    let origin = window().and_then(|it| it.location().origin().ok()).unwrap_or_default();
    format!("{origin}{}", path())
}

/// The part of the address from `#` on; empty where there is none.
pub fn hash() -> String {
    window().and_then(|it| it.location().hash().ok()).unwrap_or_default()
}

/// Takes the part from `#` on out of the address.
pub fn drop_hash() {
    if let Some(history) = window().and_then(|it| it.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path()));
    }
}

/// Calls `act` whenever the part from `#` on changes. For the life of the page.
pub fn on_hash(act: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "hashchange", move |_| act()).forget();
    }
}

/// Leaves for another document.
pub fn load(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(path);
    }
}

/// Shows another address without loading it.
pub fn push(path: &str) {
    if let Some(history) = window().and_then(|it| it.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls `act` with the path whenever the reader goes back or forward. For the life of the page.
pub fn on_travel(act: impl Fn(String) + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "popstate", move |_| act(path())).forget();
    }
}

/// Calls `take` with the path of every plain click on a link of this origin; when it answers `true`, the browser
/// does not follow the link itself. For the life of the page.
pub fn on_link(take: impl Fn(String) -> bool + 'static) {
    let Some(document) = document() else { return };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        if let Some(path) = linked_path(event)
            && take(path)
        {
            event.prevent_default();
        }
    })
    .forget();
}

fn linked_path(event: &web_sys::Event) -> Option<String> {
    let mouse = event.dyn_ref::<web_sys::MouseEvent>()?;
    let modified = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() || mouse.button() != 0;
    if modified || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    let address = link.dyn_ref::<web_sys::HtmlAnchorElement>()?;
    let here = window()?.location();
    let same_page_part = address.pathname() == here.pathname().ok()? && !address.hash().is_empty();
    (address.origin() == here.origin().ok()? && !same_page_part).then(|| address.pathname())
}
