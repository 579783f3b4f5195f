//! Key vaults and the secrets in them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::id::{ObjectId, TenantId};
use super::resource::Resource;
use super::table::Table;
use super::tenancy::Tags;
use super::time::Timestamp;

/// The most entries that a vault's access policies may have.
pub const MAX_POLICIES: usize = 1024;

/// A key vault beyond what every resource has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyVault {
    /// The one tenant whose tokens the vault takes.
    pub tenant_id: TenantId,
    /// Whether Azure RBAC decides about its data; otherwise access policies do. Never both.
    pub rbac: bool,
    /// Who may do what with its data, where access policies decide.
    pub policies: Vec<AccessPolicy>,
    /// `standard` or `premium`.
    pub sku: String,
    /// Whether purging before the retention ends is off. Once on it stays on.
    pub purge_protection: bool,
    /// How many days a deleted vault or secret can be recovered: 7 to 90, fixed at creation.
    pub retention_days: u16,
    /// `enabledForDeployment`
    pub enabled_for_deployment: Option<bool>,
    /// `enabledForDiskEncryption`
    pub enabled_for_disk_encryption: Option<bool>,
    /// `enabledForTemplateDeployment`
    pub enabled_for_template_deployment: Option<bool>,
    /// The firewall, as it was sent.
    pub network_acls: Value,
    /// `Enabled` or `Disabled`.
    pub public_network_access: String,
    /// Who made it: the name people know.
    pub created_by: String,
    /// Who changed it last.
    pub modified_by: String,
    /// When that was.
    pub modified: Timestamp,
}

/// One entry of a vault's access policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessPolicy {
    /// The tenant of the principal.
    pub tenant_id: TenantId,
    /// The principal.
    pub object_id: ObjectId,
    /// The application on whose behalf the principal must act, if any.
    pub application_id: Option<String>,
    /// What is allowed, by kind.
    pub permissions: Permissions,
}

/// What an access policy allows; `None` where nothing was ever said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permissions {
    /// On keys.
    pub keys: Option<Vec<String>>,
    /// On secrets.
    pub secrets: Option<Vec<String>>,
    /// On certificates.
    pub certificates: Option<Vec<String>>,
    /// On managed storage accounts.
    pub storage: Option<Vec<String>>,
}

impl KeyVault {
    /// Whether the access policies give this principal a permission on secrets.
    pub fn policy_allows(&self, principal: &ObjectId, permission: &str) -> bool {
        let of_secrets = self
            .policies
            .iter()
            .filter(|it| it.object_id == *principal && it.application_id.is_none())
            .filter_map(|it| it.permissions.secrets.as_ref());
        of_secrets.flatten().any(|it| it.eq_ignore_ascii_case(permission) || it.eq_ignore_ascii_case("all"))
    }

    /// `Recoverable+Purgeable` or `Recoverable`: what deletion means for what is in the vault.
    pub const fn recovery_level(&self) -> &'static str {
        match (self.purge_protection, self.retention_days) {
            (false, 90..) => "Recoverable+Purgeable",
            (true, 90..) => "Recoverable",
            (false, _) => "CustomizedRecoverable+Purgeable",
            (true, _) => "CustomizedRecoverable",
        }
    }

    /// When something deleted now is gone for good, unless it is recovered or purged before.
    pub fn purge_date(&self, now: Timestamp) -> Timestamp {
        now.plus(i64::from(self.retention_days) * 86_400)
    }
}

/// A vault that was deleted: its name stays taken until it is recovered or purged.
#[derive(Clone, Debug, PartialEq)]
pub struct DeletedVault {
    /// As it was.
    pub resource: Resource,
    /// When it was deleted.
    pub deleted: Timestamp,
    /// When it goes for good.
    pub purge: Timestamp,
}

/// A secret with all its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Secret {
    /// Its name, in the case given at creation.
    pub name: String,
    /// Its versions in order, the current one last.
    pub versions: Vec<SecretVersion>,
    /// Set while it is deleted and can be recovered.
    pub deleted: Option<Deleted>,
}

/// When something was deleted, and when it goes for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deleted {
    /// When it was deleted.
    pub at: Timestamp,
    /// When it goes for good.
    pub purge: Timestamp,
}

impl Secret {
    /// A version by its id, or the current one for an empty id.
    pub fn version(&self, id: &str) -> Option<&SecretVersion> {
        if id.is_empty() { self.versions.last() } else { self.versions.iter().find(|it| it.id == id) }
    }
}

/// One version of a secret. Its value is never part of an event's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SecretVersion {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The secret itself.
    #[serde(skip)]
    pub value: String,
    /// What kind of text it is, as given.
    pub content_type: Option<String>,
    /// Its tags; `None` where none were given.
    pub tags: Option<Tags>,
    /// Whether it can be read.
    pub enabled: bool,
    /// Not to be used before, in seconds. Reading stays possible.
    pub not_before: Option<i64>,
    /// Not to be used after, in seconds. Reading stays possible.
    pub expires: Option<i64>,
    /// When it was made.
    pub created: Timestamp,
    /// When its attributes changed last.
    pub updated: Timestamp,
}

/// The secrets of the world by vault and name, both in lower case.
pub type Secrets = Table<Secret>;
