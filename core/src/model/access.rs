//! Role definitions and role assignments.

use serde::{Deserialize, Serialize};

use super::id::{ObjectId, RoleId};
use super::scope::{ResourceId, Scope};
use super::time::Timestamp;

/// A role: patterns of what it allows, on the control plane and on the data plane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleDefinition {
    /// Its GUID, the same in every tenant for a built-in role.
    pub id: RoleId,
    /// `Virtual Machine Contributor`
    pub role_name: String,
    /// Control-plane patterns allowed.
    pub actions: Vec<String>,
    /// Control-plane patterns taken out of `actions` of this role only.
    pub not_actions: Vec<String>,
    /// Data-plane patterns allowed.
    pub data_actions: Vec<String>,
    /// Data-plane patterns taken out of `data_actions` of this role only.
    pub not_data_actions: Vec<String>,
}

/// One principal, one role, one scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleAssignment {
    /// `{scope}/providers/Microsoft.Authorization/roleAssignments/{name}`
    pub id: ResourceId,
    /// Its GUID.
    pub name: RoleId,
    /// Where it holds, and below.
    pub scope: Scope,
    /// Which role.
    pub role: RoleId,
    /// Who has it. The principal may be gone (R30).
    pub principal_id: ObjectId,
    /// `User`, `Group` or `ServicePrincipal`.
    pub principal_type: String,
    /// Who made it.
    pub created_by: ObjectId,
    /// When.
    pub created: Timestamp,
    /// Its place in the order of creation.
    pub order: u64,
    /// A condition, as given.
    pub condition: Option<String>,
    /// The condition's version, as given.
    pub condition_version: Option<String>,
    /// Free text, as given.
    pub description: Option<String>,
}
