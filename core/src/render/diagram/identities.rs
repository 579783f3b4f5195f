//! Identity nodes: what a host owns, carries, or still names although it is gone; and those standing alone.

use crate::model::identity::{Attachment, HostIdentity, IsolationScope, SystemAssigned, UserAssignedIdentity};
use crate::model::resource::{Resource, ResourceKind};
use crate::state::State;

use super::nodes::Nodes;
use super::tokens;
use super::wording::{count, list, short_id, short_list};
use super::{Node, NodeKind};

/// The node id of a host's system-assigned identity.
pub(super) fn system_assigned_id(host_key: &str) -> String {
    format!("{host_key}#system-assigned")
}

/// The node id of a host's reference to an identity that is gone.
pub(super) fn dead_reference_id(host_key: &str, identity_key: &str) -> String {
    format!("{host_key}#gone#{identity_key}")
}

/// Whether what a host names is gone: the identity, or that identity behind a new one of the same name (R26, R28).
pub(super) fn is_dead(state: &State, attachment: &Attachment) -> bool {
    match state.resource(&attachment.identity).map(|it| &it.kind) {
        Some(ResourceKind::UserAssignedIdentity(identity)) => identity.principal_id != attachment.principal_id,
        _ => true,
    }
}

/// What hangs on a host: its system-assigned identity and its dead references.
pub(super) fn push_of_host(state: &State, host: &Resource, same: bool, group: &str, nodes: &mut Nodes<'_>) {
    if host.identity.is_none() {
        return;
    }
    let host_key = host.id.key();
    if let Some(identity) = &host.identity.system_assigned {
        nodes.push(same, || system_assigned_node(state, host, identity, &host_key, group));
        tokens::push_of_identity(&identity.principal_id, &system_assigned_id(&host_key), nodes);
    }
    for (key, attachment) in host.identity.user_assigned.iter() {
        if is_dead(state, attachment) {
            // The host may be the same in both worlds, and the identity gone in only one of them.
            let id = dead_reference_id(&host_key, key);
            nodes.push(false, || dead_reference_node(state, host, attachment, id, group));
        }
    }
}

/// `with a system-assigned identity and 2 user-assigned identities`
pub(super) fn of_host_in_words(state: &State, identity: &HostIdentity) -> String {
    let dead = identity.user_assigned.values().filter(|it| is_dead(state, it)).count();
    let carried = identity.user_assigned.len() - dead;
    let number = |number: usize, one: &str, many: &str| match number {
        1 => format!("a {one}"),
        _ => format!("{number} {many}"),
    };
    let mut parts = Vec::new();
    if identity.system_assigned.is_some() {
        parts.push("a system-assigned identity".to_owned());
    }
    if carried > 0 {
        parts.push(number(carried, "user-assigned identity", "user-assigned identities"));
    }
    if dead > 0 {
        parts.push(number(dead, "dead reference", "dead references"));
    }
    if parts.is_empty() { "without a managed identity".to_owned() } else { format!("with {}", list(&parts)) }
}

fn system_assigned_node(
    state: &State,
    host: &Resource,
    identity: &SystemAssigned,
    host_key: &str,
    group: &str,
) -> Node {
    let id = system_assigned_id(host_key);
    let mut node = Node::new(id, NodeKind::SystemAssignedIdentity, "system-assigned", Some(group));
    node.owner = Some(host_key.to_owned());
    node.detail = short_id(identity.principal_id.as_str());
    node.sentence = format!("The system-assigned identity of {} lives and dies with its machine.", host.name);
    let tenant = state.tenant(&identity.tenant_id);
    node.fact("Kind of identity", "System-assigned");
    node.fact("Host", &host.name);
    node.fact("principalId", identity.principal_id.as_str());
    node.fact("Tenant", tenant.map_or_else(|| identity.tenant_id.as_str(), |it| it.display_name.as_str()));
    node
}

fn dead_reference_node(state: &State, host: &Resource, attachment: &Attachment, id: String, group: &str) -> Node {
    let name = attachment.identity.name();
    let mut node = Node::new(id, NodeKind::DeadReference, name, Some(group));
    node.owner = Some(host.id.key());
    node.detail = "gone".to_owned();
    node.sentence = match state.resource(&attachment.identity) {
        Some(_) => format!("{} still names the earlier {name}, which is gone; today's {name} is another.", host.name),
        None => format!("{} still names the identity {name}, which is gone.", host.name),
    };
    node.fact("Name", name);
    node.fact("Host", &host.name);
    node.fact("Former principalId", attachment.principal_id.as_str());
    node.fact("Former clientId", attachment.client_id.as_str());
    node.fact("Resource ID", attachment.identity.as_str());
    node
}

/// A user-assigned identity in its group.
pub(super) fn user_assigned_node(
    state: &State,
    resource: &Resource,
    identity: &UserAssignedIdentity,
    group: &str,
    parent: &str,
) -> Node {
    let mut node = Node::new(resource.id.key(), NodeKind::UserAssignedIdentity, &resource.name, Some(parent));
    let hosts: Vec<&str> = state
        .hosts_of(&resource.id)
        .filter(|host| {
            host.identity.user_assigned.get(&node.id).is_some_and(|it| it.principal_id == identity.principal_id)
        })
        .map(|host| host.name.as_str())
        .collect();
    let carried = match hosts.as_slice() {
        [] => "no machine carries it".to_owned(),
        [only] => format!("{only} carries it"),
        [..] => format!("{} carry it: {}", count(hosts.len(), "machine"), short_list(&hosts, 3)),
    };
    node.detail.clone_from(&resource.location);
    node.sentence = format!("{} is a user-assigned identity in {}; {carried}.", resource.name, resource.location);
    node.fact("Name", &resource.name);
    node.fact("Kind of identity", "User-assigned");
    node.fact("Region", &resource.location);
    node.fact("principalId", identity.principal_id.as_str());
    node.fact("clientId", identity.client_id.as_str());
    node.fact("Isolation scope", identity.isolation_scope.as_str());
    if identity.isolation_scope == IsolationScope::Regional {
        node.detail += " only";
    }
    if !identity.restricted_to.is_empty() {
        node.fact("Restricted to", identity.restricted_to.join(", "));
    }
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node.tags(&resource.tags);
    node
}

impl Node {
    /// The name of the host that a system-assigned identity or a dead reference belongs to.
    pub(super) fn host_name(&self) -> &str {
        self.facts.iter().find(|(name, _)| *name == "Host").map_or("", |(_, value)| value)
    }
}
