//! Microsoft Graph: users, groups, applications, service principals and deleted objects, as far as az asks for them.
//!
//! Every person of the tenant may read its directory, register applications and make groups, which is Entra ID's
//! default; owners and the administrator may change and delete. Applications hold no permission in the directory.

mod applications;
mod bodies;
mod deleted;
mod groups;
mod people;
mod query;

use serde_json::Value;

use super::context::Context;
use crate::api::error::ApiError;
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::decision::Decision;
use crate::model::directory::{Principal, is_administrator};
use crate::model::id::ObjectId;
use crate::model::json::json;
use crate::state::State;
use crate::token::validate::{GRAPH_AUDIENCES, validate};

/// Answers a request to `graph.microsoft.com`. A refusal leaves exactly one event: that it was refused.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Decision>, Vec<Event>) {
    let outcome = validate(state, request, &GRAPH_AUDIENCES).and_then(|caller| {
        let mut context = Context::new(state, request, caller);
        route(&mut context).map(|response| (response, context.events))
    });
    match outcome {
        Ok((response, events)) => (response, Vec::new(), events),
        Err(error) => (error.response(), Vec::new(), vec![super::arm::refusal(request, &error)]),
    }
}

fn route(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    require_person(context)?;
    let path = context.request.path();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some(("v1.0", parts)) = parts.split_first().map(|(version, rest)| (*version, rest)) else {
        return Err(not_simulated(context));
    };
    match (context.request.method, parts) {
        (Method::Get, ["me"]) => people::me(context),
        (Method::Get, ["organization"]) => super::organization::answer(context),
        (Method::Get, ["me", "ownedObjects"]) => Ok(owned(context)),
        (_, ["users", ..]) => people::answer(context, parts),
        (_, ["groups", ..]) => groups::answer(context, parts),
        (_, ["applications", ..]) => applications::answer(context, parts),
        (_, ["servicePrincipals", ..]) => applications::answer_service_principals(context, parts),
        (Method::Post, ["directoryObjects", "getByIds"]) => by_ids(context),
        (Method::Post, ["directoryObjects", id, "checkMemberGroups"]) => groups::check(context, id),
        (_, ["directory", "deletedItems", ..]) => deleted::answer(context, parts),
        _ => Err(not_simulated(context)),
    }
}

fn not_simulated(context: &Context<'_>) -> ApiError {
    let (method, path) = (context.request.method.as_str(), context.request.path());
    ApiError::new(501, "NotSimulated", format!("Keyless does not simulate {method} {path} of Microsoft Graph."))
}

/// The directory answers people; an application needs a permission that nobody can grant here.
fn require_person(context: &Context<'_>) -> Result<(), ApiError> {
    match context.state.principal(&context.caller.object_id) {
        Some(Principal::User(_)) => Ok(()),
        Some(_) => Err(denied()),
        None => {
            let message = "The identity of the calling application could not be established.";
            Err(ApiError::new(403, "Authorization_IdentityNotFound", message))
        }
    }
}

fn denied() -> ApiError {
    let mut error =
        ApiError::new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    error.reason = RefusalReason::MissingAction;
    error
}

/// Goes on only if the caller is the tenant's administrator, or owns the object.
fn require_owner(context: &Context<'_>, owner: Option<&ObjectId>) -> Result<(), ApiError> {
    let caller = &context.caller.object_id;
    if is_administrator(caller) || owner == Some(caller) { Ok(()) } else { Err(denied()) }
}

fn bad_request(message: impl Into<String>) -> ApiError {
    ApiError::new(400, "Request_BadRequest", message)
}

fn not_found(id: &str) -> ApiError {
    let message =
        format!("Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
    ApiError::new(404, "Request_ResourceNotFound", message)
}

/// Somebody in the caller's tenant, by object id.
fn find<'a>(context: &'a Context<'_>, id: &str) -> Option<&'a Principal> {
    context.state.principal(&ObjectId::new(id)).filter(|it| *it.tenant_id() == context.caller.tenant_id)
}

/// Everybody in the caller's tenant.
fn everybody<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Principal> {
    context.state.principals().filter(|it| *it.tenant_id() == context.caller.tenant_id)
}

/// One text of the request's body.
fn text(body: &Value, name: &str) -> String {
    body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn by_ids(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let body = context.body()?;
    let ids = body.get("ids").and_then(Value::as_array).cloned().unwrap_or_default();
    let found = ids.iter().filter_map(|id| find(context, id.as_str()?));
    let value: Vec<Value> = found.map(|it| bodies::typed(context, it)).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

/// Applications, their service principals and groups that the caller made.
fn owned(context: &Context<'_>) -> ApiResponse {
    let caller = &context.caller.object_id;
    let own = |it: &&crate::model::application::Application| it.owner == *caller;
    let mut value: Vec<Value> = Vec::new();
    for application in context.state.applications().filter(own) {
        value.push(bodies::typed_application(application));
    }
    for principal in everybody(context) {
        let owner = match principal {
            Principal::Group(group) => Some(&group.owner),
            Principal::ServicePrincipal(it) => applications::owner(context, it),
            Principal::User(_) => None,
        };
        if owner == Some(caller) {
            value.push(bodies::typed(context, principal));
        }
    }
    ApiResponse::json(200, json!({ "value": value }))
}
