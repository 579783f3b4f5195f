//! Places for the diagram: deterministic, without overlaps, and stable from picture to picture.
//!
//! Wide: tenants on the left, subscriptions on the right. In a group, hosts, identities and what they reach stand in
//! three columns; between columns run lanes, and below every row a gutter, so that no line needs to run through a node.
//! Narrow: all in one column, the main lane at its left, what identities reach below them. The words of a grant are
//! joined to what it is granted on, so that they never cross.

mod boxes;
mod lanes;
mod metrics;
mod ports;
mod routes;
mod slots;
mod tags;
mod text;

#[cfg(test)]
mod tests;

use super::diagram::Diagram;

pub use slots::Places;

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutOptions {
    /// The width to fill: below 680 units, everything stands in one column.
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
    let ports = ports::settle(&diagram.edges, places);
    boxes::place(diagram, places, &metrics);
    tags::place(diagram, places, &metrics, &ports);
    routes::draw(diagram, places, &metrics, &ports);
    places.end();
}
