//! The world as a diagram: nodes, edges, places, and the same in words. No DOM.

mod changes;
mod edges;
#[cfg(test)]
pub(crate) mod fixture;
mod hosts;
mod identities;
pub(super) mod nodes;
mod outline;
mod principals;
mod view;
pub(super) mod wording;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::id::RoleId;
use crate::state::State;

use super::layout::{self, LayoutOptions};
use view::View;

pub use super::layout::Places;
pub use outline::OutlineItem;

/// A picture of the world, laid out in abstract units (1 unit is 1 CSS pixel at zoom 1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Containers before what they contain; what is gone comes last.
    pub nodes: Vec<Node>,
    /// Lines between nodes.
    pub edges: Vec<Edge>,
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
}

/// A thing in the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Stable for as long as the thing lives: its id's key, or its object id.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its name in full.
    pub name: String,
    /// Its name as far as it fits into its place.
    pub label: String,
    /// A second, smaller line: state or location; may be empty.
    pub detail: String,
    /// The container it is drawn in.
    pub parent: Option<String>,
    /// What it hangs on in a tree of words: its host if it belongs to one, else its container.
    pub owner: Option<String>,
    /// What the compared step did to it.
    pub change: Change,
    /// Left, top, width, height.
    pub place: Rect,
    /// One sentence that says what it is and how it stands.
    pub sentence: String,
    /// Facts for the inspector: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// Of the facts that the compared step changed, name and former value.
    pub was: Vec<(&'static str, String)>,
    /// Of the facts that the compared step changed, name and present value.
    pub now: Vec<(&'static str, String)>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// A tenant: container of principals.
    Tenant,
    /// A person in the tenant.
    User,
    /// A managed identity's service principal in the tenant.
    ServicePrincipal,
    /// A holder of grants that is gone (R30).
    UnknownPrincipal,
    /// A subscription: container of groups.
    Subscription,
    /// A resource group: container of resources.
    ResourceGroup,
    /// A virtual machine.
    VirtualMachine,
    /// A host that is not a virtual machine: a scale set, a web or function app.
    Host,
    /// A system-assigned identity, joined to its host.
    SystemAssignedIdentity,
    /// A user-assigned identity, standing alone.
    UserAssignedIdentity,
    /// A reference to an identity that is gone (R26).
    DeadReference,
    /// Parts of machines: network interface, address, disk, folded into one node a group.
    Parts,
}

impl NodeKind {
    /// Whether other nodes are drawn in it.
    pub const fn is_container(self) -> bool {
        matches!(self, Self::Tenant | Self::Subscription | Self::ResourceGroup)
    }

    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::User => "person",
            Self::ServicePrincipal => "service principal",
            Self::UnknownPrincipal => "unknown principal",
            Self::Subscription => "subscription",
            Self::ResourceGroup => "resource group",
            Self::VirtualMachine => "virtual machine",
            Self::Host => "host",
            Self::SystemAssignedIdentity => "system-assigned identity",
            Self::UserAssignedIdentity => "user-assigned identity",
            Self::DeadReference => "dead reference",
            Self::Parts => "parts",
        }
    }
}

/// A line in the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Stable for as long as the relation lives.
    pub id: String,
    /// What it means.
    pub kind: EdgeKind,
    /// Node id.
    pub from: String,
    /// Node id.
    pub to: String,
    /// A word on the line in full, such as the role's name; may be empty.
    pub name: String,
    /// The same as far as it fits.
    pub label: String,
    /// The middle of the label, where there is room for one.
    pub label_at: Option<(f64, f64)>,
    /// What the compared step did to it.
    pub change: Change,
    /// Corners of the line, from end to end.
    pub points: Vec<(f64, f64)>,
    /// One sentence: "vm1 carries the user-assigned identity id1."
    pub sentence: String,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// A subscription trusts a tenant.
    Trust,
    /// An identity is represented by a service principal in the tenant.
    Representation,
    /// A host owns its system-assigned identity.
    Ownership,
    /// A host carries a user-assigned identity.
    Attachment,
    /// A host names an identity that is gone.
    DeadReference,
    /// A principal has a role at a scope.
    RoleAssignment,
}

/// What the compared step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Unchanged,
    /// It is new.
    Added,
    /// It is different.
    Changed,
    /// It is gone, and shown once more as a ghost.
    Removed,
}

impl Change {
    /// `new`, `changed`, `gone`, or nothing.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "",
            Self::Added => "new",
            Self::Changed => "changed",
            Self::Removed => "gone",
        }
    }
}

/// Left, top, width, height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// The right border.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower border.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn centre(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// Gives a role's name for its id.
pub type RoleNames<'a> = &'a dyn Fn(&RoleId) -> String;

impl Diagram {
    /// The world as it is, and, with `before`, what changed since then.
    ///
    /// With the same `places` from call to call, a node keeps its place as long as it lives.
    pub fn of(
        state: &State,
        before: Option<&State>,
        places: &mut Places,
        options: LayoutOptions,
        role_name: RoleNames<'_>,
    ) -> Self {
        let mut diagram = Self::unplaced(&View { state, other: before, past: false, role_name });
        if let Some(before) = before {
            diagram.compare(Self::unplaced(&View { state: before, other: Some(state), past: true, role_name }));
        }
        diagram.drop_loose_edges();
        layout::arrange(&mut diagram, places, options);
        diagram
    }

    /// A node by its id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The edges that begin or end at a node.
    pub fn edges_at<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Edge> {
        self.edges.iter().filter(move |edge| edge.from == id || edge.to == id)
    }

    /// Nodes and edges without places.
    fn unplaced(view: &View<'_>) -> Self {
        Self { nodes: nodes::of(view), edges: edges::of(view), ..Self::default() }
    }

    /// Keeps the edges that have both their nodes.
    fn drop_loose_edges(&mut self) {
        let drawn = index(&self.nodes);
        self.edges.retain(|edge| drawn.contains_key(edge.from.as_str()) && drawn.contains_key(edge.to.as_str()));
    }
}

/// Places in a list, by id. Every index in here is one of these: each other kind of map is much code.
pub(super) type Index<'a> = BTreeMap<&'a str, usize>;

/// The places of nodes by their ids.
#[inline(never)]
pub(super) fn index(nodes: &[Node]) -> Index<'_> {
    let mut index = Index::new();
    for (place, node) in nodes.iter().enumerate() {
        index.insert(&node.id, place);
    }
    index
}

/// A list of numbers for each id that is met, in the order of first appearance.
#[derive(Default)]
pub(super) struct Lists<'a> {
    index: Index<'a>,
    lists: Vec<(&'a str, Vec<usize>)>,
}

impl<'a> Lists<'a> {
    /// Adds a number to the list of an id.
    pub(super) fn push(&mut self, id: &'a str, number: usize) {
        let place = *self.index.entry(id).or_insert(self.lists.len());
        match self.lists.get_mut(place) {
            Some((_, list)) => list.push(number),
            None => self.lists.push((id, vec![number])),
        }
    }

    /// The list of an id.
    pub(super) fn get(&self, id: &str) -> &[usize] {
        self.index.get(id).and_then(|&place| self.lists.get(place)).map_or(&[], |(_, list)| list)
    }

    /// The list of an id, which is empty from now on.
    pub(super) fn take(&mut self, id: &str) -> Vec<usize> {
        let list = self.index.get(id).and_then(|&place| self.lists.get_mut(place));
        list.map(|(_, list)| std::mem::take(list)).unwrap_or_default()
    }

    /// All lists, by id.
    pub(super) fn by_id(&self) -> impl Iterator<Item = (&'a str, &[usize])> {
        self.index.values().filter_map(|&place| self.lists.get(place)).map(|(id, list)| (*id, list.as_slice()))
    }
}
