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

/// The group or command with this whole name.
pub fn child(path: &str) -> Option<Child> {
    find(path).map(|(node, _)| node.child)
}

/// Whether the name of some group or command begins with this text.
pub fn begins_a_name(text: &str) -> bool {
    let (group, word) = text.rsplit_once(' ').unwrap_or(("", text));
    below(group).any(|c| c.word.starts_with(word))
}

/// The groups and commands directly below a group; none for a command or an unknown name.
pub fn children(group: &str) -> Vec<Child> {
    below(group).collect()
}

fn below(group: &str) -> impl Iterator<Item = Child> {
    let (start, end) = match group {
        "" => (0, nodes().len()),
        group => find(group).map_or((0, 0), |(node, at)| (at + 1, node.end)),
    };
    siblings(start, end).map(|(_, node)| node.child)
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
            let mut words = line.split(' ');
            let Some((depth, word)) = words.next().and_then(|first| first.split_at_checked(1)) else { continue };
            let depth: usize = depth.parse().unwrap_or(0);
            // The root group, at depth 0, has no node of its own.
            while open.len() >= depth.max(1) {
                close(&mut nodes, &mut open);
            }
            if depth > 0 {
                open.push(nodes.len());
                nodes.push(Node { child: Child { word, group: true }, end: 0 });
            }
            let usual = words.next().unwrap_or_default().chars().filter_map(usual);
            for word in usual.chain(words) {
                let end = nodes.len() + 1;
                nodes.push(Node { child: Child { word, group: false }, end });
            }
        }
        while !open.is_empty() {
            close(&mut nodes, &mut open);
        }
        nodes
    })
}

/// The commands that most groups have, as `scripts/az-table.py` abbreviates them.
fn usual(letter: char) -> Option<&'static str> {
    match letter {
        'c' => Some("create"),
        'd' => Some("delete"),
        'l' => Some("list"),
        's' => Some("show"),
        'u' => Some("update"),
        'w' => Some("wait"),
        _ => None,
    }
}

fn close(nodes: &mut [Node], open: &mut Vec<usize>) {
    let end = nodes.len();
    if let Some(node) = open.pop().and_then(|at| nodes.get_mut(at)) {
        node.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_there() {
        let groups = nodes().iter().filter(|n| n.child.group).count();
        assert_eq!((nodes().len() - groups, groups), (6105, 1397));
        for name in ["vm identity assign", "login", "network vnet subnet create", "account lock"] {
            assert!(is_known_name(name), "{name}");
        }
        for name in ["", "vm identity asign", "vm identity assign x", "assign"] {
            assert!(!is_known_name(name), "{name}");
        }
        assert!(is_group("") && is_group("vm") && !is_group("vm list"));
        let words: Vec<&str> = children("vm identity").iter().map(|c| c.word).collect();
        assert_eq!(words, ["show", "assign", "remove"]);
    }

    #[test]
    fn every_recorded_command_is_among_the_names() {
        for name in crate::az::table::recorded() {
            assert!(is_command(name), "{name}");
        }
    }
}
