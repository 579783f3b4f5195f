//! The world as a diagram: nodes, edges, places, and the same in words. No DOM.

mod changes;
mod edges;
#[cfg(test)]
pub(crate) mod fixture;
mod folds;
mod hosts;
mod identities;
mod kinds;
pub(super) mod nodes;
mod outline;
mod principals;
mod targets;
mod tokens;
mod view;
mod walk;
pub(super) mod wording;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::id::RoleId;
use crate::state::State;

use super::layout::{self, LayoutOptions};
use view::View;

pub use super::layout::Places;
pub use folds::Folds;
pub use kinds::{Change, EdgeKind, NodeKind, Standing};
pub use outline::OutlineItem;
pub use tokens::Traffic;
pub use walk::Side;

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
    /// How it stands.
    pub standing: Standing,
    /// Whether what is in it is told in words only; `None` where there is nothing to fold.
    pub folded: Option<bool>,
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
    /// Where the label stands, if it has a place: a grant's is joined to its scope.
    pub label_at: Option<Rect>,
    /// What the compared step did to it.
    pub change: Change,
    /// How it stands.
    pub standing: Standing,
    /// Corners of the line, from end to end.
    pub points: Vec<(f64, f64)>,
    /// One sentence: "vm1 carries the user-assigned identity id1."
    pub sentence: String,
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
        Self::with_traffic(state, before, &Traffic::default(), places, options, role_name)
    }

    /// The same, with the ways that tokens took in the compared step.
    pub fn with_traffic(
        state: &State,
        before: Option<&State>,
        traffic: &Traffic,
        places: &mut Places,
        options: LayoutOptions,
        role_name: RoleNames<'_>,
    ) -> Self {
        let folded = places.folds.of([Some(state), before]);
        let mut diagram = Self::unplaced(&View { state, other: before, past: false, role_name, folded: &folded });
        if let Some(before) = before {
            let past = View { state: before, other: Some(state), past: true, role_name, folded: &folded };
            diagram.compare(Self::unplaced(&past));
        }
        tokens::push_traffic(&mut diagram, state, traffic);
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
