//! Resources: what is common to all, and what each simulated type adds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::host::{ScaleSet, Site};
use super::identity::{HostIdentity, UserAssignedIdentity};
use super::scope::ResourceId;
use super::storage::StorageAccount;
use super::tenancy::Tags;
use super::time::Timestamp;
use super::vault::KeyVault;

/// The regions of the simulated cloud, in the order Azure's errors list them.
pub const LOCATIONS: [&str; 10] = [
    "eastus",
    "eastus2",
    "westus",
    "westus2",
    "westus3",
    "centralus",
    "northeurope",
    "westeurope",
    "uksouth",
    "southeastasia",
];

/// A region's normal form: `East US` is `eastus`.
pub fn normal_location(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// A resource in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    /// Its id, in the case given at creation.
    pub id: ResourceId,
    /// Its name, in the case given at creation.
    pub name: String,
    /// `Microsoft.Compute/virtualMachines`
    pub resource_type: String,
    /// The normal form of its region.
    pub location: String,
    /// Its tags.
    pub tags: Tags,
    /// When it was created.
    pub created: Timestamp,
    /// Its place in the order of creation.
    pub order: u64,
    /// The managed identities it hosts.
    pub identity: HostIdentity,
    /// What its type adds.
    pub kind: ResourceKind,
}

/// What a resource's type adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ResourceKind {
    /// A virtual machine.
    VirtualMachine(Box<VirtualMachine>),
    /// A user-assigned managed identity.
    UserAssignedIdentity(UserAssignedIdentity),
    /// A key vault.
    KeyVault(Box<KeyVault>),
    /// A storage account.
    StorageAccount(Box<StorageAccount>),
    /// A virtual machine scale set (R51).
    ScaleSet(Box<ScaleSet>),
    /// A web app or function app.
    Site(Box<Site>),
    /// A part that a virtual machine needs (network interface, address, disk …), kept as its JSON `properties`.
    Part {
        /// `properties`, as the service answers.
        properties: Value,
    },
}

/// A virtual machine beyond what every resource has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VirtualMachine {
    /// The machine's unique id, shown as `vmId`.
    pub vm_id: String,
    /// Running or not.
    pub power: PowerState,
    /// `Standard_D2s_v5`
    pub size: String,
    /// `Linux` or `Windows`.
    pub os_type: String,
    /// `properties` as last written, without what is kept in fields of their own.
    pub properties: Arc<Value>,
}

/// A virtual machine's power state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PowerState {
    /// `PowerState/running`
    Running,
    /// `PowerState/stopped`: off, still billed.
    Stopped,
    /// `PowerState/deallocated`: off, its host given back.
    Deallocated,
}

impl PowerState {
    /// The status code of an instance view.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "PowerState/running",
            Self::Stopped => "PowerState/stopped",
            Self::Deallocated => "PowerState/deallocated",
        }
    }

    /// The status text of an instance view.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Running => "VM running",
            Self::Stopped => "VM stopped",
            Self::Deallocated => "VM deallocated",
        }
    }
}
