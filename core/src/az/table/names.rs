//! The tree of all group and command names of azure-cli, of which most have no recorded arguments.

use std::sync::OnceLock;

static NAMES: &str = include_str!("../../../data/az-names.txt");

/// One group or command, directly below a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child {
    /// The last word of its name.
    pub word: &'static str,
    /// Whether it is a group rather than a command.
    pub group: bool,
}

struct Node {
    child: Child,
    /// The index after the last node below this one.
    end: usize,
}

/// Whether azure-cli has a group or command with this whole name.
pub fn is_known_name(path: &str) -> bool {
    find(path).is_some()
}

/// Whether azure-cli has a group with this whole name; the empty name is the root group.
pub fn is_group(path: &str) -> bool {
    path.is_empty() || find(path).is_some_and(|(node, _)| node.child.group)
}

/// Whether azure-cli has a command with this whole name.
pub fn is_command(path: &str) -> bool {
    find(path).is_some_and(|(node, _)| !node.child.group)
}

/// The groups and commands directly below a group, in order; none for a command or an unknown name.
pub fn children(group: &str) -> Vec<Child> {
    let (start, end) = if group.is_empty() {
        (0, nodes().len())
    } else {
        match find(group) {
            Some((node, at)) => (at + 1, node.end),
            None => return Vec::new(),
        }
    };
    siblings(start, end).map(|(_, node)| node.child).collect()
}

fn find(path: &str) -> Option<(&'static Node, usize)> {
    let mut range = (0, nodes().len());
    let mut found = None;
    for word in path.split(' ') {
        let (at, node) = siblings(range.0, range.1).find(|(_, n)| n.child.word == word)?;
        range = (at + 1, node.end);
        found = Some((node, at));
    }
    found
}

fn siblings(start: usize, end: usize) -> impl Iterator<Item = (usize, &'static Node)> {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let node = nodes().get(at)?;
        let here = at;
        at = node.end;
        Some((here, node))
    })
}

fn nodes() -> &'static [Node] {
    static ONCE: OnceLock<Vec<Node>> = OnceLock::new();
    ONCE.get_or_init(|| {
        let mut nodes: Vec<Node> = Vec::with_capacity(7600);
        let mut open: Vec<usize> = Vec::new();
        for line in NAMES.lines() {
            let mut chars = line.chars();
            let depth = chars.next().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
            let group = chars.next() == Some('+');
            while open.len() > depth {
                close(&mut nodes, &mut open);
            }
            open.push(nodes.len());
            let child = Child { word: chars.as_str(), group };
            nodes.push(Node { child, end: 0 });
        }
        while !open.is_empty() {
            close(&mut nodes, &mut open);
        }
        nodes
    })
}

fn close(nodes: &mut [Node], open: &mut Vec<usize>) {
    let end = nodes.len();
    if let Some(node) = open.pop().and_then(|at| nodes.get_mut(at)) {
        node.end = end;
    }
}
