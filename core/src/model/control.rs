//! What governs resources without being one: locks, custom roles, deny assignments, federated credentials.

use serde::{Deserialize, Serialize};

use super::access::RoleDefinition;
use super::id::{ObjectId, RoleId};
use super::scope::{ResourceId, Scope};
use super::time::Timestamp;

/// How much a lock forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockLevel {
    /// Reading and changing, not deleting.
    CanNotDelete,
    /// Reading only.
    ReadOnly,
}

impl LockLevel {
    /// As ARM spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CanNotDelete => "CanNotDelete",
            Self::ReadOnly => "ReadOnly",
        }
    }
}

/// A management lock: it holds at its scope and everywhere below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lock {
    /// `{scope}/providers/Microsoft.Authorization/locks/{name}`
    pub id: ResourceId,
    /// Its name, in the case given at creation.
    pub name: String,
    /// Where it holds.
    pub scope: Scope,
    /// What it forbids.
    pub level: LockLevel,
    /// Free text, as given.
    pub notes: Option<String>,
    /// Its place in the order of creation.
    pub order: u64,
}

/// A role that a tenant made for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomRole {
    /// What it allows.
    pub definition: RoleDefinition,
    /// Free text, as given.
    pub description: String,
    /// Where it may be granted: these scopes and everything below them.
    pub assignable_scopes: Vec<Scope>,
    /// Who made it.
    pub created_by: ObjectId,
    /// When.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
    /// Its place in the order of creation.
    pub order: u64,
}

/// The object id that means everybody in a deny assignment.
pub const EVERYONE: &str = "00000000-0000-0000-0000-000000000000";

/// A deny assignment: it beats every grant. Azure makes them; nobody can create one by request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DenyAssignment {
    /// Its GUID.
    pub name: RoleId,
    /// The name people see.
    pub display_name: String,
    /// Where it holds.
    pub scope: Scope,
    /// Whether it stops at its scope.
    pub not_below: bool,
    /// Control-plane patterns denied.
    pub actions: Vec<String>,
    /// Control-plane patterns taken out of `actions`.
    pub not_actions: Vec<String>,
    /// Data-plane patterns denied.
    pub data_actions: Vec<String>,
    /// Data-plane patterns taken out of `data_actions`.
    pub not_data_actions: Vec<String>,
    /// Whom it hits; [`EVERYONE`] is everybody.
    pub principals: Vec<ObjectId>,
    /// Whom it spares.
    pub excluded: Vec<ObjectId>,
}

/// A federated identity credential of a user-assigned identity (R47, R48): tokens of another issuer that count as it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FederatedCredential {
    /// `{identity}/federatedIdentityCredentials/{name}`
    pub id: ResourceId,
    /// Its name; it cannot change.
    pub name: String,
    /// Who signs the other tokens.
    pub issuer: String,
    /// Whom they must name.
    pub subject: String,
    /// Whom they must be meant for.
    pub audiences: Vec<String>,
    /// Its place in the order of creation.
    pub order: u64,
}
