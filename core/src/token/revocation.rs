//! Tokens that were revoked before they expired (R37): how services ask for a new one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::claims::Claims;
use crate::model::time::Timestamp;
use crate::state::State;

/// When the tokens of the one that this token is for were revoked, if this token is one of them.
pub fn revoked(state: &State, claims: &Claims) -> Option<Timestamp> {
    state.revoked(&claims.oid).filter(|at| claims.iat <= at.0)
}

/// The claims challenge: the header that asks for a token from after the revocation.
pub fn challenge(at: Timestamp) -> String {
    let claims = format!(r#"{{"access_token":{{"nbf":{{"essential":true,"value":"{}"}}}}}}"#, at.0);
    format!(
        "Bearer authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{}\"",
        STANDARD.encode(claims)
    )
}
