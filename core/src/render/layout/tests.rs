//! What every picture keeps to: nothing overlaps, lines run between nodes, whatever lives stays where it is.

mod pictures;
mod stability;

use std::collections::BTreeMap;

use crate::render::diagram::fixture::{BLOB, Lab, READER, SECRETS_USER};
use crate::render::diagram::{Diagram, Edge, Node, NodeKind, Rect};

use super::LayoutOptions;
use crate::model::scope::ResourceId;

const GROUP: &str = "myResourceGroup";

/// A world with one of everything.
fn showcase() -> Lab {
    let mut lab = Lab::new();
    lab.vm(GROUP, "myVM").enable(GROUP, "myVM");
    lab.vm(GROUP, "averylongmachinename01");
    lab.identity(GROUP, "id1").identity(GROUP, "shared-identity").attach("myResourceGroup/myVM", "myResourceGroup/id1");
    lab.attach("myResourceGroup/averylongmachinename01", "myResourceGroup/id1");
    lab.attach("myResourceGroup/averylongmachinename01", "myResourceGroup/shared-identity");
    lab.group("data").identity("data", "reader-id").attach("myResourceGroup/myVM", "data/reader-id");
    lab.machine("data", "worker").enable("data", "worker");
    let (first, worker) = (lab.system_principal(GROUP, "myVM"), lab.system_principal("data", "worker"));
    let shared = lab.identity_of(&Lab::identity_id(GROUP, "shared-identity")).principal_id;
    lab.grant(&first, READER, &Lab::group_id(GROUP)).grant(&first, BLOB, &Lab::group_id("data"));
    lab.grant(&worker, READER, &Lab::vm_id(GROUP, "myVM"));
    lab.grant(&shared, BLOB, &Lab::group_id("data").clone());
    lab.diagram();
    lab.step();
    lab.delete_identity("data", "reader-id").disable("data", "worker").identity("data", "fresh");
    lab
}

/// Two machines, two identities, a vault and an account, five grants: what a lesson shows.
fn figure() -> Lab {
    let mut lab = Lab::new();
    lab.vm(GROUP, "web1").enable(GROUP, "web1").vm(GROUP, "worker").enable(GROUP, "worker");
    lab.identity(GROUP, "app-identity").identity(GROUP, "batch-identity");
    lab.vault(GROUP, "kv-orders").account(GROUP, "stordersdata");
    lab.attach("myResourceGroup/web1", "myResourceGroup/app-identity");
    lab.attach("myResourceGroup/worker", "myResourceGroup/app-identity");
    lab.attach("myResourceGroup/worker", "myResourceGroup/batch-identity");
    let of = |lab: &Lab, name| lab.identity_of(&Lab::identity_id(GROUP, name)).principal_id;
    let (app, batch) = (of(&lab, "app-identity"), of(&lab, "batch-identity"));
    let (web, worker) = (lab.system_principal(GROUP, "web1"), lab.system_principal(GROUP, "worker"));
    lab.grant(&app, SECRETS_USER, &Lab::vault_id(GROUP, "kv-orders"));
    lab.grant(&web, SECRETS_USER, &Lab::vault_id(GROUP, "kv-orders"));
    lab.grant(&batch, BLOB, &Lab::account_id(GROUP, "stordersdata"));
    lab.grant(&app, BLOB, &Lab::account_id(GROUP, "stordersdata"));
    lab.grant(&worker, READER, &Lab::group_id(GROUP));
    lab.token(&batch, "https://storage.azure.com/", 3600);
    lab.diagram();
    lab.step();
    lab.token(&app, "https://vault.azure.net", 3600);
    lab
}

/// Four machines that share an identity, which has grants.
fn shared() -> Lab {
    let mut lab = Lab::new();
    lab.identity(GROUP, "web-identity");
    for name in ["web1", "web2", "web3", "web4"] {
        lab.vm(GROUP, name).attach(&format!("{GROUP}/{name}"), "myResourceGroup/web-identity");
    }
    let principal = lab.identity_of(&Lab::identity_id(GROUP, "web-identity")).principal_id;
    lab.group("storage").machine("storage", "db");
    lab.grant(&principal, BLOB, &Lab::group_id("storage")).grant(&principal, READER, &Lab::vm_id("storage", "db"));
    lab.grant(&principal, READER, &ResourceId::subscription(&Lab::subscription()));
    lab.step();
    lab
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn inside(inner: &Rect, outer: &Rect) -> bool {
    inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y && inner.bottom() <= outer.bottom()
}

fn on_border(rect: &Rect, (x, y): (f64, f64)) -> bool {
    let within = x >= rect.x && x <= rect.right() && y >= rect.y && y <= rect.bottom();
    within && (x == rect.x || x == rect.right() || y == rect.y || y == rect.bottom())
}

/// Whether a level or upright stretch runs through the inside of a rectangle.
fn crosses(rect: &Rect, a: (f64, f64), b: (f64, f64)) -> bool {
    let (left, right) = (a.0.min(b.0), a.0.max(b.0));
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    left < rect.right() && right > rect.x && top < rect.bottom() && bottom > rect.y
}

#[track_caller]
fn check_nodes(diagram: &Diagram) -> BTreeMap<&str, &Node> {
    let whole = Rect { x: 0.0, y: 0.0, width: diagram.width, height: diagram.height };
    let mut siblings: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
    let mut seen: BTreeMap<&str, &Node> = BTreeMap::new();
    for node in &diagram.nodes {
        assert!(node.place.width > 0.0 && node.place.height > 0.0, "{} has no place", node.id);
        assert!(inside(&node.place, &whole), "{} is outside: {:?} of {whole:?}", node.id, node.place);
        if let Some(parent) = &node.parent {
            let parent = seen.get(parent.as_str()).unwrap_or_else(|| panic!("{} comes before {parent}", node.id));
            assert!(inside(&node.place, &parent.place), "{} sticks out of {}", node.id, parent.id);
        }
        let room = node.place.width / if node.kind == NodeKind::Parts { 6.1 } else { 7.0 };
        assert!(node.label.chars().count() as f64 <= room, "`{}` is too long", node.label);
        siblings.entry(node.parent.as_deref()).or_default().push(node);
        assert!(seen.insert(&node.id, node).is_none(), "{} is there twice", node.id);
    }
    for group in siblings.values_mut() {
        group.sort_by(|a, b| a.place.y.total_cmp(&b.place.y));
        for (index, a) in group.iter().enumerate() {
            for b in group.iter().skip(index + 1).take_while(|b| b.place.y < a.place.bottom()) {
                assert!(!overlap(&a.place, &b.place), "{} and {} overlap", a.id, b.id);
            }
        }
    }
    seen
}

#[track_caller]
fn check_edges(diagram: &Diagram, nodes: &BTreeMap<&str, &Node>) {
    let leaves: Vec<&Node> = diagram.nodes.iter().filter(|node| !node.kind.is_container()).collect();
    for edge in &diagram.edges {
        let (from, to) = (nodes[edge.from.as_str()], nodes[edge.to.as_str()]);
        let (first, last) = (*edge.points.first().unwrap(), *edge.points.last().unwrap());
        assert!(on_border(&from.place, first), "{} begins at {first:?}, not on {:?}", edge.id, from.place);
        let tag = edge.label_at.is_some_and(|tag| on_border(&tag, last)) || shares_words(diagram, edge, last);
        assert!(tag || on_border(&to.place, last), "{} ends at {last:?}, not on {:?}", edge.id, to.place);
        for pair in edge.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.0 == b.0 || a.1 == b.1, "{} is slanted", edge.id);
            assert!(a.0 >= 0.0 && a.0 <= diagram.width && a.1 >= 0.0 && a.1 <= diagram.height, "{} leaves", edge.id);
            for leaf in &leaves {
                let own = leaf.id == edge.from || leaf.id == edge.to;
                assert!(own || !crosses(&leaf.place, a, b), "{} runs through {}: {a:?} {b:?}", edge.id, leaf.id);
            }
        }
    }
    check_words(&diagram.edges, &leaves, diagram);
}

/// Whether a line ends at the words of another grant on the same thing.
fn shares_words(diagram: &Diagram, edge: &Edge, last: (f64, f64)) -> bool {
    let mut others = diagram.edges.iter().filter(|it| it.to == edge.to).filter_map(|it| it.label_at);
    others.any(|tag| last.1 == tag.centre().1)
}

#[track_caller]
fn check_words(edges: &[Edge], leaves: &[&Node], diagram: &Diagram) {
    let whole = Rect { x: 0.0, y: 0.0, width: diagram.width, height: diagram.height };
    let words: Vec<(Rect, &Edge)> = edges
        .iter()
        .filter_map(|edge| {
            let rect = edge.label_at?;
            assert!(edge.label.chars().count() as f64 * 6.0 <= rect.width, "`{}` does not fit", edge.label);
            Some((rect, edge))
        })
        .collect();
    for (index, (word, edge)) in words.iter().enumerate() {
        assert!(inside(word, &whole), "`{}` of {} is outside: {word:?}", edge.label, edge.id);
        for leaf in leaves.iter().filter(|leaf| leaf.id != edge.to) {
            assert!(!overlap(word, &leaf.place), "`{}` lies on {}", edge.label, leaf.id);
        }
        for (other, second) in words.iter().skip(index + 1) {
            assert!(!overlap(word, other), "`{}` of {} lies on that of {}", edge.label, edge.id, second.id);
        }
    }
}

#[track_caller]
fn check(lab: &mut Lab) -> Diagram {
    let diagram = lab.diagram();
    let nodes = check_nodes(&diagram);
    check_edges(&diagram, &nodes);
    diagram
}

#[test]
fn a_world_with_one_of_everything_is_drawn_without_overlaps_wide_and_narrow() {
    for width in [800.0, 840.0, 1200.0, 320.0, 360.0, 414.0, 600.0] {
        for mut lab in [showcase(), figure(), shared()] {
            lab.options = LayoutOptions { width };
            let diagram = check(&mut lab);
            assert!(diagram.width <= width, "{} of {width}", diagram.width);
        }
    }
}

#[test]
fn in_simple_worlds_every_line_has_its_words() {
    for options in [LayoutOptions::WIDE, LayoutOptions::NARROW] {
        let mut lab = shared();
        lab.options = options;
        let diagram = check(&mut lab);
        for edge in diagram.edges.iter().filter(|edge| edge.kind.is_grant()) {
            assert!(edge.label_at.is_some(), "`{}` of {} has no room", edge.name, edge.sentence);
            assert_eq!(edge.label, edge.name);
        }
    }
}
