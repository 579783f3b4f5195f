//! What shapes and lines mean.

use keyless_core::render::diagram::{EdgeKind, NodeKind, Rect};
use leptos::prelude::*;

use super::edge::{ends, kind_class};
use super::node;
use super::shape::Shape;

const NODES: [(NodeKind, &str); 5] = [
    (NodeKind::VirtualMachine, "virtual machine"),
    (NodeKind::SystemAssignedIdentity, "system-assigned identity, part of its host"),
    (NodeKind::UserAssignedIdentity, "user-assigned identity, a resource of its own"),
    (NodeKind::ServicePrincipal, "service principal in the tenant"),
    (NodeKind::DeadReference, "reference to an identity that is gone"),
];

const EDGES: [(EdgeKind, &str); 5] = [
    (EdgeKind::Trust, "trusts"),
    (EdgeKind::Ownership, "owns"),
    (EdgeKind::Attachment, "carries"),
    (EdgeKind::Representation, "is represented by"),
    (EdgeKind::RoleAssignment, "has a role on"),
];

/// The legend, folded until it is asked for.
#[component]
pub(crate) fn Legend() -> impl IntoView {
    view! {
        <details class="legend">
            <summary>"Legend"</summary>
            <ul class="legend__list">
                {NODES.map(|(kind, words)| view! { <li>{node_sample(kind)}<span>{words}</span></li> }).collect_view()}
                {EDGES.map(|(kind, words)| view! { <li>{edge_sample(kind)}<span>{words}</span></li> }).collect_view()}
            </ul>
        </details>
    }
}

fn node_sample(kind: NodeKind) -> impl IntoView {
    let place = Rect { x: 1.0, y: 1.0, width: 40.0, height: 30.0 };
    let class = format!("node node--{}", node::kind_class(kind));
    view! {
        <svg class="legend__sample" viewBox="0 0 42 32" width="42" height="32" aria-hidden="true">
            <g class=class><Shape kind place/></g>
        </svg>
    }
}

fn edge_sample(kind: EdgeKind) -> impl IntoView {
    let (start, end) = ends(kind);
    let class = format!("edge edge--{}", kind_class(kind));
    view! {
        <svg class="legend__sample" viewBox="0 0 42 12" width="42" height="12" aria-hidden="true">
            <g class=class><path class="edge__line" d="M4 6H38" marker-start=start marker-end=end/></g>
        </svg>
    }
}
