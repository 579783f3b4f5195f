//! `az storage blob`

use serde_json::Value;

use super::credentials::{self, Service, error_code, honours, refusal};
use super::shape::{BlobFacts, between, blob, date, elements, header};
use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::api::response::ApiResponse;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::projected;
use crate::model::json::json;

pub(super) const ONE: &[&str] = honours!("container_name", "blob_name");
pub(super) const LIST: &[&str] = honours!("container_name", "prefix", "num_results");
pub(super) const DOWNLOAD: &[&str] =
    honours!("container_name", "blob_name", "file_path", "no_progress", "overwrite", "max_concurrency");
pub(super) const UPLOAD: &[&str] = honours!(
    "container_name",
    "blob_name",
    "file_path",
    "data",
    "overwrite",
    "content_type",
    "no_progress",
    "max_connections",
    "blob_type",
);

/// In login mode az looks who is signed in before it looks at the blob.
fn unless_login(arguments: &Arguments, check: fn(&Arguments) -> Result<(), AzError>) -> Result<(), AzError> {
    if arguments.text("auth_mode") == Some("login") { Ok(()) } else { check(arguments) }
}

pub(super) fn check_upload(arguments: &Arguments) -> Result<(), AzError> {
    unless_login(arguments, upload_is_whole)
}

pub(super) fn check_one(arguments: &Arguments) -> Result<(), AzError> {
    unless_login(arguments, one_blob)
}

/// What to upload, to which blob.
fn upload_is_whole(arguments: &Arguments) -> Result<(), AzError> {
    match (arguments.text("file_path").filter(|it| !it.is_empty()), arguments.text("data")) {
        (Some(_), Some(_)) => Err(AzError::new("usage error: please only specify one of --file and --data to upload.")),
        (None, None) => Err(AzError::new("usage error: please specify one of --file and --data to upload.")),
        (None, Some(_)) if name_of(arguments).is_empty() => {
            Err(AzError::new("expected str, bytes or os.PathLike object, not NoneType").with_exit_code(2))
        }
        _ if container_of(arguments).is_empty() => Err(no_blob()),
        _ => credentials::check(arguments),
    }
}

/// One blob.
fn one_blob(arguments: &Arguments) -> Result<(), AzError> {
    if container_of(arguments).is_empty() || name_of(arguments).is_empty() {
        return Err(no_blob());
    }
    credentials::check(arguments)
}

fn no_blob() -> AzError {
    AzError::new("Please specify --blob-url or combination of blob name, container name and storage account arguments.")
}

fn request(service: &Service, arguments: &Arguments, method: Method) -> ApiRequest {
    let (container, name) = (container_of(arguments), percent_encode(name_of(arguments), "/~"));
    ApiRequest::new(method, service.url(&format!("{}/{name}", percent_encode(container, "$"))))
}

fn container_of(arguments: &Arguments) -> &str {
    arguments.text("container_name").unwrap_or_default()
}

fn name_of(arguments: &Arguments) -> &str {
    arguments.text("blob_name").unwrap_or_default()
}

pub(super) fn upload(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    upload_is_whole(arguments)?;
    let service = Service::read(client, arguments)?;
    if let Some(path) = arguments.text("file_path") {
        let message = format!("[Errno 2] No such file or directory: '{path}'\nPlease check the file path.");
        return Err(AzError::new(message));
    }
    if let Some(kind) = arguments.text("blob_type").filter(|it| *it != "block") {
        return Err(AzError::new(format!("'--type {kind}' exists in azure-cli 2.91.0 but is not simulated here.")));
    }
    let mut request = request(&service, arguments, Method::Put).header("x-ms-blob-type", "BlockBlob");
    if !arguments.flag("overwrite") {
        request = request.header("If-None-Match", "*");
    }
    if let Some(kind) = arguments.text("content_type") {
        request = request.header("x-ms-blob-content-type", kind);
    }
    let data = arguments.text("data").unwrap_or_default().to_owned();
    request = request.header("Content-Length", data.len().to_string());
    request.body = Some(data);
    let response = service.send(client, request);
    if !response.is_success() {
        let mut error = refusal(&response);
        if response.status == 409 {
            error
                .message
                .push_str("\nIf you want to overwrite the existing one, please add --overwrite in your command.");
        }
        return Err(error);
    }
    let text = |name: &str| header(&response, name);
    Ok(json!({
        "etag": text("etag"), "content_md5": text("content-md5"), "client_request_id": null,
        "request_id": text("x-ms-request-id"), "version": text("x-ms-version"), "version_id": null,
        "date": date(&text("date").unwrap_or_default()), "request_server_encrypted": true,
        "encryption_key_sha256": null, "encryption_scope": null, "structured_body": null,
        "lastModified": date(&text("last-modified").unwrap_or_default()),
    }))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    one_blob(arguments)?;
    let service = Service::read(client, arguments)?;
    let response = service.call(client, request(&service, arguments, Method::Head))?;
    Ok(blob(BlobFacts {
        tier: json!(header(&response, "x-ms-access-tier")),
        inferred: json!(true),
        md5: json!(header(&response, "content-md5")),
        ..facts(arguments, &response)
    }))
}

/// What the headers of `GET` and `HEAD` say.
fn facts(arguments: &Arguments, response: &ApiResponse) -> BlobFacts {
    let text = |name: &str| header(response, name).unwrap_or_default();
    let metadata = response.headers.iter().filter_map(|(key, value)| {
        Some((key.to_ascii_lowercase().strip_prefix("x-ms-meta-")?.to_owned(), json!(value)))
    });
    BlobFacts {
        container: container_of(arguments).to_owned(),
        name: name_of(arguments).to_owned(),
        deleted: json!(false),
        length: json!(text("content-length").parse::<u64>().ok()),
        content_type: text("content-type"),
        created: date(&text("x-ms-creation-time")),
        modified: date(&text("last-modified")),
        etag: text("etag"),
        encrypted: json!(true),
        metadata: metadata.collect(),
        ..BlobFacts::default()
    }
}

/// Without `--file` az writes the content itself to standard output; with it, the properties.
pub(super) fn download(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    one_blob(arguments)?;
    let service = Service::read(client, arguments)?;
    let whole = request(&service, arguments, Method::Get).header("x-ms-range", "bytes=0-33554431");
    let response = service.call(client, whole)?;
    let content = response.body_or_null().as_str().unwrap_or_default().to_owned();
    let Some(path) = arguments.text("file_path") else {
        client.print_raw(&content);
        return Ok(Value::Null);
    };
    if !client.strict {
        client.warn(&format!("There are no local files here, so '{path}' was not written."));
    }
    let range = header(&response, "content-range");
    let mut shown = blob(BlobFacts { range: json!(range), ..facts(arguments, &response) });
    if let Some(map) = shown.as_object_mut() {
        map.insert("contentMd5".to_owned(), Value::Null);
    }
    Ok(shown)
}

pub(super) fn exists(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    one_blob(arguments)?;
    let service = Service::read(client, arguments)?;
    let response = service.send(client, request(&service, arguments, Method::Head));
    match error_code(&response) {
        "BlobNotFound" | "ContainerNotFound" => Ok(json!({ "exists": false })),
        _ if response.is_success() => Ok(json!({ "exists": true })),
        _ => Err(refusal(&response)),
    }
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    one_blob(arguments)?;
    let service = Service::read(client, arguments)?;
    service.call(client, request(&service, arguments, Method::Delete))?;
    Ok(Value::Null)
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let name = container_of(arguments);
    let prefix = arguments.text("prefix").map(|it| format!("&prefix={}", percent_encode(it, ""))).unwrap_or_default();
    let url =
        service.url(&format!("{}?restype=container&comp=list{prefix}&maxresults=5000", percent_encode(name, "$")));
    let response = service.call(client, ApiRequest::new(Method::Get, url))?;
    let body = response.body_or_null();
    let mut found: Vec<Value> =
        elements(body.as_str().unwrap_or_default(), "Blob").into_iter().map(|it| listed(name, it)).collect();
    if let Some(most) = arguments.integer("num_results").and_then(|it| usize::try_from(it).ok()) {
        found.truncate(most);
    }
    Ok(Value::Array(found))
}

fn listed(container: &str, xml: &str) -> Value {
    blob(BlobFacts {
        container: container.to_owned(),
        name: between(xml, "Name"),
        tier: json!(between(xml, "AccessTier")),
        inferred: json!(true),
        length: json!(between(xml, "Content-Length").parse::<u64>().ok()),
        md5: json!(between(xml, "Content-MD5")),
        content_type: between(xml, "Content-Type"),
        created: date(&between(xml, "Creation-Time")),
        modified: date(&between(xml, "Last-Modified")),
        etag: between(xml, "Etag"),
        ..BlobFacts::default()
    })
}

pub(super) fn table(value: &Value) -> Value {
    projected(
        value,
        &[
            ("Name", "/name"),
            ("Blob Type", "/properties/blobType"),
            ("Blob Tier", "/properties/blobTier"),
            ("Length", "/properties/contentLength"),
            ("Content Type", "/properties/contentSettings/contentType"),
            ("Last Modified", "/properties/lastModified"),
            ("Snapshot", "/snapshot"),
        ],
    )
}
