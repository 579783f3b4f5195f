//! Zooming about a point: what lies under the pointer stays under it.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The CSS pixels that a unit of the picture takes now, given its width in units.
pub fn shown_scale(place: &HtmlElement, units: f64) -> f64 {
    let picture = place.query_selector("svg.picture").ok().flatten();
    let width = picture.map_or(0.0, |it| it.get_bounding_client_rect().width());
    if width > 0.0 && units > 0.0 { width / units } else { 1.0 }
}

/// Remembers what lies at a point of the window, changes the size, and scrolls so that the same lies there again.
/// Without a point it is the middle.
pub fn zoom_about(place: &HtmlElement, at: Option<(f64, f64)>, zoom: impl FnOnce()) {
    let frame = place.get_bounding_client_rect();
    let (x, y) = at.map_or((frame.width() / 2.0, frame.height() / 2.0), |(x, y)| (x - frame.left(), y - frame.top()));
    let Some(picture) = place.query_selector("svg.picture").ok().flatten() else { return zoom() };
    let (before, place) = (part(&picture, &frame, x, y), place.clone());
    zoom();
    Timeout::new(0, move || {
        let after = picture.get_bounding_client_rect();
        let frame = place.get_bounding_client_rect();
        let (left, top) = (after.left() - frame.left(), after.top() - frame.top());
        scroll_by(&place, left + before.0 * after.width() - x, top + before.1 * after.height() - y);
    })
    .forget();
}

/// Scrolls a place.
pub fn scroll_by(place: &HtmlElement, x: f64, y: f64) {
    let place: &Element = place.unchecked_ref();
    place.scroll_by_with_x_and_y(x, y);
}

/// Which part of the picture lies at a point of its frame, from 0 to 1.
fn part(picture: &Element, frame: &web_sys::DomRect, x: f64, y: f64) -> (f64, f64) {
    let shown = picture.get_bounding_client_rect();
    let of = |at: f64, length: f64| if length > 0.0 { at / length } else { 0.0 };
    (of(frame.left() + x - shown.left(), shown.width()), of(frame.top() + y - shown.top(), shown.height()))
}
