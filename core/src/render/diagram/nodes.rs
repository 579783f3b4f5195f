//! The nodes of the world: tenants with their principals, subscriptions with their groups and resources.

use crate::model::order;
use crate::model::resource::{PowerState, Resource, ResourceKind, VirtualMachine};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Subscription, Tags, Tenant};
use crate::state::State;

use super::view::View;
use super::wording::{count, short_list};
use super::{Change, Node, NodeKind, Rect, Standing};
use super::{folds, hosts, identities, principals, targets, tokens};

/// All nodes, containers before what they contain; of an earlier world, those that may differ.
pub(super) fn of(view: &View<'_>) -> Vec<Node> {
    let state = view.state;
    let mut nodes = Nodes { view, all: Vec::new() };
    let mut unknown = principals::unknown(state);
    for (index, tenant) in state.tenants().enumerate() {
        nodes.push(false, || tenant_node(view, tenant));
        principals::push_of_tenant(tenant, index == 0, &mut unknown, &mut nodes);
    }
    for subscription in state.subscriptions() {
        subscription_nodes(state, subscription, &mut nodes);
    }
    nodes.all
}

/// Nodes as they are collected.
pub(super) struct Nodes<'a> {
    pub(super) view: &'a View<'a>,
    all: Vec<Node>,
}

impl Nodes<'_> {
    /// Adds a node, given whether it is the same in both worlds; builds it only if it is wanted.
    pub(super) fn push(&mut self, same: bool, build: impl FnOnce() -> Node) {
        if let Some(change) = self.view.change(same) {
            self.all.push(Node { change, ..build() });
        }
    }
}

/// What a scope is called: the name of the subscription, the group or the resource.
pub(crate) fn scope_name(state: &State, scope: &ResourceId) -> String {
    let subscription = || scope.subscription_id().and_then(|id| state.subscription(&id));
    match (scope.group_name(), scope.resource_type()) {
        (_, Some(_)) => state.resource(scope).map_or_else(|| scope.name().to_owned(), |it| it.name.clone()),
        (Some(name), None) => state.group(scope).map_or_else(|| name.to_owned(), |it| it.name.clone()),
        (None, None) => subscription().map_or_else(|| scope.as_str().to_owned(), |it| it.display_name.clone()),
    }
}

impl Node {
    pub(super) fn new(id: String, kind: NodeKind, name: &str, parent: Option<&str>) -> Self {
        Self {
            id,
            kind,
            name: name.to_owned(),
            label: name.to_owned(),
            detail: String::new(),
            parent: parent.map(str::to_owned),
            owner: parent.map(str::to_owned),
            change: Change::Unchanged,
            standing: Standing::Settled,
            folded: None,
            place: Rect::default(),
            sentence: String::new(),
            facts: Vec::with_capacity(8),
            was: Vec::new(),
            now: Vec::new(),
        }
    }

    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        self.facts.push((name, value.into()));
    }

    pub(super) fn tags(&mut self, tags: &Tags) {
        if !tags.is_empty() {
            let tags: Vec<String> = tags.iter().map(|(name, value)| format!("{name}={value}")).collect();
            self.fact("Tags", tags.join(", "));
        }
    }
}

fn tenant_node(view: &View<'_>, tenant: &Tenant) -> Node {
    let mut node = Node::new(tenant.id.to_string(), NodeKind::Tenant, &tenant.display_name, None);
    node.detail = "tenant".to_owned();
    node.folded = foldable(view, &node.id, view.state.principals().take(2).count());
    node.sentence = format!("{} is a tenant of Entra ID: the directory of people and identities.", tenant.display_name);
    node.fact("Name", &tenant.display_name);
    node.fact("Tenant ID", tenant.id.as_str());
    node.fact("Default domain", &tenant.default_domain);
    node
}

fn subscription_nodes(state: &State, subscription: &Subscription, nodes: &mut Nodes<'_>) {
    let id = ResourceId::subscription(&subscription.id);
    let mut node = Node::new(id.key(), NodeKind::Subscription, &subscription.display_name, None);
    let tenant = state.tenant(&subscription.tenant_id);
    let tenant = tenant.map_or_else(|| subscription.tenant_id.as_str(), |it| it.display_name.as_str());
    node.detail = "subscription".to_owned();
    node.sentence = format!("{} is a subscription; it trusts tenant {tenant}.", subscription.display_name);
    node.fact("Name", &subscription.display_name);
    node.fact("Subscription ID", subscription.id.as_str());
    node.fact("Trusts tenant", tenant);
    let parent = node.id.clone();
    nodes.push(false, || node);
    for group in state.groups().filter(|it| it.id.subscription_id().as_ref() == Some(&subscription.id)) {
        group_nodes(state, group, &parent, nodes);
    }
}

fn group_nodes(state: &State, group: &ResourceGroup, subscription: &str, nodes: &mut Nodes<'_>) {
    let mut node = Node::new(group.id.key(), NodeKind::ResourceGroup, &group.name, Some(subscription));
    let mut resources: Vec<&Resource> = state.resources_under(&group.id).collect();
    node.folded = foldable(nodes.view, &node.id, resources.len());
    let what = if resources.is_empty() { "nothing in it yet".to_owned() } else { count(resources.len(), "resource") };
    node.detail.clone_from(&group.location);
    if node.folded == Some(true) {
        node.detail = folds::held(resources.iter().copied());
        node.fact("Holds", node.detail.clone());
        resources.clear();
    }
    order::sort_by_number(&mut resources, |it| it.order);
    node.sentence = format!("{} is a resource group in {}, with {what}.", group.name, group.location);
    node.fact("Name", &group.name);
    node.fact("Region", &group.location);
    node.fact("Resource ID", group.id.as_str());
    node.tags(group.tags.as_ref().unwrap_or(&Tags::new()));
    let parent = node.id.clone();
    nodes.push(false, || node);
    let mut parts = Vec::new();
    for resource in resources {
        match &resource.kind {
            ResourceKind::VirtualMachine(machine) => {
                let same = nodes.view.has_same_resource(resource);
                nodes.push(same, || machine_node(state, resource, machine, &group.name, &parent));
                identities::push_of_host(state, resource, same, &parent, nodes);
            }
            ResourceKind::UserAssignedIdentity(it) => {
                let same = nodes.view.has_same_resource(resource);
                nodes.push(same, || identities::user_assigned_node(state, resource, it, &group.name, &parent));
                tokens::push_of_identity(&it.principal_id, &resource.id.key(), nodes);
            }
            ResourceKind::ScaleSet(_) | ResourceKind::Site(_) => {
                let same = nodes.view.has_same_resource(resource);
                nodes.push(same, || hosts::host_node(state, resource, &group.name, &parent));
                identities::push_of_host(state, resource, same, &parent, nodes);
            }
            ResourceKind::KeyVault(vault) => {
                nodes.push(false, || targets::vault_node(state, resource, vault, &group.name, &parent));
            }
            ResourceKind::StorageAccount(it) => {
                nodes.push(false, || targets::account_node(state, resource, it, &group.name, &parent));
            }
            ResourceKind::Part { .. } => parts.push(resource),
        }
    }
    if !nodes.view.folded.has(&parent) {
        for deleted in state.data().deleted_vaults().filter(|it| it.resource.id.group_id().as_ref() == Some(&group.id))
        {
            nodes.push(false, || targets::deleted_vault_node(deleted, &group.name, &parent));
        }
    }
    if !parts.is_empty() {
        nodes.push(false, || parts_node(&parts, &group.name, &parent));
    }
}

/// Whether something is folded, where there is something to fold.
fn foldable(view: &View<'_>, id: &str, inside: usize) -> Option<bool> {
    (inside > 0).then(|| view.folded.has(id))
}

/// What people say of a power state.
pub(crate) const fn power_word(power: PowerState) -> &'static str {
    match power {
        PowerState::Running => "running",
        PowerState::Stopped => "stopped",
        PowerState::Deallocated => "deallocated",
    }
}

fn machine_node(state: &State, resource: &Resource, machine: &VirtualMachine, group: &str, parent: &str) -> Node {
    let mut node = Node::new(resource.id.key(), NodeKind::VirtualMachine, &resource.name, Some(parent));
    let power = power_word(machine.power);
    node.detail = format!("{power} · {}", resource.location);
    if machine.power != PowerState::Running {
        node.standing = Standing::Stopped;
    }
    node.sentence = format!(
        "{} is a virtual machine in {}, {power}, {}.",
        resource.name,
        resource.location,
        identities::of_host_in_words(state, &resource.identity)
    );
    node.fact("Name", &resource.name);
    node.fact("Power state", power);
    node.fact("Identity type", resource.identity.type_text());
    node.fact("Region", &resource.location);
    node.fact("Size", &machine.size);
    node.fact("Operating system", &machine.os_type);
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node.tags(&resource.tags);
    node
}

/// The node id of a group's folded parts.
pub(super) fn parts_id(group_key: &str) -> String {
    format!("{group_key}#parts")
}

fn parts_node(parts: &[&Resource], group: &str, parent: &str) -> Node {
    let network = parts.iter().all(|it| it.resource_type.to_ascii_lowercase().starts_with("microsoft.network/"));
    let name = count(parts.len(), if network { "network part" } else { "part" });
    let mut node = Node::new(parts_id(parent), NodeKind::Parts, &name, Some(parent));
    let names: Vec<&str> = parts.iter().map(|it| it.name.as_str()).collect();
    node.sentence = format!("{name} of virtual machines in {group}: {}.", short_list(&names, 6));
    for part in parts {
        node.fact(part_word(&part.resource_type), &part.name);
    }
    node
}

/// What people call a part of a machine.
fn part_word(resource_type: &str) -> &'static str {
    match resource_type.to_ascii_lowercase().as_str() {
        "microsoft.network/networkinterfaces" => "Network interface",
        "microsoft.network/networksecuritygroups" => "Network security group",
        "microsoft.network/publicipaddresses" => "Public IP address",
        "microsoft.network/virtualnetworks" => "Virtual network",
        "microsoft.compute/disks" => "Disk",
        _ => "Part",
    }
}
