//! Microsoft.Web: App Service plans, and the sites on them with their identities (R25, R41).

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::host_identity::{self, Host, WriteMode};
use super::lifecycle::{absent, delete_resource};
use super::path::ArmPath;
use super::resources::{common_body, stays_in_place, tags_of};
use super::web_settings;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::host::Site;
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::{LOCATIONS, Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;

/// The full name of the sites' type.
pub const SITES: &str = "Microsoft.Web/sites";
/// The full name of the plans' type.
pub const PLANS: &str = "Microsoft.Web/serverfarms";
/// The action that writing a site needs.
pub const WRITE: &str = "Microsoft.Web/sites/write";

/// Answers for plans and sites.
///
/// # Errors
/// The service's own: not found, name taken, refused, failed identity operation.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = context.request.resource_id();
    let kind = path.kind(0).unwrap_or_default();
    if kind == "checknameavailability" && context.request.method == Method::Post {
        return name_available(context);
    }
    let full = match kind.as_str() {
        "sites" => SITES,
        "serverfarms" => PLANS,
        _ => {
            return Err(ApiError::new(
                501,
                "NotSimulated",
                format!("Keyless does not simulate Microsoft.Web/{kind} yet."),
            ));
        }
    };
    if let (SITES, Some(name), Some(_)) = (full, path.name(0), path.kind(1)) {
        let site = path.scope.resource(SITES, name);
        return web_settings::answer(context, &site, path.segments.get(2..).unwrap_or_default());
    }
    if let Some(below) = path.kind(1) {
        let message = format!("Keyless does not simulate {full}/{below} yet.");
        return Err(ApiError::new(501, "NotSimulated", message));
    }
    match (path.name(0), context.request.method) {
        (None, Method::Get) => list(context, &path.scope, full),
        (Some(_), Method::Get) => {
            context.require(&format!("{full}/read"), &id)?;
            let found = find(context, &id)?;
            Ok(ApiResponse::json(200, body(&found)))
        }
        (Some(name), Method::Put) if full == PLANS => put_plan(context, &id, name),
        (Some(name), Method::Put) => put_site(context, &id, name),
        (Some(_), Method::Patch) if full == SITES => patch_site(context, &id),
        (Some(_), Method::Delete) => {
            context.require(&format!("{full}/delete"), &id)?;
            delete(context, id, full)
        }
        _ => Err(not_allowed(context.request)),
    }
}

fn find(context: &Context<'_>, id: &ResourceId) -> Result<Resource, ApiError> {
    context.group_of(id)?;
    context.state.resource(id).cloned().ok_or_else(|| ApiError::resource_not_found(id))
}

fn list(context: &mut Context<'_>, scope: &ResourceId, full: &str) -> Result<ApiResponse, ApiError> {
    context.require(&format!("{full}/read"), scope)?;
    if scope.group_name().is_some() {
        context.group_of(scope)?;
    }
    let mut found: Vec<&Resource> =
        context.state.resources_under(scope).filter(|it| it.resource_type == full).collect();
    order::sort_by_number(&mut found, |it| it.order);
    let value: Vec<Value> = found.into_iter().map(body).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

/// Host names are global: a site's name is taken in every subscription.
fn taken<'a>(context: &'a Context<'_>, name: &str) -> Option<&'a Resource> {
    context.state.resources().find(|it| it.resource_type == SITES && it.name.eq_ignore_ascii_case(name))
}

fn name_available(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let sent = context.body()?;
    let name = sent.get("name").and_then(Value::as_str).unwrap_or_default();
    let body = match taken(context, name) {
        Some(_) => json!({
            "nameAvailable": false, "reason": "AlreadyExists",
            "message": format!("Hostname '{name}' already exists. Please select a different name."),
        }),
        None if !well_formed(name) => json!({
            "nameAvailable": false, "reason": "Invalid",
            "message": "The name can contain letters, numbers and hyphens, 2 to 60 of them; it cannot begin or end with a hyphen.",
        }),
        None => json!({ "nameAvailable": true, "reason": "", "message": "" }),
    };
    Ok(ApiResponse::json(200, body))
}

fn well_formed(name: &str) -> bool {
    (2..=60).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}

fn location_of(sent: &Value, fallback: &str, full: &str) -> Result<String, ApiError> {
    let given = sent.get("location").and_then(Value::as_str).unwrap_or(fallback);
    let location = normal_location(given);
    if LOCATIONS.contains(&location.as_str()) {
        return Ok(location);
    }
    let message = format!(
        "The provided location '{given}' is not available for resource type '{full}'. List of available regions for the resource type is '{}'.",
        LOCATIONS.join(",")
    );
    Err(ApiError::new(400, "LocationNotAvailableForResourceType", message))
}

fn new_resource(context: &Context<'_>, id: &ResourceId, name: &str, full: &str, location: String) -> Resource {
    let group = id.group_id().and_then(|it| context.state.group(&it).map(|it| it.id.clone()));
    Resource {
        id: group.map_or_else(|| id.clone(), |it| it.resource(full, name)),
        name: name.to_owned(),
        resource_type: full.to_owned(),
        location,
        tags: crate::model::tenancy::Tags::new(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::Part { properties: json!({}) },
    }
}

fn put_plan(context: &mut Context<'_>, id: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.Web/serverfarms/write", id)?;
    let group = context.group_of(id)?;
    let sent = context.body()?;
    let old = context.state.resource(id).cloned();
    let location = location_of(&sent, &group.location, PLANS)?;
    let mut plan = old.clone().unwrap_or_else(|| new_resource(context, id, name, PLANS, location));
    plan.tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    let linux = sent.pointer("/properties/reserved").and_then(Value::as_bool).unwrap_or(false);
    let sku = sent.get("sku").cloned().unwrap_or_else(|| json!({ "name": "B1", "tier": "Basic", "capacity": 1 }));
    plan.kind = ResourceKind::Part {
        properties: json!({
            "sku": sku, "kind": if linux { "linux" } else { "app" }, "reserved": linux, "status": "Ready",
            "provisioningState": "Succeeded", "resourceGroup": group.name,
        }),
    };
    context.emit(if old.is_some() {
        Event::ResourceUpdated { resource: plan.clone() }
    } else {
        Event::ResourceCreated { resource: plan.clone() }
    });
    Ok(ApiResponse::json(200, body(&plan)))
}

fn host(site: &Resource) -> Host {
    Host {
        id: site.id.clone(),
        name: site.name.clone(),
        location: site.location.clone(),
        write_action: WRITE,
        identity: site.identity.clone(),
    }
}

fn put_site(context: &mut Context<'_>, id: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let group = context.group_of(id)?;
    let sent = context.body()?;
    let old = context.state.resource(id).cloned();
    if old.is_none() && (taken(context, name).is_some() || !well_formed(name)) {
        let message = format!("Website with given name {name} already exists, or the name is not valid.");
        return Err(ApiError::new(409, "Conflict", message));
    }
    let plan = plan_of(context, &sent, old.as_ref())?;
    let fallback = old.as_ref().or(plan.as_ref()).map_or(group.location.as_str(), |it| it.location.as_str()).to_owned();
    let location = location_of(&sent, &fallback, SITES)?;
    old.as_ref().map_or(Ok(()), |old| stays_in_place(old, &location))?;
    let mut site = old.clone().unwrap_or_else(|| new_resource(context, id, name, SITES, location));
    let block = sent.get("identity").filter(|it| !it.is_null());
    let wanted = block.map(host_identity::read).transpose()?;
    if let Some(wanted) = &wanted {
        host_identity::authorize(context, &host(&site), wanted)?;
    }
    site.tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    site.kind = ResourceKind::Site(Box::new(describe(&sent, &site, plan.as_ref())));
    let before = host(&site);
    context.emit(if old.is_some() {
        Event::ResourceUpdated { resource: site }
    } else {
        Event::ResourceCreated { resource: site }
    });
    if let Some(wanted) = &wanted {
        host_identity::apply(context, &before, wanted, WriteMode::Replace)?;
    }
    let site = find(context, id)?;
    Ok(ApiResponse::json(if old.is_some() { 200 } else { 201 }, body(&site)))
}

/// The plan that a new site names; a function app may go without one.
fn plan_of(context: &Context<'_>, sent: &Value, old: Option<&Resource>) -> Result<Option<Resource>, ApiError> {
    let named = sent.pointer("/properties/serverFarmId").and_then(Value::as_str);
    let kept = old.and_then(|it| match &it.kind {
        ResourceKind::Site(site) => site.properties.get("serverFarmId").and_then(Value::as_str),
        _ => None,
    });
    let Some(id) = named.or(kept) else { return Ok(None) };
    let id = ResourceId::new(id);
    let found = context.state.resource(&id).cloned();
    found.map(Some).ok_or_else(|| {
        let message = format!("Cannot find serverfarm with name {}.", id.name());
        ApiError::new(404, "NotFound", message)
    })
}

fn describe(sent: &Value, site: &Resource, plan: Option<&Resource>) -> Site {
    let old = match &site.kind {
        ResourceKind::Site(site) => Some(site.as_ref()),
        _ => None,
    };
    let linux = plan.is_some_and(|it| match &it.kind {
        ResourceKind::Part { properties } => properties.get("reserved") == Some(&json!(true)),
        _ => false,
    });
    let given = sent.get("kind").and_then(Value::as_str).map(str::to_owned);
    let kind = given.or_else(|| old.map(|it| it.kind.clone())).unwrap_or_else(|| "app".to_owned());
    let kind = if linux && !kind.contains("linux") { format!("{kind},linux") } else { kind };
    let host = format!("{}.azurewebsites.net", site.name.to_ascii_lowercase());
    let mut properties = old.map_or_else(|| json!({}), |it| it.properties.clone());
    if let (Some(map), Some(sent)) = (properties.as_object_mut(), sent.get("properties").and_then(Value::as_object)) {
        map.extend(sent.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    if let Some(map) = properties.as_object_mut() {
        if let Some(plan) = plan {
            map.insert("serverFarmId".to_owned(), json!(plan.id.as_str()));
        }
        for (name, value) in [
            ("state", json!("Running")),
            ("enabled", json!(true)),
            ("hostNames", json!([host])),
            ("defaultHostName", json!(host)),
            ("reserved", json!(linux)),
        ] {
            map.insert(name.to_owned(), value);
        }
    }
    let kept = old.map(|it| it.settings.clone()).unwrap_or_default();
    Site { kind, properties, settings: web_settings::of_body(sent).unwrap_or(kept) }
}

fn patch_site(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let sent = context.body()?;
    let site = find(context, id)?;
    if let Some(block) = sent.get("identity") {
        let (host, wanted) = (host(&site), host_identity::read(block)?);
        host_identity::authorize(context, &host, &wanted)?;
        host_identity::apply(context, &host, &wanted, WriteMode::Merge)?;
    }
    let mut site = find(context, id)?;
    if let Some(tags) = tags_of(sent.get("tags"))? {
        site.tags = tags;
        context.emit(Event::ResourceUpdated { resource: site.clone() });
    }
    Ok(ApiResponse::json(200, body(&site)))
}

fn delete(context: &mut Context<'_>, id: ResourceId, full: &str) -> Result<ApiResponse, ApiError> {
    context.group_of(&id)?;
    let Some(found) = context.state.resource(&id).cloned() else {
        if full == SITES {
            return Err(ApiError::resource_not_found(&id));
        }
        return Ok(absent(context, id));
    };
    let on_it = |it: &&Resource| match &it.kind {
        ResourceKind::Site(site) => {
            let plan = site.properties.get("serverFarmId").and_then(Value::as_str);
            plan.is_some_and(|plan| plan.eq_ignore_ascii_case(found.id.as_str()))
        }
        _ => false,
    };
    if full == PLANS && context.state.resources().any(|it| on_it(&it)) {
        let message = "Server farm cannot be deleted because it has web app(s) assigned to it.";
        return Err(ApiError::new(409, "Conflict", message));
    }
    delete_resource(context, &found);
    Ok(ApiResponse::empty(200))
}

/// A plan or site as its provider answers it.
pub fn body(resource: &Resource) -> Value {
    let mut body = common_body(resource);
    let Some(map) = body.as_object_mut() else { return body };
    match &resource.kind {
        ResourceKind::Site(site) => {
            map.insert("kind".to_owned(), json!(site.kind));
            map.insert("properties".to_owned(), site.properties.clone());
        }
        ResourceKind::Part { properties } => {
            let mut properties = properties.clone();
            for name in ["sku", "kind"] {
                if let Some(value) = properties.as_object_mut().and_then(|it| it.shift_remove(name)) {
                    map.insert(name.to_owned(), value);
                }
            }
            map.insert("properties".to_owned(), properties);
        }
        _ => {}
    }
    body
}
