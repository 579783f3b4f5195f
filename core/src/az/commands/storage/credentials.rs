//! With what a storage command shows who it is: a token, a key that was given, or one that az looks up.

use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::az::Arguments;
use crate::az::client::{AzError, Client};
use crate::provider::data_plane::sign;

/// The arguments by which an account and its credentials are given.
macro_rules! honours {
    ($($more:literal),* $(,)?) => {
        &["account_name", "account_key", "connection_string", "auth_mode", "timeout" $(, $more)*]
    };
}
pub(super) use honours;

const AUDIENCE: &str = "https://storage.azure.com";
const VERSION: &str = "2026-04-06";

const NO_CREDENTIALS: &str = "
There are no credentials provided in your command and environment, we will query for account key for your storage account.
It is recommended to provide --connection-string, --account-key or --sas-token in your command as credentials.

You also can add `--auth-mode login` in your command to use Azure Active Directory (Azure AD) for authorization if your login account is assigned required RBAC roles.
For more information about RBAC roles in storage, visit https://learn.microsoft.com/azure/storage/common/storage-auth-aad-rbac-cli.

In addition, setting the corresponding environment variables can avoid inputting credentials in your command. Please use --help to get more information about environment variable usage.";

const NO_PERMISSION: &str = "
You do not have the required permissions needed to perform this operation.
Depending on your operation, you may need to be assigned one of the following roles:
    \"Storage Blob Data Owner\"
    \"Storage Blob Data Contributor\"
    \"Storage Blob Data Reader\"
    \"Storage Queue Data Contributor\"
    \"Storage Queue Data Reader\"
    \"Storage Table Data Contributor\"
    \"Storage Table Data Reader\"

If you want to use the old authentication method and allow querying for the right account key, please use the \"--auth-mode\" parameter and \"key\" value.
                    ";

const BAD_KEY: &str = "
Authentication failure. This may be caused by either invalid account key, connection string or sas token value provided for your storage account.
                    ";

enum Credential {
    Token,
    Key(String),
    /// The look-up of a key failed; az asks anyway, with nothing in its hand.
    Nothing,
}

/// Outside login mode az needs an account before it looks who is signed in.
pub(super) fn check(arguments: &Arguments) -> Result<(), AzError> {
    let named = arguments.text("account_name").is_some() || arguments.text("connection_string").is_some();
    if named || arguments.text("auth_mode") == Some("login") { Ok(()) } else { Err(no_account()) }
}

fn no_account() -> AzError {
    AzError::new("Please provide storage account name or connection string.")
}

/// One account's blob service, and how to get in.
pub(super) struct Service {
    account: String,
    credential: Credential,
}

impl Service {
    /// Reads the arguments, and looks a key up where none was given.
    pub(super) fn read(client: &mut Client<'_>, arguments: &Arguments) -> Result<Self, AzError> {
        let given = |dest: &str| arguments.text(dest).map(str::to_owned);
        if given("auth_mode").as_deref() == Some("login") {
            let ignored: Vec<&str> = [("account_key", "--account-key"), ("connection_string", "--connection-string")]
                .into_iter()
                .filter(|(dest, _)| arguments.text(dest).is_some())
                .map(|(_, option)| option)
                .collect();
            if !ignored.is_empty() {
                let options = ignored.join(" ,");
                client.warn(&format!("In \"login\" auth mode, the following arguments are ignored: {options}"));
            }
            if ignored.is_empty() {
                let account = given("account_name").ok_or_else(no_account)?;
                return Ok(Self { account, credential: Credential::Token });
            }
            // az says that it ignores them, and uses them.
        }
        let (mut account, mut key) = (given("account_name"), given("account_key"));
        if let Some(text) = arguments.text("connection_string") {
            account = part(text, "AccountName");
            key = part(text, "AccountKey");
        }
        let account = account.ok_or_else(no_account)?;
        let credential = match key {
            Some(key) => Credential::Key(key),
            None => look_up(client, &account),
        };
        let service = Self { account, credential };
        service.check_key()?;
        Ok(service)
    }

    fn check_key(&self) -> Result<(), AzError> {
        use base64::Engine;
        match &self.credential {
            Credential::Key(key) if base64::engine::general_purpose::STANDARD.decode(key).is_err() => {
                Err(AzError::new("incorrect usage: the given account key may be not valid."))
            }
            _ => Ok(()),
        }
    }

    /// The address of something in the account.
    pub(super) fn url(&self, path_and_query: &str) -> String {
        format!("https://{}.blob.core.windows.net/{path_and_query}", self.account)
    }

    /// Sends a request with what the command has to show.
    pub(super) fn send(&self, client: &mut Client<'_>, request: ApiRequest) -> ApiResponse {
        let now = client.state().now().http();
        let request = request.header("x-ms-version", VERSION).header("x-ms-date", now);
        match &self.credential {
            Credential::Token => client.send(request, AUDIENCE),
            Credential::Key(key) => {
                let authorization = sign(&request, &self.account, key);
                client.send_plain(request.header("Authorization", authorization))
            }
            Credential::Nothing => client.send_plain(request),
        }
    }

    /// The same, and a refusal as az prints it.
    pub(super) fn call(&self, client: &mut Client<'_>, request: ApiRequest) -> Result<ApiResponse, AzError> {
        let response = self.send(client, request);
        if response.is_success() { Ok(response) } else { Err(refusal(&response)) }
    }
}

fn look_up(client: &mut Client<'_>, account: &str) -> Credential {
    client.warn(NO_CREDENTIALS);
    match super::account::first_key(client, account) {
        Ok(key) => Credential::Key(key),
        Err(error) => {
            client.warn(&format!("\nSkip querying account key due to failure: {}", error.message));
            Credential::Nothing
        }
    }
}

/// One part of a connection string.
fn part(text: &str, name: &str) -> Option<String> {
    text.split(';').filter_map(|it| it.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The error code of an answer, from its header.
pub(super) fn error_code(response: &ApiResponse) -> &str {
    let header = response.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-ms-error-code"));
    header.map_or("", |(_, value)| value.as_str())
}

/// A refusal of blob storage as az prints it; 404 exits with 3.
pub(super) fn refusal(response: &ApiResponse) -> AzError {
    let code = error_code(response);
    let exit_code = if response.status == 404 { 3 } else { 1 };
    let text = match (response.status, code) {
        (403, "AuthorizationPermissionMismatch") => NO_PERMISSION.to_owned(),
        (403, "AuthenticationFailed") => BAD_KEY.to_owned(),
        (502, _) => {
            let body = response.body_or_null();
            body.pointer("/error/message").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
        }
        _ => plain(response, code),
    };
    AzError::new(text).with_exit_code(exit_code)
}

fn plain(response: &ApiResponse, code: &str) -> String {
    let body = response.body_or_null();
    let text = body.as_str().unwrap_or_default();
    let message = super::shape::between(text, "Message");
    if message.is_empty() {
        let reason = match response.status {
            404 => "Not Found",
            409 => "Conflict",
            401 => "Unauthorized",
            403 => "Forbidden",
            _ => "Bad Request",
        };
        return format!("Operation returned an invalid status '{reason}'\nErrorCode:{code}");
    }
    let detail = super::shape::between(text, "AuthenticationErrorDetail");
    let detail = if detail.is_empty() { String::new() } else { format!("\nauthenticationerrordetail:{detail}") };
    format!("{message}\nErrorCode:{code}{detail}")
}
