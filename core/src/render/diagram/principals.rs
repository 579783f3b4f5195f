//! The principals of a tenant: people, service principals, and holders of grants that are gone.

use crate::model::access::RoleAssignment;
use crate::model::directory::{Group, Principal, ServicePrincipal, ServicePrincipalKind, User};
use crate::model::id::{ObjectId, TenantId};
use crate::model::order;
use crate::model::tenancy::Tenant;
use crate::model::time::Timestamp;
use crate::state::State;

use super::folds::rank;
use super::nodes::{Nodes, scope_name};
use super::view::View;
use super::wording::{count, short_id, short_list};
use super::{Node, NodeKind, Standing};

/// Grants by their holders, who are gone.
pub(super) type Unknown<'a> = Vec<(&'a ObjectId, Vec<&'a RoleAssignment>)>;

/// All principals of a tenant. Takes from `unknown` those that belong here; those of no tenant go to the first.
pub(super) fn push_of_tenant(tenant: &Tenant, first: bool, unknown: &mut Unknown<'_>, nodes: &mut Nodes<'_>) {
    let view = nodes.view;
    let all = sorted_principals(view.state, tenant);
    let mut counts = [0_usize; FOLDED.len()];
    if view.folded.has(tenant.id.as_str()) {
        for principal in &all {
            if let Some(count) = counts.get_mut(rank(principal)) {
                *count += 1;
            }
        }
    }
    for (number, word) in counts.into_iter().zip(FOLDED).filter(|(number, _)| *number > 0) {
        nodes.push(false, || folded_node(tenant, number, word));
    }
    for principal in all {
        if counts.get(rank(principal)).is_some_and(|count| *count > 0) {
            continue;
        }
        match principal {
            Principal::User(user) => nodes.push(false, || user_node(view, user, tenant)),
            Principal::Group(group) => nodes.push(false, || group_node(view, group, tenant)),
            Principal::ServicePrincipal(it) => {
                nodes.push(view.has_same_principal(principal), || service_principal_node(it, tenant));
            }
        }
    }
    unknown.retain(|(id, grants)| {
        let here = tenant_of_grants(view.state, grants).map_or(first, |it| it == tenant);
        if here {
            nodes.push(false, || unknown_node(view, id, grants, tenant));
        }
        !here
    });
}

/// What each kind of principal is called, by rank.
const FOLDED: [&str; 3] = ["person", "security group", "service principal"];

/// The node id of a tenant's folded principals of one rank.
pub(super) fn folded_id(tenant: &TenantId, principal: &Principal) -> String {
    format!("{tenant}#{}", FOLDED.get(rank(principal)).copied().unwrap_or_default())
}

fn folded_node(tenant: &Tenant, number: usize, word: &str) -> Node {
    let name = if number > 1 && word == "person" { format!("{number} people") } else { count(number, word) };
    let mut node = Node::new(format!("{}#{word}", tenant.id), NodeKind::Parts, &name, Some(tenant.id.as_str()));
    node.sentence = format!("{} holds {name}, folded into one.", tenant.display_name);
    node.fact("Holds", name);
    node
}

/// People first, then groups, then service principals by age.
fn sorted_principals<'a>(state: &'a State, tenant: &Tenant) -> Vec<&'a Principal> {
    let mut found: Vec<&Principal> = state.principals().filter(|it| it.tenant_id() == &tenant.id).collect();
    order::sort_by(&mut found, |a, b| age(a).cmp(&age(b)));
    found
}

/// None for people, who come first.
fn age(principal: &Principal) -> (usize, Option<(Timestamp, &str)>) {
    let age = match principal {
        Principal::User(_) => None,
        Principal::Group(it) => Some((it.created, it.display_name.as_str())),
        Principal::ServicePrincipal(it) => Some((it.created, it.display_name.as_str())),
    };
    (rank(principal), age)
}

fn group_node(view: &View<'_>, group: &Group, tenant: &Tenant) -> Node {
    let id = group.object_id.to_string();
    let mut node = Node::new(id, NodeKind::Group, &group.display_name, Some(tenant.id.as_str()));
    let members: Vec<&str> =
        group.members.iter().filter_map(|it| view.state.principal(it)).map(Principal::display_name).collect();
    node.detail = count(members.len(), "member");
    let with = if members.is_empty() { "nobody".to_owned() } else { short_list(&members, 3) };
    node.sentence = format!("{} is a security group in tenant {}, with {with} in it.", node.name, tenant.display_name);
    node.fact("Name", &group.display_name);
    node.fact("Object ID", group.object_id.as_str());
    for member in members {
        node.fact("Member", member);
    }
    node
}

fn user_node(view: &View<'_>, user: &User, tenant: &Tenant) -> Node {
    let View { state, role_name, .. } = *view;
    let mut node = Node::new(user.object_id.to_string(), NodeKind::User, &user.display_name, Some(tenant.id.as_str()));
    let mut grants: Vec<&RoleAssignment> = state.assignments_of(&user.object_id).collect();
    order::sort_by_key(&mut grants, |it| (it.order, role_name(&it.role)));
    let first = grants.first().map(|it| role_name(&it.role));
    let same = grants.iter().all(|it| Some(role_name(&it.role)) == first);
    let grants: Vec<String> =
        grants.iter().map(|it| format!("{} on {}", role_name(&it.role), scope_name(state, &it.scope))).collect();
    node.detail = match grants.as_slice() {
        [] => "no grants".to_owned(),
        [only] => only.clone(),
        [..] if same => format!("{} · {} scopes", first.unwrap_or_default(), grants.len()),
        [..] => format!("{} roles", grants.len()),
    };
    node.sentence = format!("{} is a person in tenant {}", user.display_name, tenant.display_name);
    if !grants.is_empty() {
        node.sentence += &format!(": {}", short_list(&grants, 3));
    }
    node.sentence.push('.');
    node.fact("Name", &user.display_name);
    node.fact("Signs in as", &user.user_principal_name);
    node.fact("Object ID", user.object_id.as_str());
    for grant in grants {
        node.fact("Grant", grant);
    }
    node
}

fn service_principal_node(principal: &ServicePrincipal, tenant: &Tenant) -> Node {
    let id = principal.object_id.to_string();
    let mut node = Node::new(id, NodeKind::ServicePrincipal, &principal.display_name, Some(tenant.id.as_str()));
    node.detail = "service principal".to_owned();
    if matches!(principal.kind, ServicePrincipalKind::Application { .. }) {
        node.detail = "application".to_owned();
    }
    let (kind, whose) = match &principal.kind {
        ServicePrincipalKind::SystemAssigned { host } => {
            ("System-assigned", format!("the system-assigned identity of {}", host.name()))
        }
        ServicePrincipalKind::UserAssigned { identity } => {
            ("User-assigned", format!("the user-assigned identity {}", identity.name()))
        }
        ServicePrincipalKind::Application { .. } => ("None: it has a password", "an application".to_owned()),
    };
    node.sentence = format!(
        "{} is a service principal in tenant {}: it stands for {whose}.",
        principal.display_name, tenant.display_name
    );
    node.fact("Name", &principal.display_name);
    node.fact("Kind of identity", kind);
    node.fact("Object ID (principalId)", principal.object_id.as_str());
    node.fact("Application ID (clientId)", principal.client_id.as_str());
    if let Some(behind) = principal.kind.resource() {
        node.fact("Stands for", behind.as_str());
    }
    node.fact("Created", principal.created.readable());
    node
}

/// Grants whose holder is gone, by holder (R30).
pub(super) fn unknown(state: &State) -> Unknown<'_> {
    let mut grants: Vec<&RoleAssignment> =
        state.assignments().filter(|it| state.principal(&it.principal_id).is_none()).collect();
    order::sort_by(&mut grants, |a, b| a.principal_id.cmp(&b.principal_id));
    let mut unknown = Unknown::new();
    for grant in grants {
        match unknown.last_mut().filter(|(holder, _)| *holder == &grant.principal_id) {
            Some((_, grants)) => grants.push(grant),
            None => unknown.push((&grant.principal_id, vec![grant])),
        }
    }
    unknown
}

fn tenant_of_grants<'a>(state: &'a State, grants: &[&RoleAssignment]) -> Option<&'a Tenant> {
    let subscription = state.subscription(&grants.first()?.scope.subscription_id()?)?;
    state.tenant(&subscription.tenant_id)
}

fn unknown_node(view: &View<'_>, id: &ObjectId, grants: &[&RoleAssignment], tenant: &Tenant) -> Node {
    let View { state, role_name, .. } = *view;
    let mut node =
        Node::new(id.to_string(), NodeKind::UnknownPrincipal, "Identity not found", Some(tenant.id.as_str()));
    node.detail = short_id(id.as_str());
    node.standing = Standing::Orphaned;
    let verb = if grants.len() == 1 { "names" } else { "name" };
    node.sentence = format!(
        "The principal {} is gone from tenant {}, and {} still {verb} it.",
        short_id(id.as_str()),
        tenant.display_name,
        count(grants.len(), "grant")
    );
    node.fact("Name", "Identity not found");
    node.fact("Object ID (principalId)", id.as_str());
    for grant in grants {
        node.fact("Grant", format!("{} on {}", role_name(&grant.role), scope_name(state, &grant.scope)));
    }
    node
}
