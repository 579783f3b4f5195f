//! What shapes and lines mean.

use keyless_core::render::diagram::{EdgeKind, NodeKind, Rect};
use leptos::prelude::*;

use super::edge::{ends, kind_class};
use super::node;
use super::shape::Shape;

const NODES: [(NodeKind, &str); 11] = [
    (NodeKind::SystemAssignedIdentity, "system-assigned identity, part of its host"),
    (NodeKind::UserAssignedIdentity, "user-assigned identity, a resource of its own"),
    (NodeKind::VirtualMachine, "virtual machine"),
    (NodeKind::ScaleSet, "scale set"),
    (NodeKind::Site, "web or function app"),
    (NodeKind::Vault, "key vault"),
    (NodeKind::StorageAccount, "storage account"),
    (NodeKind::ServicePrincipal, "service principal in the tenant"),
    (NodeKind::User, "person"),
    (NodeKind::Group, "security group"),
    (NodeKind::DeadReference, "gone, and still named"),
];

const EDGES: [(EdgeKind, &str); 7] = [
    (EdgeKind::Ownership, "owns: they live and die together"),
    (EdgeKind::Attachment, "carries: shared, and apart"),
    (EdgeKind::RoleAssignment, "has the role named at its end"),
    (EdgeKind::Representation, "is represented by"),
    (EdgeKind::Membership, "is a member of"),
    (EdgeKind::Trust, "trusts"),
    (EdgeKind::TokenUsed, "a token on its way; a ring is one that is kept"),
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
                <li class="legend__states">"Dashed outline: gone or soft-deleted. Faded: stopped or expired. The word stands beside it."</li>
            </ul>
        </details>
    }
}

fn node_sample(kind: NodeKind) -> impl IntoView {
    let place = Rect { x: 1.0, y: 1.0, width: 40.0, height: 26.0 };
    let class = format!("node node--{}", node::kind_class(kind));
    view! {
        <svg class="legend__sample" viewBox="0 0 42 28" width="42" height="28" aria-hidden="true">
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
