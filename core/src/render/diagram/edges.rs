//! The edges of the world: who trusts, owns, carries, stands for and may do what.

use crate::model::access::RoleAssignment;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::order;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::tenancy::Subscription;
use crate::state::State;

use super::identities::{dead_reference_id, is_dead, system_assigned_id};
use super::nodes::{parts_id, scope_name};
use super::view::View;
use super::wording::short_id;
use super::{Change, Edge, EdgeKind};

/// All edges, some of which may miss a node; of an earlier world, those that may differ.
pub(super) fn of(view: &View<'_>) -> Vec<Edge> {
    let state = view.state;
    let mut edges = Edges { view, all: Vec::new() };
    for subscription in state.subscriptions() {
        edges.push(false, || Some(trust(state, subscription)));
    }
    for resource in state.resources().filter(|it| !it.identity.is_none()) {
        push_of_host(resource, &mut edges);
    }
    for principal in state.principals() {
        if let Principal::ServicePrincipal(it) = principal {
            edges.push(view.has_same_principal(principal), || representation(it));
        }
    }
    let mut assignments: Vec<&RoleAssignment> = state.assignments().collect();
    order::sort_by_number(&mut assignments, |it| it.order);
    for assignment in assignments {
        edges.push(false, || grant(view, assignment));
    }
    edges.all
}

/// Edges as they are collected.
struct Edges<'a> {
    view: &'a View<'a>,
    all: Vec<Edge>,
}

impl Edges<'_> {
    /// Adds an edge, given whether it is the same in both worlds; builds it only if it is wanted.
    fn push(&mut self, same: bool, build: impl FnOnce() -> Option<Edge>) {
        if let Some(change) = self.view.change(same) {
            self.all.extend(build().map(|edge| Edge { change, ..edge }));
        }
    }
}

fn edge(id: String, kind: EdgeKind, from: String, to: String, label: &str, sentence: String) -> Edge {
    Edge {
        id,
        kind,
        from,
        to,
        name: label.to_owned(),
        label: label.to_owned(),
        label_at: None,
        change: Change::Unchanged,
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

/// A managed identity's or an unknown principal's grant. People's grants are words on their nodes.
fn grant(view: &View<'_>, assignment: &RoleAssignment) -> Option<Edge> {
    let View { state, role_name, .. } = *view;
    let holder = match state.principal(&assignment.principal_id) {
        Some(Principal::User(_) | Principal::Group(_)) => return None,
        Some(Principal::ServicePrincipal(principal)) => principal.display_name.clone(),
        None => format!("The unknown principal {}", short_id(assignment.principal_id.as_str())),
    };
    let to = drawn_scope(state, &assignment.scope)?;
    let role = role_name(&assignment.role);
    let sentence = format!("{holder} has the role {role} on {}.", scope_name(state, &assignment.scope));
    let from = assignment.principal_id.to_string();
    Some(edge(assignment.id.key(), EdgeKind::RoleAssignment, from, to, &role, sentence))
}

/// The node that shows a scope: itself, or the nearest that holds it.
fn drawn_scope(state: &State, scope: &ResourceId) -> Option<String> {
    let kind = state.resource(scope).map(|it| &it.kind);
    match kind {
        Some(ResourceKind::Part { .. } | ResourceKind::KeyVault(_) | ResourceKind::StorageAccount(_)) => {
            Some(parts_id(&scope.group_id()?.key()))
        }
        Some(_) => Some(scope.key()),
        None => match scope.group_id().filter(|group| state.group(group).is_some()) {
            Some(group) => Some(group.key()),
            None => scope.subscription_id().map(|id| ResourceId::subscription(&id).key()),
        },
    }
}
