//! A shape for each kind of node: known apart without colour.

use keyless_core::render::diagram::{NodeKind, Rect};
use leptos::prelude::*;

use super::sign::sign;
use crate::units::{Units, units};

/// Draws the outline and, for what is no container, the sign at its left.
#[component]
pub(crate) fn Shape(kind: NodeKind, place: Rect) -> impl IntoView {
    let Rect { x, y, width, height } = place;
    let radius = match kind {
        NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::UnknownPrincipal => height / 2.0,
        NodeKind::UserAssignedIdentity => 14.0,
        NodeKind::Token => 8.0,
        _ => 6.0,
    };
    // A vault's or an account's own part; its grants are joined below.
    let height = if kind.is_target() { height.min(40.0) } else { height };
    let outline = match kind {
        NodeKind::SystemAssignedIdentity => view! { <path class="node__box" d=long_hexagon(place)/> }.into_any(),
        _ => view! { <rect class="node__box" x=units(x) y=units(y) width=units(width) height=units(height) rx=units(radius)/> }.into_any(),
    };
    let at = format!("translate({} {})", Units(x + 19.0), Units(y + height / 2.0));
    view! {
        {outline}
        {sign(kind).map(|d| view! { <path class="node__sign" d=d transform=at/> })}
        {(kind == NodeKind::Token).then(|| view! { <circle class="node__sign" cx=units(x + 8.0) cy=units(y + 8.0) r="3.500"/> })}
    }
}

/// A hexagon as wide as its place.
fn long_hexagon(place: Rect) -> String {
    let Rect { x, y, width, height } = place;
    let cut = (height / 3.0).min(14.0);
    let (left, right, middle, bottom) = (x + cut, x + width - cut, y + height / 2.0, y + height);
    let [left, right, middle, bottom, x, y, end] = [left, right, middle, bottom, x, y, x + width].map(Units);
    format!("M{left} {y}H{right}L{end} {middle}L{right} {bottom}H{left}L{x} {middle}Z")
}
