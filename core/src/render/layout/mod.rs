//! Places for the diagram: deterministic, without overlaps, and stable from picture to picture.
//!
//! Wide: tenants on the left, subscriptions on the right, between them a lane for lines and their words. Narrow: all in
//! one column, the lane at its left. In a group, machines stand left and identities right, with a lane between and a
//! gutter below every row, so that no line needs to run through a node.

mod boxes;
mod lanes;
mod metrics;
mod ports;
mod routes;
mod slots;
mod text;
mod words;

#[cfg(test)]
mod tests;

use super::diagram::Diagram;

pub use slots::Places;

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutOptions {
    /// The width to fill: below 760 units, everything stands in one column.
    pub width: f64,
}

impl LayoutOptions {
    /// For a desktop.
    pub const WIDE: Self = Self { width: 800.0 };
    /// For a phone.
    pub const NARROW: Self = Self { width: 360.0 };
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self::WIDE
    }
}

/// Gives nodes their places, edges their points, and labels their room.
pub(super) fn arrange(diagram: &mut Diagram, places: &mut Places, options: LayoutOptions) {
    let metrics = metrics::Metrics::new(options);
    places.begin();
    boxes::place(diagram, places, &metrics);
    routes::draw(diagram, places, &metrics);
    words::place(diagram, &metrics);
    places.end();
}
