//! What is going to happen by itself when time goes by.

use serde::Serialize;

use super::id::{ObjectId, RoleId};
use super::scope::{ResourceId, Scope};
use super::time::Timestamp;

/// Something that happens at an instant to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: DueKind,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum DueKind {
    /// A grant takes effect (R34).
    GrantBegins { id: ResourceId, principal_id: ObjectId, role: RoleId, scope: Scope },
    /// A grant that was taken back stops holding (R34).
    GrantEnds { id: ResourceId, principal_id: ObjectId, role: RoleId, scope: Scope },
    /// The platform no longer answers with the token that it keeps (R35).
    ManagedTokenRenewed { principal: ObjectId, audience: String },
    /// az no longer uses a token that it keeps.
    TokenRenewed { principal: ObjectId, audience: String },
    /// A deleted vault is gone for good.
    VaultPurged { name: String },
    /// A deleted secret is gone for good.
    SecretPurged { vault: String, name: String },
    /// A deleted object of the directory is gone for good (R32).
    DirectoryObjectPurged { object_id: ObjectId, display_name: String },
}
