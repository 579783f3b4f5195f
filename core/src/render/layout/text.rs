//! How wide text is, roughly, and what to leave out when it is too wide.

/// Width of a character of a label, set at 12.5 px.
pub(super) const LABEL: f64 = 7.0;
/// Width of a character of a detail or of a word on a line, set at 11 px.
pub(super) const SMALL: f64 = 6.1;

/// The width of a text, given the width of a character.
pub(super) fn width(text: &str, character: f64) -> f64 {
    characters(text) * character
}

#[expect(clippy::cast_precision_loss, reason = "no text is that long")]
fn characters(text: &str) -> f64 {
    text.chars().count() as f64
}

/// The text, or its beginning and end with an ellipsis between, so that it fits into `room`.
pub(super) fn elide(text: &str, room: f64, character: f64) -> String {
    if width(text, character) <= room {
        return text.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small, positive number")]
    let keep = ((room / character).floor().max(3.0) as usize).saturating_sub(1);
    let tail = keep / 2;
    let head = keep - tail;
    let length = text.chars().count();
    let mut short: String = text.chars().take(head).collect();
    short.push('…');
    short.extend(text.chars().skip(length.saturating_sub(tail)));
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_and_a_longer_one_loses_its_middle() {
        assert_eq!(elide("myVM", 100.0, LABEL), "myVM");
        let short = elide("averylongmachinename", 72.0, LABEL);
        assert_eq!(short, "avery…name");
        assert!(width(&short, LABEL) <= 72.0);
        assert_eq!(elide("äöüäöüäöü", 36.0, LABEL), "äö…öü");
    }
}
