//! The caret of a text field, in bytes of its text.

use web_sys::HtmlTextAreaElement;

/// Where the caret stands; none while something is selected.
pub fn caret(field: &HtmlTextAreaElement) -> Option<usize> {
    let start = field.selection_start().ok().flatten()?;
    let end = field.selection_end().ok().flatten()?;
    (start == end).then(|| bytes(&field.value(), start))
}

/// Writes a text, and puts the caret at a byte of it.
pub fn write(field: &HtmlTextAreaElement, text: &str, caret: usize) {
    if field.value() != text {
        field.set_value(text);
    }
    let units = text.get(..caret).unwrap_or(text).encode_utf16().count();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    let _ = field.set_selection_range(units, units);
}

/// A place in UTF-16 units as one in bytes.
fn bytes(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    let before = text.chars().take_while(|c| {
        let goes = left > 0;
        left = left.saturating_sub(c.len_utf16());
        goes
    });
    before.map(char::len_utf8).sum()
}
