//! The edges of the world: who trusts, owns, carries, stands for and may do what.

use std::collections::BTreeSet;

use crate::model::access::RoleAssignment;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::resource::Resource;
use crate::model::scope::ResourceId;
use crate::model::tenancy::Subscription;
use crate::state::State;

use super::identities::{dead_reference_id, is_dead, system_assigned_id};
use super::nodes::{parts_id, scope_name};
use super::wording::short_id;
use super::{Change, Diagram, Edge, EdgeKind, RoleNames};

/// All edges whose both ends are among the nodes of `diagram`.
pub(super) fn of(state: &State, diagram: &Diagram, role_name: RoleNames<'_>) -> Vec<Edge> {
    let drawn: BTreeSet<&str> = diagram.nodes.iter().map(|node| node.id.as_str()).collect();
    let mut edges: Vec<Edge> = state.subscriptions().iter().map(|it| trust(state, it)).collect();
    for resource in state.resources().filter(|it| !it.identity.is_none()) {
        push_of_host(state, resource, &mut edges);
    }
    for principal in state.principals() {
        if let Principal::ServicePrincipal(principal) = principal {
            edges.push(representation(principal));
        }
    }
    let mut assignments: Vec<&RoleAssignment> = state.assignments().collect();
    assignments.sort_by_key(|it| it.order);
    for assignment in assignments {
        edges.extend(grant(state, assignment, &drawn, role_name));
    }
    edges.retain(|edge| drawn.contains(edge.from.as_str()) && drawn.contains(edge.to.as_str()));
    edges
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

fn push_of_host(state: &State, host: &Resource, edges: &mut Vec<Edge>) {
    let from = host.id.key();
    if host.identity.system_assigned.is_some() {
        let to = system_assigned_id(&from);
        let sentence = format!("{} owns its system-assigned identity.", host.name);
        edges.push(edge(format!("owns:{from}"), EdgeKind::Ownership, from.clone(), to, "", sentence));
    }
    for (key, attachment) in &host.identity.user_assigned {
        let name = attachment.identity.name();
        if is_dead(state, attachment) {
            let (id, to) = (format!("gone:{from}:{key}"), dead_reference_id(&from, key));
            let sentence = format!("{} still names the identity {name}, which is gone.", host.name);
            edges.push(edge(id, EdgeKind::DeadReference, from.clone(), to, "", sentence));
        } else {
            let id = format!("carries:{from}:{key}");
            let sentence = format!("{} carries the user-assigned identity {name}.", host.name);
            edges.push(edge(id, EdgeKind::Attachment, from.clone(), key.clone(), "", sentence));
        }
    }
}

fn representation(principal: &ServicePrincipal) -> Edge {
    let behind = principal.kind.resource().key();
    let (from, whose) = match &principal.kind {
        ServicePrincipalKind::SystemAssigned { host } => {
            (system_assigned_id(&behind), format!("the system-assigned identity of {}", host.name()))
        }
        ServicePrincipalKind::UserAssigned { identity } => {
            (behind, format!("the user-assigned identity {}", identity.name()))
        }
    };
    let to = principal.object_id.to_string();
    let sentence = format!("The service principal {} stands for {whose}.", principal.display_name);
    edge(format!("stands:{to}"), EdgeKind::Representation, from, to, "", sentence)
}

/// A managed identity's or an unknown principal's grant. People's grants are words on their nodes.
fn grant(state: &State, assignment: &RoleAssignment, drawn: &BTreeSet<&str>, role_name: RoleNames<'_>) -> Option<Edge> {
    let holder = match state.principal(&assignment.principal_id) {
        Some(Principal::User(_)) => return None,
        Some(Principal::ServicePrincipal(principal)) => principal.display_name.clone(),
        None => format!("The unknown principal {}", short_id(assignment.principal_id.as_str())),
    };
    let to = drawn_scope(&assignment.scope, drawn)?;
    let role = role_name(&assignment.role);
    let sentence = format!("{holder} has the role {role} on {}.", scope_name(state, &assignment.scope));
    let from = assignment.principal_id.to_string();
    Some(edge(assignment.id.key(), EdgeKind::RoleAssignment, from, to, &role, sentence))
}

/// The node that shows a scope: itself, or the nearest that holds it.
fn drawn_scope(scope: &ResourceId, drawn: &BTreeSet<&str>) -> Option<String> {
    let mut key = scope.key();
    if let Some(group) = scope.group_id() {
        let (group, parts) = (group.key(), parts_id(&group.key()));
        if key != group && !drawn.contains(key.as_str()) && drawn.contains(parts.as_str()) {
            return Some(parts);
        }
    }
    while !drawn.contains(key.as_str()) {
        let (shorter, _) = key.rsplit_once('/')?;
        key = shorter.to_owned();
    }
    Some(key)
}
