//! `az storage container`

use serde_json::Value;

use super::credentials::{Service, error_code, honours, refusal};
use super::shape::{ContainerFacts, between, container, date, elements, header};
use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::az::Arguments;
use crate::az::client::{AzResult, Client};
use crate::az::shape::projected;
use crate::model::json::json;

pub(super) const ONE: &[&str] = honours!("container_name");
pub(super) const CREATE: &[&str] = honours!("container_name", "fail_on_exist");
pub(super) const DELETE: &[&str] = honours!("container_name", "fail_not_exist");
pub(super) const LIST: &[&str] = honours!("prefix", "num_results", "include_metadata", "include_deleted");

fn request(service: &Service, arguments: &Arguments, method: Method) -> ApiRequest {
    let name = percent_encode(arguments.text("container_name").unwrap_or_default(), "$");
    ApiRequest::new(method, service.url(&format!("{name}?restype=container")))
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let response = service.send(client, request(&service, arguments, Method::Put));
    if response.status == 409 && !arguments.flag("fail_on_exist") {
        return Ok(json!({ "created": false }));
    }
    if response.is_success() { Ok(json!({ "created": true })) } else { Err(refusal(&response)) }
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let response = service.send(client, request(&service, arguments, Method::Delete));
    if response.status == 404 && !arguments.flag("fail_not_exist") {
        return Ok(json!({ "deleted": false }));
    }
    if response.is_success() { Ok(json!({ "deleted": true })) } else { Err(refusal(&response)) }
}

pub(super) fn exists(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let response = service.send(client, request(&service, arguments, Method::Get));
    match error_code(&response) {
        "ContainerNotFound" => Ok(json!({ "exists": false })),
        _ if response.is_success() => Ok(json!({ "exists": true })),
        _ => Err(refusal(&response)),
    }
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let response = service.call(client, request(&service, arguments, Method::Get))?;
    Ok(container(ContainerFacts {
        name: arguments.text("container_name").unwrap_or_default().to_owned(),
        etag: header(&response, "etag").unwrap_or_default(),
        modified: date(&header(&response, "last-modified").unwrap_or_default()),
        metadata: json!({}),
    }))
}

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let service = Service::read(client, arguments)?;
    let prefix = arguments.text("prefix").map(|it| format!("&prefix={}", percent_encode(it, ""))).unwrap_or_default();
    let url = service.url(&format!("?comp=list{prefix}&maxresults=5000&include="));
    let response = service.call(client, ApiRequest::new(Method::Get, url))?;
    let body = response.body_or_null();
    let found = elements(body.as_str().unwrap_or_default(), "Container").into_iter().map(|it| {
        container(ContainerFacts {
            name: between(it, "Name"),
            etag: between(it, "Etag"),
            modified: date(&between(it, "Last-Modified")),
            metadata: Value::Null,
        })
    });
    Ok(Value::Array(found.collect()))
}

pub(super) fn list_table(value: &Value) -> Value {
    let columns =
        [("Name", "/name"), ("Lease Status", "/properties/leaseStatus"), ("Last Modified", "/properties/lastModified")];
    projected(value, &columns)
}

pub(super) fn show_table(value: &Value) -> Value {
    let columns = [
        ("Name", "/name"),
        ("Lease Status", "/properties/lease/status"),
        ("Last Modified", "/properties/lastModified"),
    ];
    projected(value, &columns)
}

/// One true or false, as Python writes it.
pub(super) fn boolean_table(value: &Value) -> Value {
    let Some(map) = value.as_object() else { return value.clone() };
    let text = |it: &Value| if it.as_bool() == Some(true) { "True" } else { "False" };
    Value::Object(map.iter().map(|(key, it)| (key.clone(), json!(text(it)))).collect())
}
