//! What stands in the way of a good request: an outage of its region (R23), or too many before it (R19, R67).

use super::context::Context;
use crate::api::error::ApiError;
use crate::event::Event;
use crate::model::id::TenantId;
use crate::model::scope::ResourceId;

/// Goes on only if managed identities of this region can be managed (R23).
///
/// # Errors
/// 503 `ServiceUnavailable`.
pub fn require_region(context: &Context<'_>, region: &str) -> Result<(), ApiError> {
    if !context.state.is_down(region) {
        return Ok(());
    }
    let message = format!(
        "The managed identity service is unavailable in location '{region}'. Identities there cannot be created, changed, assigned or deleted for now."
    );
    Err(ApiError::new(503, "ServiceUnavailable", message).by_rule(23))
}

/// So many requests in so many seconds, counted under a name.
type Limit = (String, usize, i64);

/// What a request to Microsoft.ManagedIdentity counts as (R67).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Creating, updating, deleting.
    Write,
    /// Reading one.
    Get,
    /// Reading all.
    List,
}

/// Counts a request to the managed identity service against the limits of its tenant, subscription and resource.
///
/// # Errors
/// 429 `TooManyRequests` with `Retry-After` (R67).
pub fn count_request(context: &mut Context<'_>, kind: Kind, id: &ResourceId) -> Result<(), ApiError> {
    let (name, tenant, subscription, pause) = match kind {
        Kind::Write => ("write", 10, 2, 4),
        Kind::Get => ("get", 30, 10, 2),
        Kind::List => ("list", 15, 5, 4),
    };
    let limits = [
        (format!("{name} {}", context.caller.tenant_id), tenant, 1),
        (format!("{name} {}", subscription_of(id)), subscription, 1),
        (format!("{name} {}", id.key()), 1, pause),
    ];
    count(context, &limits, 67)
}

/// Counts the making of a system-assigned identity against the limits of tenant and subscription in a region (R19).
///
/// # Errors
/// 429 `TooManyRequests` with `Retry-After`.
pub fn count_creation(
    context: &mut Context<'_>,
    tenant: &TenantId,
    host: &ResourceId,
    region: &str,
) -> Result<(), ApiError> {
    let limits = [
        (format!("create {tenant} {region}"), 400, 20),
        (format!("create {} {region}", subscription_of(host)), 80, 20),
    ];
    count(context, &limits, 19)
}

fn subscription_of(id: &ResourceId) -> String {
    id.subscription_id().map(|it| it.to_string()).unwrap_or_default()
}

fn count(context: &mut Context<'_>, limits: &[Limit], rule: u8) -> Result<(), ApiError> {
    if !context.state.throttling() {
        return Ok(());
    }
    let waits = limits.iter().filter_map(|(name, most, seconds)| context.state.wait_for(name, *most, *seconds));
    if let Some(wait) = waits.max() {
        let message = format!("The request is being throttled. Please retry after {wait} seconds.");
        let mut error = ApiError::new(429, "TooManyRequests", message).by_rule(rule);
        error.header = Some(Box::new(("Retry-After".to_owned(), wait.to_string())));
        return Err(error);
    }
    let seconds = limits.iter().map(|it| it.2).max().unwrap_or_default();
    let limits = limits.iter().map(|it| it.0.clone()).collect();
    context.emit(Event::RequestCounted { limits, seconds });
    Ok(())
}
