//! `/applications` with their passwords, and `/servicePrincipals`.

use serde_json::Value;

use super::query::{entity, list, one};
use super::{Context, bad_request, bodies, denied, everybody, find, not_found, not_simulated, require_owner, text};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{DeletionCause, Event};
use crate::model::application::{Application, PasswordCredential};
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId};
use crate::model::order;
use crate::provider::lifecycle::delete_service_principal;

const YEAR: i64 = 365 * 86_400;

pub(super) fn answer(context: &mut Context<'_>, parts: &[&str]) -> Result<ApiResponse, ApiError> {
    match (context.request.method, parts) {
        (Method::Get, ["applications"]) => {
            let here = |it: &&Application| it.tenant_id == context.caller.tenant_id;
            let mut all: Vec<&Application> = context.state.applications().filter(here).collect();
            order::sort_by_number(&mut all, |it| it.order);
            let all: Vec<Value> = all.into_iter().map(bodies::application).collect();
            list(context, "applications", &all)
        }
        (Method::Post, ["applications"]) => create(context),
        (Method::Get, ["applications", id]) => {
            entity(application(context, id).ok().map(bodies::application), "applications", id)
        }
        (Method::Patch, ["applications", id]) => update(context, id),
        (Method::Delete, ["applications", id]) => delete(context, id),
        (Method::Post, ["applications", id, "addPassword"]) => add_password(context, id),
        (Method::Post, ["applications", id, "removePassword"]) => remove_password(context, id),
        _ => Err(not_simulated(context)),
    }
}

fn application<'a>(context: &'a Context<'_>, id: &str) -> Result<&'a Application, ApiError> {
    let here = |it: &&Application| it.tenant_id == context.caller.tenant_id;
    context.state.application(&ObjectId::new(id)).filter(here).ok_or_else(|| not_found(id))
}

/// An application that the caller may change.
fn owned(context: &Context<'_>, id: &str) -> Result<Application, ApiError> {
    let found = application(context, id)?.clone();
    require_owner(context, Some(&found.owner))?;
    Ok(found)
}

fn create(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    let body = context.body()?;
    let display_name = text(&body, "displayName");
    if display_name.is_empty() {
        return Err(bad_request("Invalid value specified for property 'displayName' of resource 'Application'."));
    }
    let uris = body.get("identifierUris").and_then(Value::as_array).cloned().unwrap_or_default();
    let application = Application {
        object_id: ObjectId::new(&context.state.new_guid("application")),
        client_id: ClientId::new(&context.state.new_guid("application client")),
        tenant_id: context.caller.tenant_id.clone(),
        display_name,
        identifier_uris: uris.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        owner: context.caller.object_id.clone(),
        created: context.state.now(),
        order: context.state.sequence(),
        passwords: Vec::new(),
    };
    let response = one(201, bodies::application(&application), "applications");
    context.emit(Event::ApplicationCreated { application });
    Ok(response)
}

/// What az sends to make an existing application like a new one; names and URIs change here, nothing else does.
fn update(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let mut application = owned(context, id)?;
    let body = context.body()?;
    let before = application.clone();
    if let Some(name) = body.get("displayName").and_then(Value::as_str) {
        application.display_name = name.to_owned();
    }
    if let Some(uris) = body.get("identifierUris").and_then(Value::as_array) {
        application.identifier_uris = uris.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    if application != before {
        context.emit(Event::ApplicationUpdated { application });
    }
    Ok(ApiResponse::empty(204))
}

fn delete(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let application = owned(context, id)?;
    let behind =
        |it: &&Principal| matches!(it, Principal::ServicePrincipal(it) if it.client_id == application.client_id);
    let behind = everybody(context).find(behind).map(|it| it.object_id().clone());
    if let Some(id) = behind {
        delete_service_principal(context, &id, &application.display_name, DeletionCause::ApplicationDeleted);
    }
    super::deleted::delete(context, &application.object_id, &application.display_name, "application");
    Ok(ApiResponse::empty(204))
}

fn add_password(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let application = owned(context, id)?;
    let body = context.body()?;
    let credential = body.get("passwordCredential").cloned().unwrap_or(Value::Null);
    let now = context.state.now();
    let random = context.state.new_hex("application password") + &context.state.new_hex("application password, more");
    let tail: String = random.chars().skip(3).take(34).collect();
    let head: String = random.chars().take(3).collect();
    let years = text(&credential, "endDateTime").get(..4).and_then(|it| it.parse::<i64>().ok());
    let this_year = now.to_string().get(..4).and_then(|it| it.parse::<i64>().ok()).unwrap_or_default();
    let years = years.map_or(2, |it| it.saturating_sub(this_year).clamp(0, 99));
    let credential = PasswordCredential {
        key_id: context.state.new_guid("application password key"),
        display_name: credential.get("displayName").and_then(Value::as_str).map(str::to_owned),
        start: now,
        end: now.plus(years.saturating_mul(YEAR)),
        secret: format!("{head}8Q~{tail}"),
    };
    let answer = ApiResponse::json(200, bodies::password(&credential, true));
    context.emit(Event::ApplicationPasswordAdded { application: application.object_id, credential });
    Ok(answer)
}

fn remove_password(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let application = owned(context, id)?;
    let key_id = text(&context.body()?, "keyId");
    if !application.passwords.iter().any(|it| it.key_id == key_id) {
        return Err(bad_request("No password credential found with keyId."));
    }
    context.emit(Event::ApplicationPasswordRemoved { application: application.object_id, key_id });
    Ok(ApiResponse::empty(204))
}

pub(super) fn answer_service_principals(context: &mut Context<'_>, parts: &[&str]) -> Result<ApiResponse, ApiError> {
    match (context.request.method, parts) {
        (Method::Get, ["servicePrincipals"]) => {
            let all = service_principals(context);
            list(context, "servicePrincipals", &all)
        }
        (Method::Post, ["servicePrincipals"]) => create_service_principal(context),
        (Method::Get, ["servicePrincipals", id]) => {
            let found = find(context, id).and_then(service_principal_of);
            entity(found.map(|it| bodies::service_principal(context, it)), "servicePrincipals", id)
        }
        (Method::Delete, ["servicePrincipals", id]) => {
            let found = find(context, id).and_then(service_principal_of).cloned().ok_or_else(|| not_found(id))?;
            if found.kind.resource().is_some() {
                // A managed identity's service principal goes with its resource, and not otherwise.
                return Err(denied());
            }
            require_owner(context, owner(context, &found))?;
            delete_service_principal(context, &found.object_id, &found.display_name, DeletionCause::Requested);
            Ok(ApiResponse::empty(204))
        }
        _ => Err(not_simulated(context)),
    }
}

fn service_principal_of(principal: &Principal) -> Option<&ServicePrincipal> {
    match principal {
        Principal::ServicePrincipal(it) => Some(it),
        _ => None,
    }
}

/// Who owns a service principal: whoever owns its application. Managed identities have no owner.
pub(super) fn owner<'a>(context: &'a Context<'_>, it: &ServicePrincipal) -> Option<&'a ObjectId> {
    match &it.kind {
        ServicePrincipalKind::Application { application } => context.state.application(application).map(|it| &it.owner),
        _ => None,
    }
}

/// In order of creation.
fn service_principals(context: &Context<'_>) -> Vec<Value> {
    let order = |it: &ServicePrincipal| match &it.kind {
        ServicePrincipalKind::Application { application } => {
            context.state.application(application).map_or(0, |it| it.order)
        }
        kind => kind.resource().and_then(|id| context.state.resource(id)).map_or(0, |it| it.order),
    };
    let mut found: Vec<&ServicePrincipal> = everybody(context).filter_map(service_principal_of).collect();
    order::sort_by_key(&mut found, |it| order(it));
    found.into_iter().map(|it| bodies::service_principal(context, it)).collect()
}

fn create_service_principal(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    let client_id = text(&context.body()?, "appId");
    let Some(application) = context.state.application_of(&ClientId::new(&client_id)).cloned() else {
        return Err(bad_request(format!(
            "The appId '{client_id}' of the service principal does not reference a valid application object."
        )));
    };
    require_owner(context, Some(&application.owner))?;
    let taken = |it: &Principal| matches!(it, Principal::ServicePrincipal(it) if it.client_id == application.client_id);
    if everybody(context).any(taken) {
        let message = format!(
            "The service principal cannot be created, updated, or restored because the service principal name {} is already in use.",
            application.client_id
        );
        return Err(ApiError::new(409, "Request_MultipleObjectsWithSameKeyValue", message));
    }
    let service_principal = ServicePrincipal {
        object_id: ObjectId::new(&context.state.new_guid("service principal")),
        client_id: application.client_id.clone(),
        tenant_id: application.tenant_id.clone(),
        display_name: application.display_name.clone(),
        kind: ServicePrincipalKind::Application { application: application.object_id },
        created: context.state.now(),
    };
    let response = one(201, bodies::service_principal(context, &service_principal), "servicePrincipals");
    context.emit(Event::ServicePrincipalCreated { service_principal });
    Ok(response)
}
