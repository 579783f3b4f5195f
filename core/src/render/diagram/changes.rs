//! What differs between two worlds: marks on nodes and edges, and sentences.

use super::{Change, Diagram, Edge, EdgeKind, Index, Node, NodeKind, index};

impl Diagram {
    /// Tells what is new from what is different, and takes over what is gone as ghosts.
    ///
    /// Of `before` only what may differ is there, marked as gone; the same here is marked as new.
    pub(super) fn compare(&mut self, before: Self) {
        let mut former = index(&before.nodes);
        for node in self.nodes.iter_mut().filter(|node| node.change == Change::Added) {
            if let Some(old) = former.remove(node.id.as_str()).and_then(|place| before.nodes.get(place)) {
                node.compare(old);
            }
        }
        let gone = before.nodes.iter().filter(|node| former.contains_key(node.id.as_str()));
        self.nodes.extend(gone.cloned());

        let mut former = Index::new();
        for (place, edge) in before.edges.iter().enumerate() {
            former.insert(&edge.id, place);
        }
        for edge in self.edges.iter_mut().filter(|edge| edge.change == Change::Added) {
            if let Some(old) = former.remove(edge.id.as_str()).and_then(|place| before.edges.get(place)) {
                let same = old.name == edge.name && old.to == edge.to && old.standing == edge.standing;
                edge.change = if same { Change::Unchanged } else { Change::Changed };
            }
        }
        self.edges.extend(former.values().filter_map(|&place| before.edges.get(place)).cloned());
    }

    /// What the compared step did, a sentence each, in the order of the tree.
    pub fn change_sentences(&self) -> Vec<String> {
        let nodes = ById { nodes: &self.nodes, index: index(&self.nodes) };
        let of_nodes = self.nodes.iter().filter_map(|node| node_sentence(node, &nodes));
        let of_edges = self.edges.iter().filter_map(|edge| edge_sentence(edge, &nodes));
        of_nodes.chain(of_edges).collect()
    }
}

/// Nodes, to be found by their ids.
struct ById<'a> {
    nodes: &'a [Node],
    index: Index<'a>,
}

impl<'a> ById<'a> {
    fn get(&self, id: &str) -> Option<&'a Node> {
        self.nodes.get(*self.index.get(id)?)
    }
}

impl Node {
    fn compare(&mut self, old: &Self) {
        if self.kind == old.kind
            && self.detail == old.detail
            && self.standing == old.standing
            && self.facts == old.facts
        {
            self.change = Change::Unchanged;
            return;
        }
        self.change = Change::Changed;
        let only_in = |some: &[(&'static str, String)], others: &[(&'static str, String)]| {
            some.iter().filter(|fact| !others.contains(fact)).cloned().collect()
        };
        self.was = only_in(&old.facts, &self.facts);
        self.now = only_in(&self.facts, &old.facts);
    }
}

fn node_sentence(node: &Node, nodes: &ById<'_>) -> Option<String> {
    let name = &node.name;
    let parent = node.parent.as_ref().and_then(|id| nodes.get(id.as_str()));
    let place = parent.map_or("", |it| it.name.as_str());
    Some(match (node.change, node.kind) {
        (Change::Unchanged, _) => return None,
        (Change::Added, NodeKind::ServicePrincipal) => {
            format!("The service principal {name} is new in tenant {place}.")
        }
        (Change::Added, NodeKind::SystemAssignedIdentity) => {
            format!("{} gained a system-assigned identity.", node.host_name())
        }
        (Change::Added, NodeKind::DeadReference | NodeKind::UnknownPrincipal | NodeKind::Token) => {
            node.sentence.clone()
        }
        (Change::Added, NodeKind::Parts) => format!("{place} now holds {name}."),
        (Change::Added, kind) if place.is_empty() => format!("The {} {name} is new.", kind.word()),
        (Change::Added, kind) => format!("The {} {name} is new in {place}.", kind.word()),
        (Change::Removed, NodeKind::ServicePrincipal) => {
            format!("The service principal {name} is gone from tenant {place}.")
        }
        (Change::Removed, NodeKind::SystemAssignedIdentity) => {
            let host = node.owner.as_ref().and_then(|id| nodes.get(id.as_str()));
            let with_host = host.is_some_and(|it| it.change == Change::Removed);
            let name = node.host_name();
            if with_host {
                format!("The system-assigned identity of {name} went with its machine.")
            } else {
                format!("{name} lost its system-assigned identity.")
            }
        }
        (Change::Removed, NodeKind::DeadReference) => {
            format!("{} no longer names the identity {name}, which is gone.", node.host_name())
        }
        (Change::Removed, NodeKind::UnknownPrincipal) => "The last grant of an unknown principal is gone.".to_owned(),
        (Change::Removed, NodeKind::Token) => format!("The token for {name} is kept no more."),
        (Change::Removed, NodeKind::Parts) => format!("{place} holds no {} any more.", parts_word(name)),
        (Change::Removed, kind) => format!("The {} {name} is gone.", kind.word()),
        (Change::Changed, _) => return changed_sentence(node, place),
    })
}

/// `network parts` out of `1 network part`.
fn parts_word(name: &str) -> String {
    let word = name.split_once(' ').map_or(name, |(_, word)| word);
    if word.ends_with('s') { word.to_owned() } else { format!("{word}s") }
}

fn changed_sentence(node: &Node, place: &str) -> Option<String> {
    match node.kind {
        NodeKind::UnknownPrincipal => {
            let was = node.was.iter().find(|fact| fact.0 == "Name");
            let was = was.map(|(_, name)| name.as_str())?;
            Some(format!("The service principal {was} is gone from tenant {place}; grants that name it stay behind."))
        }
        NodeKind::SystemAssignedIdentity => {
            Some(format!("{} has another system-assigned identity, with a new principalId.", node.host_name()))
        }
        NodeKind::Parts => Some(format!("{place} now holds {}.", node.name)),
        _ => {
            let lost = node.was.iter().filter(|was| was.0 == "Grant" || !node.now.iter().any(|now| now.0 == was.0));
            let gained = node.now.iter().map(|(name, value)| match *name {
                "Power state" => format!("is now {value}"),
                "Grant" => format!("now has the role {value}"),
                name => format!("now has the {} {value}", in_sentence(name)),
            });
            let lost = lost.map(|(name, value)| match *name {
                "Grant" => format!("no longer has the role {value}"),
                name => format!("has no {} any more", in_sentence(name)),
            });
            // An identity's coming or going has its own sentence.
            let changes: Vec<String> = gained.chain(lost).filter(|it| !it.contains("identity type")).collect();
            let plain = !changes.is_empty();
            plain.then(|| format!("{} {}.", node.name, super::wording::list(&changes)))
        }
    }
}

/// A fact's name inside a sentence: `Isolation scope` becomes `isolation scope`, `clientId` stays.
fn in_sentence(name: &str) -> String {
    let mut rest = name.chars();
    match rest.next() {
        Some(first) => std::iter::once(first.to_ascii_lowercase()).chain(rest).collect(),
        None => String::new(),
    }
}

fn edge_sentence(edge: &Edge, nodes: &ById<'_>) -> Option<String> {
    let (from, to) = (nodes.get(edge.from.as_str())?, nodes.get(edge.to.as_str())?);
    let lost = from.change == Change::Removed || to.change == Change::Removed;
    let told = |verb: &str, instead: &str| Some(edge.sentence.replacen(verb, instead, 1));
    match (edge.kind, edge.change) {
        (EdgeKind::Attachment, Change::Added) => told(" carries ", " now carries "),
        (EdgeKind::Attachment, Change::Removed) if !lost => told(" carries ", " no longer carries "),
        (EdgeKind::RoleAssignment, Change::Added | Change::Changed) if from.kind != NodeKind::UnknownPrincipal => {
            told(" has the role ", " now has the role ")
        }
        (EdgeKind::RoleAssignment, Change::Removed) if from.change != Change::Removed => {
            told(" has the role ", " no longer has the role ")
        }
        (EdgeKind::Trust, Change::Added) if from.change == Change::Unchanged => told(" trusts ", " now trusts "),
        (EdgeKind::Trust, Change::Removed) if !lost => told(" trusts ", " no longer trusts "),
        _ => None,
    }
}
