//! Tenants, the subscriptions that trust them, and resource groups.

use serde::{Deserialize, Serialize};

use super::id::{SubscriptionId, TenantId};
use super::scope::ResourceId;
use super::table::Table;

/// Tags of a resource or group, by name.
pub type Tags = Table<String>;

/// A tenant of Entra ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its display name, `Contoso`.
    pub display_name: String,
    /// Its default domain, `contoso.onmicrosoft.com`.
    pub default_domain: String,
}

/// A subscription; it trusts exactly one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Its display name, `Pay-As-You-Go`.
    pub display_name: String,
    /// The tenant that it trusts.
    pub tenant_id: TenantId,
}

/// A resource group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceGroup {
    /// Its id, in the case given at creation.
    pub id: ResourceId,
    /// Its name, in the case given at creation.
    pub name: String,
    /// The normal form of its region, `westus`.
    pub location: String,
    /// Its tags; `None` where none were ever given.
    pub tags: Option<Tags>,
}
