//! How az gets a token: from its cache, or from Entra ID, or from the machine it runs on.

use serde_json::Value;

use super::Client;
use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::directory::Principal;
use crate::model::id::ClientId;
use crate::model::terminal::{AccountKind, CachedToken, Profile, RENEWAL, Terminal};
use crate::model::time::Timestamp;
use crate::token::issue::{AZURE_CLI, refresh_token};

impl Client<'_> {
    /// The cached token for an audience, or a new one where it is missing or expires within five minutes.
    pub(super) fn token(&mut self, audience: &str) -> Result<String, Box<ApiResponse>> {
        let tenant = self.profile.tenant_id.to_string();
        self.token_of(audience, &tenant).map(|it| it.token)
    }

    /// The same, from a tenant, with its expiry.
    ///
    /// # Errors
    /// The answer that held no token.
    pub fn token_of(&mut self, audience: &str, tenant: &str) -> Result<CachedToken, Box<ApiResponse>> {
        let key = Terminal::token_key(&self.profile.object_id, audience);
        let now = self.state().now();
        let home = self.profile.tenant_id.as_str().eq_ignore_ascii_case(tenant);
        let cached = self.state().terminal().tokens.get(&key);
        if let Some(cached) = cached.filter(|it| home && it.expires.0 > now.0 + RENEWAL) {
            return Ok(cached.clone());
        }
        let Some(request) = self.token_request(audience, tenant) else { return Err(Box::new(ApiResponse::empty(401))) };
        let response = self.send_plain(request);
        let Some(cached) = read(&response, now) else { return Err(Box::new(response)) };
        if home {
            self.record(Event::TokenCached {
                principal: self.profile.object_id.clone(),
                audience: audience.to_owned(),
                token: cached.clone(),
            });
        }
        Ok(cached)
    }

    fn token_request(&self, audience: &str, tenant: &str) -> Option<ApiRequest> {
        let scope = percent_encode(&format!("{audience}/.default"), "");
        match &self.profile.kind {
            AccountKind::User => {
                let Some(Principal::User(user)) = self.state().principal(&self.profile.object_id) else { return None };
                let token = refresh_token(self.state(), user);
                let form =
                    format!("grant_type=refresh_token&client_id={AZURE_CLI}&refresh_token={token}&scope={scope}");
                Some(token_request(tenant, form))
            }
            AccountKind::ServicePrincipal => {
                let client = ClientId::new(&self.profile.user_name);
                let secret = self.state().terminal().client_secrets.get(client.as_str())?;
                Some(client_credentials(tenant, client.as_str(), secret, audience))
            }
            AccountKind::ManagedIdentity(info) => Some(metadata_request(info, audience)),
        }
    }

    /// Signs in with a token request, and reads who it is for.
    ///
    /// # Errors
    /// The answer that held no token.
    pub fn first_token(&mut self, request: ApiRequest, profile: Profile) -> Result<CachedToken, Box<ApiResponse>> {
        let now = self.state().now();
        let response = self.send_plain(request);
        let Some(token) = read(&response, now) else { return Err(Box::new(response)) };
        self.profile = profile;
        Ok(token)
    }
}

fn read(response: &ApiResponse, now: Timestamp) -> Option<CachedToken> {
    let body = response.body_or_null();
    let token = body.get("access_token").and_then(Value::as_str)?;
    // Entra ID sends a number, the metadata service a text.
    let lifetime = body.get("expires_in")?;
    let lifetime = lifetime.as_i64().or_else(|| lifetime.as_str()?.parse().ok())?;
    Some(CachedToken { token: token.to_owned(), expires: now.plus(lifetime) })
}

/// A request to Entra ID's token endpoint.
pub fn token_request(tenant: &str, form: String) -> ApiRequest {
    let url = format!("https://login.microsoftonline.com/{}/oauth2/v2.0/token", percent_encode(tenant, ""));
    let mut request = ApiRequest::new(Method::Post, url).header("Content-Type", "application/x-www-form-urlencoded");
    request.body = Some(form);
    request
}

/// What a person's name and password are sent in.
pub fn password_grant(tenant: &str, name: &str, password: &str, audience: &str) -> ApiRequest {
    let encode = |text: &str| percent_encode(text, "");
    let scope = encode(&format!("{audience}/.default"));
    let (name, password) = (encode(name), encode(password));
    let form = format!("grant_type=password&client_id={AZURE_CLI}&username={name}&password={password}&scope={scope}");
    token_request(tenant, form)
}

/// What an application's password is sent in.
pub fn client_credentials(tenant: &str, client: &str, secret: &str, audience: &str) -> ApiRequest {
    let encode = |text: &str| percent_encode(text, "");
    let scope = encode(&format!("{audience}/.default"));
    let (client, secret) = (encode(client), encode(secret));
    let form = format!("grant_type=client_credentials&client_id={client}&client_secret={secret}&scope={scope}");
    token_request(tenant, form)
}

/// A request to the metadata service for the identity that a profile names: `MSI`, `MSIClient-…` and so on.
pub fn metadata_request(info: &str, audience: &str) -> ApiRequest {
    let named = match info.split_once('-') {
        Some(("MSIClient", id)) => format!("&client_id={}", percent_encode(id, "")),
        Some(("MSIObject", id)) => format!("&object_id={}", percent_encode(id, "")),
        Some(("MSIResource", id)) => format!("&msi_res_id={}", percent_encode(id, "")),
        _ => String::new(),
    };
    let resource = percent_encode(audience, "");
    let url = format!(
        "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource={resource}{named}"
    );
    ApiRequest::new(Method::Get, url).header("Metadata", "true")
}
