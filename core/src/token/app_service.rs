//! App Service's token endpoint on the host itself (imds.md §7): `GET $IDENTITY_ENDPOINT` with `X-IDENTITY-HEADER`.

use super::audience;
use super::claims::Claims;
use super::imds::{Refusal, managed_token, service_principal, unbroken};
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::directory::ServicePrincipal;
use crate::model::id::derive_guid;
use crate::model::json::json;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::rules::RuleId;
use crate::state::State;

/// `IDENTITY_ENDPOINT` of every site.
pub const ENDPOINT: &str = "http://localhost:4141/MSI/token";
/// The endpoint's host.
pub const HOST: &str = "localhost:4141";

/// `IDENTITY_HEADER` of a site.
pub fn identity_header(state: &State, site: &ResourceId) -> String {
    derive_guid(state.seed(), 0, &format!("identity header {}", site.key()))
}

/// Answers a request to a site's own token endpoint. A refusal leaves exactly one event: that it was refused.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Event>) {
    match token(state, request) {
        Ok(answer) => answer,
        Err(refusal) => {
            let body = json!({ "statusCode": refusal.status, "message": refusal.description });
            (ApiResponse::json(refusal.status, body), vec![refusal.event(request)])
        }
    }
}

fn refuse(status: u16, message: impl Into<String>) -> Refusal {
    Refusal::new(status, "invalid_request", message)
}

fn token(state: &State, request: &ApiRequest) -> Result<(ApiResponse, Vec<Event>), Refusal> {
    let site = request.from.as_ref().and_then(|id| state.resource(id));
    let site = site.filter(|it| it.resource_type.to_ascii_lowercase().starts_with("microsoft.web/sites"));
    let Some(site) = site else {
        let text = "The token endpoint of App Service is reachable only from inside a site.";
        return Err(Refusal::new(504, "no_route_to_host", text));
    };
    if matches!(&site.kind, ResourceKind::Site(it) if !it.has_token_service()) {
        let text = "The token service of the site is stopped: WEBSITE_DISABLE_MSI is true.";
        return Err(Refusal::new(504, "no_route_to_host", text).because(RefusalReason::ByRule(RuleId(52))));
    }
    if !request.path().trim_end_matches('/').eq_ignore_ascii_case("/msi/token") {
        return Err(refuse(404, "Not found"));
    }
    if request.method != Method::Get {
        return Err(refuse(405, "Method not allowed"));
    }
    let header = request.header_value("x-identity-header");
    if header != Some(identity_header(state, &site.id).as_str()) {
        let reason = RefusalReason::Unauthenticated;
        return Err(refuse(401, "The header X-IDENTITY-HEADER is missing or wrong.").because(reason));
    }
    if request.query("api-version").as_deref() != Some("2019-08-01") {
        return Err(refuse(400, "The api-version is missing or not supported. Supported: 2019-08-01."));
    }
    let resource = request.query("resource").unwrap_or_default();
    if resource.is_empty() {
        return Err(refuse(400, "The parameter 'resource' is missing."));
    }
    let identity = choose(state, site, request)?;
    unbroken(state, site, identity)?;
    if !audience::is_known(state, &identity.tenant_id, &resource) {
        // Seen by callers as a failure of the endpoint itself.
        return Err(refuse(500, "An unexpected error occurred while fetching the token."));
    }
    let (token, events) = managed_token(state, identity, &resource);
    let not_before = Claims::read(&token.token, state.seed()).map_or(0, |it| it.nbf);
    let body = json!({
        "access_token": token.token, "client_id": identity.client_id, "expires_on": token.expires.0.to_string(),
        "not_before": not_before.to_string(), "resource": resource, "token_type": "Bearer",
    });
    Ok((ApiResponse::json(200, body), events))
}

/// Which identity answers: without an id always the system-assigned one (R41).
fn choose<'a>(state: &'a State, site: &Resource, request: &ApiRequest) -> Result<&'a ServicePrincipal, Refusal> {
    let client = request.query("client_id");
    let object = request.query("principal_id").or_else(|| request.query("object_id"));
    let resource = request.query("mi_res_id");
    if [&client, &object, &resource].into_iter().flatten().count() > 1 {
        return Err(refuse(400, "Only one of 'client_id', 'principal_id' and 'mi_res_id' may be given."));
    }
    let system = site.identity.system_assigned.as_ref().and_then(|it| service_principal(state, &it.principal_id));
    let named = client.is_some() || object.is_some() || resource.is_some();
    let mut all = system
        .into_iter()
        .chain(site.identity.user_assigned.values().filter_map(|it| service_principal(state, &it.principal_id)));
    let found = match (client, object, resource) {
        (Some(id), _, _) => all.find(|it| it.client_id.as_str().eq_ignore_ascii_case(&id)),
        (_, Some(id), _) => all.find(|it| it.object_id.as_str().eq_ignore_ascii_case(&id)),
        (_, _, Some(id)) => {
            let attached = site.identity.user_assigned.get(&ResourceId::new(id).key());
            attached.and_then(|it| service_principal(state, &it.principal_id))
        }
        (None, None, None) => system,
    };
    let text = "No managed identity was found for the specified parameters.";
    let reason = if named { RefusalReason::IdentityNotFound } else { RefusalReason::ByRule(RuleId(41)) };
    found.ok_or_else(|| refuse(400, text).because(reason))
}
