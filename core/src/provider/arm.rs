//! Azure Resource Manager: checks the token and the api-version, then hands the request to its provider.

use super::context::Context;
use super::path::ArmPath;
use super::{
    authorization, compute, deployments, locations, locks, managed_identity, parts, resource_types, resources, storage,
    subscriptions, vault, web,
};
use crate::api::error::ApiError;
use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::decision::Decision;
use crate::state::State;
use crate::token::validate::{ARM_AUDIENCES, validate, wrong_tenant};

/// Answers a request to `management.azure.com`. A refusal leaves exactly one event: that it was refused.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Decision>, Vec<Event>) {
    let caller = match validate(state, request, &ARM_AUDIENCES) {
        Ok(caller) => caller,
        Err(error) => return (error.response(), Vec::new(), vec![refusal(request, &error)]),
    };
    let mut context = Context::new(state, request, caller);
    match route(&mut context).and_then(|response| unlocked(state, request).map(|()| response)) {
        Ok(response) => (response, context.decisions, context.events),
        Err(error) => (error.response(), context.decisions, vec![refusal(request, &error)]),
    }
}

/// Locks are looked at after rights; what the request did so far is dropped with its copy of the world.
fn unlocked(state: &State, request: &ApiRequest) -> Result<(), ApiError> {
    let path = ArmPath::read(&request.path());
    locks::check(state, request, path.namespace.as_deref(), path.kind(0).as_deref())
}

/// The event of a refusal.
pub fn refusal(request: &ApiRequest, error: &ApiError) -> Event {
    let (action, scope) = match &error.decision {
        Some(decision) => (decision.action.clone(), decision.scope.clone()),
        None => (request.method.as_str().to_owned(), request.resource_id()),
    };
    Event::RequestRefused { code: error.code.to_string(), action, scope, reason: error.reason }
}

fn route(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    if context.request.query("api-version").is_none_or(|version| version.is_empty()) {
        let message = "The api-version query parameter (?api-version=) is required for all requests.";
        return Err(ApiError::new(400, "MissingApiVersionParameter", message));
    }
    let path = ArmPath::read(&context.request.path());
    if let Some(id) = &path.subscription {
        let tenant = context.state.subscription(id).map(|it| &it.tenant_id);
        if let Some(tenant) = tenant.filter(|it| **it != context.caller.tenant_id) {
            return Err(wrong_tenant(&context.caller, tenant));
        }
        if tenant.is_none() {
            let message = format!("The subscription '{id}' could not be found.");
            return Err(ApiError::new(404, "SubscriptionNotFound", message));
        }
    }
    match path.namespace.as_deref() {
        None if path.subscription.is_none() => subscriptions::answer(context),
        None if path.tail.first().is_some_and(|it| it.eq_ignore_ascii_case("locations")) => path
            .subscription
            .as_ref()
            .map_or_else(|| Err(not_allowed(context.request)), |id| locations::answer(context, id)),
        None => resources::answer(context, &path),
        Some(_) if path.segments.is_empty() => resource_types::answer(context, &path),
        Some("microsoft.authorization") => authorization::answer(context, &path),
        Some("microsoft.compute") => compute::answer(context, &path),
        Some("microsoft.managedidentity") => managed_identity::answer(context, &path),
        Some("microsoft.web") => web::answer(context, &path),
        Some("microsoft.resources") => deployments::answer(context, &path),
        Some("microsoft.keyvault") => vault::answer(context, &path),
        Some("microsoft.storage") => storage::answer(context, &path),
        Some("microsoft.network") => parts::answer(context, &path),
        Some(_) => Err(invalid_namespace(context.request)),
    }
}

/// 404 for a provider that is not known here.
pub fn invalid_namespace(request: &ApiRequest) -> ApiError {
    let message = format!("The resource namespace '{}' is invalid.", path_namespace(request));
    ApiError::new(404, "InvalidResourceNamespace", message)
}

/// The last provider's namespace in the case it was sent.
fn path_namespace(request: &ApiRequest) -> String {
    let path = request.path();
    let at = path.to_ascii_lowercase().rfind("/providers/").map(|at| at + "/providers/".len());
    let rest = at.and_then(|at| path.get(at..)).unwrap_or_default();
    rest.split('/').next().unwrap_or_default().to_owned()
}

/// 405 for a method that the resource does not take.
pub fn not_allowed(request: &ApiRequest) -> ApiError {
    let message = format!("The requested resource does not support http method '{}'.", request.method.as_str());
    ApiError::new(405, "MethodNotAllowed", message)
}
