//! Pictures to look at, and how long they take: for developers only.

use std::fmt::Write as _;

use crate::render::diagram::fixture::Lab;
use crate::render::diagram::{Change, Diagram, EdgeKind, NodeKind, Rect};
use crate::render::layout::LayoutOptions;

use super::{GROUP, showcase};

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
        let mut lab = super::figure();
        lab.options = if options == LayoutOptions::WIDE { LayoutOptions { width: 838.0 } } else { options };
        std::fs::write(format!("{folder}/{name}-figure.svg"), svg(&lab.diagram())).unwrap();
        let mut lab = super::shared();
        lab.options = options;
        std::fs::write(format!("{folder}/{name}-shared.svg"), svg(&lab.diagram())).unwrap();
    }
}

/// Says how long a picture takes: `KEYLESS_TIME=1 cargo test --release -p keyless-core --lib pictures -- --nocapture`
#[test]
#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool for developers")]
fn time() {
    if std::env::var("KEYLESS_TIME").is_err() {
        return;
    }
    for machines in [250, 500, 1000, 2000, 10_000] {
        let mut lab = Lab::new();
        lab.identity(GROUP, "id1");
        for number in 0..machines {
            let name = format!("machine-{number}");
            lab.machine(GROUP, &name);
            if number % 2 == 0 {
                lab.enable(GROUP, &name);
            } else {
                lab.attach(&format!("{GROUP}/{name}"), "myResourceGroup/id1");
            }
        }
        lab.diagram();
        lab.step().machine(GROUP, "one-more");
        let start = std::time::Instant::now();
        let diagram = lab.diagram();
        let (nodes, edges) = (diagram.nodes.len(), diagram.edges.len());
        println!("{machines} machines, {nodes} nodes, {edges} edges: {:?}", start.elapsed());
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
        use EdgeKind::{
            AccessPolicy, Attachment, DeadReference, Membership, Ownership, Representation, RoleAssignment,
            TokenIssued, TokenUsed, Trust,
        };
        let (colour, dash) = match edge.kind {
            Trust => ("#8A929B", ""),
            Representation => ("#A0A8B0", "2 3"),
            Membership => ("#5A636E", ""),
            Ownership => ("#00695C", ""),
            Attachment => ("#6A3FB5", "7 4"),
            DeadReference => ("#B3261E", "2 3"),
            RoleAssignment | AccessPolicy => ("#9A5B00", ""),
            TokenIssued | TokenUsed => ("#0B61A4", "5 4"),
        };
        let points: Vec<String> = edge.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let faint = if edge.change == Change::Removed { "opacity='0.4'" } else { "" };
        write!(out, "<polyline points='{}' fill='none' stroke='{colour}' stroke-width='1.5' stroke-dasharray='{dash}' {faint}/>", points.join(" ")).unwrap();
        let (x, y) = edge.points.last().unwrap();
        write!(out, "<circle cx='{x}' cy='{y}' r='2.5' fill='{colour}'/>").unwrap();
        if let Some(Rect { x, y, width, height }) = edge.label_at {
            if edge.kind.is_grant() {
                write!(
                    out,
                    "<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='3' fill='#FBF3E6' stroke='#9A5B00'/>"
                )
                .unwrap();
            }
            write!(out, "<text x='{}' y='{}' font-size='11' fill='#9A5B00'>{}</text>", x + 6.0, y + 12.5, edge.label)
                .unwrap();
        }
    }
    out + "</svg>"
}
