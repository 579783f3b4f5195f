//! What every picture keeps to: nothing overlaps, lines run between nodes, whatever lives stays where it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::render::diagram::fixture::{BLOB, Lab, READER};
use crate::render::diagram::{Change, Diagram, Edge, Node, NodeKind, Rect};

use super::LayoutOptions;

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
    let stretch = Rect { x: a.0.min(b.0), y: a.1.min(b.1), width: (a.0 - b.0).abs(), height: (a.1 - b.1).abs() };
    stretch.x < rect.right() && rect.x < stretch.right() && stretch.y < rect.bottom() && rect.y < stretch.bottom()
        || stretch.width == 0.0
            && stretch.x > rect.x
            && stretch.x < rect.right()
            && stretch.y < rect.bottom()
            && stretch.bottom() > rect.y
        || stretch.height == 0.0
            && stretch.y > rect.y
            && stretch.y < rect.bottom()
            && stretch.x < rect.right()
            && stretch.right() > rect.x
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
        let room = node.place.width / if node.place.height < 25.0 { 6.4 } else { 7.2 };
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
        assert!(on_border(&to.place, last), "{} ends at {last:?}, not on {:?}", edge.id, to.place);
        for pair in edge.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.0 == b.0 || a.1 == b.1, "{} is slanted", edge.id);
            assert!(a.0 >= 0.0 && a.0 <= diagram.width && a.1 >= 0.0 && a.1 <= diagram.height, "{} leaves", edge.id);
            for leaf in &leaves {
                assert!(!crosses(&leaf.place, a, b), "{} runs through {}: {a:?} {b:?}", edge.id, leaf.id);
            }
        }
    }
    check_words(&diagram.edges, &leaves, diagram);
}

#[track_caller]
fn check_words(edges: &[Edge], leaves: &[&Node], diagram: &Diagram) {
    let whole = Rect { x: 0.0, y: 0.0, width: diagram.width, height: diagram.height };
    let words: Vec<(Rect, &Edge)> = edges
        .iter()
        .filter_map(|edge| {
            let (x, y) = edge.label_at?;
            let width = edge.label.chars().count() as f64 * 6.4;
            Some((Rect { x: x - width / 2.0, y: y - 7.0, width, height: 14.0 }, edge))
        })
        .collect();
    for (index, (word, edge)) in words.iter().enumerate() {
        assert!(inside(word, &whole), "`{}` of {} is outside: {word:?}", edge.label, edge.id);
        for leaf in leaves {
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
    for width in [760.0, 800.0, 1200.0, 320.0, 360.0, 414.0, 600.0] {
        let mut lab = showcase();
        lab.options = LayoutOptions { width };
        let diagram = check(&mut lab);
        assert!(diagram.width <= width, "{} of {width}", diagram.width);
    }
}

/// Writes pictures to look at: `KEYLESS_SVG=/tmp/svg cargo test -p keyless-core --lib render::layout::tests::pictures`
#[test]
#[expect(clippy::disallowed_methods, reason = "a tool for developers; it does nothing without its variable")]
fn pictures() {
    let Ok(folder) = std::env::var("KEYLESS_SVG") else { return };
    for (name, options) in [("wide", LayoutOptions::WIDE), ("narrow", LayoutOptions::NARROW)] {
        let mut lab = showcase();
        lab.options = options;
        std::fs::write(format!("{folder}/{name}.svg"), svg(&lab.diagram())).unwrap();
        let mut lab = Lab::new();
        lab.options = options;
        std::fs::write(format!("{folder}/{name}-start.svg"), svg(&lab.diagram())).unwrap();
        lab.step().vm(GROUP, "myVM").enable(GROUP, "myVM");
        std::fs::write(format!("{folder}/{name}-first.svg"), svg(&lab.diagram())).unwrap();
    }
}

fn svg(diagram: &Diagram) -> String {
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' viewBox='0 0 {0} {1}' font-family='sans-serif'>\
         <rect width='100%' height='100%' fill='#FBFAF8'/>",
        diagram.width, diagram.height
    );
    for node in &diagram.nodes {
        let Rect { x, y, width, height } = node.place;
        let (stroke, fill) = match node.kind {
            NodeKind::SystemAssignedIdentity => ("#00695C", "#E5F2F0"),
            NodeKind::UserAssignedIdentity => ("#6A3FB5", "#F1ECFA"),
            NodeKind::DeadReference | NodeKind::UnknownPrincipal => ("#B3261E", "#fff"),
            kind if kind.is_container() => ("#8A929B", "none"),
            _ => ("#1B1F24", "#fff"),
        };
        let style = match node.change {
            Change::Removed => "stroke-dasharray='3 3' opacity='0.5'",
            Change::Added => "stroke-width='2.5'",
            Change::Changed => "stroke-width='2'",
            Change::Unchanged => "",
        };
        let shape = match node.kind {
            NodeKind::SystemAssignedIdentity | NodeKind::UserAssignedIdentity | NodeKind::DeadReference => {
                let cut = if node.kind == NodeKind::SystemAssignedIdentity { 12.0 } else { 22.0 };
                let (r, b, m) = (x + width, y + height, y + height / 2.0);
                format!(
                    "<polygon points='{x},{m} {},{y} {},{y} {r},{m} {},{b} {},{b}'",
                    x + cut,
                    r - cut,
                    r - cut,
                    x + cut
                )
            }
            _ => format!("<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='6'"),
        };
        write!(out, "{shape} fill='{fill}' stroke='{stroke}' {style}/>").unwrap();
        let left = format!("text-anchor='start' x='{}'", x + 12.0);
        let middle = format!("text-anchor='middle' x='{}'", x + width / 2.0);
        let struck = if node.change == Change::Removed { "text-decoration='line-through'" } else { "" };
        if node.kind.is_container() {
            let after = x + 12.0 + node.label.chars().count() as f64 * 7.4 + 8.0;
            write!(
                out,
                "<text {left} y='{}' font-size='13' font-weight='600' {struck}>{}</text>",
                y + 18.0,
                node.label
            )
            .unwrap();
            write!(out, "<text x='{after}' y='{}' font-size='11.5' fill='#5A636E'>{}</text>", y + 18.0, node.detail)
                .unwrap();
        } else if height < 25.0 {
            write!(out, "<text {middle} y='{}' font-size='11.5'>{}</text>", y + 14.0, node.label).unwrap();
        } else {
            let m = y + height / 2.0;
            write!(out, "<text {middle} y='{}' font-size='13' {struck}>{}</text>", m - 3.0, node.label).unwrap();
            write!(out, "<text {middle} y='{}' font-size='11.5' fill='#5A636E'>{}</text>", m + 12.0, node.detail)
                .unwrap();
        }
    }
    for edge in &diagram.edges {
        use crate::render::diagram::EdgeKind::*;
        let (colour, dash) = match edge.kind {
            Trust => ("#8A929B", ""),
            Representation => ("#0B61A4", "4 3"),
            Ownership => ("#00695C", ""),
            Attachment => ("#6A3FB5", ""),
            DeadReference => ("#B3261E", "2 3"),
            RoleAssignment => ("#9A5B00", ""),
        };
        let points: Vec<String> = edge.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let faint = if edge.change == Change::Removed { "opacity='0.4'" } else { "" };
        write!(out, "<polyline points='{}' fill='none' stroke='{colour}' stroke-width='1.5' stroke-dasharray='{dash}' {faint}/>", points.join(" ")).unwrap();
        let (x, y) = edge.points.last().unwrap();
        write!(out, "<circle cx='{x}' cy='{y}' r='2.5' fill='{colour}'/>").unwrap();
    }
    for edge in &diagram.edges {
        if let Some((x, y)) = edge.label_at {
            write!(out, "<text x='{x}' y='{}' text-anchor='middle' font-size='11.5' fill='#9A5B00' stroke='#FBFAF8' stroke-width='3' paint-order='stroke'>{}</text>", y + 4.0, edge.label).unwrap();
        }
    }
    out + "</svg>"
}
