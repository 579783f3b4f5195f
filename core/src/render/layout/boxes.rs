//! Where nodes are: slots turned into rectangles.

use crate::render::diagram::{Diagram, Index, Lists, Node, NodeKind, Rect, index};

use super::metrics::{
    BESIDE, BETWEEN, EMPTY, GUTTER, HEADER, HOST, IDENTITY, LOWER, MARGIN, Metrics, OWNED, OWNED_HEIGHT, PARTS,
    PRINCIPAL, PRINCIPAL_ROW, ROW, TAG, TARGET, TARGET_ROW, TARGET_TAGS, TOKEN, number,
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
    let mut tokens: Vec<usize> = vec![0; rects.len()];
    {
        let index = index(&diagram.nodes);
        for token in diagram.nodes.iter().filter(|it| it.kind == NodeKind::Token) {
            let identity = token.parent.as_ref().and_then(|id| index.get(id.as_str()));
            if let Some(count) = identity.and_then(|&it| tokens.get_mut(it)) {
                *count += 1;
            }
        }
    }
    for ((node, place), tokens) in diagram.nodes.iter_mut().zip(rects).zip(tokens) {
        node.place = place;
        fit_words(node, tokens, metrics);
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
        let heights = if metrics.wide { Use::Wide } else { Use::Narrow };
        let mut by_slot: Vec<Option<usize>> = vec![None; self.places.of(Use::Stack, &id).len()];
        let mut left = groups.len();
        for (slot, group) in slots.into_iter().zip(groups) {
            if let Some(place) = by_slot.get_mut(slot) {
                *place = Some(group);
            }
        }
        let mut y = top + HEADER + metrics.top;
        let begin = y;
        for (slot, group) in by_slot.into_iter().enumerate() {
            if last && left == 0 {
                break;
            }
            let height = match group {
                Some(group) => {
                    left -= 1;
                    let height = self.group(group, y);
                    match self.node(group).map(|it| it.folded) {
                        Some(Some(true)) => height,
                        _ => number(self.places.of(heights, &id).grow(slot, whole(height))),
                    }
                }
                None => number(self.places.of(heights, &id).size(slot)),
            };
            y += height + metrics.between();
        }
        let height = if y > begin { y - top - metrics.between() + metrics.pad } else { HEADER + EMPTY };
        self.put(subscription, metrics.subscription.0, top, metrics.subscription.1, height);
        height
    }

    /// Hosts with what they own below, identities beside them, what identities reach beside those or below all. Says
    /// how high it is; a group never shrinks while it lives.
    fn group(&mut self, group: usize, top: f64) -> f64 {
        let metrics = *self.metrics;
        let id = self.id(group);
        let first = top + HEADER + metrics.top;
        let hosts = self.of_kind(&id, NodeKind::is_host);
        let slots = self.settle(Use::Hosts, &id, &hosts, |_| 0);
        let mut row_of = Index::new();
        for (host, slot) in hosts.iter().zip(&slots) {
            row_of.insert(self.node(*host).map_or("", |it| it.id.as_str()), *slot);
        }
        for (host, slot) in hosts.into_iter().zip(slots) {
            self.put(host, metrics.host.0, first + number(slot) * ROW, metrics.host.1, HOST);
        }
        let row = |node: &Node| node.owner.as_ref().and_then(|host| row_of.get(host.as_str())).copied();
        for identity in self.of_kind(&id, |kind| kind == NodeKind::SystemAssignedIdentity) {
            let row = self.node(identity).and_then(row).unwrap_or(0);
            let (x, y) = (metrics.host.0 + 4.0, first + number(row) * ROW + OWNED);
            self.put(identity, x, y, metrics.host.1 - 8.0, OWNED_HEIGHT);
            self.tokens(identity, Rect { x, y, width: metrics.host.1 - 8.0, height: OWNED_HEIGHT });
        }
        let identities =
            self.of_kind(&id, |kind| matches!(kind, NodeKind::UserAssignedIdentity | NodeKind::DeadReference));
        let slots = self.settle(Use::Identities, &id, &identities, |node| row(node).unwrap_or(0) * 2);
        for (identity, slot) in identities.into_iter().zip(slots) {
            let y = first + number(slot / 2) * ROW + if slot % 2 == 0 { BESIDE } else { LOWER };
            self.put(identity, metrics.identity.0, y, metrics.identity.1, IDENTITY);
            let (x, width) = metrics.identity;
            self.tokens(identity, Rect { x, y, width, height: IDENTITY });
        }
        for parts in self.of_kind(&id, |kind| kind == NodeKind::Parts) {
            let words = self.node(parts).map_or(0.0, |it| text::width(&it.name, text::SMALL));
            let (width, height) = ((words + 16.0).min(PARTS.0).min(metrics.identity.1), PARTS.1);
            self.put(parts, metrics.identity.0, top + 4.0, width, height);
        }
        let rows = self.places.of(Use::Hosts, &id).len().max(self.places.of(Use::Identities, &id).len().div_ceil(2));
        let height = self.targets(&id, first, rows);
        let width = metrics.subscription.1 - 2.0 * metrics.pad;
        let height = if self.node(group).is_some_and(|it| it.folded == Some(true)) { HEADER + EMPTY } else { height };
        self.put(group, metrics.subscription.0 + metrics.pad, top, width, height);
        height
    }

    /// Vaults and accounts of a group with this many rows; says how high the group is.
    fn targets(&mut self, group: &str, first: f64, rows: usize) -> f64 {
        let metrics = *self.metrics;
        let targets = self.of_kind(group, NodeKind::is_target);
        let slots = self.settle(Use::Targets, group, &targets, |_| 0);
        let many = self.places.of(Use::Targets, group).len();
        let start = if metrics.wide { first + BESIDE } else { first + number(rows) * ROW };
        for (target, slot) in targets.into_iter().zip(slots) {
            let tags = self.places.of(Use::Arrivals, &self.id(target)).len().min(TARGET_TAGS);
            let y = start + number(slot) * if metrics.wide { ROW } else { TARGET_ROW };
            self.put(target, metrics.target.0, y, metrics.target.1, TARGET + number(tags) * TAG);
        }
        if metrics.wide { metrics.group_height(rows.max(many), 0) } else { metrics.group_height(rows, many) }
    }

    /// An identity's tokens, circles at its right end.
    fn tokens(&mut self, identity: usize, place: Rect) {
        let tokens = self.of_kind(&self.id(identity), |kind| kind == NodeKind::Token);
        for (number_of, token) in tokens.into_iter().enumerate() {
            let x = place.right() - 12.0 - TOKEN - number(number_of) * (TOKEN + 2.0);
            self.put(token, x.max(place.x), place.y + (place.height - TOKEN) / 2.0, TOKEN, TOKEN);
        }
    }
}

/// A height as a size that a slot remembers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height is a small, positive number")]
const fn whole(height: f64) -> usize {
    height as usize
}

/// The y of the first line in the gutter below the row in which a node of a group is.
pub(super) fn gutter_below(node: &Node) -> f64 {
    let lower = match node.kind {
        NodeKind::SystemAssignedIdentity => OWNED,
        _ => 0.0,
    };
    node.place.y - lower + GUTTER
}

/// From a node's left side to its words: past its sign, where it has one.
const fn indent(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Tenant | NodeKind::Subscription | NodeKind::ResourceGroup => 12.0,
        NodeKind::Parts => 8.0,
        // The outline is its sign.
        NodeKind::SystemAssignedIdentity => 15.0,
        _ => 34.0,
    }
}

fn fit_words(node: &mut Node, tokens: usize, metrics: &Metrics) {
    let width = node.place.width;
    let before_parts = metrics.identity.0 - node.place.x - 22.0;
    let crowded = text::width(&node.name, text::LABEL) + text::width(&node.detail, text::SMALL) + 28.0 > before_parts;
    if node.kind == NodeKind::ResourceGroup && node.folded != Some(true) && crowded {
        // Its region is among its facts.
        node.detail.clear();
    }
    let small = text::width(&node.detail, text::SMALL);
    // A container's words must stay clear of what stands in its header.
    let room = match node.kind {
        NodeKind::ResourceGroup if node.folded == Some(true) => width * 0.4,
        NodeKind::ResourceGroup => before_parts - small,
        NodeKind::Subscription | NodeKind::Tenant => width - 32.0 - small,
        NodeKind::Parts => width - 12.0,
        kind => width - indent(kind) - 6.0 - number(tokens) * (TOKEN + 3.0),
    };
    let size = if node.kind == NodeKind::Parts { text::SMALL } else { text::LABEL };
    node.label = match node.kind {
        // The circle is too small for words.
        NodeKind::Token => {
            node.detail.clear();
            String::new()
        }
        _ => text::elide(&node.name, room.max(40.0), size),
    };
    if node.kind == NodeKind::User && small > room {
        // A role says more than half a role and half a scope.
        node.detail = node.detail.split_once(" on ").map_or("", |(role, _)| role).to_owned();
    }
    if node.kind == NodeKind::ServicePrincipal && small > room {
        node.detail = "principal".to_owned();
    }
    if !node.kind.is_container() && text::width(&node.detail, text::SMALL) > room {
        // Half of two things says more than two halves.
        node.detail = node.detail.split_once(" · ").map_or(node.detail.as_str(), |(first, _)| first).to_owned();
        node.detail = text::elide(&node.detail, room, text::SMALL);
    }
}
