//! What happens to the data of vaults and storage accounts, and to the vaults' own afterlife.

use serde::Serialize;

use crate::model::resource::Resource;
use crate::model::scope::ResourceId;
use crate::model::storage::{Blob, Container};
use crate::model::time::Timestamp;
use crate::model::vault::SecretVersion;

/// One fact about data that came to be. Values and contents are never part of an event's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum DataEvent {
    /// A vault was deleted and can be recovered until then; its name stays taken.
    VaultSoftDeleted { vault: ResourceId, purge: Timestamp },
    /// A deleted vault is there again, with its secrets.
    VaultRecovered { resource: Resource },
    /// A deleted vault is gone for good; its name is free.
    VaultPurged { vault: ResourceId },
    /// A secret has a new version.
    SecretSet { vault: ResourceId, name: String, version: SecretVersion },
    /// A secret was deleted and can be recovered until then.
    SecretDeleted { vault: ResourceId, name: String, purge: Timestamp },
    /// A deleted secret is there again.
    SecretRecovered { vault: ResourceId, name: String },
    /// A deleted secret is gone for good.
    SecretPurged { vault: ResourceId, name: String },
    /// A storage account went, with all that was in it.
    AccountEmptied { account: ResourceId },
    /// A container came to be.
    ContainerCreated { account: ResourceId, container: Container },
    /// A container went, with its blobs.
    ContainerDeleted { account: ResourceId, container: String },
    /// A blob was written.
    BlobWritten { account: ResourceId, container: String, blob: Blob },
    /// A blob went.
    BlobDeleted { account: ResourceId, container: String, name: String },
}
