//! Facts about tokens and data: who got a token, and who read what with it.

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::model::directory::{Principal, ServicePrincipalKind};
use keyless_core::model::id::ObjectId;
use keyless_core::state::State;
use keyless_core::token::claims::Claims;

use super::super::{Fact, Step};
use super::access::is_called;

pub(in super::super) fn token_issued(fact: &Fact, step: &Step<'_>) -> bool {
    step.events.iter().any(|it| match it {
        Event::TokenIssued { principal, audience, .. } | Event::TokenServedFromCache { principal, audience } => {
            // To the letter: for some services a slash at its end is another audience.
            let wanted = fact.get("audience").is_none_or(|it| it == audience);
            wanted
                && holder(step, principal).is_some_and(|it| is_managed(it) && fact.names("identity", it.display_name()))
        }
        _ => false,
    })
}

fn holder<'a>(step: &Step<'a>, id: &ObjectId) -> Option<&'a Principal> {
    step.after.principal(id).or_else(|| step.before?.principal(id))
}

fn is_managed(principal: &Principal) -> bool {
    matches!(principal, Principal::ServicePrincipal(it) if !matches!(it.kind, ServicePrincipalKind::Application { .. }))
}

pub(in super::super) fn secret_read(fact: &Fact, step: &Step<'_>) -> bool {
    reads(fact, step, "vault", ".vault.azure.net").any(|request| {
        let path = request.path();
        let mut parts = path.split('/').skip(1);
        parts.next() == Some("secrets")
            && parts.next().is_some_and(|name| !name.is_empty() && fact.names("secret", name))
    })
}

pub(in super::super) fn blob_read(fact: &Fact, step: &Step<'_>) -> bool {
    reads(fact, step, "account", ".blob.core.windows.net").any(|request| {
        let path = request.path();
        let blob = path.trim_start_matches('/').split_once('/').map(|(_, blob)| blob);
        let whole = request.query("comp").is_none() && request.query("restype").is_none();
        whole && blob.is_some_and(|name| !name.is_empty() && fact.names("blob", name))
    })
}

/// The step's requests that read something, with success, from the service that `field` names, as whom `by` names.
fn reads<'a>(fact: &'a Fact, step: &Step<'a>, field: &'a str, suffix: &'a str) -> impl Iterator<Item = &'a ApiRequest> {
    let after = step.after;
    let exchanges = step.outcome.map(|it| it.exchanges.as_slice()).unwrap_or_default();
    let answered =
        exchanges.iter().filter(|it| it.request.method == Method::Get && matches!(it.response.status, 200 | 206));
    answered.map(|it| &it.request).filter(move |request| {
        let host = request.host();
        host.strip_suffix(suffix).is_some_and(|name| fact.names(field, name)) && is_by(fact, after, request)
    })
}

/// Whether the token of a request speaks for whom the fact names.
fn is_by(fact: &Fact, state: &State, request: &ApiRequest) -> bool {
    if fact.get("by").is_none() {
        return true;
    }
    let token = request.header_value("authorization").and_then(|it| it.strip_prefix("Bearer "));
    let claims = token.and_then(|token| Claims::read(token, state.seed()));
    let caller = claims.and_then(|claims| state.principal(&ObjectId::new(&claims.oid)));
    caller.is_some_and(|principal| is_called(fact, "by", principal))
}
