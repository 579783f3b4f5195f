//! The edges of the world: who trusts, owns, carries, stands for, belongs to and may do what.

use std::collections::BTreeSet;

use crate::model::access::RoleAssignment;
use crate::model::directory::{Group, Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::id::ObjectId;
use crate::model::order;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::tenancy::Subscription;
use crate::model::vault::{AccessPolicy, KeyVault};
use crate::state::State;

use super::identities::{dead_reference_id, is_dead, system_assigned_id};
use super::nodes::{parts_id, scope_name};
use super::principals::folded_id;
use super::tokens::identity_node;
use super::view::View;
use super::wording::{short_id, short_list};
use super::{Change, Edge, EdgeKind, Standing};

/// All edges, some of which may miss a node; of an earlier world, those that may differ.
pub(super) fn of(view: &View<'_>) -> Vec<Edge> {
    let state = view.state;
    let mut edges = Edges { view, all: Vec::new(), lifted: BTreeSet::new() };
    for subscription in state.subscriptions() {
        edges.push(false, || Some(trust(state, subscription)));
    }
    for resource in state.resources() {
        if !resource.identity.is_none() {
            push_of_host(resource, &mut edges);
        }
        if let ResourceKind::KeyVault(vault) = &resource.kind {
            push_policies(resource, vault, &mut edges);
        }
    }
    for principal in state.principals() {
        match principal {
            // Folded, it stands for nobody in particular.
            Principal::ServicePrincipal(it) if view.folded.has(it.tenant_id.as_str()) => {}
            Principal::ServicePrincipal(it) => {
                edges.push(view.has_same_principal(principal), || representation(it));
                push_ending(it, &mut edges);
            }
            Principal::Group(group) => push_members(group, &mut edges),
            Principal::User(_) => {}
        }
    }
    let mut assignments: Vec<&RoleAssignment> = state.assignments().collect();
    order::sort_by_number(&mut assignments, |it| it.order);
    for assignment in assignments {
        push_grant(assignment, &mut edges);
    }
    edges.all
}

/// Edges as they are collected.
struct Edges<'a> {
    view: &'a View<'a>,
    all: Vec<Edge>,
    /// The edges of what is folded: one for each kind and pair of ends.
    lifted: BTreeSet<String>,
}

impl Edges<'_> {
    /// Adds an edge, given whether it is the same in both worlds; builds it only if it is wanted.
    fn push(&mut self, same: bool, build: impl FnOnce() -> Option<Edge>) {
        if let Some(change) = self.view.change(same) {
            self.all.extend(build().map(|edge| Edge { change, ..edge }));
        }
    }

    /// Adds one edge for all of a kind between two nodes of which one is folded.
    fn push_lifted(&mut self, kind: EdgeKind, from: String, to: String, words: (&str, &str)) {
        let id = format!("folded:{kind:?}:{from}:{to}");
        if from != to && self.lifted.insert(id.clone()) {
            let (label, sentence) = words;
            self.push(false, || Some(edge(id, kind, from, to, label, sentence.to_owned())));
        }
    }
}

pub(super) fn edge(id: String, kind: EdgeKind, from: String, to: String, label: &str, sentence: String) -> Edge {
    Edge {
        id,
        kind,
        from,
        to,
        name: label.to_owned(),
        label: label.to_owned(),
        label_at: None,
        change: Change::Unchanged,
        standing: Standing::Settled,
        points: Vec::new(),
        sentence,
    }
}

fn trust(state: &State, subscription: &Subscription) -> Edge {
    let from = ResourceId::subscription(&subscription.id).key();
    let tenant = &subscription.tenant_id;
    let name = state.tenant(tenant).map_or_else(|| tenant.as_str(), |it| it.display_name.as_str());
    let sentence = format!("{} trusts tenant {name}.", subscription.display_name);
    edge(format!("trust:{from}:{tenant}"), EdgeKind::Trust, from, tenant.to_string(), "trusts", sentence)
}

fn push_of_host(host: &Resource, edges: &mut Edges<'_>) {
    let View { state, other, .. } = *edges.view;
    let same = edges.view.has_same_resource(host);
    if let Some(group) = edges.view.folded.group_of(&host.id) {
        for (key, attachment) in host.identity.user_assigned.iter() {
            let to = edges.view.folded.group_of(&attachment.identity).unwrap_or_else(|| key.clone());
            let sentence = ("", "Something that is folded carries this identity.");
            edges.push_lifted(EdgeKind::Attachment, group.clone(), to, sentence);
        }
        return;
    }
    let from = host.id.key();
    if host.identity.system_assigned.is_some() {
        edges.push(same, || {
            let sentence = format!("{} owns its system-assigned identity.", host.name);
            let (id, to) = (format!("owns:{from}"), system_assigned_id(&from));
            Some(edge(id, EdgeKind::Ownership, from.clone(), to, "", sentence))
        });
    }
    for (key, attachment) in host.identity.user_assigned.iter() {
        let dead = is_dead(state, attachment);
        let same = same && other.is_some_and(|other| is_dead(other, attachment) == dead);
        if let Some(group) = edges.view.folded.group_of(&attachment.identity).filter(|_| !dead) {
            let sentence = format!("{} carries an identity of {group}, which is folded.", host.name);
            edges.push_lifted(EdgeKind::Attachment, from.clone(), group, ("", &sentence));
            continue;
        }
        edges.push(same, || {
            let name = attachment.identity.name();
            Some(if dead {
                let (id, to) = (format!("gone:{from}:{key}"), dead_reference_id(&from, key));
                let sentence = format!("{} still names the identity {name}, which is gone.", host.name);
                edge(id, EdgeKind::DeadReference, from.clone(), to, "", sentence)
            } else {
                let id = format!("carries:{from}:{key}");
                let sentence = format!("{} carries the user-assigned identity {name}.", host.name);
                edge(id, EdgeKind::Attachment, from.clone(), key.clone(), "", sentence)
            })
        });
    }
}

/// Which identity a service principal stands for; one of an application stands for none.
fn representation(principal: &ServicePrincipal) -> Option<Edge> {
    let behind = principal.kind.resource()?.key();
    let (from, whose) = match &principal.kind {
        ServicePrincipalKind::SystemAssigned { host } => {
            (system_assigned_id(&behind), format!("the system-assigned identity of {}", host.name()))
        }
        ServicePrincipalKind::UserAssigned { identity } => {
            (behind, format!("the user-assigned identity {}", identity.name()))
        }
        ServicePrincipalKind::Application { .. } => return None,
    };
    let to = principal.object_id.to_string();
    let sentence = format!("The service principal {} stands for {whose}.", principal.display_name);
    Some(edge(format!("stands:{to}"), EdgeKind::Representation, from, to, "", sentence))
}

/// Who is in a group.
fn push_members(group: &Group, edges: &mut Edges<'_>) {
    let state = edges.view.state;
    for member in group.members.iter().filter_map(|it| state.principal(it)) {
        edges.push(false, || {
            let (from, to) = (member.object_id().to_string(), group.object_id.to_string());
            let sentence = format!("{} is a member of {}.", member.display_name(), group.display_name);
            Some(edge(format!("member:{from}:{to}"), EdgeKind::Membership, from, to, "", sentence))
        });
    }
}

/// Where a holder is drawn: at the identity that it stands for, or in the tenant. And whether that is folded.
fn holder_node(view: &View<'_>, holder: &ObjectId) -> (String, bool) {
    let in_tenant = |principal: &Principal| {
        let tenant = principal.tenant_id();
        view.folded.has(tenant.as_str()).then(|| folded_id(tenant, principal))
    };
    match identity_node(view.state, holder) {
        Some((node, resource)) => match view.folded.group_of(&resource) {
            Some(group) => (group, true),
            None => (node, false),
        },
        None => match view.state.principal(holder).and_then(in_tenant) {
            Some(folded) => (folded, true),
            None => (holder.to_string(), false),
        },
    }
}

/// The name by which a holder is told.
fn holder_name(state: &State, holder: &ObjectId) -> String {
    match state.principal(holder) {
        Some(principal) => principal.display_name().to_owned(),
        None => format!("The unknown principal {}", short_id(holder.as_str())),
    }
}

/// A vault's own access policies, each a line.
fn push_policies(resource: &Resource, vault: &KeyVault, edges: &mut Edges<'_>) {
    if vault.rbac || edges.view.folded.group_of(&resource.id).is_some() {
        return;
    }
    for policy in &vault.policies {
        if matches!(edges.view.state.principal(&policy.object_id), Some(Principal::User(_))) {
            continue;
        }
        let (from, folded) = holder_node(edges.view, &policy.object_id);
        if !folded {
            let name = holder_name(edges.view.state, &policy.object_id);
            edges.push(false, || Some(policy_edge(resource, policy, from, &name)));
        }
    }
}

fn policy_edge(resource: &Resource, policy: &AccessPolicy, from: String, name: &str) -> Edge {
    let permissions: Vec<&str> = policy.permissions.secrets.iter().flatten().map(String::as_str).collect();
    let may = if permissions.is_empty() { "nothing with secrets".to_owned() } else { short_list(&permissions, 3) };
    let (id, to) = (format!("policy:{}:{}", resource.id.key(), policy.object_id), resource.id.key());
    let sentence = format!("The access policies of {} let {name} do {may}.", resource.name);
    let label = format!("policy: {may}");
    edge(id, EdgeKind::AccessPolicy, from, to, &label, sentence)
}

/// Gives a right on what it leads to, unless its holder is a person: people's grants are words on their nodes.
fn push_grant(assignment: &RoleAssignment, edges: &mut Edges<'_>) {
    let View { state, role_name, folded, .. } = *edges.view;
    let holder = state.principal(&assignment.principal_id);
    if matches!(holder, Some(Principal::User(_))) {
        return;
    }
    let Some(scope) = drawn_scope(state, &assignment.scope) else { return };
    let (from, lifted) = holder_node(edges.view, &assignment.principal_id);
    let group = folded.group_of(&assignment.scope).filter(|_| assignment.scope.resource_type().is_some());
    if lifted || group.is_some() {
        let to = group.unwrap_or(scope);
        let words = ("roles", "Something that is folded has roles here.");
        return edges.push_lifted(EdgeKind::RoleAssignment, from, to, words);
    }
    edges.push(false, || {
        let role = role_name(&assignment.role);
        let name = holder_name(state, &assignment.principal_id);
        let sentence = format!("{name} has the role {role} on {}.", scope_name(state, &assignment.scope));
        let mut edge = edge(assignment.id.key(), EdgeKind::RoleAssignment, from, scope, &role, sentence);
        if holder.is_none() {
            edge.standing = Standing::Orphaned;
        } else if let Some(at) = state.begins(&assignment.id) {
            edge.standing = Standing::Propagating;
            edge.sentence += &format!(" It takes effect at {}.", at.readable());
        }
        Some(edge)
    });
}

/// A managed identity's grants that were taken back and still hold.
fn push_ending(principal: &ServicePrincipal, edges: &mut Edges<'_>) {
    let View { state, role_name, .. } = *edges.view;
    for (assignment, at) in state.ending(&principal.object_id) {
        let (from, lifted) = holder_node(edges.view, &principal.object_id);
        if lifted || edges.view.folded.group_of(&assignment.scope).is_some() {
            continue;
        }
        edges.push(false, || {
            let role = role_name(&assignment.role);
            let (holder, scope) = (&principal.display_name, scope_name(state, &assignment.scope));
            let until = at.readable();
            let sentence = format!("{holder} lost the role {role} on {scope}, which still holds until {until}.");
            let (id, to) = (assignment.id.key(), drawn_scope(state, &assignment.scope)?);
            let mut edge = edge(id, EdgeKind::RoleAssignment, from, to, &role, sentence);
            edge.standing = Standing::Lingering;
            Some(edge)
        });
    }
}

/// The node that shows a scope: itself, or the nearest that holds it.
pub(super) fn drawn_scope(state: &State, scope: &ResourceId) -> Option<String> {
    let mut at = scope.clone();
    while at.resource_type().is_some() {
        match state.resource(&at).map(|it| &it.kind) {
            Some(ResourceKind::Part { .. }) => return Some(parts_id(&scope.group_id()?.key())),
            Some(_) => return Some(at.key()),
            None => at = ResourceId::new(at.as_str().rsplitn(3, '/').last()?),
        }
    }
    match scope.group_id().filter(|group| state.group(group).is_some()) {
        Some(group) => Some(group.key()),
        None => scope.subscription_id().map(|id| ResourceId::subscription(&id).key()),
    }
}
