//! Small things one does with elements: focus, scrolling, selection, the page's title.

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    HtmlElement, HtmlTextAreaElement, ResizeObserver, ResizeObserverEntry, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::{document, window};

/// Names the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Moves the focus to the element with this id, after the page has been painted anew.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    Timeout::new(0, move || focus(&id)).forget();
}

/// Scrolls as little as needed to bring the element with this id into view, after the page has been painted anew.
pub fn reveal_soon(id: String) {
    Timeout::new(0, move || {
        if let Some(element) = document().and_then(|it| it.get_element_by_id(&id)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    })
    .forget();
}

/// Moves the focus to the element with this id.
pub fn focus(id: &str) {
    let found = document().and_then(|it| it.get_element_by_id(id));
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    } else if let Some(element) = svg_by_id(id) {
        let _ = element.focus();
    }
}

fn svg_by_id(id: &str) -> Option<web_sys::SvgElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Whether a dialog over the page is open.
pub fn has_open_dialog() -> bool {
    document().is_some_and(|it| it.query_selector("dialog[open]").ok().flatten().is_some())
}

/// The id of the nearest element around an event's place that a selector names.
pub fn closest_id(event: &web_sys::Event, selector: &str) -> Option<String> {
    let place = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    Some(place.closest(selector).ok()??.id())
}

/// Marks the elements with these ids as pointed at, and no others.
pub fn shine(ids: &[String]) {
    let Some(document) = document() else { return };
    if let Ok(shining) = document.query_selector_all("[data-lit]") {
        for at in 0..shining.length() {
            if let Some(element) = shining.item(at).and_then(|it| it.dyn_into::<web_sys::Element>().ok()) {
                let _ = element.remove_attribute("data-lit");
            }
        }
    }
    for element in ids.iter().filter_map(|id| document.get_element_by_id(id)) {
        let _ = element.set_attribute("data-lit", "");
    }
}

/// Scrolls a list to its end, or to the beginning of its last item where that is higher than the list's place; after
/// the page has been painted anew.
pub fn scroll_to_last_soon(list: HtmlElement, item: &'static str) {
    Timeout::new(0, move || {
        let last = list.query_selector(&format!("{item}:last-child")).ok().flatten();
        let start = last.and_then(|it| it.dyn_into::<HtmlElement>().ok()).map_or(i32::MAX, |it| it.offset_top() - GAP);
        list.set_scroll_top(start.min(list.scroll_height()));
    })
    .forget();
}

/// Kept free above an item that was scrolled to.
const GAP: i32 = 8;

/// Scrolls the window to its top.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The window's width; 0 where there is none.
pub fn window_width() -> f64 {
    window().and_then(|it| it.inner_width().ok()?.as_f64()).unwrap_or_default()
}

/// Moves the focus from that of these elements in which it is to the next one, or to the one before.
pub fn cycle_focus(ids: &[&str], back: bool) {
    let Some(document) = document() else { return };
    let active = document.active_element();
    let holds = |id: &&str| document.get_element_by_id(id).is_some_and(|it| it.contains(active.as_deref()));
    let step = if back { ids.len().saturating_sub(1) } else { 1 };
    let next = ids.iter().position(holds).map_or(0, |at| (at + step) % ids.len().max(1));
    if let Some(id) = ids.get(next) {
        focus(id);
    }
}

/// Keeps a pressed pointer with the element that it was pressed on.
pub fn hold_pointer(event: &web_sys::PointerEvent) {
    let target = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    if let Some(target) = target {
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// Whether some text on the page is selected.
pub fn has_selection() -> bool {
    let selection = window().and_then(|it| it.get_selection().ok().flatten());
    selection.is_some_and(|it| !it.is_collapsed())
}

/// Whether the caret is a bare caret, and stands in the field's first or last line.
pub fn caret_lines(field: &HtmlTextAreaElement) -> CaretLines {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let start = field.selection_start().ok().flatten().unwrap_or(0) as usize;
    let end = field.selection_end().ok().flatten().unwrap_or(0) as usize;
    let newline = u16::from(b'\n');
    CaretLines {
        bare: start == end,
        first: !text.iter().take(start).any(|&unit| unit == newline),
        last: !text.iter().skip(end).any(|&unit| unit == newline),
    }
}

/// Where a field's caret stands.
#[derive(Clone, Copy, Debug)]
pub struct CaretLines {
    /// Nothing is selected.
    pub bare: bool,
    /// It is in the first line.
    pub first: bool,
    /// It is in the last line.
    pub last: bool,
}

/// Adds the built page to the document in one step; `boot.js`, which hears of it, takes away what stood there before.
pub fn show_page(root: &HtmlElement) {
    if let Some(body) = document().and_then(|it| it.body()) {
        let _ = body.append_child(root);
    }
    name("data-shown", "");
    if let (Some(window), Ok(event)) = (window(), web_sys::CustomEvent::new("keyless-shown")) {
        let _ = window.dispatch_event(&event);
    }
}

/// Tells `boot.js` under which key the session in view is kept.
pub fn name_journal(key: &str) {
    name("data-journal", key);
}

fn name(attribute: &str, value: &str) {
    if let Some(element) = document().and_then(|it| it.document_element()) {
        let _ = element.set_attribute(attribute, value);
    }
}

/// An element that is in no document yet.
pub fn detached() -> Option<HtmlElement> {
    document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Tells an element's inner width at once and whenever it changes, until it is dropped.
#[derive(Debug)]
pub struct WidthWatch {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut(Array)>,
}

impl WidthWatch {
    /// Begins to watch.
    pub fn new(element: &web_sys::Element, mut tell: impl FnMut(f64) + 'static) -> Option<Self> {
        let told = Closure::new(move |entries: Array| {
            let entry = entries.get(0).dyn_into::<ResizeObserverEntry>().ok();
            if let Some(entry) = entry {
                tell(entry.content_rect().width());
            }
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told })
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
