//! The clipboard.

use super::window;

/// Puts `text` on the clipboard. Where the browser has none, nothing happens.
pub fn copy(text: &str) {
    if let Some(window) = window() {
        let _ = window.navigator().clipboard().write_text(text);
    }
}
