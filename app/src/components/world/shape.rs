//! A shape for each kind of node: known apart without colour.

use keyless_core::render::diagram::{NodeKind, Rect};
use leptos::prelude::*;

use crate::units::{Units, units};

/// Draws the outline and, for what is no container, the sign at its left.
#[component]
pub(crate) fn Shape(kind: NodeKind, place: Rect) -> impl IntoView {
    let Rect { x, y, width, height } = place;
    let (cx, cy) = (x + 19.0, y + height / 2.0);
    let radius = match kind {
        NodeKind::User | NodeKind::ServicePrincipal | NodeKind::UnknownPrincipal => height / 2.0,
        _ => 6.0,
    };
    let outline = match kind {
        NodeKind::SystemAssignedIdentity => view! { <path class="node__box" d=long_hexagon(place)/> }.into_any(),
        _ => view! { <rect class="node__box" x=units(x) y=units(y) width=units(width) height=units(height) rx=units(radius)/> }.into_any(),
    };
    view! {
        {outline}
        {(!kind.is_container() && !is_its_own_sign(kind)).then(|| sign(kind, cx, cy))}
    }
}

/// Whether the outline alone says what it is.
const fn is_its_own_sign(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::SystemAssignedIdentity | NodeKind::Parts)
}

/// A hexagon as wide as its place.
fn long_hexagon(place: Rect) -> String {
    let Rect { x, y, width, height } = place;
    let cut = (height / 3.0).min(14.0);
    let (left, right, middle, bottom) = (x + cut, x + width - cut, y + height / 2.0, y + height);
    let [left, right, middle, bottom, x, y, end] = [left, right, middle, bottom, x, y, x + width].map(Units);
    format!("M{left} {y}H{right}L{end} {middle}L{right} {bottom}H{left}L{x} {middle}Z")
}

/// The sign of a kind, centred at a point, about 18 units wide.
fn sign(kind: NodeKind, cx: f64, cy: f64) -> AnyView {
    let d = match kind {
        NodeKind::UserAssignedIdentity => return diamond(cx, cy).into_any(),
        NodeKind::DeadReference | NodeKind::UnknownPrincipal => cross(cx, cy),
        NodeKind::VirtualMachine | NodeKind::Host => machine(cx, cy),
        NodeKind::User => person(cx, cy),
        _ => seal(cx, cy),
    };
    view! { <path class="node__sign" d=d/> }.into_any()
}

fn diamond(cx: f64, cy: f64) -> impl IntoView {
    let turn = format!("rotate(45 {} {})", Units(cx), Units(cy));
    view! { <rect class="node__sign" x=units(cx - 6.5) y=units(cy - 6.5) width="13" height="13" rx="3" transform=turn/> }
}

fn cross(cx: f64, cy: f64) -> String {
    format!("M{} {}l12 12m0-12l-12 12", Units(cx - 6.0), Units(cy - 6.0))
}

/// A case with a slot and a lamp.
fn machine(cx: f64, cy: f64) -> String {
    let (x, y) = (cx - 9.0, cy - 8.0);
    format!(
        "M{} {}h18v12h-18ZM{} {}h10M{} {}v3M{} {}h5",
        Units(x),
        Units(y),
        Units(x + 4.0),
        Units(y + 16.0),
        Units(cx),
        Units(y + 12.5),
        Units(x + 3.5),
        Units(y + 4.0)
    )
}

fn person(cx: f64, cy: f64) -> String {
    format!(
        "M{} {}a4 4 0 1 0 8 0a4 4 0 1 0-8 0M{} {}a7.500 7.500 0 0 1 15 0",
        Units(cx - 4.0),
        Units(cy - 4.0),
        Units(cx - 7.5),
        Units(cy + 9.0)
    )
}

/// A badge: what the directory knows of an identity.
fn seal(cx: f64, cy: f64) -> String {
    format!(
        "M{} {}h16v12h-16ZM{} {}h5M{} {}h8",
        Units(cx - 8.0),
        Units(cy - 6.0),
        Units(cx - 4.5),
        Units(cy - 1.5),
        Units(cx - 4.5),
        Units(cy + 2.5)
    )
}
