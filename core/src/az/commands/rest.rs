//! `az rest`: any request, with the account's token.

use serde_json::Value;

use super::account::chosen;
use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::model::scope::ResourceId;

const ARM: &str = "https://management.azure.com";
const ARM_RESOURCE: &str = "https://management.core.windows.net/";

/// Endpoints of the cloud that az gets a token for by itself.
const ENDPOINTS: [&str; 6] = [
    "https://graph.microsoft.com/",
    "https://management.core.windows.net/",
    "https://graph.windows.net/",
    "https://batch.core.windows.net/",
    "https://datalake.azure.net/",
    "https://rest.media.azure.net",
];

/// `name=value` words, or JSON objects, as pairs.
fn pairs(words: Option<&[String]>) -> Result<Vec<(String, String)>, AzError> {
    let mut pairs = Vec::new();
    for word in words.into_iter().flatten() {
        if let Ok(Value::Object(map)) = serde_json::from_str::<Value>(word) {
            let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            pairs.extend(map.into_iter().map(|(name, value)| (name, text(value))));
        } else if let Some((name, value)) = word.split_once('=') {
            pairs.push((name.to_owned(), value.to_owned()));
        } else {
            return Err(AzError::new("not enough values to unpack (expected 2, got 1)"));
        }
    }
    Ok(pairs)
}

pub(super) fn rest(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let request = request(client, arguments)?;
    let audience = match audience(client, arguments, &request)? {
        Some(audience) => audience,
        None => return answer(&request, client.send_plain(request.clone())),
    };
    let own = client.profile.tenant_id.to_string();
    let token = client.token_of(&audience, &own).map_err(|response| AzError::from_response(&response))?;
    let request = request.header("Authorization", format!("Bearer {}", token.token));
    answer(&request, client.send_plain(request.clone()))
}

fn request(client: &Client<'_>, arguments: &Arguments) -> Result<ApiRequest, AzError> {
    let name = arguments.text("method").unwrap_or("get");
    let Some(method) = Method::find(name) else {
        return Err(AzError::new(format!("'--method {name}' of 'az rest' is not simulated here.")));
    };
    let mut url = arguments.text("url").unwrap_or_default().to_owned();
    if !url.contains("://") {
        url = format!("{ARM}/{}", url.trim_start_matches('/'));
    }
    url = url.replace("{subscriptionId}", client.subscription.as_str());
    for (name, value) in pairs(arguments.list("uri_parameters"))? {
        let joiner = if url.contains('?') { '&' } else { '?' };
        url.push_str(&format!("{joiner}{}={}", percent_encode(&name, "$"), percent_encode(&value, "")));
    }
    let mut request = ApiRequest::new(method, url);
    request.headers = pairs(arguments.list("headers"))?;
    if let Some(body) = arguments.text("body").filter(|it| !it.is_empty()) {
        if serde_json::from_str::<Value>(body).is_ok() && request.header_value("content-type").is_none() {
            request = request.header("Content-Type", "application/json");
        }
        request.body = Some(body.to_owned());
    }
    Ok(request)
}

/// What to get a token for; `None` where the request goes without one.
fn audience(client: &mut Client<'_>, arguments: &Arguments, request: &ApiRequest) -> Result<Option<String>, AzError> {
    let secure = request.url.to_ascii_lowercase().starts_with("https://");
    if arguments.flag("skip_authorization_header") || request.header_value("authorization").is_some() || !secure {
        return Ok(None);
    }
    let origin = format!("https://{}", request.host());
    let arm = origin == ARM;
    let endpoint = ENDPOINTS.iter().find(|it| it.trim_end_matches('/') == origin).map(|it| (*it).to_owned());
    let named = arguments.text("resource").filter(|it| !it.is_empty()).map(str::to_owned);
    let Some(resource) = named.or_else(|| arm.then(|| ARM_RESOURCE.to_owned())).or(endpoint) else {
        client.warn("Can't derive appropriate Azure AD resource from --url to acquire an access token. If access token is required, use --resource to specify the resource");
        return Ok(None);
    };
    client.require_account()?;
    if arm {
        // The token is that of the subscription in the URL, which the account must know.
        let subscription = ResourceId::new(request.path()).subscription_id();
        chosen(client, subscription.as_ref().map(|it| it.as_str()))?;
    }
    Ok(Some(resource))
}

fn answer(request: &ApiRequest, response: crate::api::response::ApiResponse) -> AzResult {
    if response.status < 400 {
        let head = request.method == Method::Head;
        return Ok(if head { Value::Null } else { response.body_or_null() });
    }
    let text = response.body.as_ref().map_or_else(String::new, |body| format!("({body})"));
    Err(AzError::new(format!("{}{text}", reason(response.status))))
}

/// A status in words.
const fn reason(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
