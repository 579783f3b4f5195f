//! Entra ID's token endpoint: `POST login.microsoftonline.com/{tenant}/oauth2/v2.0/token`.

use super::audience;
use super::claims::Claims;
use super::form::Form;
use super::openid;
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind, User};
use crate::model::id::{ClientId, ObjectId, TenantId, derive_guid};
use crate::model::json::json;
use crate::model::scope::ResourceId;
use crate::model::tenancy::Tenant;
pub use crate::model::terminal::LIFETIME;
use crate::scenario::PASSWORD;
use crate::state::State;

/// How long a managed identity's access token is valid, in seconds (R36).
pub const MANAGED_LIFETIME: i64 = 86_400;
/// azure-cli's own public client id.
pub const AZURE_CLI: &str = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/// Answers a token request: the password and refresh-token grants for people, client credentials for applications.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Event>) {
    if let Some(response) = openid::answer(state, request) {
        return (response, Vec::new());
    }
    match issue(state, request) {
        Ok((response, event)) => (response, vec![event]),
        Err(refusal) => {
            let event = Event::RequestRefused {
                code: refusal.error.to_owned(),
                action: request.method.as_str().to_owned(),
                scope: ResourceId::new(request.path()),
                reason: RefusalReason::Unauthenticated,
            };
            (refusal.response(state), vec![event])
        }
    }
}

/// Why there is no token, as Entra ID says it.
struct Refusal {
    status: u16,
    error: &'static str,
    code: u32,
    text: String,
}

fn refuse(error: &'static str, code: u32, text: impl Into<String>) -> Refusal {
    Refusal { status: 400, error, code, text: text.into() }
}

impl Refusal {
    fn response(&self, state: &State) -> ApiResponse {
        let (trace, correlation) = (state.new_guid("trace"), state.new_guid("correlation"));
        let time = format!("{}Z", state.now().readable());
        let description = format!(
            "AADSTS{}: {} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {time}",
            self.code, self.text
        );
        ApiResponse::json(
            self.status,
            json!({
                "error": self.error, "error_description": description, "error_codes": [self.code], "timestamp": time,
                "trace_id": trace, "correlation_id": correlation,
                "error_uri": format!("https://login.microsoftonline.com/error?code={}", self.code),
            }),
        )
    }
}

fn issue(state: &State, request: &ApiRequest) -> Result<(ApiResponse, Event), Refusal> {
    let path = request.path();
    let Some(tenant) = path.strip_prefix('/').and_then(|it| it.strip_suffix("/oauth2/v2.0/token")) else {
        return Err(refuse("invalid_request", 900_144, "Only the v2.0 token endpoint is simulated."));
    };
    if request.method != Method::Post {
        let text = "Endpoint only accepts POST, OPTIONS requests. Received a request of another kind.";
        return Err(refuse("invalid_request", 900_561, text));
    }
    let tenant = tenant_of(state, tenant)?;
    let form = Form::read(request.body.as_deref().unwrap_or_default());
    let grant = form.get("grant_type").unwrap_or_default();
    let subject = match grant.as_str() {
        "password" => Subject::User(by_password(state, &form)?),
        "refresh_token" => Subject::User(by_refresh_token(state, &form)?),
        "client_credentials" => Subject::Application(by_client_secret(state, tenant, &form)?),
        "" => {
            let text = "The request body must contain the following parameter: 'grant_type'.";
            return Err(refuse("invalid_request", 900_144, text));
        }
        other => {
            let text = format!("The app requested an unsupported grant type '{other}'.");
            return Err(refuse("unsupported_grant_type", 70_003, text));
        }
    };
    if let (Subject::User(user), Some(tenant)) = (&subject, tenant)
        && user.tenant_id != tenant.id
    {
        let text = format!(
            "User account '{}' from identity provider '{}' does not exist in tenant '{}'.",
            user.user_principal_name,
            issuer(&user.tenant_id),
            tenant.display_name
        );
        return Err(refuse("invalid_grant", 50_020, text));
    }
    answer_subject(state, &subject, &form)
}

/// Who the token is for.
enum Subject<'a> {
    User(&'a User),
    Application(&'a ServicePrincipal),
}

fn answer_subject(state: &State, subject: &Subject<'_>, form: &Form) -> Result<(ApiResponse, Event), Refusal> {
    let scope = form.get("scope").unwrap_or_default();
    let Some(audience) = audience_of(&scope) else {
        let text =
            format!("The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.");
        return Err(refuse("invalid_scope", 70_011, text));
    };
    let (tenant, principal) = match subject {
        Subject::User(user) => (&user.tenant_id, &user.object_id),
        Subject::Application(it) => (&it.tenant_id, &it.object_id),
    };
    if !audience::is_known(state, tenant, &audience) {
        let name = state.tenant(tenant).map_or("", |it| it.display_name.as_str());
        let text = format!(
            "The resource principal named {audience} was not found in the tenant named {name}. Check that the application is installed in the tenant, and that the request went to the right tenant."
        );
        return Err(refuse("invalid_resource", 500_011, text));
    }
    let client = form.get("client_id").unwrap_or_default();
    let token = match subject {
        Subject::User(user) => user_claims(state, user, &audience, &client),
        Subject::Application(it) => principal_claims(state, it, &audience, LIFETIME),
    }
    .sign(state.seed());
    let mut body = json!({
        "token_type": "Bearer", "scope": scope, "expires_in": LIFETIME, "ext_expires_in": LIFETIME,
        "access_token": token,
    });
    if let (Some(map), Subject::User(user)) = (body.as_object_mut(), subject) {
        map.insert("refresh_token".to_owned(), json!(refresh_token(state, user)));
    }
    let event = Event::TokenIssued { principal: principal.clone(), audience, expires_in: LIFETIME };
    Ok((ApiResponse::json(200, body), event))
}

/// The tenant of the URL, by id or domain; `None` for `organizations` and `common`, which mean the account's own.
fn tenant_of<'a>(state: &'a State, name: &str) -> Result<Option<&'a Tenant>, Refusal> {
    if ["organizations", "common"].iter().any(|it| it.eq_ignore_ascii_case(name)) {
        return Ok(None);
    }
    let same = |it: &&Tenant| it.id.as_str().eq_ignore_ascii_case(name) || it.default_domain.eq_ignore_ascii_case(name);
    state.tenants().find(same).map(Some).ok_or_else(|| {
        let text = format!("Tenant '{name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
        refuse("invalid_request", 90_002, text)
    })
}

fn by_password<'a>(state: &'a State, form: &Form) -> Result<&'a User, Refusal> {
    let name = form.get("username").unwrap_or_default();
    let Some(user) = people(state).find(|user| user.user_principal_name.eq_ignore_ascii_case(&name)) else {
        let text = format!("The user account {name} does not exist in the directory.");
        return Err(refuse("invalid_grant", 50_034, text));
    };
    let password = state.password_of(&user.object_id).unwrap_or(PASSWORD);
    if form.get("password").as_deref() != Some(password) {
        let text = "Error validating credentials due to invalid username or password.";
        return Err(refuse("invalid_grant", 50_126, text));
    }
    Ok(user)
}

fn by_refresh_token<'a>(state: &'a State, form: &Form) -> Result<&'a User, Refusal> {
    let given = form.get("refresh_token").unwrap_or_default();
    let found = people(state).find(|user| refresh_token(state, user) == given);
    found.ok_or_else(|| refuse("invalid_grant", 9_002_313, "Invalid request. Request is malformed or invalid."))
}

/// An application's service principal, when the password is one of its application and still good.
fn by_client_secret<'a>(
    state: &'a State,
    tenant: Option<&Tenant>,
    form: &Form,
) -> Result<&'a ServicePrincipal, Refusal> {
    let client = form.get("client_id").unwrap_or_default();
    let unknown = |name: &str| {
        let text = format!(
            "Application with identifier '{client}' was not found in the directory '{name}'. This can happen if the application is not in the tenant, or if the request went to the wrong tenant."
        );
        refuse("unauthorized_client", 700_016, text)
    };
    let Some(tenant) = tenant else {
        return Err(unknown("organizations"));
    };
    // A managed identity has a service principal too, but no application, and no password (R1, R5).
    let application = state.application_of(&ClientId::new(&client)).filter(|it| it.tenant_id == tenant.id);
    let Some(application) = application else { return Err(unknown(&tenant.display_name)) };
    let secret = form.get("client_secret").unwrap_or_default();
    match application.passwords.iter().find(|it| it.secret == secret) {
        Some(password) if password.end > state.now() => {}
        found => {
            let (code, text) = match found {
                Some(_) => (7_000_222, format!("The provided client secret keys for app '{client}' are expired.")),
                None => (
                    7_000_215,
                    format!(
                        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'."
                    ),
                ),
            };
            return Err(Refusal { status: 401, ..refuse("invalid_client", code, text) });
        }
    }
    let behind = state.principals().find_map(|it| match it {
        Principal::ServicePrincipal(it) if it.client_id == application.client_id => Some(it),
        _ => None,
    });
    behind.ok_or_else(|| {
        let text = format!(
            "The client application '{client}' is missing service principal in the tenant '{}'.",
            tenant.display_name
        );
        Refusal { status: 401, ..refuse("invalid_client", 7_000_229, text) }
    })
}

fn people(state: &State) -> impl Iterator<Item = &User> {
    state.principals().filter_map(|principal| match principal {
        Principal::User(user) => Some(user),
        _ => None,
    })
}

/// The refresh token that a client got for this person at sign-in.
pub fn refresh_token(state: &State, user: &User) -> String {
    let text = derive_guid(state.seed(), 0, &format!("refresh token {}", user.object_id));
    format!("0.{}", text.replace('-', ""))
}

/// `https://management.core.windows.net//.default` is for `https://management.core.windows.net/`.
fn audience_of(scope: &str) -> Option<String> {
    scope.split(' ').find_map(|part| part.strip_suffix("/.default")).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn user_claims(state: &State, user: &User, audience: &str, client: &str) -> Claims {
    let claims = base_claims(state, &user.object_id, &user.tenant_id, audience, LIFETIME);
    Claims {
        appid: client.to_owned(),
        appidacr: "0".to_owned(),
        idtyp: "user".to_owned(),
        upn: Some(user.user_principal_name.clone()),
        ..claims
    }
}

/// The claims of an application's or a managed identity's token (imds.md §3).
pub(super) fn principal_claims(state: &State, it: &ServicePrincipal, audience: &str, lifetime: i64) -> Claims {
    let managed = !matches!(it.kind, ServicePrincipalKind::Application { .. });
    let resource = it.kind.resource().map(|id| id.as_str().replace("/resourceGroups/", "/resourcegroups/"));
    let claims = base_claims(state, &it.object_id, &it.tenant_id, audience, lifetime);
    Claims {
        appid: it.client_id.to_string(),
        appidacr: if managed { "2" } else { "1" }.to_owned(),
        idtyp: "app".to_owned(),
        xms_mirid: resource,
        ..claims
    }
}

fn base_claims(state: &State, principal: &ObjectId, tenant: &TenantId, audience: &str, lifetime: i64) -> Claims {
    let now = state.now().0;
    Claims {
        aud: audience.to_owned(),
        iss: issuer(tenant),
        idp: issuer(tenant),
        // A token from the very second of a revocation is one from after it (R37).
        iat: state.revoked(principal.as_str()).map_or(now, |at| now.max(at.0.saturating_add(1))),
        nbf: now,
        exp: now.saturating_add(lifetime),
        appid: String::new(),
        appidacr: String::new(),
        groups: state.groups_of(principal).iter().map(ToString::to_string).collect(),
        idtyp: String::new(),
        oid: principal.to_string(),
        sub: principal.to_string(),
        tid: tenant.to_string(),
        upn: None,
        aio: state.new_hex("aio"),
        uti: state.new_hex("uti"),
        xms_mirid: None,
        ver: "1.0".to_owned(),
    }
}

/// The issuer of a tenant's v1 tokens.
pub fn issuer(tenant: &TenantId) -> String {
    format!("https://sts.windows.net/{tenant}/")
}
