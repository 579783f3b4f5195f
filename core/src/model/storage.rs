//! Storage accounts, and the containers and blobs in them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::id::derive_128;
use super::table::Table;
use super::time::Timestamp;

/// A storage account beyond what every resource has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StorageAccount {
    /// `StorageV2`
    pub kind: String,
    /// `Standard_RAGRS`
    pub sku: String,
    /// `Hot`, where the kind of account has a tier.
    pub access_tier: Option<String>,
    /// Whether plain HTTP is refused.
    pub https_only: bool,
    /// `TLS1_0`
    pub minimum_tls_version: String,
    /// Whether containers may be made public.
    pub allow_blob_public_access: bool,
    /// Whether the account keys open anything; `None` means yes.
    pub allow_shared_key_access: Option<bool>,
    /// `Enabled` or `Disabled`, where given.
    pub public_network_access: Option<String>,
    /// The number that tells this account's keys from those of an earlier one of the same name.
    pub serial: u64,
}

/// One of an account's two keys, which follow from the world's seed: `key1` is number 1.
pub fn account_key(seed: u64, serial: u64, account: &str, number: u8) -> String {
    let mut bytes = Vec::with_capacity(64);
    for part in 0..4 {
        let label = format!("storage key {number} {} {part}", account.to_ascii_lowercase());
        let (a, b) = derive_128(seed, serial, &label);
        bytes.extend(a.to_be_bytes().into_iter().chain(b.to_be_bytes()));
    }
    STANDARD.encode(bytes)
}

/// A container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Container {
    /// Its name.
    pub name: String,
    /// Its entity tag, with quotes.
    pub etag: String,
    /// When it changed last.
    pub modified: Timestamp,
}

/// A block blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Blob {
    /// Its name, compared with case.
    pub name: String,
    /// Its content; text only.
    #[serde(skip)]
    pub content: String,
    /// `application/octet-stream`
    pub content_type: String,
    /// The MD5 digest of the content, in base64.
    pub content_md5: String,
    /// Its entity tag, with quotes.
    pub etag: String,
    /// When it was first written.
    pub created: Timestamp,
    /// When it was last written.
    pub modified: Timestamp,
    /// Free text by name.
    pub metadata: Vec<(String, String)>,
}

/// Containers by account and name, joined by a NUL.
pub type Containers = Table<Container>;
/// Blobs by account, container and name, joined by NULs.
pub type Blobs = Table<Blob>;
