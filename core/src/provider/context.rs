//! What a provider works with: a copy of the world, the caller, and what it decided so far.

use serde_json::Value;

use crate::api::error::ApiError;
use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::authz::evaluate::{allows, authorize};
use crate::event::{Event, RefusalReason};
use crate::model::decision::{Decision, Denial};
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::Resource;
use crate::model::scope::{ResourceId, Scope};
use crate::model::tenancy::ResourceGroup;
use crate::state::State;
use crate::token::validate::Caller;

/// One request on its way through a provider.
///
/// `state` is a copy: what a provider emits is applied to it at once, so that later steps see it, and reaches the
/// world only when the request as a whole succeeds.
#[derive(Debug)]
pub struct Context<'a> {
    /// The world as it is, and as this request has changed it so far.
    pub state: State,
    /// The request.
    pub request: &'a ApiRequest,
    /// Who asks.
    pub caller: Caller,
    /// Decisions about access so far.
    pub decisions: Vec<Decision>,
    /// Events so far.
    pub events: Vec<Event>,
}

impl<'a> Context<'a> {
    /// At the beginning of a request.
    pub fn new(state: &State, request: &'a ApiRequest, caller: Caller) -> Self {
        Self { state: state.clone(), request, caller, decisions: Vec::new(), events: Vec::new() }
    }

    /// Decides on an event and applies it to the copy.
    pub fn emit(&mut self, event: Event) {
        self.state.apply(&event);
        self.events.push(event);
    }

    /// Whether the caller may do this, without making it part of the answer's reasons.
    pub fn may(&self, action: &str, scope: &Scope) -> bool {
        allows(&self.state, &self.caller, action, scope)
    }

    /// Goes on only if the caller may do this.
    ///
    /// # Errors
    /// 403 `AuthorizationFailed` (dataplane.md §3).
    pub fn require(&mut self, action: &str, scope: &Scope) -> Result<(), ApiError> {
        let decision = authorize(&self.state, &self.caller, action, scope);
        self.decisions.push(decision.clone());
        if decision.allowed {
            return Ok(());
        }
        if let Some(denial) = decision.denied_by.clone() {
            return Err(self.denied(action, scope, &denial, decision));
        }
        let message = format!(
            "The client '{}' with object id '{}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.",
            self.caller.name, self.caller.object_id
        );
        Err(refused("AuthorizationFailed", message, RefusalReason::MissingAction, decision))
    }

    /// 403 of a deny assignment.
    fn denied(&self, action: &str, scope: &Scope, denial: &Denial, decision: Decision) -> ApiError {
        let message = format!(
            "The client '{}' with object id '{}' has permission to perform action '{action}' on scope '{scope}'; however, the access is denied because of the deny assignment with name '{}' and Id '{}' at scope '{}'.",
            self.caller.name,
            self.caller.object_id,
            denial.display_name,
            denial.id.as_str().replace('-', ""),
            denial.scope
        );
        refused("DenyAssignmentAuthorizationFailed", message, RefusalReason::Denied, decision)
    }

    /// Goes on only if the caller may also do this to a linked resource (R54).
    ///
    /// # Errors
    /// 403 `LinkedAuthorizationFailed` (dataplane.md §3).
    pub fn require_linked(
        &mut self,
        action: &str,
        scope: &Scope,
        linked_action: &str,
        linked: &Scope,
    ) -> Result<(), ApiError> {
        let decision = authorize(&self.state, &self.caller, linked_action, linked);
        self.decisions.push(decision.clone());
        if decision.allowed {
            return Ok(());
        }
        let message = format!(
            "The client '{}' with object id '{}' has permission to perform action '{action}' on scope '{scope}'; however, it does not have permission to perform action(s) '{linked_action}' on the linked scope(s) '{linked}' (respectively) or the linked scope(s) are invalid.",
            self.caller.name, self.caller.object_id
        );
        Err(refused("LinkedAuthorizationFailed", message, RefusalReason::MissingLinkedAction, decision))
    }

    /// The group that an id is in.
    ///
    /// # Errors
    /// 404 `ResourceGroupNotFound`.
    pub fn group_of(&self, id: &ResourceId) -> Result<ResourceGroup, ApiError> {
        let group = id.group_id().and_then(|group| self.state.group(&group).cloned());
        group.ok_or_else(|| ApiError::group_not_found(id.group_name().unwrap_or_default()))
    }

    /// A resource, in a group that is there.
    ///
    /// # Errors
    /// 404 `ResourceGroupNotFound` or `ResourceNotFound`.
    pub fn resource(&self, id: &ResourceId) -> Result<Resource, ApiError> {
        self.group_of(id)?;
        self.state.resource(id).cloned().ok_or_else(|| ApiError::resource_not_found(id))
    }

    /// The resources of one type below a subscription or group, in order of creation, as their provider shows them.
    ///
    /// # Errors
    /// 403 without the right to read there, 404 for an unknown group.
    pub fn list(
        &mut self,
        read: &str,
        scope: &ResourceId,
        resource_type: &str,
        body: fn(&Resource) -> Value,
    ) -> Result<ApiResponse, ApiError> {
        self.require(read, scope)?;
        if scope.group_name().is_some() {
            self.group_of(scope)?;
        }
        let mut found: Vec<&Resource> =
            self.state.resources_under(scope).filter(|it| it.resource_type == resource_type).collect();
        order::sort_by_number(&mut found, |it| it.order);
        let value: Vec<Value> = found.into_iter().map(body).collect();
        Ok(ApiResponse::json(200, json!({ "value": value })))
    }

    /// The request's body as JSON.
    ///
    /// # Errors
    /// 400 `InvalidRequestContent` for a body that is missing, not JSON, or not an object.
    pub fn body(&self) -> Result<Value, ApiError> {
        let text = self.request.body.as_deref().unwrap_or_default();
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => Ok(value),
            Ok(_) => Err(ApiError::new(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: 'an object was expected'.",
            )),
            Err(error) => Err(ApiError::new(
                400,
                "InvalidRequestContent",
                format!("The request content was invalid and could not be deserialized: '{error}'."),
            )),
        }
    }
}

fn refused(code: &str, message: String, reason: RefusalReason, decision: Decision) -> ApiError {
    let mut error = ApiError::new(403, code, message);
    error.reason = reason;
    error.decision = Some(Box::new(decision));
    error
}
