//! The little XML that blob storage speaks.

/// Text as it may stand between tags.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// One element around text.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// A whole document.
pub(super) fn document(inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{inside}")
}
