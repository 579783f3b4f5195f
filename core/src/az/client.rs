//! The client side of az: tokens, requests, warnings, and how a service's refusal is printed.

use serde_json::Value;

use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::gateway::Gateway;
use crate::model::directory::Principal;
use crate::model::id::SubscriptionId;
use crate::model::terminal::{CachedToken, Profile, Terminal};
use crate::state::State;
use crate::token::issue::{AZURE_CLI, refresh_token};

/// Why a command stopped: what az prints after `ERROR: `, and its exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzError {
    /// 1, 2 or 3.
    pub exit_code: i32,
    /// What follows `ERROR: `; may have several lines.
    pub message: String,
}

impl AzError {
    /// An error of az's own, exit code 1.
    pub fn new(message: impl Into<String>) -> Self {
        Self { exit_code: 1, message: message.into() }
    }

    /// The same, with another exit code.
    #[must_use]
    pub fn with_exit_code(mut self, exit_code: i32) -> Self {
        self.exit_code = exit_code;
        self
    }

    /// `({code}) {message}` and its parts on lines of their own; 404 exits with 3.
    pub fn from_response(response: &ApiResponse) -> Self {
        let body = response.body_or_null();
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (code, message) = (text("/error/code"), text("/error/message"));
        let mut printed = format!("({code}) {message}\nCode: {code}\nMessage: {message}");
        let target = text("/error/target");
        if !target.is_empty() {
            printed.push_str(&format!("\nTarget: {target}"));
        }
        Self { exit_code: if response.status == 404 { 3 } else { 1 }, message: printed }
    }
}

/// What a command ends with: a result to print (null prints nothing), or why it stopped.
pub type AzResult = Result<Value, AzError>;

/// One command's way to the cloud.
#[derive(Debug)]
pub struct Client<'a> {
    gateway: &'a mut Gateway,
    /// The signed-in account.
    pub profile: Profile,
    /// The subscription that this command works in.
    pub subscription: SubscriptionId,
    /// az 2.91.0 to the letter.
    pub strict: bool,
    stderr: String,
    only_errors: bool,
}

impl<'a> Client<'a> {
    /// For one run of one command.
    pub fn new(gateway: &'a mut Gateway, profile: Profile, subscription: SubscriptionId, only_errors: bool) -> Self {
        let strict = gateway.state().terminal().strict;
        Self { gateway, profile, subscription, strict, stderr: String::new(), only_errors }
    }

    /// The world, for what the client itself remembers; what the cloud knows is asked for by request.
    pub const fn state(&self) -> &State {
        self.gateway.state()
    }

    /// Prints a warning, unless `--only-show-errors`.
    pub fn warn(&mut self, text: &str) {
        if !self.only_errors {
            self.stderr.push_str("WARNING: ");
            self.stderr.push_str(text);
            self.stderr.push('\n');
        }
    }

    /// Records something that happened on the client.
    pub fn record(&mut self, event: Event) {
        self.gateway.record(event);
    }

    /// What was printed to standard error so far.
    pub fn into_stderr(self) -> String {
        self.stderr
    }

    /// A GUID that az makes up itself.
    pub fn new_guid(&self, label: &str) -> String {
        self.state().new_guid(label)
    }

    /// Sends a request to ARM, whatever comes of it. `path` starts with a slash and has no api-version.
    pub fn arm(&mut self, method: Method, path: &str, api_version: &str, body: Option<&Value>) -> ApiResponse {
        let joiner = if path.contains('?') { '&' } else { '?' };
        let path = percent_encode(path, "/?&=$'(),:[]+%");
        let url = format!("https://management.azure.com{path}{joiner}api-version={api_version}");
        let mut request = ApiRequest::new(method, url);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send(request, "https://management.core.windows.net/")
    }

    /// Sends a request to ARM, and follows a long operation to its end.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn arm_ok(&mut self, method: Method, path: &str, api_version: &str, body: Option<&Value>) -> AzResult {
        let response = self.arm(method, path, api_version, body);
        if response.is_success() { Ok(response.body_or_null()) } else { Err(AzError::from_response(&response)) }
    }

    /// Reads from ARM.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn get(&mut self, path: &str, api_version: &str) -> AzResult {
        self.arm_ok(Method::Get, path, api_version, None)
    }

    /// Reads a list from ARM: its `value`.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn list(&mut self, path: &str, api_version: &str) -> Result<Vec<Value>, AzError> {
        let body = self.get(path, api_version)?;
        Ok(body.get("value").and_then(Value::as_array).cloned().unwrap_or_default())
    }

    /// Asks a long operation how it ended, when the answer names one.
    pub fn poll(&mut self, response: &ApiResponse) -> Option<ApiResponse> {
        let named = |name: &str| response.headers.iter().find(|(key, _)| key == name).map(|(_, url)| url.clone());
        let url = named("Azure-AsyncOperation").or_else(|| named("Location"))?;
        Some(self.send(ApiRequest::new(Method::Get, url), "https://management.core.windows.net/"))
    }

    /// Sends a request to Microsoft Graph, whatever comes of it. `path` starts with a slash.
    pub fn graph(&mut self, method: Method, path: &str, body: Option<&Value>) -> ApiResponse {
        let url = format!("https://graph.microsoft.com/v1.0{}", percent_encode(path, "/?&=$'(),:"));
        let mut request = ApiRequest::new(method, url);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send(request, "https://graph.microsoft.com/")
    }

    /// A list of Microsoft Graph: its `value`.
    ///
    /// # Errors
    /// Graph's refusal: its message alone, as az prints it.
    pub fn graph_list(&mut self, path: &str) -> Result<Vec<Value>, AzError> {
        let response = self.graph(Method::Get, path, None);
        if !response.is_success() {
            return Err(graph_error(&response));
        }
        Ok(response.body_or_null().get("value").and_then(Value::as_array).cloned().unwrap_or_default())
    }

    fn send(&mut self, request: ApiRequest, audience: &str) -> ApiResponse {
        match self.token(audience) {
            Ok(token) => self.gateway.send(request.header("Authorization", format!("Bearer {token}"))),
            Err(response) => *response,
        }
    }

    /// The cached token for an audience, or a new one where it is missing or expires within five minutes.
    fn token(&mut self, audience: &str) -> Result<String, Box<ApiResponse>> {
        let key = Terminal::token_key(&self.profile.object_id, audience);
        let now = self.state().now();
        if let Some(cached) = self.state().terminal().tokens.get(&key).filter(|it| it.expires.0 > now.0 + 300) {
            return Ok(cached.token.clone());
        }
        let user = match self.state().principal(&self.profile.object_id) {
            Some(Principal::User(user)) => user.clone(),
            _ => return Err(Box::new(ApiResponse::empty(401))),
        };
        let form = format!(
            "grant_type=refresh_token&client_id={AZURE_CLI}&refresh_token={}&scope={}",
            refresh_token(self.state(), &user),
            percent_encode(&format!("{audience}/.default"), "")
        );
        let url = format!("https://login.microsoftonline.com/{}/oauth2/v2.0/token", self.profile.tenant_id);
        let mut request =
            ApiRequest::new(Method::Post, url).header("Content-Type", "application/x-www-form-urlencoded");
        request.body = Some(form);
        let response = self.gateway.send(request);
        let body = response.body_or_null();
        let Some(token) = body.get("access_token").and_then(Value::as_str) else { return Err(Box::new(response)) };
        let lifetime = body.get("expires_in").and_then(Value::as_i64).unwrap_or_default();
        let cached = CachedToken { token: token.to_owned(), expires: now.plus(lifetime) };
        let principal = self.profile.object_id.clone();
        self.record(Event::TokenCached { principal, audience: audience.to_owned(), token: cached });
        Ok(token.to_owned())
    }
}

/// A name as one segment of a path: a slash or a question mark in it does not end it.
pub fn segment(name: &str) -> String {
    percent_encode(name, "()")
}

/// Graph's refusals are printed as their message alone; 404 exits with 3.
pub fn graph_error(response: &ApiResponse) -> AzError {
    let body = response.body_or_null();
    let message = body.pointer("/error/message").and_then(Value::as_str).unwrap_or("Unknown error");
    AzError { exit_code: if response.status == 404 { 3 } else { 1 }, message: message.to_owned() }
}
