//! How large the picture is.

use crate::units::Units;

/// How large the picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zoom {
    /// As large as the space allows, but legible.
    Fit,
    /// All of the width, however small that makes it.
    Whole,
    /// All of it, however small that makes it.
    All,
    /// This many CSS pixels a unit.
    Scale(f64),
}

/// One press on a button or a key.
pub(crate) const STEP: f64 = 1.25;
const RANGE: (f64, f64) = (0.2, 4.0);
/// A fitted picture keeps its text legible, and does not blow up a small world.
const FIT_RANGE: (f64, f64) = (0.85, 1.25);

impl Zoom {
    /// This much larger than `shown`, the CSS pixels a unit takes now.
    pub(crate) fn from(shown: f64, factor: f64) -> Self {
        Self::Scale((shown * factor).clamp(RANGE.0, RANGE.1))
    }

    /// What the button "Fit" does: a picture that is fitted already is shown as a whole.
    pub(crate) fn fitted(self) -> Self {
        if self == Self::Fit { Self::All } else { Self::Fit }
    }

    /// The picture's CSS width, for a diagram this many units wide.
    pub(crate) fn width(self, units: f64) -> String {
        match self {
            Self::Fit => fit(units),
            Self::Whole | Self::All => "100%".to_owned(),
            Self::Scale(scale) => pixels(units * scale),
        }
    }

    /// The picture's CSS height. A tall picture fits in width only, and scrolls.
    pub(crate) fn height(self, width: f64, height: f64) -> String {
        match self {
            Self::All => "100%".to_owned(),
            Self::Scale(scale) => pixels(height * scale),
            Self::Fit if height <= width => fit(height),
            Self::Fit | Self::Whole => "auto".to_owned(),
        }
    }
}

fn fit(units: f64) -> String {
    format!("clamp({}, 100%, {})", pixels(units * FIT_RANGE.0), pixels(units * FIT_RANGE.1))
}

fn pixels(units: f64) -> String {
    format!("{}px", Units(units.round()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_has_ends_and_begins_at_what_is_shown() {
        assert_eq!(Zoom::from(0.9, STEP), Zoom::Scale(1.125));
        assert_eq!(Zoom::from(3.9, STEP), Zoom::Scale(RANGE.1));
        assert_eq!(Zoom::from(0.21, 1.0 / STEP), Zoom::Scale(RANGE.0));
    }

    #[test]
    fn a_fitted_picture_stays_legible_and_a_second_press_shows_all() {
        assert_eq!(Zoom::Fit.width(1000.0), "clamp(850px, 100%, 1250px)");
        assert_eq!(Zoom::Fit.height(300.0, 800.0), "auto");
        assert_eq!(Zoom::Fit.fitted(), Zoom::All);
        assert_eq!(Zoom::All.fitted(), Zoom::Fit);
        assert_eq!(Zoom::All.height(300.0, 800.0), "100%");
    }
}
