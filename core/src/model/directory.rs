//! What a tenant's directory holds: users, groups and service principals.

use serde::{Deserialize, Serialize};

use super::id::{ClientId, ObjectId, TenantId};
use super::scope::ResourceId;
use super::time::Timestamp;

/// The tenants' administrators, who may do everything in their directories: Alice, and Bob where there are two tenants.
const ADMINISTRATORS: [&str; 2] = ["33333333-aaaa-4bbb-8ccc-000000000001", "33333333-aaaa-4bbb-8ccc-000000000005"];

/// Whether somebody is the administrator of the own tenant.
pub fn is_administrator(id: &ObjectId) -> bool {
    ADMINISTRATORS.contains(&id.as_str())
}

/// Anything that can be granted a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "principalType")]
pub enum Principal {
    /// A person.
    User(User),
    /// An application's or a managed identity's representative in the tenant (R1).
    ServicePrincipal(ServicePrincipal),
    /// A security group; its members have what it is granted.
    Group(Group),
}

impl Principal {
    /// The object id.
    pub const fn object_id(&self) -> &ObjectId {
        match self {
            Self::User(user) => &user.object_id,
            Self::ServicePrincipal(service_principal) => &service_principal.object_id,
            Self::Group(group) => &group.object_id,
        }
    }

    /// The tenant in whose directory it is.
    pub const fn tenant_id(&self) -> &TenantId {
        match self {
            Self::User(user) => &user.tenant_id,
            Self::ServicePrincipal(service_principal) => &service_principal.tenant_id,
            Self::Group(group) => &group.tenant_id,
        }
    }

    /// `User`, `Group` or `ServicePrincipal`, as role assignments spell it.
    pub const fn principal_type(&self) -> &'static str {
        match self {
            Self::User(_) => "User",
            Self::ServicePrincipal(_) => "ServicePrincipal",
            Self::Group(_) => "Group",
        }
    }

    /// A person's user principal name, a service principal's client id, a group's name: what az calls `principalName`.
    pub fn principal_name(&self) -> &str {
        match self {
            Self::User(user) => &user.user_principal_name,
            Self::ServicePrincipal(service_principal) => service_principal.client_id.as_str(),
            Self::Group(group) => &group.display_name,
        }
    }

    /// The name people see.
    pub fn display_name(&self) -> &str {
        match self {
            Self::User(user) => &user.display_name,
            Self::ServicePrincipal(service_principal) => &service_principal.display_name,
            Self::Group(group) => &group.display_name,
        }
    }
}

/// A person with an account in the tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Its object id.
    pub object_id: ObjectId,
    /// Its tenant.
    pub tenant_id: TenantId,
    /// `alice@contoso.onmicrosoft.com`
    pub user_principal_name: String,
    /// `Alice`
    pub display_name: String,
}

/// A security group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its object id.
    pub object_id: ObjectId,
    /// Its tenant.
    pub tenant_id: TenantId,
    /// `devs`
    pub display_name: String,
    /// The part of an address before the `@`; nothing is ever mailed.
    pub mail_nickname: String,
    /// Free text, as given.
    pub description: Option<String>,
    /// Who made it.
    pub owner: ObjectId,
    /// When.
    pub created: Timestamp,
    /// Its direct members, in the order in which they joined.
    pub members: Vec<ObjectId>,
}

/// A service principal. Of a managed identity there is no application object behind it (R1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePrincipal {
    /// The `principalId` of the managed identity.
    pub object_id: ObjectId,
    /// The `clientId` of the managed identity.
    pub client_id: ClientId,
    /// Its tenant.
    pub tenant_id: TenantId,
    /// The host's name for a system-assigned identity, the identity's own name for a user-assigned one (R3).
    pub display_name: String,
    /// What it represents.
    pub kind: ServicePrincipalKind,
    /// When it was created.
    pub created: Timestamp,
}

/// What a service principal stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ServicePrincipalKind {
    /// The system-assigned identity of this host (R4: `isExplicit=False`).
    SystemAssigned {
        /// The host whose life it shares.
        host: ResourceId,
    },
    /// The user-assigned identity with this id (R4: `isExplicit=True`).
    UserAssigned {
        /// The identity resource.
        identity: ResourceId,
    },
    /// An application of this tenant.
    Application {
        /// The application object.
        application: ObjectId,
    },
}

impl ServicePrincipalKind {
    /// The ARM id behind a managed identity's service principal.
    pub const fn resource(&self) -> Option<&ResourceId> {
        match self {
            Self::SystemAssigned { host } => Some(host),
            Self::UserAssigned { identity } => Some(identity),
            Self::Application { .. } => None,
        }
    }
}
