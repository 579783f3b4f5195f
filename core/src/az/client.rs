//! The client side of az: tokens, requests, warnings, and how a service's refusal is printed.

pub mod tokens;

use std::sync::Arc;

use serde_json::Value;

use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::gateway::Gateway;
use crate::model::id::SubscriptionId;
use crate::model::terminal::Profile;
use crate::state::State;

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
        if let Some(description) = body.get("error_description").and_then(Value::as_str) {
            return Self::new(format!("{description}\n{LOGIN_AGAIN}az login"));
        }
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

/// What az adds when Entra ID gave no token.
const LOGIN_AGAIN: &str =
    "Run the command below to authenticate interactively; additional arguments may be added as needed:\naz logout\n";

/// A failure of azure-cli itself: Python's kind of error and its text.
pub fn crash(class: &str, what: &str) -> AzError {
    AzError::new(format!(
        "The command failed with an unexpected error. Here is the traceback:\nERROR: {what}\nTraceback (most recent call last):\n{class}: {what}\nTo check existing issues, please visit: https://github.com/Azure/azure-cli/issues"
    ))
}

/// What az says when nobody is signed in.
pub const LOGIN: &str = "Please run 'az login' to setup account.";

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
    stdout: String,
    stderr: String,
    only_errors: bool,
}

impl<'a> Client<'a> {
    /// For one run of one command.
    pub fn new(gateway: &'a mut Gateway, profile: Profile, subscription: SubscriptionId, only_errors: bool) -> Self {
        let strict = gateway.state().terminal().strict;
        Self { gateway, profile, subscription, strict, stdout: String::new(), stderr: String::new(), only_errors }
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

    /// Writes to standard output itself, whatever `--output` says.
    pub fn print_raw(&mut self, text: &str) {
        self.stdout.push_str(text);
    }

    /// What the command wrote to standard output itself.
    pub fn take_stdout(&mut self) -> String {
        std::mem::take(&mut self.stdout)
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
        if response.is_success() {
            Ok(response.body.map_or(Value::Null, Arc::unwrap_or_clone))
        } else {
            Err(AzError::from_response(&response))
        }
    }

    /// Reads from ARM.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn get(&mut self, path: &str, api_version: &str) -> AzResult {
        self.arm_ok(Method::Get, path, api_version, None)
    }

    /// Sends a request to ARM whose answer is only looked at.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn shared(
        &mut self,
        method: Method,
        path: &str,
        api_version: &str,
        body: Option<&Value>,
    ) -> Result<Arc<Value>, AzError> {
        let response = self.arm(method, path, api_version, body);
        if !response.is_success() {
            return Err(AzError::from_response(&response));
        }
        Ok(response.body.unwrap_or_else(|| Arc::new(Value::Null)))
    }

    /// Reads a list from ARM: its `value`.
    ///
    /// # Errors
    /// The service's refusal, as az prints it.
    pub fn list(&mut self, path: &str, api_version: &str) -> Result<Vec<Value>, AzError> {
        let mut body = self.get(path, api_version)?;
        Ok(items(&mut body))
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
        Ok(response.body.as_ref().and_then(|it| it.get("value")).and_then(Value::as_array).cloned().unwrap_or_default())
    }

    /// Objects of Microsoft Graph that a filter selects.
    ///
    /// # Errors
    /// Graph's refusal: its message alone, as az prints it.
    pub fn graph_filtered(&mut self, set: &str, filter: &str) -> Result<Vec<Value>, AzError> {
        let query = if filter.is_empty() { String::new() } else { format!("?$filter={}", percent_encode(filter, "")) };
        let url = format!("https://graph.microsoft.com/v1.0/{set}{query}");
        let response = self.send(ApiRequest::new(Method::Get, url), "https://graph.microsoft.com/");
        if !response.is_success() {
            return Err(graph_error(&response));
        }
        Ok(response.body.as_ref().and_then(|it| it.get("value")).and_then(Value::as_array).cloned().unwrap_or_default())
    }

    /// One object of Microsoft Graph, or what an action answers.
    ///
    /// # Errors
    /// Graph's refusal: its message alone, as az prints it.
    pub fn graph_ok(&mut self, method: Method, path: &str, body: Option<&Value>) -> AzResult {
        let response = self.graph(method, path, body);
        let refused = || {
            let error = graph_error(&response);
            // Only what az looks up before it shows it ends with 3.
            if method == Method::Delete { error.with_exit_code(1) } else { error }
        };
        if response.is_success() { Ok(response.body_or_null()) } else { Err(refused()) }
    }

    /// Goes on only if somebody is signed in.
    ///
    /// # Errors
    /// `Please run 'az login' to setup account.`
    pub fn require_account(&self) -> Result<(), AzError> {
        if self.state().terminal().profile.is_some() { Ok(()) } else { Err(AzError::new(LOGIN)) }
    }

    /// Sends a request with a token for an audience.
    pub fn send(&mut self, request: ApiRequest, audience: &str) -> ApiResponse {
        match self.token(audience) {
            Ok(token) => self.gateway.send(request.header("Authorization", format!("Bearer {token}"))),
            Err(response) => *response,
        }
    }

    /// Sends a request as it is, from where az runs.
    pub fn send_plain(&mut self, mut request: ApiRequest) -> ApiResponse {
        request.from = self.state().terminal().host.clone();
        self.gateway.send(request)
    }
}

/// A name as one segment of a path: a slash or a question mark in it does not end it.
pub fn segment(name: &str) -> String {
    percent_encode(name, "()")
}

/// The `value` of a list, taken out of it.
fn items(body: &mut Value) -> Vec<Value> {
    match body.get_mut("value").map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Graph's refusals are printed as their message alone; 404 exits with 3.
pub fn graph_error(response: &ApiResponse) -> AzError {
    let body = response.body_or_null();
    let Some(message) = body.pointer("/error/message").and_then(Value::as_str) else {
        return AzError::from_response(response);
    };
    AzError { exit_code: if response.status == 404 { 3 } else { 1 }, message: message.to_owned() }
}
