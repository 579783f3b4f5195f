//! Microsoft.Resources: groups, the list of all resources, and the plain parts of a machine.

use serde_json::{Map, Value};

use super::arm::not_allowed;
use super::context::Context;
use super::host_identity;
use super::lifecycle::{delete_resource, delete_scoped_assignments};
use super::managed_identity::TYPE as IDENTITIES;
use super::moves;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event};
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::{LOCATIONS, Resource, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Tags};

/// Answers for paths without a provider, below a subscription.
///
/// # Errors
/// The service's own: not found, wrong region, refused.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let tail: Vec<String> = path.tail.iter().map(|it| it.to_ascii_lowercase()).collect();
    let tail: Vec<&str> = tail.iter().map(String::as_str).collect();
    match (path.group.as_deref(), tail.as_slice()) {
        (Some(name), []) => group(context, path, name),
        (Some(_), ["resources"]) => {
            let id = path.scope.group_id().unwrap_or_else(|| path.scope.clone());
            context.group_of(&id)?;
            list_resources(context, &id)
        }
        (Some(_), ["moveresources"]) => moves::answer(context, &path.scope, false),
        (Some(_), ["validatemoveresources"]) => moves::answer(context, &path.scope, true),
        (None, ["resourcegroups"]) => list_groups(context, path),
        (None, ["resources"]) => {
            let scope = subscription_scope(path);
            list_resources(context, &scope)
        }
        (None, ["operationresults", _]) => Ok(ApiResponse::empty(200)),
        (None, []) => {
            let id = path.subscription.clone();
            let found = id.and_then(|id| context.state.subscription(&id).cloned());
            found
                .map(|it| ApiResponse::json(200, super::subscriptions::body(&it)))
                .ok_or_else(|| ApiError::new(404, "SubscriptionNotFound", "The subscription could not be found."))
        }
        _ => Err(ApiError::new(404, "NotFound", format!("The path '{}' is not simulated.", context.request.path()))),
    }
}

fn subscription_scope(path: &ArmPath) -> ResourceId {
    path.subscription.as_ref().map_or_else(|| path.scope.clone(), ResourceId::subscription)
}

fn group(context: &mut Context<'_>, path: &ArmPath, name: &str) -> Result<ApiResponse, ApiError> {
    let id = path.scope.clone();
    let existing = context.state.group(&id).cloned();
    let scope = existing.as_ref().map_or_else(|| id.clone(), |it| it.id.clone());
    match context.request.method {
        Method::Get => {
            context.require("Microsoft.Resources/subscriptions/resourcegroups/read", &scope)?;
            let group = existing.ok_or_else(|| ApiError::group_not_found(name))?;
            Ok(ApiResponse::json(200, group_body(&group)))
        }
        Method::Head => {
            context.require("Microsoft.Resources/subscriptions/resourcegroups/read", &scope)?;
            Ok(ApiResponse::empty(if existing.is_some() { 204 } else { 404 }))
        }
        Method::Put => {
            context.require("Microsoft.Resources/subscriptions/resourcegroups/write", &scope)?;
            put_group(context, id, name, existing)
        }
        Method::Patch => {
            context.require("Microsoft.Resources/subscriptions/resourcegroups/write", &scope)?;
            let mut group = existing.ok_or_else(|| ApiError::group_not_found(name))?;
            let body = context.body()?;
            if let Some(tags) = body.get("tags") {
                group.tags = tags_of(Some(tags))?;
            }
            context.emit(Event::ResourceGroupUpdated { group: group.clone() });
            Ok(ApiResponse::json(200, group_body(&group)))
        }
        Method::Delete => {
            context.require("Microsoft.Resources/subscriptions/resourcegroups/delete", &scope)?;
            let group = existing.ok_or_else(|| ApiError::group_not_found(name))?;
            let mut regions = context.state.resources_under(&group.id).filter(|it| it.resource_type == IDENTITIES);
            if let Some(held) = regions.find(|it| context.state.is_down(&it.location)) {
                super::conditions::require_region(context, &held.location)?;
            }
            drop(regions);
            Ok(delete_group(context, &group))
        }
        Method::Post => Err(not_allowed(context.request)),
    }
}

fn put_group(
    context: &mut Context<'_>,
    id: ResourceId,
    name: &str,
    existing: Option<ResourceGroup>,
) -> Result<ApiResponse, ApiError> {
    check_group_name(name)?;
    let body = context.body()?;
    let given = body.get("location").and_then(Value::as_str).unwrap_or_default();
    let location = normal_location(given);
    if !LOCATIONS.contains(&location.as_str()) {
        let message = format!(
            "The provided location '{given}' is not available for resource group. List of available regions is '{}'.",
            LOCATIONS.join(",")
        );
        return Err(ApiError::new(400, "LocationNotAvailableForResourceGroup", message));
    }
    let tags = tags_of(body.get("tags"))?;
    match existing {
        Some(old) if old.location != location => {
            let message = format!(
                "Invalid resource group location '{location}'. The Resource group already exists in location '{}'.",
                old.location
            );
            Err(ApiError::new(409, "InvalidResourceGroupLocation", message))
        }
        Some(old) => {
            let group = ResourceGroup { tags, ..old.clone() };
            context.emit(if group == old {
                Event::AlreadySo { subject: old.id, fact: AlreadySo::Same }
            } else {
                Event::ResourceGroupUpdated { group: group.clone() }
            });
            Ok(ApiResponse::json(200, group_body(&group)))
        }
        None => {
            let id = ResourceId::group(
                &id.subscription_id().unwrap_or_else(|| crate::model::id::SubscriptionId::new("")),
                name,
            );
            let group = ResourceGroup { id, name: name.to_owned(), location, tags };
            context.emit(Event::ResourceGroupCreated { group: group.clone() });
            Ok(ApiResponse::json(201, group_body(&group)))
        }
    }
}

/// Names have 1 to 90 letters, digits, `-`, `.`, `(`, `)` or `_`, and do not end in a dot.
fn check_group_name(name: &str) -> Result<(), ApiError> {
    if name.chars().count() > 90 {
        let message = format!(
            "The provided resource group name '{name}' has a length of '{}' which exceeds the maximum length of '90'.",
            name.chars().count()
        );
        return Err(ApiError::new(400, "InvalidResourceGroup", message));
    }
    let wrong: String = name.chars().filter(|c| !(c.is_alphanumeric() || "-._()".contains(*c))).collect();
    if !wrong.is_empty() || name.ends_with('.') {
        let wrong = if wrong.is_empty() { ".".to_owned() } else { wrong };
        let message = format!(
            "The provided resource group name '{name}' has these invalid characters: '{wrong}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'. It cannot end with '.'."
        );
        return Err(ApiError::new(400, "InvalidResourceGroup", message));
    }
    Ok(())
}

fn delete_group(context: &mut Context<'_>, group: &ResourceGroup) -> ApiResponse {
    let held: Vec<Resource> = context.state.resources_under(&group.id).cloned().collect();
    // Hosts first, so that an identity deleted with its host leaves no dead reference behind.
    let (hosts, others): (Vec<_>, Vec<_>) = held.into_iter().partition(|it| !it.identity.is_none());
    for resource in hosts.iter().chain(&others) {
        delete_resource(context, resource);
    }
    delete_scoped_assignments(context, &group.id);
    context.emit(Event::ResourceGroupDeleted { id: group.id.clone() });
    let operation = context.state.new_hex("delete group");
    let subscription = group.id.subscription_id().map(|it| it.to_string()).unwrap_or_default();
    let location = format!(
        "https://management.azure.com/subscriptions/{subscription}/operationresults/{operation}?api-version=2022-09-01"
    );
    ApiResponse::empty(202).header("Location", location)
}

fn list_groups(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let scope = subscription_scope(path);
    let filter = Filter::read(context.request.query("$filter").as_deref().unwrap_or_default());
    let groups: Vec<Value> = context
        .state
        .groups()
        .filter(|it| scope.contains(&it.id) && filter.tag_matches(it.tags.as_ref()))
        .filter(|it| context.may("Microsoft.Resources/subscriptions/resourcegroups/read", &it.id))
        .map(group_body)
        .collect();
    Ok(ApiResponse::json(200, json!({ "value": groups })))
}

/// A group as ARM answers it; tags only where some were ever given.
pub fn group_body(group: &ResourceGroup) -> Value {
    let mut body = json!({
        "id": group.id.as_str(), "name": group.name, "type": "Microsoft.Resources/resourceGroups",
        "location": group.location,
    });
    if let (Some(map), Some(tags)) = (body.as_object_mut(), &group.tags) {
        map.insert("tags".to_owned(), tags_body(tags));
    }
    if let Some(map) = body.as_object_mut() {
        map.insert("properties".to_owned(), json!({ "provisioningState": "Succeeded" }));
    }
    body
}

/// Lists what the caller may read below a scope, in order of creation.
fn list_resources(context: &mut Context<'_>, scope: &ResourceId) -> Result<ApiResponse, ApiError> {
    let filter = Filter::read(context.request.query("$filter").as_deref().unwrap_or_default());
    let mut found: Vec<&Resource> = context
        .state
        .resources_under(scope)
        .filter(|it| filter.matches(it))
        .filter(|it| context.may(&format!("{}/read", it.resource_type), &it.id))
        .collect();
    order::sort_by_number(&mut found, |it| it.order);
    let value: Vec<Value> = found.into_iter().map(summary).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

fn summary(resource: &Resource) -> Value {
    let mut body = common_body(resource);
    if let Some(map) = body.as_object_mut() {
        map.insert("createdTime".to_owned(), json!(resource.created.arm()));
        map.insert("changedTime".to_owned(), json!(resource.created.arm()));
        map.insert("provisioningState".to_owned(), json!("Succeeded"));
    }
    body
}

/// id, name, type, location, tags and identity, as every resource shows them.
pub fn common_body(resource: &Resource) -> Value {
    let mut body = Map::new();
    body.insert("id".to_owned(), json!(resource.id.as_str()));
    body.insert("name".to_owned(), json!(resource.name));
    body.insert("type".to_owned(), json!(resource.resource_type));
    body.insert("location".to_owned(), json!(resource.location));
    body.insert("tags".to_owned(), tags_body(&resource.tags));
    if let Some(identity) = host_identity::body(&resource.identity) {
        body.insert("identity".to_owned(), identity);
    }
    Value::Object(body)
}

/// A resource does not change its region: elsewhere it is another resource (R44).
///
/// # Errors
/// 409 `InvalidResourceLocation`.
pub fn stays_in_place(old: &Resource, location: &str) -> Result<(), ApiError> {
    if old.location == location {
        return Ok(());
    }
    let group = old.id.group_name().unwrap_or_default();
    let message = format!(
        "The resource '{}' already exists in location '{}' in resource group '{group}'. A resource with the same name cannot be created in location '{location}'. Please select a new resource name.",
        old.name, old.location
    );
    Err(ApiError::new(409, "InvalidResourceLocation", message))
}

/// Tags out of a body: null and absent are none.
///
/// # Errors
/// 400 where a tag is not text.
pub fn tags_of(value: Option<&Value>) -> Result<Option<Tags>, ApiError> {
    let Some(map) = value.and_then(Value::as_object) else { return Ok(None) };
    let mut tags = Tags::new();
    for (name, value) in map {
        let Some(text) = value.as_str() else {
            return Err(ApiError::new(400, "InvalidTags", format!("The value of tag '{name}' must be a string.")));
        };
        tags.insert(name.clone(), text.to_owned());
    }
    Ok(Some(tags))
}

/// Tags as ARM answers them.
pub fn tags_body(tags: &Tags) -> Value {
    Value::Object(tags.iter().map(|(name, value)| (name.clone(), json!(value))).collect())
}

/// The part of OData that az sends: `name eq 'x' and …`.
#[derive(Debug, Default)]
struct Filter(Vec<(String, String)>);

impl Filter {
    fn read(text: &str) -> Self {
        let terms = text.split(" and ").filter_map(|term| term.split_once(" eq "));
        Self(
            terms
                .map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim().trim_matches('\'').to_owned()))
                .collect(),
        )
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    fn same(&self, key: &str, text: &str) -> bool {
        self.get(key).is_none_or(|want| want.eq_ignore_ascii_case(text))
    }

    fn tag_matches(&self, tags: Option<&Tags>) -> bool {
        let Some(name) = self.get("tagname") else { return true };
        let value = tags.and_then(|tags| tags.get(name));
        value.is_some_and(|value| self.get("tagvalue").is_none_or(|want| want == value))
    }

    fn matches(&self, resource: &Resource) -> bool {
        self.same("name", &resource.name)
            && self.same("resourcetype", &resource.resource_type)
            && self.same("resourcegroup", resource.id.group_name().unwrap_or_default())
            && self.get("location").is_none_or(|want| normal_location(want) == resource.location)
            && self.tag_matches(Some(&resource.tags))
    }
}
