//! The content of a world: who is where, who carries what, who holds what; without GUIDs, times and numbers.

use std::collections::BTreeSet;

use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::id::ObjectId;
use keyless_core::model::resource::ResourceKind;
use keyless_core::model::scope::ResourceId;
use keyless_core::model::terminal::RENEWAL;
use keyless_core::state::State;

/// What tokens are asked for in small worlds.
const RESOURCE: &str = "https://management.azure.com/";

/// What a host's reference to an identity points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Points {
    /// The identity that was attached.
    Live,
    /// A later identity of the same name.
    Former,
    /// Nothing.
    Dead,
}

/// A host: its key, whether it has an identity of its own, and its references.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host {
    /// Its id in lower case.
    pub key: String,
    /// Whether it has an identity of its own.
    pub system: bool,
    /// The identities that it names, by key.
    pub references: Vec<(String, Points)>,
}

/// A grant: its holder (nobody, for an orphan), role and scope.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// Who holds it, by name or key; nobody, for an orphan.
    pub holder: Option<String>,
    /// The role's GUID.
    pub role: String,
    /// Where, in lower case.
    pub scope: String,
}

/// All of it, in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Content {
    /// Keys of groups.
    pub groups: Vec<String>,
    /// Machines.
    pub hosts: Vec<Host>,
    /// Keys of user-assigned identities.
    pub identities: Vec<String>,
    /// Grants, in order.
    pub grants: Vec<Grant>,
    /// Who is in groups, in order: group and member.
    pub members: Vec<(String, String)>,
    /// Whose tokens the platform keeps.
    pub tokens: Vec<String>,
    /// Custom roles and deny assignments, by GUID.
    pub rules: Vec<String>,
}

/// Who a principal is, by what it stands for.
pub fn holder(state: &State, id: &ObjectId) -> Option<String> {
    Some(match state.principal(id)? {
        Principal::User(_) | Principal::Group(_) => state.principal(id)?.principal_name().to_owned(),
        Principal::ServicePrincipal(it) => match &it.kind {
            ServicePrincipalKind::SystemAssigned { host } => host.key(),
            ServicePrincipalKind::UserAssigned { identity } => identity.key(),
            ServicePrincipalKind::Application { application } => application.to_string(),
        },
    })
}

/// Reads a world's content.
pub fn content(state: &State) -> Content {
    let points = |identity: &ResourceId, principal: &ObjectId| match state.resource(identity).map(|it| &it.kind) {
        Some(ResourceKind::UserAssignedIdentity(it)) if it.principal_id == *principal => Points::Live,
        Some(_) => Points::Former,
        None => Points::Dead,
    };
    let (mut hosts, mut identities) = (Vec::new(), Vec::new());
    for resource in state.resources() {
        match &resource.kind {
            ResourceKind::VirtualMachine(_) => hosts.push(Host {
                key: resource.id.key(),
                system: resource.identity.system_assigned.is_some(),
                references: resource
                    .identity
                    .user_assigned
                    .iter()
                    .map(|(key, it)| (key.clone(), points(&it.identity, &it.principal_id)))
                    .collect(),
            }),
            ResourceKind::UserAssignedIdentity(_) => identities.push(resource.id.key()),
            _ => {}
        }
    }
    let mut grants: Vec<Grant> = state
        .assignments()
        .map(|it| Grant { holder: holder(state, &it.principal_id), role: it.role.to_string(), scope: it.scope.key() })
        .collect();
    grants.sort();
    let (mut members, mut tokens) = (Vec::new(), Vec::new());
    for principal in state.principals() {
        match principal {
            Principal::Group(group) => {
                let holders = group.members.iter().filter_map(|it| holder(state, it));
                members.extend(holders.map(|it| (group.display_name.clone(), it)));
            }
            Principal::ServicePrincipal(it) => {
                let kept = state.managed_token(&it.object_id, RESOURCE);
                if kept.is_some_and(|it| it.expires.plus(-RENEWAL) > state.now()) {
                    tokens.extend(holder(state, &it.object_id));
                }
            }
            Principal::User(_) => {}
        }
    }
    members.sort();
    tokens.sort();
    let roles = state.custom_roles().map(|it| it.definition.id.to_string());
    let rules = roles.chain(state.deny_assignments().map(|it| it.name.to_string())).collect();
    let groups = state.groups().map(|it| it.id.key()).collect();
    Content { groups, hosts, identities, grants, members, tokens, rules }
}

impl Content {
    /// How many grants have no holder.
    pub fn orphans(&self) -> usize {
        self.grants.iter().filter(|it| it.holder.is_none()).count()
    }

    /// Whether a grant has no holder.
    pub fn has_orphan(&self) -> bool {
        self.orphans() > 0
    }

    /// Whether a host has an identity of its own and references.
    pub fn has_both_types(&self) -> bool {
        self.hosts.iter().any(|it| it.system && !it.references.is_empty())
    }

    fn points_somewhere(&self, at: Points) -> bool {
        self.hosts.iter().flat_map(|it| &it.references).any(|(_, it)| *it == at)
    }

    /// Whether a host names an identity that is gone.
    pub fn has_dead_reference(&self) -> bool {
        self.points_somewhere(Points::Dead)
    }

    /// Whether a host carries the former identity of a name.
    pub fn has_former(&self) -> bool {
        self.points_somewhere(Points::Former)
    }

    /// Whether a host names an identity of a group that is gone.
    pub fn has_reference_to_no_group(&self) -> bool {
        let mut references = self.hosts.iter().flat_map(|it| &it.references);
        references.any(|(key, _)| !self.groups.iter().any(|group| key.starts_with(&format!("{group}/"))))
    }

    /// Whether two hosts carry one identity.
    pub fn has_shared_identity(&self) -> bool {
        let mut met = BTreeSet::new();
        let live = self.hosts.iter().flat_map(|it| &it.references).filter(|(_, it)| *it == Points::Live);
        live.into_iter().any(|(key, _)| !met.insert(key))
    }

    /// An identity that holds a grant while no host is there at all.
    pub fn has_grant_ahead(&self) -> bool {
        let held = |key: &String| self.grants.iter().any(|it| it.holder.as_ref() == Some(key));
        self.hosts.is_empty() && self.identities.iter().any(held)
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.hosts.is_empty() && self.identities.is_empty()
    }
}
