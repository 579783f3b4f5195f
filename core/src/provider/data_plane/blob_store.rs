//! Who gets to an account's blobs: an account key, which opens everything, or a token and its grants.

use serde_json::Value;

use super::bearer::{self, Problem};
use super::xml::{document, element};
use super::{Answer, Refusal, blobs, containers, no_such_host, shared_key};
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::authz::evaluate::{authorize, authorize_data};
use crate::event::{Event, RefusalReason};
use crate::model::decision::Decision;
use crate::model::id::TenantId;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::storage::{StorageAccount, account_key};
use crate::state::State;
use crate::token::validate::Caller;

/// What precedes every action on blobs.
const SERVICE: &str = "Microsoft.Storage/storageAccounts/blobServices/containers";
/// The version in which everything here is answered.
const VERSION: &str = "2024-11-04";

/// One request to an account that has shown who it is from.
pub(super) struct Visit<'a> {
    pub(super) state: &'a State,
    pub(super) request: &'a ApiRequest,
    pub(super) resource: &'a Resource,
    pub(super) decisions: Vec<Decision>,
    pub(super) events: Vec<Event>,
    /// Whom the token speaks for; `None` for whoever holds an account key.
    caller: Option<Caller>,
}

/// Answers a request to `{name}.blob.core.windows.net`.
pub(super) fn answer(state: &State, request: &ApiRequest, name: &str) -> Answer {
    let Some((resource, account)) = state.storage_account(name).and_then(|it| match &it.kind {
        ResourceKind::StorageAccount(account) => Some((it, account)),
        _ => None,
    }) else {
        let refusal = no_such_host(&request.host(), ResourceId::new(format!("/{name}")));
        return refusal.answer(Vec::new());
    };
    let mut visit = Visit { state, request, resource, decisions: Vec::new(), events: Vec::new(), caller: None };
    match visit.authenticate(account).and_then(|()| route(&mut visit)) {
        Ok(response) => (visit.stamp(response), visit.decisions, visit.events),
        Err(refusal) => refusal.answer(visit.decisions),
    }
}

fn route(visit: &mut Visit<'_>) -> Result<ApiResponse, Refusal> {
    let path = visit.request.path();
    let (container, blob) = path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let (kind, part) = (visit.request.query("restype"), visit.request.query("comp"));
    match (visit.request.method, container, blob, kind.as_deref(), part.as_deref()) {
        (Method::Get, "", "", _, Some("list")) => containers::list(visit),
        (Method::Get, name, "", Some("container"), Some("list")) => blobs::list(visit, name),
        (Method::Put, name, "", Some("container"), None) => containers::create(visit, name),
        (Method::Get | Method::Head, name, "", Some("container"), None) => containers::show(visit, name),
        (Method::Delete, name, "", Some("container"), None) => containers::delete(visit, name),
        (Method::Put, name, blob, None, None) if !blob.is_empty() => blobs::put(visit, name, blob),
        (Method::Get | Method::Head, name, blob, None, None) if !blob.is_empty() => blobs::get(visit, name, blob),
        (Method::Delete, name, blob, None, None) if !blob.is_empty() => blobs::delete(visit, name, blob),
        _ => Err(visit.error(501, "NotSimulated", "Keyless does not simulate this operation of blob storage yet.")),
    }
}

impl Visit<'_> {
    /// The account's name: it keys its containers and blobs.
    pub(super) fn account(&self) -> String {
        self.resource.name.clone()
    }

    fn authenticate(&mut self, account: &StorageAccount) -> Result<(), Refusal> {
        match self.request.header_value("authorization") {
            None => Err(self.unauthorized("NoAuthenticationInformation", None)),
            Some(given) if given.starts_with("SharedKey ") => self.check_key(account),
            Some(_) => self.check_token(),
        }
    }

    fn check_key(&self, account: &StorageAccount) -> Result<(), Refusal> {
        let name = &self.resource.name;
        let opens = |number| {
            let key = account_key(self.state.seed(), account.serial, name, number);
            shared_key::is_signed_with(self.request, name, &key)
        };
        if !opens(1) && !opens(2) {
            let message = "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.";
            let mut refusal = self.error(403, "AuthenticationFailed", message);
            refusal.reason = RefusalReason::Unauthenticated;
            return Err(refusal);
        }
        if account.allow_shared_key_access == Some(false) {
            let message = "Key based authentication is not permitted on this storage account.";
            return Err(self.error(403, "KeyBasedAuthenticationNotPermitted", message));
        }
        Ok(())
    }

    fn check_token(&mut self) -> Result<(), Refusal> {
        let tenant = self.tenant();
        let own = format!("https://{}.blob.core.windows.net", self.resource.name);
        let audiences = ["https://storage.azure.com/", "https://storage.azure.com", &own];
        match bearer::check(self.state, self.request, &audiences, &tenant) {
            Ok(claims) => {
                self.caller = Some(Caller::of(claims));
                Ok(())
            }
            Err(problem) => {
                let reason = problem.reason();
                let detail = match problem {
                    Problem::Missing | Problem::Malformed => "Signature validation failed.",
                    Problem::Expired => "Lifetime validation failed. The token is expired.",
                    Problem::Revoked(_) => "Lifetime validation failed. The token was issued before its revocation.",
                    Problem::Audience(_) => "Audience validation failed. Audience did not match.",
                    Problem::Issuer { .. } => "Issuer validation failed. Issuer did not match.",
                };
                let mut refusal = self.unauthorized("InvalidAuthenticationInfo", Some(detail));
                refusal.reason = reason;
                Err(refusal)
            }
        }
    }

    fn tenant(&self) -> TenantId {
        let subscription = self.resource.id.subscription_id();
        let found = subscription.and_then(|id| self.state.subscription(&id));
        found.map_or_else(|| TenantId::new(""), |it| it.tenant_id.clone())
    }

    /// 401 with the challenge from which clients learn the tenant.
    fn unauthorized(&self, code: &str, detail: Option<&str>) -> Refusal {
        let message = "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.";
        let mut refusal = self.refuse(401, code, message, detail);
        let challenge = format!(
            "Bearer authorization_uri=https://login.microsoftonline.com/{}/oauth2/authorize resource_id=https://storage.azure.com",
            self.tenant()
        );
        refusal.response.headers.push(("WWW-Authenticate".to_owned(), challenge));
        refusal.reason = RefusalReason::Unauthenticated;
        refusal
    }

    /// An error that is not about access.
    pub(super) fn error(&self, status: u16, code: &str, message: &str) -> Refusal {
        self.refuse(status, code, message, None)
    }

    fn refuse(&self, status: u16, code: &str, message: &str, detail: Option<&str>) -> Refusal {
        let request_id = self.state.new_guid("blob request");
        let time = self.state.now().arm();
        let detail = detail.map(|it| element("AuthenticationErrorDetail", it)).unwrap_or_default();
        let text = format!("{message}\nRequestId:{request_id}\nTime:{time}");
        let inside = format!("<Error>{}{}{detail}</Error>", element("Code", code), element("Message", &text));
        let mut response = ApiResponse::empty(status)
            .header("Content-Type", "application/xml")
            .header("x-ms-error-code", code)
            .header("x-ms-request-id", request_id)
            .header("x-ms-version", VERSION);
        if self.request.method != Method::Head {
            response.body = Some(Value::String(document(&inside)));
        }
        Refusal {
            response: Box::new(response),
            code: code.to_owned(),
            reason: RefusalReason::Invalid,
            action: self.request.method.as_str().to_owned(),
            scope: self.resource.id.clone(),
        }
    }

    fn stamp(&self, response: ApiResponse) -> ApiResponse {
        response
            .header("x-ms-request-id", self.state.new_guid("blob request"))
            .header("x-ms-version", VERSION)
            .header("Date", self.state.now().http())
    }

    /// Goes on only if the caller may do this to containers: an *action*, so Owner and Contributor may.
    pub(super) fn require_action(&mut self, action: &str, container: Option<&str>) -> Result<(), Refusal> {
        let Some(caller) = &self.caller else { return Ok(()) };
        let decision = authorize(self.state, caller, &format!("{SERVICE}/{action}"), &self.scope(container));
        self.take(vec![decision])
    }

    /// Goes on only if the caller may do one of these to blobs: *data actions*, so a data role is needed.
    pub(super) fn require_data(&mut self, actions: &[&str], container: &str) -> Result<(), Refusal> {
        let Some(caller) = &self.caller else { return Ok(()) };
        let scope = self.scope(Some(container));
        let decide = |action: &&str| authorize_data(self.state, caller, &format!("{SERVICE}/blobs/{action}"), &scope);
        let mut decisions: Vec<Decision> = Vec::new();
        for action in actions {
            let decision = decide(action);
            let allowed = decision.allowed;
            decisions.push(decision);
            if allowed {
                break;
            }
        }
        self.take(decisions)
    }

    /// The last of these decisions counts.
    fn take(&mut self, decisions: Vec<Decision>) -> Result<(), Refusal> {
        let refused = decisions.first().filter(|_| decisions.last().is_none_or(|it| !it.allowed)).cloned();
        self.decisions.extend(decisions);
        let Some(refused) = refused else { return Ok(()) };
        let message = "This request is not authorized to perform this operation using this permission.";
        let mut refusal = self.error(403, "AuthorizationPermissionMismatch", message);
        refusal.reason = RefusalReason::MissingAction;
        refusal.action = refused.action;
        refusal.scope = refused.scope;
        Err(refusal)
    }

    fn scope(&self, container: Option<&str>) -> ResourceId {
        match container {
            Some(name) => ResourceId::new(format!("{}/blobServices/default/containers/{name}", self.resource.id)),
            None => self.resource.id.clone(),
        }
    }
}
