//! The world as a diagram: nodes, edges, places, and the same in words. No DOM.

use crate::state::State;

/// A picture of the world, laid out in abstract units (1 unit is 1 CSS pixel at zoom 1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Containers before what they contain.
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
    /// Its name.
    pub label: String,
    /// A second, smaller line: state or location; may be empty.
    pub detail: String,
    /// The container it is drawn in.
    pub parent: Option<String>,
    /// What the compared step did to it.
    pub change: Change,
    /// Left, top, width, height.
    pub place: Rect,
    /// One sentence that says what it is and how it stands.
    pub sentence: String,
    /// Facts for the inspector: name and value.
    pub facts: Vec<(String, String)>,
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
    /// A system-assigned identity, joined to its host.
    SystemAssignedIdentity,
    /// A user-assigned identity, standing alone.
    UserAssignedIdentity,
    /// A reference to an identity that is gone (R26).
    DeadReference,
    /// A part of a machine: network interface, address, disk, folded into one node a group.
    Parts,
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
    /// A word on the line, such as the role's name; may be empty.
    pub label: String,
    /// What the compared step did to it.
    pub change: Change,
    /// Corners of the line, from end to end.
    pub points: Vec<(f64, f64)>,
    /// One sentence: "vm1 carries the identity id1".
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

/// Left, top, width, height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Remembers which slot each node has, so that a node keeps its place as long as it lives.
#[derive(Clone, Debug, Default)]
pub struct Places {}

impl Diagram {
    /// The world as it is, and, with `before`, what changed since then.
    pub fn of(state: &State, before: Option<&State>, places: &mut Places) -> Self {
        let _ = (state, before, places);
        Self::default()
    }
}
