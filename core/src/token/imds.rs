//! The instance metadata service at 169.254.169.254, as seen from inside a machine (imds.md §1 … §6).
//!
//! `bypass_cache` is undocumented and has no effect. `mi_res_id` is taken as another spelling of `msi_res_id`.

use serde_json::Value;

use super::claims::Claims;
use super::issue::{MANAGED_LIFETIME, principal_claims};
use super::{audience, instance};
use crate::api::request::{ApiRequest, Method, percent_decode};
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::directory::{Principal, ServicePrincipal};
use crate::model::id::ObjectId;
use crate::model::json::json;
use crate::model::resource::{PowerState, Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::terminal::{CachedToken, RENEWAL};
use crate::rules::RuleId;
use crate::state::State;

/// The versions of the service, oldest first.
pub const VERSIONS: [&str; 15] = [
    "2017-08-01",
    "2018-02-01",
    "2018-04-02",
    "2018-10-01",
    "2019-02-01",
    "2019-06-01",
    "2019-08-15",
    "2020-06-01",
    "2020-09-01",
    "2021-02-01",
    "2021-05-01",
    "2021-12-13",
    "2023-07-01",
    "2023-11-15",
    "2025-04-07",
];

/// Why the service gives no answer.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) error: String,
    pub(super) description: String,
    pub(super) reason: RefusalReason,
    newest: bool,
}

impl Refusal {
    pub(super) fn new(status: u16, error: &str, description: impl Into<String>) -> Self {
        let (error, description) = (error.to_owned(), description.into());
        Self { status, error, description, reason: RefusalReason::Invalid, newest: false }
    }

    pub(super) fn because(self, reason: RefusalReason) -> Self {
        Self { reason, ..self }
    }

    fn response(&self) -> ApiResponse {
        let mut body = json!({ "error": self.error });
        if let Some(map) = body.as_object_mut() {
            if !self.description.is_empty() {
                map.insert("error_description".to_owned(), json!(self.description));
            }
            if self.newest {
                let newest: Vec<&&str> = VERSIONS.iter().rev().take(3).collect();
                map.insert("newest-versions".to_owned(), json!(newest));
            }
        }
        ApiResponse::json(self.status, body)
    }

    /// The one event of a refusal.
    pub(super) fn event(&self, request: &ApiRequest) -> Event {
        Event::RequestRefused {
            code: self.error.clone(),
            action: format!("{} {}", request.method.as_str(), request.path()),
            scope: request.from.clone().unwrap_or_else(|| ResourceId::new(request.path())),
            reason: self.reason,
        }
    }
}

/// Answers a request to the metadata service. A refusal leaves exactly one event: that it was refused.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Event>) {
    match route(state, request) {
        Ok(answer) => answer,
        Err(refusal) => (refusal.response(), vec![refusal.event(request)]),
    }
}

type Answer = Result<(ApiResponse, Vec<Event>), Refusal>;

fn route(state: &State, request: &ApiRequest) -> Answer {
    let machine = machine(state, request)?;
    let path = request.path();
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    let known = path.starts_with("/metadata/instance")
        || ["/metadata/identity/oauth2/token", "/metadata/identity/info", "/metadata/versions"]
            .contains(&path.as_str());
    if !known {
        return Err(Refusal::new(404, "Not found", ""));
    }
    check_headers(request)?;
    if path == "/metadata/versions" {
        return Ok((ApiResponse::json(200, json!({ "apiVersions": VERSIONS })), Vec::new()));
    }
    check_query(request)?;
    match path.as_str() {
        "/metadata/identity/oauth2/token" => token(state, request, machine),
        "/metadata/identity/info" => {
            let subscription = machine.id.subscription_id().and_then(|id| state.subscription(&id));
            Ok((ApiResponse::json(200, json!({ "tenantId": subscription.map(|it| &it.tenant_id) })), Vec::new()))
        }
        _ => {
            let found = instance::answer(state, machine, request);
            found.map(|it| (it, Vec::new())).ok_or_else(|| Refusal::new(404, "Not found", ""))
        }
    }
}

/// The running machine that asks: the address is reachable from nowhere else (R50).
fn machine<'a>(state: &'a State, request: &ApiRequest) -> Result<&'a Resource, Refusal> {
    let machine = request.from.as_ref().and_then(|id| state.resource(id));
    let machine =
        machine.filter(|it| it.resource_type.to_ascii_lowercase().starts_with("microsoft.compute/virtualmachine"));
    let Some(machine) = machine else {
        let text = "169.254.169.254 is reachable only from inside a virtual machine.";
        return Err(Refusal::new(504, "no_route_to_host", text));
    };
    match &machine.kind {
        ResourceKind::VirtualMachine(it) if it.power != PowerState::Running => {
            let text = format!("The machine '{}' is not running.", machine.name);
            Err(Refusal::new(504, "no_route_to_host", text).because(RefusalReason::HostNotRunning))
        }
        _ => Ok(machine),
    }
}

fn check_headers(request: &ApiRequest) -> Result<(), Refusal> {
    if request.method != Method::Get {
        return Err(Refusal::new(405, "Method not allowed", ""));
    }
    if !request.header_value("metadata").is_some_and(|it| it.eq_ignore_ascii_case("true")) {
        return Err(Refusal::new(400, "bad_request_102", "Required metadata header not specified"));
    }
    if request.header_value("x-forwarded-for").is_some() {
        return Err(Refusal::new(400, "invalid_request", "A request with the header X-Forwarded-For is rejected"));
    }
    Ok(())
}

fn check_query(request: &ApiRequest) -> Result<(), Refusal> {
    let names = parameters(request);
    for (at, name) in names.iter().enumerate() {
        if names.iter().skip(at + 1).any(|it| it == name) {
            let text = format!("Query variable '{name}' is given more than once");
            return Err(Refusal::new(400, "invalid_request", text));
        }
    }
    let version = request.query("api-version").unwrap_or_default();
    let oldest = if request.path().to_ascii_lowercase().contains("/identity/") { "2018-02-01" } else { "2017-08-01" };
    if !VERSIONS.contains(&version.as_str()) || version.as_str() < oldest {
        let text = "Bad request. api-version is invalid or was not specified in the request. For more information refer to aka.ms/azureimds";
        return Err(Refusal { newest: true, ..Refusal::new(400, text, "") });
    }
    Ok(())
}

/// The names of the query's parameters, in lower case.
fn parameters(request: &ApiRequest) -> Vec<String> {
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|it| !it.is_empty());
    pairs.map(|it| percent_decode(it.split('=').next().unwrap_or_default(), true).to_ascii_lowercase()).collect()
}

fn token(state: &State, request: &ApiRequest, machine: &Resource) -> Answer {
    let resource = request.query("resource").unwrap_or_default();
    if resource.is_empty() {
        return Err(Refusal::new(400, "invalid_request", "Required query variable 'resource' is missing"));
    }
    let wanted = wanted(request)?;
    let identity = choose(state, machine, wanted.as_ref())?;
    unbroken(state, machine, identity)?;
    if !audience::is_known(state, &identity.tenant_id, &resource) {
        let text = format!(
            "AADSTS50001: The application named {resource} was not found in the tenant named {}. Check that the application is installed in the tenant, and that the request went to the right tenant.",
            identity.tenant_id
        );
        return Err(Refusal::new(400, "invalid_resource", text));
    }
    let (token, events) = managed_token(state, identity, &resource);
    let claims = Claims::read(&token.token, state.seed());
    let not_before = claims.map_or(0, |it| it.nbf);
    let left = token.expires.0.saturating_sub(state.now().0).to_string();
    let body = json!({
        "access_token": token.token, "client_id": identity.client_id, "expires_in": left,
        "expires_on": token.expires.0.to_string(), "ext_expires_in": left, "not_before": not_before.to_string(),
        "refresh_token": "", "resource": resource, "token_type": "Bearer",
    });
    Ok((ApiResponse::json(200, body), events))
}

/// How a request names an identity.
enum Named {
    Client(String),
    Object(String),
    Resource(String),
}

fn wanted(request: &ApiRequest) -> Result<Option<Named>, Refusal> {
    let given = |name: &str| request.query(name);
    let mut named = [
        given("client_id").map(Named::Client),
        given("object_id").map(Named::Object),
        given("msi_res_id").or_else(|| given("mi_res_id")).map(Named::Resource),
    ]
    .into_iter()
    .flatten();
    let (first, second) = (named.next(), named.next());
    if second.is_some() {
        let text = "Only one of the query variables 'client_id', 'object_id' and 'msi_res_id' may be given";
        return Err(Refusal::new(400, "invalid_request", text));
    }
    Ok(first)
}

fn not_found() -> Refusal {
    Refusal::new(400, "invalid_request", "Identity not found").because(RefusalReason::IdentityNotFound)
}

/// Which identity answers (R38 … R40). One whose service principal is gone does not (R12, R26).
fn choose<'a>(state: &'a State, host: &Resource, wanted: Option<&Named>) -> Result<&'a ServicePrincipal, Refusal> {
    let system = host.identity.system_assigned.as_ref().map(|it| &it.principal_id);
    let attached = &host.identity.user_assigned;
    let of = |id: &ObjectId| service_principal(state, id);
    let found = match wanted {
        None => match (system, attached.len()) {
            (Some(system), _) => of(system),
            (None, 1) => attached.values().next().and_then(|it| of(&it.principal_id)),
            (None, 0) => None,
            (None, _) => {
                let text = "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request";
                return Err(Refusal::new(400, "invalid_request", text).because(RefusalReason::IdentityAmbiguous));
            }
        },
        Some(Named::Resource(id)) => {
            attached.get(&ResourceId::new(id.as_str()).key()).and_then(|it| of(&it.principal_id))
        }
        Some(named) => {
            let all = system.into_iter().chain(attached.values().map(|it| &it.principal_id)).filter_map(of);
            all.into_iter().find(|it| match named {
                Named::Client(id) => it.client_id.as_str().eq_ignore_ascii_case(id),
                Named::Object(id) => it.object_id.as_str().eq_ignore_ascii_case(id),
                Named::Resource(_) => false,
            })
        }
    };
    found.ok_or_else(not_found)
}

/// An identity of another tenant than its host's subscription trusts was broken by a transfer (R45).
pub(super) fn unbroken(state: &State, host: &Resource, identity: &ServicePrincipal) -> Result<(), Refusal> {
    let subscription = host.id.subscription_id().and_then(|id| state.subscription(&id));
    if subscription.is_none_or(|it| it.tenant_id == identity.tenant_id) {
        return Ok(());
    }
    let reason = RefusalReason::ByRule(RuleId(45));
    Err(Refusal::new(400, "invalid_request", "Identity not found").because(reason))
}

pub(super) fn service_principal<'a>(state: &'a State, id: &ObjectId) -> Option<&'a ServicePrincipal> {
    match state.principal(id) {
        Some(Principal::ServicePrincipal(it)) => Some(it),
        _ => None,
    }
}

/// The token that the platform has for an identity and a resource, or a new one (R35, R36).
pub(super) fn managed_token(state: &State, identity: &ServicePrincipal, resource: &str) -> (CachedToken, Vec<Event>) {
    let principal = identity.object_id.clone();
    let now = state.now();
    if let Some(cached) = state.managed_token(&principal, resource).filter(|it| it.expires > now.plus(RENEWAL)) {
        return (cached.clone(), vec![Event::TokenServedFromCache { principal, audience: resource.to_owned() }]);
    }
    let claims = principal_claims(state, identity, resource, MANAGED_LIFETIME);
    let token = CachedToken { token: claims.sign(state.seed()), expires: now.plus(MANAGED_LIFETIME) };
    let events = vec![
        Event::TokenIssued {
            principal: principal.clone(),
            audience: resource.to_owned(),
            expires_in: MANAGED_LIFETIME,
        },
        Event::ManagedIdentityTokenCached { principal, resource: resource.to_owned(), token: token.clone() },
    ];
    (token, events)
}

/// What is refused by name: token endpoints of hosts that are not simulated.
pub fn refused_by_name(host: &str) -> Option<Value> {
    let what = match host {
        "localhost:40342" | "127.0.0.1:40342" => "Azure Arc's token endpoint",
        "localhost:2377" => "Service Fabric's token endpoint",
        "localhost:50342" | "127.0.0.1:50342" => {
            "Cloud Shell's token endpoint, and the retired one of virtual machines,"
        }
        _ => return None,
    };
    Some(json!({ "error": { "code": "NotSimulated", "message": format!("{what} is not simulated by Keyless.") } }))
}
