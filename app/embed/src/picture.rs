//! The world as plain values: boxes, lines and sentences, for a script that draws them.

use keyless_core::authz::roles;
use keyless_core::model::time::Timestamp;
use keyless_core::render::diagram::{Diagram, Edge, EdgeKind, Node, NodeKind, Rect};
use keyless_core::render::layout::LayoutOptions;
use keyless_core::state::State;
use serde::Serialize;

use crate::worlds::World;

/// The picture, and the same as a tree of sentences.
#[derive(Serialize)]
pub(crate) struct Picture {
    width: f64,
    height: f64,
    nodes: Vec<Box>,
    edges: Vec<Line>,
    outline: Vec<Item>,
}

#[derive(Serialize)]
struct Box {
    kind: &'static str,
    /// `container`, `host`, `identity`, `target` or `other`: what it is drawn like.
    role: &'static str,
    label: String,
    detail: String,
    place: [f64; 4],
    change: &'static str,
    standing: &'static str,
    sentence: String,
}

#[derive(Serialize)]
struct Line {
    role: &'static str,
    label: String,
    at: Option<[f64; 4]>,
    points: Vec<(f64, f64)>,
    change: &'static str,
    standing: &'static str,
}

#[derive(Serialize)]
struct Item {
    depth: usize,
    text: String,
    change: &'static str,
}

/// The world of a session, with what changed since `before`.
pub(crate) fn picture(world: &mut World, before: &State, width: f64) -> Picture {
    let state = world.session.state();
    let width = if width.is_finite() { width.clamp(280.0, 1600.0) } else { LayoutOptions::WIDE.width };
    let options = LayoutOptions { width };
    let diagram = Diagram::of(state, Some(before), &mut world.places, options, &|id| roles::name_in(state, id));
    let outline = diagram.outline().into_iter();
    Picture {
        width: diagram.width,
        height: diagram.height,
        outline: outline.map(|it| Item { depth: it.depth, text: it.text, change: it.change.word() }).collect(),
        nodes: diagram.nodes.into_iter().map(boxed).collect(),
        edges: diagram.edges.into_iter().map(line).collect(),
    }
}

const fn sides(it: &Rect) -> [f64; 4] {
    [it.x, it.y, it.width, it.height]
}

fn boxed(node: Node) -> Box {
    let role = match node.kind {
        kind if kind.is_container() => "container",
        kind if kind.is_host() => "host",
        kind if kind.is_target() => "target",
        NodeKind::SystemAssignedIdentity => "system",
        NodeKind::UserAssignedIdentity | NodeKind::ServicePrincipal => "identity",
        _ => "other",
    };
    Box {
        kind: node.kind.word(),
        role,
        label: node.label,
        detail: node.detail,
        place: sides(&node.place),
        change: node.change.word(),
        standing: node.standing.word(),
        sentence: node.sentence,
    }
}

fn line(edge: Edge) -> Line {
    let role = match edge.kind {
        kind if kind.is_grant() => "grant",
        kind if kind.is_token() => "token",
        EdgeKind::Ownership | EdgeKind::Attachment | EdgeKind::DeadReference => "carries",
        _ => "relates",
    };
    Line {
        role,
        label: edge.label,
        at: edge.label_at.as_ref().map(sides),
        points: edge.points,
        change: edge.change.word(),
        standing: edge.standing.word(),
    }
}

impl Picture {
    /// FNV-1a over what stands in the world, and its time.
    pub(crate) fn hash(&self, now: Timestamp) -> String {
        let now = now.readable();
        let gone = "gone";
        let here = self.outline.iter().filter(|it| it.change != gone).map(|it| it.text.as_str());
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in here.chain([now.as_str()]).flat_map(|text| text.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}
