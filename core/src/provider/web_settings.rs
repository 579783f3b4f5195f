//! A site's application settings: what its code finds in its environment, and what stops its token service (R52).

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::web::SITES;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::table::Table;

/// Answers for `sites/{name}/config/appsettings`, written as a whole and read by `list`, as secrets are.
///
/// # Errors
/// The service's own: not found, refused, another configuration.
pub(super) fn answer(context: &mut Context<'_>, site: &ResourceId, parts: &[String]) -> Result<ApiResponse, ApiError> {
    let parts: Vec<String> = parts.iter().map(|it| it.to_ascii_lowercase()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match (context.request.method, parts.as_slice()) {
        (Method::Post, ["config", "appsettings", "list"]) => {
            context.require("Microsoft.Web/sites/config/list/action", site)?;
            let found = context.resource(site)?;
            Ok(ApiResponse::json(200, body(&found)))
        }
        (Method::Put, ["config", "appsettings"]) => {
            context.require("Microsoft.Web/sites/config/write", site)?;
            put(context, site)
        }
        (_, ["config", "appsettings", ..]) => Err(not_allowed(context.request)),
        _ => {
            let message = format!("Keyless does not simulate {SITES}/{} yet.", parts.join("/"));
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

fn put(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    let mut resource = context.resource(id)?;
    let sent = context.body()?;
    let given = sent.get("properties").and_then(Value::as_object);
    let ResourceKind::Site(site) = &mut resource.kind else { return Err(ApiError::resource_not_found(id)) };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    site.settings = given.into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect();
    context.emit(Event::ResourceUpdated { resource: resource.clone() });
    Ok(ApiResponse::json(200, body(&resource)))
}

fn body(resource: &Resource) -> Value {
    let settings = match &resource.kind {
        ResourceKind::Site(site) => site.settings.clone(),
        _ => Table::new(),
    };
    let id = format!("{}/config/appsettings", resource.id);
    json!({
        "id": id, "name": "appsettings", "type": "Microsoft.Web/sites/config", "location": resource.location,
        "properties": settings,
    })
}

/// The settings that a site's own body brings: `siteConfig.appSettings`, name and value each.
pub(super) fn of_body(sent: &Value) -> Option<Table<String>> {
    let list = sent.pointer("/properties/siteConfig/appSettings")?.as_array()?;
    let pair = |it: &Value| Some((it.get("name")?.as_str()?.to_owned(), it.get("value")?.as_str()?.to_owned()));
    Some(list.iter().filter_map(pair).collect())
}
