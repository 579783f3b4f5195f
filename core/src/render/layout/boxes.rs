//! Where nodes are: slots turned into rectangles.

use crate::render::diagram::{Diagram, Index, Lists, Node, NodeKind, Rect};

use super::metrics::{
    BESIDE, BETWEEN, EMPTY, GUTTER, HEADER, IDENTITY, MACHINE, MARGIN, Metrics, OWNED, PARTS, PRINCIPAL, PRINCIPAL_ROW,
    ROW, number,
};
use super::slots::{Guest, Places, Use};
use super::text;

/// The name under which the picture itself keeps its slots.
pub(super) const WHOLE: &str = "";

/// Gives every node its place, and the picture its size.
pub(super) fn place(diagram: &mut Diagram, places: &mut Places, metrics: &Metrics) {
    let rects = vec![Rect::default(); diagram.nodes.len()];
    let mut boxes = Boxes { metrics, places, children: children(&diagram.nodes), nodes: &diagram.nodes, rects };
    let tenants_end = boxes.tenants(MARGIN);
    let start = if metrics.wide { MARGIN } else { tenants_end };
    let end = boxes.subscriptions(start).max(tenants_end);
    let rects = boxes.rects;
    diagram.width = metrics.width;
    diagram.height = (end - BETWEEN).max(0.0) + MARGIN;
    for (node, place) in diagram.nodes.iter_mut().zip(rects) {
        node.place = place;
        fit_words(node);
    }
}

/// Nodes by the container they are drawn in, as places in the list.
fn children(nodes: &[Node]) -> Lists<'_> {
    let mut children = Lists::default();
    for (index, node) in nodes.iter().enumerate() {
        children.push(node.parent.as_deref().unwrap_or(WHOLE), index);
    }
    children
}

struct Boxes<'a> {
    metrics: &'a Metrics,
    places: &'a mut Places,
    children: Lists<'a>,
    nodes: &'a [Node],
    rects: Vec<Rect>,
}

impl<'a> Boxes<'a> {
    fn node(&self, index: usize) -> Option<&'a Node> {
        self.nodes.get(index)
    }

    fn put(&mut self, index: usize, x: f64, y: f64, width: f64, height: f64) {
        if let Some(place) = self.rects.get_mut(index) {
            *place = Rect { x, y, width, height };
        }
    }

    fn of_kind(&self, container: &str, wanted: impl Fn(NodeKind) -> bool) -> Vec<usize> {
        self.children
            .get(container)
            .iter()
            .copied()
            .filter(|&it| self.node(it).is_some_and(|node| wanted(node.kind)))
            .collect()
    }

    fn id(&self, index: usize) -> String {
        self.node(index).map_or_else(String::new, |node| node.id.clone())
    }

    /// Slots for `members`, each wishing to sit near a slot.
    fn settle(&mut self, kind: Use, container: &str, members: &[usize], near: impl Fn(&Node) -> usize) -> Vec<usize> {
        let nodes = self.nodes;
        let guests: Vec<Guest<'_>> = members
            .iter()
            .filter_map(|&it| nodes.get(it))
            .map(|node| Guest { id: &node.id, near: near(node) })
            .collect();
        self.places.of(kind, container).settle(&guests)
    }

    fn tenants(&mut self, top: f64) -> f64 {
        let mut y = top;
        // Tenants and subscriptions never go, so their order in the state is their order in the picture.
        for tenant in self.of_kind(WHOLE, |kind| kind == NodeKind::Tenant) {
            let height = self.tenant(tenant, y);
            y += height + BETWEEN;
        }
        y
    }

    fn tenant(&mut self, tenant: usize, top: f64) -> f64 {
        let metrics = *self.metrics;
        let id = self.id(tenant);
        let members = self.of_kind(&id, |_| true);
        let slots = self.settle(Use::Principals, &id, &members, |_| 0);
        let (columns, width) = metrics.principals;
        let left = metrics.tenant.0 + metrics.tenant_pad;
        for (member, slot) in members.into_iter().zip(slots) {
            let x = left + number(slot % columns) * (width + metrics.tenant_pad);
            let y = top + HEADER + number(slot / columns) * PRINCIPAL_ROW;
            self.put(member, x, y, width, PRINCIPAL);
        }
        let height = metrics.tenant_height(self.places.of(Use::Principals, &id).len());
        self.put(tenant, metrics.tenant.0, top, metrics.tenant.1, height);
        height
    }

    fn subscriptions(&mut self, top: f64) -> f64 {
        let mut y = top;
        let all = self.of_kind(WHOLE, |kind| kind == NodeKind::Subscription);
        let last = all.last().copied();
        for subscription in all {
            let height = self.subscription(subscription, y, Some(subscription) == last);
            y += height + BETWEEN;
        }
        y
    }

    /// Groups from above to below. What a group leaves behind stays empty, unless nothing stands below it.
    fn subscription(&mut self, subscription: usize, top: f64, last: bool) -> f64 {
        let metrics = *self.metrics;
        let id = self.id(subscription);
        let groups = self.of_kind(&id, |_| true);
        let slots = self.settle(Use::Stack, &id, &groups, |_| 0);
        let mut by_slot: Vec<Option<usize>> = vec![None; self.places.of(Use::Stack, &id).len()];
        let mut left = groups.len();
        for (slot, group) in slots.into_iter().zip(groups) {
            if let Some(place) = by_slot.get_mut(slot) {
                *place = Some(group);
            }
        }
        let mut y = top + HEADER + metrics.top - 2.0;
        let begin = y;
        for (slot, group) in by_slot.into_iter().enumerate() {
            if last && left == 0 {
                break;
            }
            let rows = match group {
                Some(group) => {
                    left -= 1;
                    let rows = self.group(group, y);
                    self.places.of(Use::Stack, &id).grow(slot, rows)
                }
                None => self.places.of(Use::Stack, &id).size(slot),
            };
            y += metrics.group_height(rows) + if metrics.wide { 16.0 } else { 20.0 };
        }
        let height = if y > begin { y - top - if metrics.wide { 4.0 } else { 14.0 } } else { HEADER + EMPTY };
        self.put(subscription, metrics.subscription.0, top, metrics.subscription.1, height);
        height
    }

    /// Machines on the left with what they own below, identities and dead references on the right. Says how many rows.
    fn group(&mut self, group: usize, top: f64) -> usize {
        let metrics = *self.metrics;
        let id = self.id(group);
        let first = top + HEADER + metrics.top;
        let hosts = self.of_kind(&id, |kind| matches!(kind, NodeKind::VirtualMachine | NodeKind::Host));
        let slots = self.settle(Use::Hosts, &id, &hosts, |_| 0);
        let mut row_of = Index::new();
        for (host, slot) in hosts.iter().zip(&slots) {
            row_of.insert(self.node(*host).map_or("", |it| it.id.as_str()), *slot);
        }
        for (host, slot) in hosts.into_iter().zip(slots) {
            self.put(host, metrics.machine.0, first + number(slot) * ROW, metrics.machine.1, MACHINE);
        }
        let row = |node: &Node| node.owner.as_ref().and_then(|host| row_of.get(host.as_str())).copied();
        let owned = self.of_kind(&id, |kind| kind == NodeKind::SystemAssignedIdentity);
        for identity in owned {
            let row = self.node(identity).and_then(row).unwrap_or(0);
            let width = metrics.machine.1.min(132.0);
            let x = metrics.machine.0 + (metrics.machine.1 - width) / 2.0;
            self.put(identity, x, first + number(row) * ROW + OWNED, width, IDENTITY);
        }
        let identities =
            self.of_kind(&id, |kind| matches!(kind, NodeKind::UserAssignedIdentity | NodeKind::DeadReference));
        let slots = self.settle(Use::Identities, &id, &identities, |node| row(node).unwrap_or(0) * 2);
        for (identity, slot) in identities.into_iter().zip(slots) {
            let y = first + number(slot / 2) * ROW + if slot % 2 == 0 { BESIDE } else { OWNED };
            self.put(identity, metrics.identity.0, y, metrics.identity.1, IDENTITY);
        }
        for parts in self.of_kind(&id, |kind| kind == NodeKind::Parts) {
            let (width, height) = (PARTS.0.min(metrics.identity.1), PARTS.1);
            self.put(parts, metrics.identity.0 + metrics.identity.1 - width, top + 4.0, width, height);
        }
        let hosts = self.places.of(Use::Hosts, &id).len();
        let rows = hosts.max(self.places.of(Use::Identities, &id).len().div_ceil(2));
        let (x, width) = (metrics.subscription.0 + metrics.pad, 2.0 * metrics.pad);
        self.put(group, x, top, metrics.subscription.1 - width, metrics.group_height(rows));
        rows
    }
}

/// The y of the gutter below the row in which a node of a group is, given whether it is the lower one in its row.
pub(super) fn gutter_below(place: Rect, lower: bool) -> f64 {
    place.y - if lower { OWNED } else { BESIDE } + GUTTER
}

fn fit_words(node: &mut Node) {
    let width = node.place.width;
    // Identities have pointed sides; a group's words must stay clear of what stands in its header.
    let room = match node.kind {
        NodeKind::SystemAssignedIdentity => width - 20.0,
        NodeKind::UserAssignedIdentity | NodeKind::DeadReference => width - 28.0,
        NodeKind::ResourceGroup => width * 0.56 - 12.0 - text::width(&node.detail, text::SMALL),
        NodeKind::Subscription | NodeKind::Tenant => width - 28.0 - text::width(&node.detail, text::SMALL),
        NodeKind::Parts => width - 8.0,
        _ => width - 10.0,
    };
    let size = if node.kind == NodeKind::Parts { text::SMALL } else { text::LABEL };
    node.label = text::elide(&node.name, room.max(40.0), size);
    if node.kind == NodeKind::User && text::width(&node.detail, text::SMALL) > room {
        // A role says more than half a role and half a scope.
        node.detail = node.detail.split_once(" on ").map_or("", |(role, _)| role).to_owned();
    }
    if !node.kind.is_container() {
        node.detail = text::elide(&node.detail, room, text::SMALL);
    }
}
