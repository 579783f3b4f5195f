//! Blobs: list, write, read, delete. Contents are text.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use serde_json::Value;

use super::Refusal;
use super::blob_store::Visit;
use super::containers::{find as container, new_etag, xml};
use super::xml::element;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{DataEvent, Event};
use crate::model::storage::Blob;

pub(super) fn list(visit: &mut Visit<'_>, name: &str) -> Result<ApiResponse, Refusal> {
    visit.require_data(&["read"], name)?;
    container(visit, name)?;
    let prefix = visit.request.query("prefix").unwrap_or_default();
    let found = visit.state.data().blobs(&visit.account(), name);
    let items: String = found.filter(|it| it.name.starts_with(&prefix)).map(listed).collect();
    let inside = format!(
        "<EnumerationResults ServiceEndpoint=\"https://{}.blob.core.windows.net/\" ContainerName=\"{name}\"><Blobs>{items}</Blobs><NextMarker /></EnumerationResults>",
        visit.account()
    );
    Ok(xml(&inside))
}

fn listed(blob: &Blob) -> String {
    let (created, modified, length) = (blob.created.http(), blob.modified.http(), blob.content.len().to_string());
    let facts = [
        ("Creation-Time", created.as_str()),
        ("Last-Modified", &modified),
        ("Etag", blob.etag.trim_matches('"')),
        ("Content-Length", &length),
        ("Content-Type", &blob.content_type),
        ("Content-MD5", &blob.content_md5),
        ("BlobType", "BlockBlob"),
        ("AccessTier", "Hot"),
        ("AccessTierInferred", "true"),
        ("LeaseStatus", "unlocked"),
        ("LeaseState", "available"),
        ("ServerEncrypted", "true"),
    ];
    let facts = facts.map(|(name, value)| element(name, value)).concat();
    format!("<Blob>{}<Properties>{facts}</Properties><OrMetadata /></Blob>", element("Name", &blob.name))
}

pub(super) fn put(visit: &mut Visit<'_>, name: &str, blob: &str) -> Result<ApiResponse, Refusal> {
    let old = visit.state.data().blob(&visit.account(), name, blob).cloned();
    let actions: &[&str] = if old.is_some() { &["write"] } else { &["write", "add/action"] };
    visit.require_data(actions, name)?;
    container(visit, name)?;
    if visit.request.header_value("x-ms-blob-type") != Some("BlockBlob") {
        return Err(visit.error(501, "NotSimulated", "Keyless simulates block blobs only."));
    }
    if blob.chars().count() > 1024 {
        return Err(visit.error(400, "InvalidUri", "The requested URI does not represent any resource on the server."));
    }
    if old.is_some() && visit.request.header_value("if-none-match") == Some("*") {
        return Err(visit.error(409, "BlobAlreadyExists", "The specified blob already exists."));
    }
    let content = visit.request.body.clone().unwrap_or_default();
    let header = |name: &str| visit.request.header_value(name).map(str::to_owned);
    let metadata = visit.request.headers.iter().filter_map(|(key, value)| {
        Some((key.to_ascii_lowercase().strip_prefix("x-ms-meta-")?.to_owned(), value.clone()))
    });
    let now = visit.state.now();
    let written = Blob {
        name: blob.to_owned(),
        content_type: header("x-ms-blob-content-type").unwrap_or_else(|| "application/octet-stream".to_owned()),
        content_md5: STANDARD.encode(Md5::digest(content.as_bytes())),
        content,
        etag: new_etag(visit, &format!("{name}/{blob} {}", old.as_ref().map_or("", |it| &it.etag))),
        created: old.map_or(now, |it| it.created),
        modified: now,
        metadata: metadata.collect(),
    };
    let response = ApiResponse::empty(201)
        .header("ETag", written.etag.clone())
        .header("Last-Modified", now.http())
        .header("Content-MD5", written.content_md5.clone())
        .header("x-ms-request-server-encrypted", "true");
    let account = visit.resource.id.clone();
    visit.events.push(Event::Data(DataEvent::BlobWritten { account, container: name.to_owned(), blob: written }));
    Ok(response)
}

/// `GET` with the content, `HEAD` without.
pub(super) fn get(visit: &mut Visit<'_>, name: &str, blob: &str) -> Result<ApiResponse, Refusal> {
    visit.require_data(&["read"], name)?;
    let found = find(visit, name, blob)?;
    let length = found.content.len();
    let mut response = ApiResponse::empty(200)
        .header("Content-Type", found.content_type.clone())
        .header("Content-Length", length.to_string())
        .header("Content-MD5", found.content_md5.clone())
        .header("ETag", found.etag.clone())
        .header("Last-Modified", found.modified.http())
        .header("x-ms-creation-time", found.created.http())
        .header("x-ms-blob-type", "BlockBlob")
        .header("x-ms-lease-status", "unlocked")
        .header("x-ms-lease-state", "available")
        .header("x-ms-server-encrypted", "true")
        .header("x-ms-access-tier", "Hot")
        .header("x-ms-access-tier-inferred", "true")
        .header("Accept-Ranges", "bytes");
    for (key, value) in &found.metadata {
        response = response.header(&format!("x-ms-meta-{key}"), value.clone());
    }
    if visit.request.method == Method::Get {
        response.body = Some(Arc::new(Value::String(found.content.clone())));
        if visit.request.header_value("x-ms-range").is_some() && length > 0 {
            response.status = 206;
            response = response.header("Content-Range", format!("bytes 0-{}/{length}", length - 1));
        }
    }
    Ok(response)
}

pub(super) fn delete(visit: &mut Visit<'_>, name: &str, blob: &str) -> Result<ApiResponse, Refusal> {
    visit.require_data(&["delete"], name)?;
    find(visit, name, blob)?;
    let (account, name, blob) = (visit.resource.id.clone(), name.to_owned(), blob.to_owned());
    visit.events.push(Event::Data(DataEvent::BlobDeleted { account, container: name, name: blob }));
    Ok(ApiResponse::empty(202).header("x-ms-delete-type-permanent", "true"))
}

fn find<'a>(visit: &Visit<'a>, name: &str, blob: &str) -> Result<&'a Blob, Refusal> {
    container(visit, name)?;
    let found = visit.state.data().blob(&visit.account(), name, blob);
    found.ok_or_else(|| visit.error(404, "BlobNotFound", "The specified blob does not exist."))
}
