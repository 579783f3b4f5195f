//! Lengths in the picture as text, to a tenth: the program holds no way of writing floats but this one.

use std::fmt;

/// A length or a place in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Units(pub(crate) f64);

impl fmt::Display for Units {
    #[expect(clippy::cast_possible_truncation, reason = "no picture is that big")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if part == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

/// As an attribute's value.
pub(crate) fn units(length: f64) -> String {
    Units(length).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_a_tenth() {
        let written = [0.0, -0.04, 12.5, -0.25, -7.96, 1234.0].map(units);
        assert_eq!(written, ["0", "0", "12.5", "-0.3", "-8", "1234"]);
    }
}
