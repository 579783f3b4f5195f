//! Who gets to a vault's data: the token, the firewall, then Azure RBAC or the access policies, never both.

use serde_json::Value;

use super::bearer::{self, Problem};
use super::{Answer, Refusal, no_such_host, secrets};
use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::authz::evaluate::authorize_data;
use crate::authz::grants;
use crate::event::{Event, RefusalReason};
use crate::model::decision::Decision;
use crate::model::id::TenantId;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::vault::KeyVault;
use crate::state::State;
use crate::token::claims::Claims;
use crate::token::validate::Caller;

/// The one audience of a vault: exactly this, without a slash at its end.
const AUDIENCE: &str = "https://vault.azure.net";

/// One request to a vault whose token was found good.
pub(super) struct Visit<'a> {
    pub(super) state: &'a State,
    pub(super) request: &'a ApiRequest,
    pub(super) resource: &'a Resource,
    pub(super) vault: &'a KeyVault,
    claims: Claims,
    pub(super) decisions: Vec<Decision>,
    pub(super) events: Vec<Event>,
}

/// What is done with a secret, as each permission model names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation {
    /// The data action, after `Microsoft.KeyVault/vaults/secrets/`.
    pub(super) action: &'static str,
    /// The permission of an access policy.
    pub(super) permission: &'static str,
}

/// Answers a request to `{name}.vault.azure.net`.
pub(super) fn answer(state: &State, request: &ApiRequest, name: &str) -> Answer {
    let Some((resource, vault)) = state.vault(name).and_then(|it| match &it.kind {
        ResourceKind::KeyVault(vault) => Some((it, vault)),
        _ => None,
    }) else {
        let refusal = no_such_host(&request.host(), ResourceId::new(format!("/{name}")));
        return refusal.answer(Vec::new());
    };
    let claims = match bearer::check(state, request, &[AUDIENCE], &vault.tenant_id) {
        Ok(claims) => claims,
        Err(problem) => {
            let refusal = unauthorized(&problem, resource, &vault.tenant_id, request);
            return refusal.answer(Vec::new());
        }
    };
    let mut visit = Visit { state, request, resource, vault, claims, decisions: Vec::new(), events: Vec::new() };
    match visit.check_network().and_then(|()| secrets::route(&mut visit)) {
        Ok(response) => (response, visit.decisions, visit.events),
        Err(refusal) => refusal.answer(visit.decisions),
    }
}

/// 401 with the challenge from which clients learn the tenant.
fn unauthorized(problem: &Problem, resource: &Resource, tenant: &TenantId, request: &ApiRequest) -> Refusal {
    let message = match problem {
        Problem::Missing => "AKV10000: Request is missing a Bearer or PoP token.".to_owned(),
        Problem::Malformed => "AKV10001: The token could not be read or its signature is not valid.".to_owned(),
        Problem::Expired => "AKV10001: The token is expired or not yet valid.".to_owned(),
        Problem::Revoked(_) => "AKV10001: The token was issued before its revocation.".to_owned(),
        Problem::Audience(found) => format!("AKV10022: Invalid audience. Expected {AUDIENCE}, found: {found}."),
        Problem::Issuer { expected, found } => {
            format!("AKV10032: Invalid issuer. Expected one of {expected}, found {found}.")
        }
    };
    let body = json!({"error": {"code": "Unauthorized", "message": message}});
    let challenge =
        format!("Bearer authorization=\"https://login.windows.net/{tenant}\", resource=\"https://vault.azure.net\"");
    Refusal {
        response: Box::new(ApiResponse::json(401, body).header("WWW-Authenticate", challenge)),
        code: "Unauthorized".to_owned(),
        reason: problem.reason(),
        action: request.method.as_str().to_owned(),
        scope: resource.id.clone(),
    }
}

impl Visit<'_> {
    /// The vault's name, in lower case: it keys its secrets.
    pub(super) fn vault_name(&self) -> String {
        self.resource.name.to_ascii_lowercase()
    }

    /// An error that is not about access.
    pub(super) fn error(&self, status: u16, code: &str, message: &str) -> Refusal {
        self.refusal(status, code, message, None, RefusalReason::Invalid, self.request.method.as_str().to_owned())
    }

    fn refusal(
        &self,
        status: u16,
        code: &str,
        message: &str,
        inner: Option<&str>,
        reason: RefusalReason,
        action: String,
    ) -> Refusal {
        let mut error = json!({"code": code, "message": message});
        if let (Some(inner), Some(map)) = (inner, error.as_object_mut()) {
            map.insert("innererror".to_owned(), json!({"code": inner}));
        }
        let response = Box::new(ApiResponse::json(status, json!({ "error": error })));
        Refusal { response, code: inner.unwrap_or(code).to_owned(), reason, action, scope: self.resource.id.clone() }
    }

    /// The firewall: no address is let in where the default is to deny, or where public access is off.
    fn check_network(&self) -> Result<(), Refusal> {
        let denied = self.vault.network_acls.get("defaultAction").and_then(Value::as_str) == Some("Deny");
        if !denied && self.vault.public_network_access.eq_ignore_ascii_case("Enabled") {
            return Ok(());
        }
        let message = format!(
            "Client address is not authorized and caller is not a trusted service.\r\nClient address: 203.0.113.10\r\nCaller: {}\r\nVault: {}",
            self.caller_text(),
            self.place()
        );
        let action = self.request.method.as_str().to_owned();
        Err(self.refusal(403, "Forbidden", &message, Some("ForbiddenByFirewall"), RefusalReason::Invalid, action))
    }

    /// Goes on only if the vault's permission model allows this.
    pub(super) fn require(&mut self, operation: Operation, secret: Option<&str>) -> Result<(), Refusal> {
        if self.vault.rbac { self.require_role(operation, secret) } else { self.require_policy(operation) }
    }

    fn require_role(&mut self, operation: Operation, secret: Option<&str>) -> Result<(), Refusal> {
        let action = format!("Microsoft.KeyVault/vaults/secrets/{}", operation.action);
        let scope = match secret {
            Some(name) => ResourceId::new(format!("{}/secrets/{name}", self.resource.id)),
            None => self.resource.id.clone(),
        };
        let caller = Caller::of(self.claims.clone());
        let decision = authorize_data(self.state, &caller, &action, &scope);
        self.decisions.push(decision.clone());
        if decision.allowed {
            return Ok(());
        }
        let lower = scope.as_str().replace("/resourceGroups/", "/resourcegroups/");
        let lower = lower.replace("/providers/Microsoft.KeyVault/", "/providers/microsoft.keyvault/");
        let message = [
            "Caller is not authorized to perform action on resource.".to_owned(),
            "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.".to_owned(),
            format!("Caller: {}", self.caller_text()),
            format!("Action: '{action}'"),
            format!("Resource: '{lower}'"),
            "Assignment: (not found)".to_owned(),
            "DenyAssignmentId: null".to_owned(),
            "DecisionReason: 'DeniedWithNoValidRBAC' ".to_owned(),
            format!("Vault: {}", self.place()),
        ];
        let (message, reason) = (message.join("\r\n"), RefusalReason::MissingAction);
        Err(self.refusal(403, "Forbidden", &message, Some("ForbiddenByRbac"), reason, action))
    }

    fn require_policy(&self, operation: Operation) -> Result<(), Refusal> {
        let caller = Caller::of(self.claims.clone());
        let identities = grants::identities(self.state, &caller);
        if identities.iter().any(|it| self.vault.policy_allows(it, operation.permission)) {
            return Ok(());
        }
        let message = format!(
            "The user, group or application 'appid={};oid={};iss={}' does not have secrets {} permission on key vault '{}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287",
            self.claims.appid,
            self.claims.oid,
            self.claims.iss,
            operation.permission,
            self.place()
        );
        let action = format!("secrets {}", operation.permission);
        let reason = RefusalReason::MissingAccessPolicy;
        Err(self.refusal(403, "Forbidden", &message, Some("AccessDenied"), reason, action))
    }

    fn caller_text(&self) -> String {
        let named = self.claims.upn.as_ref().map(|it| format!("name={it};")).unwrap_or_default();
        format!("{named}appid={};oid={};iss={}", self.claims.appid, self.claims.oid, self.claims.iss)
    }

    /// `{vault};location={region}`
    fn place(&self) -> String {
        format!("{};location={}", self.resource.name, self.resource.location)
    }
}
