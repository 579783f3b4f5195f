//! What a token shows to a data plane, checked in the order of authflow.md: there, ours, in time, for us, of our tenant.

use crate::api::request::ApiRequest;
use crate::event::RefusalReason;
use crate::model::id::TenantId;
use crate::model::time::Timestamp;
use crate::rules::RuleId;
use crate::state::State;
use crate::token::claims::Claims;
use crate::token::issue::issuer;
use crate::token::revocation::revoked;

/// Why a token is not good here, in the order in which it is found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// There is none.
    Missing,
    /// This world did not issue it.
    Malformed,
    /// It is over, or not yet begun.
    Expired,
    /// It was revoked then (R37).
    Revoked(Timestamp),
    /// It is for another service.
    Audience(String),
    /// It is of another tenant.
    Issuer {
        /// Whose tokens are taken.
        expected: String,
        /// Whose it is.
        found: String,
    },
}

impl Problem {
    /// What the event log says of it.
    pub(super) const fn reason(&self) -> RefusalReason {
        match self {
            Self::Issuer { .. } => RefusalReason::WrongTenant,
            Self::Revoked(_) => RefusalReason::ByRule(RuleId(37)),
            _ => RefusalReason::Unauthenticated,
        }
    }
}

/// The claims of the request's token.
pub(super) fn check(
    state: &State,
    request: &ApiRequest,
    audiences: &[&str],
    tenant: &TenantId,
) -> Result<Claims, Problem> {
    let Some(token) = request.header_value("authorization").and_then(|it| it.strip_prefix("Bearer ")) else {
        return Err(Problem::Missing);
    };
    let claims = Claims::read(token, state.seed()).ok_or(Problem::Malformed)?;
    let now = state.now().0;
    if claims.exp <= now || claims.nbf > now {
        return Err(Problem::Expired);
    }
    if !audiences.contains(&claims.aud.as_str()) {
        return Err(Problem::Audience(claims.aud));
    }
    if let Some(at) = revoked(state, &claims) {
        return Err(Problem::Revoked(at));
    }
    let expected = issuer(tenant);
    if claims.iss != expected {
        return Err(Problem::Issuer { expected, found: claims.iss });
    }
    Ok(claims)
}
