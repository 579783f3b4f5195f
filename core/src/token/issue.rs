//! Entra ID's token endpoint: `POST login.microsoftonline.com/{tenant}/oauth2/v2.0/token`.

use super::claims::Claims;
use crate::api::request::{ApiRequest, Method, percent_decode};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::directory::{Principal, User};
use crate::model::id::TenantId;
use crate::model::json::json;
use crate::scenario::PASSWORD;
use crate::state::State;

/// How long a person's access token is valid, in seconds.
pub const LIFETIME: i64 = 3600;
/// azure-cli's own public client id.
pub const AZURE_CLI: &str = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/// Answers a token request: the password grant and the refresh-token grant, for people.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Event>) {
    match issue(state, request) {
        Ok((response, event)) => (response, vec![event]),
        Err((error, text)) => (refusal(state, error, &text), Vec::new()),
    }
}

type Refusal = (&'static str, String);

fn issue(state: &State, request: &ApiRequest) -> Result<(ApiResponse, Event), Refusal> {
    if request.method != Method::Post || !request.path().ends_with("/oauth2/v2.0/token") {
        return Err(("invalid_request", "AADSTS900144: Only the v2.0 token endpoint is simulated.".to_owned()));
    }
    let form = Form::read(request.body.as_deref().unwrap_or_default());
    let user = match form.get("grant_type").as_deref() {
        Some("password") => by_password(state, &form)?,
        Some("refresh_token") => by_refresh_token(state, &form)?,
        Some(other) => {
            return Err((
                "unsupported_grant_type",
                format!("AADSTS70003: The app requested an unsupported grant type '{other}'."),
            ));
        }
        None => {
            return Err((
                "invalid_request",
                "AADSTS900144: The request body must contain the following parameter: 'grant_type'.".to_owned(),
            ));
        }
    };
    let scope = form.get("scope").unwrap_or_default();
    let Some(audience) = audience_of(&scope) else {
        return Err((
            "invalid_scope",
            format!(
                "AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid."
            ),
        ));
    };
    let client = form.get("client_id").unwrap_or_default();
    let token = user_claims(state, user, &audience, &client).sign(state.seed());
    let body = json!({
        "token_type": "Bearer", "scope": scope, "expires_in": LIFETIME, "ext_expires_in": LIFETIME,
        "access_token": token, "refresh_token": refresh_token(state, user),
    });
    let event = Event::TokenIssued { principal: user.object_id.clone(), audience, expires_in: LIFETIME };
    Ok((ApiResponse::json(200, body), event))
}

fn by_password<'a>(state: &'a State, form: &Form) -> Result<&'a User, Refusal> {
    let name = form.get("username").unwrap_or_default();
    let found = people(state).find(|user| user.user_principal_name.eq_ignore_ascii_case(&name));
    match found {
        None => {
            Err(("invalid_grant", format!("AADSTS50034: The user account {name} does not exist in the directory.")))
        }
        Some(_) if form.get("password").as_deref() != Some(PASSWORD) => Err((
            "invalid_grant",
            "AADSTS50126: Error validating credentials due to invalid username or password.".to_owned(),
        )),
        Some(user) => Ok(user),
    }
}

fn by_refresh_token<'a>(state: &'a State, form: &Form) -> Result<&'a User, Refusal> {
    let given = form.get("refresh_token").unwrap_or_default();
    people(state)
        .find(|user| refresh_token(state, user) == given)
        .ok_or_else(|| ("invalid_grant", "AADSTS9002313: Invalid request. Request is malformed or invalid.".to_owned()))
}

fn people(state: &State) -> impl Iterator<Item = &User> {
    state.principals().filter_map(|principal| match principal {
        Principal::User(user) => Some(user),
        Principal::ServicePrincipal(_) => None,
    })
}

/// The refresh token that a client got for this person at sign-in.
pub fn refresh_token(state: &State, user: &User) -> String {
    let text = crate::model::id::derive_guid(state.seed(), 0, &format!("refresh token {}", user.object_id));
    format!("0.{}", text.replace('-', ""))
}

/// `https://management.core.windows.net//.default` is for `https://management.core.windows.net/`.
fn audience_of(scope: &str) -> Option<String> {
    scope.split(' ').find_map(|part| part.strip_suffix("/.default")).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn user_claims(state: &State, user: &User, audience: &str, client: &str) -> Claims {
    let now = state.now().0;
    Claims {
        aud: audience.to_owned(),
        iss: issuer(&user.tenant_id),
        iat: now,
        nbf: now,
        exp: now + LIFETIME,
        appid: client.to_owned(),
        idtyp: "user".to_owned(),
        oid: user.object_id.to_string(),
        sub: user.object_id.to_string(),
        tid: user.tenant_id.to_string(),
        upn: Some(user.user_principal_name.clone()),
        ver: "1.0".to_owned(),
    }
}

/// The issuer of a tenant's v1 tokens.
pub fn issuer(tenant: &TenantId) -> String {
    format!("https://sts.windows.net/{tenant}/")
}

fn refusal(state: &State, error: &str, text: &str) -> ApiResponse {
    let trace = state.new_guid("trace");
    let description = format!("{text} Trace ID: {trace} Timestamp: {}", state.now());
    ApiResponse::json(400, json!({ "error": error, "error_description": description }))
}

/// A decoded `application/x-www-form-urlencoded` body.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(text: &str) -> Self {
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(key, value)| (percent_decode(key, true), percent_decode(value, true))).collect())
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }
}
