//! Microsoft.ManagedIdentity: user-assigned identities, resources of their own (R20 … R29).

use serde_json::Value;

use super::arm::not_allowed;
use super::conditions::{self, Kind};
use super::context::Context;
use super::federated_credentials;
use super::lifecycle::{delete_if_there, gone};
use super::path::ArmPath;
use super::resources::{common_body, stays_in_place, tags_of};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event};
use crate::model::directory::{ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId, TenantId};
use crate::model::identity::{HostIdentity, IsolationScope, UserAssignedIdentity};
use crate::model::json::json;
use crate::model::resource::{LOCATIONS, Resource, ResourceKind, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Tags};

/// The type's full name.
pub const TYPE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";
const READ: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/read";
const WRITE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/write";
const DELETE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/delete";

/// Answers for user-assigned identities.
///
/// # Errors
/// The service's own: not found, bad name or region, refused.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = context.request.resource_id();
    conditions::count_request(context, kind_of(context.request.method, path), &id)?;
    match (path.kind(0).as_deref(), path.name(0), path.kind(1).as_deref(), context.request.method) {
        (Some("userassignedidentities"), None, None, Method::Get) => list(context, &path.scope),
        (Some("userassignedidentities"), Some(_), None, Method::Get) => {
            context.require(READ, &id)?;
            let resource = find(context, &id)?;
            Ok(ApiResponse::json(200, body(&resource)))
        }
        (Some("userassignedidentities"), Some(name), None, Method::Put) => put(context, &id, name),
        (Some("userassignedidentities"), Some(_), None, Method::Patch) => patch(context, &id),
        (Some("userassignedidentities"), Some(_), None, Method::Delete) => {
            context.require(DELETE, &id)?;
            context.group_of(&id)?;
            reachable(context, &id)?;
            Ok(delete_if_there(context, id, gone))
        }
        (Some("userassignedidentities"), Some(_), Some("listassociatedresources"), Method::Post) => {
            associated(context, path)
        }
        (Some("userassignedidentities"), Some(name), Some("revoketokens"), Method::Post) => {
            revoke_tokens(context, &path.scope.resource(TYPE, name))
        }
        (Some("userassignedidentities"), Some(name), Some("federatedidentitycredentials"), method) => {
            if method != Method::Get {
                reachable(context, &path.scope.resource(TYPE, name))?;
            }
            federated_credentials::answer(context, path)
        }
        (Some("userassignedidentities"), ..) => Err(not_allowed(context.request)),
        (kind, ..) => {
            let message =
                format!("Keyless does not simulate Microsoft.ManagedIdentity/{} yet.", kind.unwrap_or_default());
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

/// What a request counts as (R67).
fn kind_of(method: Method, path: &ArmPath) -> Kind {
    match (method, path.name(0)) {
        (Method::Get, None) => Kind::List,
        (Method::Get, Some(_)) => Kind::Get,
        _ => Kind::Write,
    }
}

/// Goes on only if the region of an identity that is there is up (R23).
fn reachable(context: &Context<'_>, id: &ResourceId) -> Result<(), ApiError> {
    let region = context.state.resource(id).map(|it| it.location.clone());
    region.map_or(Ok(()), |region| conditions::require_region(context, &region))
}

/// From now on no service takes a token of the identity from before (R37).
fn revoke_tokens(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.ManagedIdentity/userAssignedIdentities/revokeTokens/action", id)?;
    let resource = find(context, id)?;
    conditions::require_region(context, &resource.location)?;
    if let ResourceKind::UserAssignedIdentity(identity) = &resource.kind {
        context.emit(Event::TokensRevoked { principal: identity.principal_id.clone() });
    }
    Ok(ApiResponse::empty(200))
}

fn find(context: &Context<'_>, id: &ResourceId) -> Result<Resource, ApiError> {
    context.resource(id)
}

fn list(context: &mut Context<'_>, scope: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.list(READ, scope, TYPE, body)
}

fn put(context: &mut Context<'_>, id: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let group = context.group_of(id)?;
    check_name(name)?;
    let sent = context.body()?;
    let given = sent.get("location").and_then(Value::as_str).unwrap_or_default();
    let location = check_location(given)?;
    conditions::require_region(context, &location)?;
    let tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    let isolation = isolation_of(&sent)?;
    match context.state.resource(id).cloned() {
        Some(old) => replace(context, old, &location, tags, isolation, restrictions_of(&sent)),
        None => {
            let resource = create(
                context,
                &group,
                name,
                location,
                tags,
                isolation.unwrap_or(IsolationScope::None),
                restrictions_of(&sent).unwrap_or_default(),
            );
            Ok(ApiResponse::json(201, body(&resource)))
        }
    }
}

fn replace(
    context: &mut Context<'_>,
    old: Resource,
    location: &str,
    tags: Tags,
    isolation: Option<IsolationScope>,
    restricted_to: Option<Vec<String>>,
) -> Result<ApiResponse, ApiError> {
    stays_in_place(&old, location)?;
    update(context, old, Some(tags), isolation, restricted_to)
}

fn patch(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let old = find(context, id)?;
    conditions::require_region(context, &old.location)?;
    let sent = context.body()?;
    let (tags, isolation) = (tags_of(sent.get("tags"))?, isolation_of(&sent)?);
    update(context, old, tags, isolation, restrictions_of(&sent))
}

fn update(
    context: &mut Context<'_>,
    mut resource: Resource,
    tags: Option<Tags>,
    isolation: Option<IsolationScope>,
    restricted_to: Option<Vec<String>>,
) -> Result<ApiResponse, ApiError> {
    let ResourceKind::UserAssignedIdentity(old) = resource.kind.clone() else {
        return Err(ApiError::resource_not_found(&resource.id));
    };
    let mut identity = old.clone();
    identity.isolation_scope = isolation.unwrap_or(old.isolation_scope);
    identity.restricted_to = restricted_to.unwrap_or_else(|| old.restricted_to.clone());
    let tags = tags.unwrap_or_else(|| resource.tags.clone());
    if identity == old && tags == resource.tags {
        context.emit(Event::AlreadySo { subject: resource.id.clone(), fact: AlreadySo::Same });
    } else {
        resource.tags = tags.clone();
        resource.kind = ResourceKind::UserAssignedIdentity(identity.clone());
        context.emit(Event::UserAssignedIdentityUpdated { id: resource.id.clone(), tags, identity });
    }
    Ok(ApiResponse::json(200, body(&resource)))
}

/// Makes the identity and its service principal (R1, R20).
fn create(
    context: &mut Context<'_>,
    group: &ResourceGroup,
    name: &str,
    location: String,
    tags: Tags,
    isolation_scope: IsolationScope,
    restricted_to: Vec<String>,
) -> Resource {
    let subscription = group.id.subscription_id();
    let subscription_text = subscription.as_ref().map(ToString::to_string).unwrap_or_default();
    // The service answers with `resourcegroups` in lower case; so it is recorded.
    let id = ResourceId::new(format!(
        "/subscriptions/{subscription_text}/resourcegroups/{}/providers/{TYPE}/{name}",
        group.name
    ));
    let tenant_id = subscription
        .and_then(|it| context.state.subscription(&it).map(|it| it.tenant_id.clone()))
        .unwrap_or_else(|| TenantId::new(""));
    let identity = UserAssignedIdentity {
        client_id: ClientId::new(&context.state.new_guid(&format!("clientId {}", id.key()))),
        principal_id: ObjectId::new(&context.state.new_guid(&format!("principalId {}", id.key()))),
        tenant_id: tenant_id.clone(),
        isolation_scope,
        restricted_to,
    };
    let service_principal = ServicePrincipal {
        object_id: identity.principal_id.clone(),
        client_id: identity.client_id.clone(),
        tenant_id,
        display_name: name.to_owned(),
        kind: ServicePrincipalKind::UserAssigned { identity: id.clone() },
        created: context.state.now(),
    };
    let resource = Resource {
        id,
        name: name.to_owned(),
        resource_type: TYPE.to_owned(),
        location,
        tags,
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::UserAssignedIdentity(identity),
    };
    context.emit(Event::ResourceCreated { resource: resource.clone() });
    context.emit(Event::ServicePrincipalCreated { service_principal });
    resource
}

/// 3 to 128 letters, digits, hyphens and underscores, the first a letter or digit (R21).
fn check_name(name: &str) -> Result<(), ApiError> {
    let good = (3..=128).contains(&name.len()) && well_formed(name);
    // Recordings of azure-cli accept shorter names than the documentation allows, down to one character.
    if good || (!name.is_empty() && name.len() < 3 && well_formed(name)) {
        return Ok(());
    }
    let message = format!(
        "The resource name '{name}' is invalid. It must be 3 to 128 characters: letters, digits, hyphens and underscores, beginning with a letter or digit."
    );
    Err(ApiError::new(400, "InvalidResourceName", message).by_rule(21))
}

fn well_formed(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn check_location(given: &str) -> Result<String, ApiError> {
    let location = normal_location(given);
    if LOCATIONS.contains(&location.as_str()) {
        return Ok(location);
    }
    let message = format!(
        "The provided location '{given}' is not available for resource type '{TYPE}'. List of available regions for the resource type is '{}'.",
        LOCATIONS.join(",")
    );
    Err(ApiError::new(400, "LocationNotAvailableForResourceType", message))
}

fn isolation_of(body: &Value) -> Result<Option<IsolationScope>, ApiError> {
    match body.pointer("/properties/isolationScope").and_then(Value::as_str) {
        None => Ok(None),
        Some("None") => Ok(Some(IsolationScope::None)),
        Some("Regional") => Ok(Some(IsolationScope::Regional)),
        Some(other) => Err(ApiError::new(
            400,
            "BadRequest",
            format!("The isolation scope '{other}' is not one of 'None', 'Regional'."),
        )),
    }
}

fn restrictions_of(body: &Value) -> Option<Vec<String>> {
    let providers = body.pointer("/properties/assignmentRestrictions/providers")?.as_array()?;
    Some(providers.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
}

/// The identity as its provider answers it.
pub fn body(resource: &Resource) -> Value {
    let mut body = common_body(resource);
    if let (Some(map), ResourceKind::UserAssignedIdentity(identity)) = (body.as_object_mut(), &resource.kind) {
        let mut properties = json!({
            "isolationScope": identity.isolation_scope.as_str(), "tenantId": identity.tenant_id,
            "principalId": identity.principal_id, "clientId": identity.client_id,
        });
        if let (Some(properties), false) = (properties.as_object_mut(), identity.restricted_to.is_empty()) {
            properties.insert("assignmentRestrictions".to_owned(), json!({ "providers": identity.restricted_to }));
        }
        map.insert("properties".to_owned(), properties);
    }
    body
}

/// The hosts that carry the identity (R68).
fn associated(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let name = path.name(0).unwrap_or_default();
    let id = path.scope.resource(TYPE, name);
    context.require("Microsoft.ManagedIdentity/userAssignedIdentities/listAssociatedResources/action", &id)?;
    find(context, &id)?;
    let value: Vec<Value> = context
        .state
        .hosts_of(&id)
        .map(|host| {
            let subscription = host.id.subscription_id();
            let display = subscription.as_ref().and_then(|it| context.state.subscription(it)).map(|it| it.display_name.clone());
            json!({
                "id": host.id.key(), "name": host.name.to_ascii_lowercase(), "type": host.resource_type.to_ascii_lowercase(),
                "resourceGroup": host.id.group_name().unwrap_or_default().to_ascii_lowercase(),
                "subscriptionId": subscription, "subscriptionDisplayName": display,
            })
        })
        .collect();
    Ok(ApiResponse::json(200, json!({ "totalCount": value.len(), "value": value })))
}
