//! What az prints of containers and blobs, out of headers and a little XML.

use serde_json::{Map, Value};

use crate::api::response::ApiResponse;
use crate::model::json::json;
use crate::model::time::Timestamp;

/// The unescaped text of the first element of this name, or nothing.
pub(super) fn between(xml: &str, name: &str) -> String {
    let inside = xml.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split_once(&format!("</{name}>")));
    let text = inside.map_or("", |(text, _)| text);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The elements of this name, as text.
pub(super) fn elements<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(open.as_str()).skip(1).filter_map(|rest| rest.split(close.as_str()).next()).collect()
}

/// `Thu, 15 Jan 2026 09:00:00 GMT` as Python prints the date.
pub(super) fn date(http: &str) -> Value {
    let mut parts = http.split([' ', ',']).filter(|it| !it.is_empty()).skip(1);
    let mut next = || parts.next().unwrap_or_default();
    let (day, month, year, clock) = (next(), next(), next(), next());
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|it| *it == month).map_or(0, |it| it + 1);
    let read = Timestamp::read(&format!("{year}-{month:02}-{day}T{clock}Z"));
    read.map_or(Value::Null, |it| json!(it.to_string().replace('Z', "+00:00")))
}

/// A header's value.
pub(super) fn header(response: &ApiResponse, name: &str) -> Option<String> {
    response.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
}

/// What is known of a container.
pub(super) struct ContainerFacts {
    pub(super) name: String,
    pub(super) etag: String,
    pub(super) modified: Value,
    pub(super) metadata: Value,
}

/// A container as az prints it.
pub(super) fn container(facts: ContainerFacts) -> Value {
    json!({
        "deleted": null,
        "encryptionScope": {
            "defaultEncryptionScope": "$account-encryption-key", "preventEncryptionScopeOverride": false,
        },
        "immutableStorageWithVersioningEnabled": false, "metadata": facts.metadata, "name": facts.name,
        "properties": {
            "etag": facts.etag, "hasImmutabilityPolicy": false, "hasLegalHold": false,
            "lastModified": facts.modified,
            "lease": {"duration": null, "state": "available", "status": "unlocked"}, "publicAccess": null,
        },
        "version": null,
    })
}

/// What is known of a blob.
#[derive(Default)]
pub(super) struct BlobFacts {
    pub(super) container: String,
    pub(super) name: String,
    pub(super) deleted: Value,
    pub(super) tier: Value,
    pub(super) inferred: Value,
    pub(super) length: Value,
    pub(super) range: Value,
    pub(super) md5: Value,
    pub(super) content_type: String,
    pub(super) created: Value,
    pub(super) modified: Value,
    pub(super) etag: String,
    pub(super) encrypted: Value,
    pub(super) metadata: Map<String, Value>,
}

/// A blob as az prints it.
pub(super) fn blob(facts: BlobFacts) -> Value {
    let properties = json!({
        "appendBlobCommittedBlockCount": null, "blobTier": facts.tier, "blobTierChangeTime": null,
        "blobTierInferred": facts.inferred, "blobType": "BlockBlob", "contentLength": facts.length,
        "contentRange": facts.range,
        "contentSettings": {
            "cacheControl": null, "contentDisposition": null, "contentEncoding": null, "contentLanguage": null,
            "contentMd5": facts.md5, "contentType": facts.content_type,
        },
        "copy": {
            "completionTime": null, "destinationSnapshot": null, "id": null, "incrementalCopy": null,
            "progress": null, "source": null, "status": null, "statusDescription": null,
        },
        "creationTime": facts.created, "deletedTime": null, "etag": facts.etag, "lastModified": facts.modified,
        "lease": {"duration": null, "state": "available", "status": "unlocked"}, "pageBlobSequenceNumber": null,
        "pageRanges": null, "rehydrationStatus": null, "remainingRetentionDays": null, "serverEncrypted": true,
    });
    json!({
        "container": facts.container, "content": "", "deleted": facts.deleted, "encryptedMetadata": null,
        "encryptionKeySha256": null, "encryptionScope": null, "hasLegalHold": null, "hasVersionsOnly": null,
        "immutabilityPolicy": {"expiryTime": null, "policyMode": null}, "isAppendBlobSealed": null,
        "isCurrentVersion": null, "lastAccessedOn": null, "metadata": facts.metadata, "name": facts.name,
        "objectReplicationDestinationPolicy": null, "objectReplicationSourceProperties": [],
        "properties": properties, "rehydratePriority": null, "requestServerEncrypted": facts.encrypted,
        "snapshot": null, "tagCount": null, "tags": null, "versionId": null,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_dates_are_read() {
        let xml = "<A><B>x &amp; y</B></A><A><B>z</B></A>";
        assert_eq!(elements(xml, "A"), ["<B>x &amp; y</B>", "<B>z</B>"]);
        assert_eq!(between(xml, "B"), "x & y");
        assert_eq!(date("Thu, 15 Jan 2026 09:00:00 GMT"), "2026-01-15T09:00:00+00:00");
    }
}
