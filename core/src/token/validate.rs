//! What a service checks before it listens: a token, ours, in time, for it (authflow.md, "Check order at a target").

use super::claims::Claims;
use super::revocation::{challenge, revoked};
use crate::api::error::ApiError;
use crate::api::request::ApiRequest;
use crate::event::RefusalReason;
use crate::model::id::{ObjectId, TenantId};
use crate::model::time::Timestamp;
use crate::state::State;

/// Who a request comes from, after its token was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The caller's object id.
    pub object_id: ObjectId,
    /// The caller's tenant.
    pub tenant_id: TenantId,
    /// The user principal name, or an application's client id.
    pub name: String,
    /// What its token says that may have changed since; `None` for somebody who is only imagined to ask.
    pub token: Option<Frozen>,
}

/// What a token says until it expires, whatever changes (R34).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The groups that the caller was in.
    pub groups: Vec<ObjectId>,
    /// When the token was issued.
    pub issued: Timestamp,
    /// When it expires.
    pub expires: Timestamp,
}

/// The audiences that Azure Resource Manager takes (dataplane.md §3).
pub const ARM_AUDIENCES: [&str; 4] = [
    "https://management.core.windows.net/",
    "https://management.core.windows.net",
    "https://management.azure.com/",
    "https://management.azure.com",
];

/// The audiences that Microsoft Graph takes.
pub const GRAPH_AUDIENCES: [&str; 2] = ["https://graph.microsoft.com/", "https://graph.microsoft.com"];

/// Reads and checks the request's token.
///
/// # Errors
/// 401 with the service's code: no token, not a token of this world, for another audience, expired or not yet valid.
pub fn validate(state: &State, request: &ApiRequest, audiences: &[&str]) -> Result<Caller, ApiError> {
    let refuse = |code: &str, message: String| {
        let mut error = ApiError::new(401, code, message);
        error.reason = RefusalReason::Unauthenticated;
        error
    };
    let Some(header) = request.header_value("authorization") else {
        return Err(refuse(
            "AuthenticationFailed",
            "Authentication failed. The 'Authorization' header is missing.".to_owned(),
        ));
    };
    let token = header.strip_prefix("Bearer ").unwrap_or_default();
    let Some(claims) = Claims::read(token, state.seed()) else {
        return Err(refuse("InvalidAuthenticationToken", "The access token is invalid.".to_owned()));
    };
    if !audiences.contains(&claims.aud.as_str()) {
        return Err(refuse("InvalidAuthenticationToken", wrong_audience(&claims.aud, audiences)));
    }
    let now = state.now();
    if claims.exp <= now.0 || claims.nbf > now.0 {
        let (expiry, now) = (Timestamp(claims.exp).readable(), now.readable());
        let message = format!("The access token expiry UTC time '{expiry}' is earlier than current UTC time '{now}'.");
        return Err(refuse("ExpiredAuthenticationToken", message));
    }
    if let Some(at) = revoked(state, &claims) {
        let message = "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
        let mut error = ApiError::new(401, "InvalidAuthenticationToken", message).by_rule(37);
        error.header = Some(Box::new(("WWW-Authenticate".to_owned(), challenge(at))));
        return Err(error);
    }
    Ok(Caller::of(claims))
}

impl Caller {
    /// Whom a token that was found good speaks for.
    pub fn of(claims: Claims) -> Self {
        let token = Frozen {
            groups: claims.groups.iter().map(|it| ObjectId::new(it)).collect(),
            issued: Timestamp(claims.iat),
            expires: Timestamp(claims.exp),
        };
        Self {
            token: Some(token),
            object_id: ObjectId::new(&claims.oid),
            tenant_id: TenantId::new(&claims.tid),
            name: claims.upn.unwrap_or(claims.appid),
        }
    }
}

/// A subscription listens to tokens of the tenant that it trusts, and to no others (R45, R46).
pub fn wrong_tenant(caller: &Caller, tenant: &TenantId) -> ApiError {
    let (found, wanted) = (super::issue::issuer(&caller.tenant_id), super::issue::issuer(tenant));
    let message = format!(
        "The access token is from the wrong issuer '{found}'. It must match the tenant '{wanted}' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/{tenant}' to get the token."
    );
    let mut error = ApiError::new(401, "InvalidAuthenticationTokenTenant", message);
    error.reason = RefusalReason::WrongTenant;
    error
}

fn wrong_audience(found: &str, audiences: &[&str]) -> String {
    let allowed: Vec<String> = audiences.iter().map(|it| format!("'{it}'")).collect();
    format!(
        "The access token has been obtained for wrong audience or resource '{found}'. It should exactly match with one of the allowed audiences {}.",
        allowed.join(",")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_names_the_tenant_that_it_trusts() {
        let (object_id, tenant_id) = (ObjectId::new("o"), TenantId::new("theirs"));
        let caller = Caller { object_id, tenant_id, name: "somebody".to_owned(), token: None };
        let error = wrong_tenant(&caller, &TenantId::new("ours"));
        assert_eq!((error.status, &*error.code), (401, "InvalidAuthenticationTokenTenant"));
        assert!(error.message.contains("https://sts.windows.net/theirs/") && error.message.contains("/ours"));
    }
}
