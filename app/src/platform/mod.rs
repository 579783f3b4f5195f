//! The browser: storage, address, clipboard, theme. The only place that calls `web_sys`.

pub mod caret;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod fetch;
pub mod files;
pub mod host;
pub mod keys;
pub mod location;
pub mod look;
pub mod pan;
pub mod panic;
pub mod picture;
pub mod storage;
pub mod theme;

/// The window, where there is one.
pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document, where there is one.
pub(crate) fn document() -> Option<web_sys::Document> {
    window()?.document()
}
