//! Managed identities as their hosts and resources hold them.

use serde::{Deserialize, Serialize};

use super::id::{ClientId, ObjectId, TenantId};
use super::scope::ResourceId;
use super::table::Table;

/// The `identity` block of a host (R10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostIdentity {
    /// The system-assigned identity, where it is on.
    pub system_assigned: Option<SystemAssigned>,
    /// User-assigned identities by the key of their id. An entry may outlive its identity (R26).
    pub user_assigned: Table<Attachment>,
}

impl HostIdentity {
    /// `None`, `SystemAssigned`, `UserAssigned` or `SystemAssigned, UserAssigned` (R10).
    pub fn type_text(&self) -> &'static str {
        match (self.system_assigned.is_some(), self.user_assigned.is_empty()) {
            (false, true) => "None",
            (true, true) => "SystemAssigned",
            (false, false) => "UserAssigned",
            (true, false) => "SystemAssigned, UserAssigned",
        }
    }

    /// Whether the host has no identity at all.
    pub fn is_none(&self) -> bool {
        self.system_assigned.is_none() && self.user_assigned.is_empty()
    }
}

/// A system-assigned identity. The host's JSON shows no client id (R2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SystemAssigned {
    /// The object id of its service principal.
    pub principal_id: ObjectId,
    /// The tenant of that service principal.
    pub tenant_id: TenantId,
}

/// A user-assigned identity as attached to a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// The identity's id, as it was sent.
    pub identity: ResourceId,
    /// Its client id when it was attached.
    pub client_id: ClientId,
    /// Its principal id when it was attached.
    pub principal_id: ObjectId,
}

/// What is particular to a `Microsoft.ManagedIdentity/userAssignedIdentities` resource (R20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserAssignedIdentity {
    /// Used when asking for a token.
    pub client_id: ClientId,
    /// Used when granting a role.
    pub principal_id: ObjectId,
    /// The tenant of its service principal.
    pub tenant_id: TenantId,
    /// Whether only hosts of its own region may carry it (R24).
    pub isolation_scope: IsolationScope,
    /// Resource providers it may be attached to; empty means any (R25).
    pub restricted_to: Vec<String>,
}

/// Where the hosts of a user-assigned identity may be (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IsolationScope {
    /// In any region.
    None,
    /// Only in its own.
    Regional,
}

impl IsolationScope {
    /// As ARM spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Regional => "Regional",
        }
    }
}
