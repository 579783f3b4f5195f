//! `az login` and `az logout`: as a person or an application with a password, or as the machine's managed identity.

use serde_json::Value;

use super::account::listed;
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::az::Arguments;
use crate::az::client::tokens::{client_credentials, metadata_request, password_grant};
use crate::az::client::{AzError, AzResult, Client};
use crate::event::Event;
use crate::model::id::{ClientId, ObjectId, SubscriptionId, TenantId, is_guid};
use crate::model::json::json;
use crate::model::terminal::{AccountKind, CachedToken, Profile};
use crate::token::claims::Claims;

const ARM: &str = "https://management.core.windows.net/";
const API: &str = "2022-12-01";
const MFA: &str = "Starting September 1, 2025, MFA will be gradually enforced for Azure public cloud. The authentication with username and password in the command line is not supported with MFA. Consider using one of the compatible authentication methods. For more details, see https://go.microsoft.com/fwlink/?linkid=2276314";
const NO_ACCESS: &str = "No access was configured for the managed identity, hence no subscriptions were found. If this is expected, use '--allow-no-subscriptions' to have tenant level access.";

/// The arguments that it honours.
pub(super) const HONOURS: &[&str] = &[
    "username",
    "password",
    "tenant",
    "allow_no_subscriptions",
    "service_principal",
    "identity",
    "client_id",
    "object_id",
    "resource_id",
    "subscription",
];

/// The combinations that az refuses before anything else.
fn check(arguments: &Arguments) -> Result<(), AzError> {
    let (identity, application) = (arguments.flag("identity"), arguments.flag("service_principal"));
    let given = |dest: &str| arguments.text(dest).is_some_and(|it| !it.is_empty());
    if identity && (given("password") || application || given("tenant")) {
        return Err(AzError::new("usage error: '--identity' is not applicable with other arguments"));
    }
    if identity && given("username") {
        return Err(AzError::new(
            "Passing the managed identity ID with --username is no longer supported. Use --client-id, --object-id or --resource-id instead.",
        ));
    }
    if application && !given("username") {
        return Err(AzError::new("usage error: --service-principal --username NAME --password SECRET --tenant TENANT"));
    }
    Ok(())
}

pub(super) fn login(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    check(arguments)?;
    if arguments.flag("identity") {
        return as_managed_identity(client, arguments);
    }
    let Some(name) = arguments.text("username").filter(|it| !it.is_empty()) else {
        return Err(AzError::new(
            "'az login' on its own opens a web browser, which is not simulated here. Use 'az login --username NAME --password PASSWORD', or 'keyless account NAME'.",
        ));
    };
    let application = arguments.flag("service_principal");
    if !application {
        client.warn(MFA);
    }
    let Some(password) = arguments.text("password").filter(|it| !it.is_empty()) else {
        return Err(AzError::new("Please specify both username and password in non-interactive mode."));
    };
    let tenant = arguments.text("tenant").map(|it| resolve_tenant(client, it)).transpose()?;
    let authority = tenant.as_deref().unwrap_or("organizations");
    let (request, kind) = if application {
        (client_credentials(authority, name, password, ARM), AccountKind::ServicePrincipal)
    } else {
        (password_grant(authority, name, password, ARM), AccountKind::User)
    };
    sign_in(client, request, name, kind)?;
    if application {
        let (client_id, secret) = (ClientId::new(name), password.to_owned());
        client.record(Event::ClientSecretKept { client_id, secret });
    }
    let visible = subscriptions(client, application || tenant.is_some())?;
    if visible.is_empty() && !arguments.flag("allow_no_subscriptions") {
        return Err(AzError::new(format!("No subscriptions found for {name}.")));
    }
    finish(client, arguments, visible)
}

/// Asks for the first token, and works as whoever it is for from now on.
fn sign_in(client: &mut Client<'_>, request: ApiRequest, name: &str, kind: AccountKind) -> Result<(), AzError> {
    let token = client
        .first_token(request, Profile { kind, user_name: name.to_owned(), ..Profile::nobody() })
        .map_err(|response| refused(&response))?;
    let Some(claims) = Claims::read(&token.token, client.state().seed()) else {
        return Err(AzError::new("Can't find token from MSAL cache."));
    };
    client.profile.object_id = ObjectId::new(&claims.oid);
    client.profile.tenant_id = TenantId::new(&claims.tid);
    if let (AccountKind::User, Some(upn)) = (&client.profile.kind, claims.upn) {
        client.profile.user_name = upn;
    }
    let CachedToken { .. } = &token;
    client.record(Event::TokenCached {
        principal: client.profile.object_id.clone(),
        audience: ARM.to_owned(),
        token: token.clone(),
    });
    Ok(())
}

/// Why there was no token: Entra ID's or the endpoint's own words, and what az adds.
fn refused(response: &ApiResponse) -> AzError {
    let body = response.body_or_null();
    let wrong_password = body.pointer("/error_codes/0").and_then(Value::as_u64) == Some(7_000_215);
    if let (true, Some(text)) = (wrong_password, body.get("error_description").and_then(Value::as_str)) {
        return AzError::new(format!(
            "{text}\nThe error may be caused by passing a service principal certificate with --password. Please note that --password no longer accepts a service principal certificate. To pass a service principal certificate, use --certificate instead."
        ));
    }
    AzError::from_response(response)
}

/// A tenant's id, given as one or as a domain.
fn resolve_tenant(client: &mut Client<'_>, tenant: &str) -> Result<String, AzError> {
    if is_guid(tenant) {
        return Ok(tenant.to_owned());
    }
    let url = format!("https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration");
    let response = client.send_plain(ApiRequest::new(Method::Get, url));
    let body = response.body_or_null();
    let issuer = body.get("issuer").and_then(Value::as_str).and_then(|it| it.split('/').nth(3));
    issuer
        .map(str::to_owned)
        .ok_or_else(|| AzError::new(format!("Failed to resolve tenant '{tenant}'.\n\nError detail: {body}")))
}

/// The subscriptions that the new account sees. People look through their tenants; the others know theirs.
fn subscriptions(client: &mut Client<'_>, tenant_known: bool) -> Result<Vec<SubscriptionId>, AzError> {
    let tenants = if tenant_known { Vec::new() } else { client.list("/tenants", API)? };
    let found = client.list("/subscriptions", API)?;
    if found.is_empty() && !tenants.is_empty() {
        client.warn("The following tenants don't contain accessible subscriptions. Use `az login --allow-no-subscriptions` to have tenant level access.");
        for tenant in &tenants {
            let text = |name: &str| tenant.get(name).and_then(Value::as_str).unwrap_or_default();
            client.warn(&format!("{} '{}'", text("tenantId"), text("displayName")));
        }
    }
    let id = |it: &Value| it.get("subscriptionId").and_then(Value::as_str).map(SubscriptionId::new);
    Ok(found.iter().filter_map(id).collect())
}

/// Keeps the account, and prints its subscriptions.
fn finish(client: &mut Client<'_>, arguments: &Arguments, mut visible: Vec<SubscriptionId>) -> AzResult {
    if visible.is_empty() {
        visible.push(SubscriptionId::new(client.profile.tenant_id.as_str()));
    }
    let before = client.state().terminal().profile.as_ref().map(|it| it.default_subscription.clone());
    let kept = before.filter(|it| visible.contains(it));
    let first = visible.first().cloned().unwrap_or_else(|| SubscriptionId::new(""));
    client.profile.default_subscription = kept.unwrap_or(first);
    client.profile.subscriptions = visible;
    let wanted = arguments.text("subscription").filter(|it| !it.is_empty());
    let chosen = wanted.and_then(|it| super::account::find(client, it));
    if let Some(id) = &chosen {
        client.profile.default_subscription = id.clone();
    }
    client.record(Event::ProfileChanged { profile: Some(client.profile.clone()) });
    match (wanted, chosen) {
        (Some(wanted), None) => {
            Err(AzError::new(format!("Subscription '{wanted}' not found. Check the ID or name and try again.")))
        }
        (_, Some(id)) => Ok(json!([listed(client, &id)])),
        (None, None) => Ok(Value::Array(client.profile.subscriptions.iter().map(|it| listed(client, it)).collect())),
    }
}

fn as_managed_identity(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let ids = [("client_id", "MSIClient"), ("object_id", "MSIObject"), ("resource_id", "MSIResource")];
    let given: Vec<String> = ids
        .iter()
        .filter_map(|(dest, kind)| arguments.text(dest).filter(|it| !it.is_empty()).map(|it| format!("{kind}-{it}")))
        .collect();
    if given.len() > 1 {
        return Err(AzError::new("Usage error: Provide only one of --client-id, --object-id, --resource-id."));
    }
    if client.state().terminal().host.is_none() {
        return Err(AzError::new(
            "This terminal is not an Azure resource, so there is no managed identity to sign in with: 'az login --identity' works on a virtual machine that has one.",
        ));
    }
    let named = given.into_iter().next();
    let name = if named.is_some() { "userAssignedIdentity" } else { "systemAssignedIdentity" };
    let info = named.unwrap_or_else(|| "MSI".to_owned());
    let request = metadata_request(&info, ARM);
    sign_in(client, request, name, AccountKind::ManagedIdentity(info))?;
    let visible = subscriptions(client, true)?;
    if visible.is_empty() && !arguments.flag("allow_no_subscriptions") {
        return Err(AzError::new(NO_ACCESS));
    }
    finish(client, arguments, visible)
}

pub(super) fn logout(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let Some(profile) = client.state().terminal().profile.clone() else {
        let named = arguments.text("username").is_some_and(|it| !it.is_empty());
        return if named { Ok(Value::Null) } else { Err(AzError::new("There are no active accounts.")) };
    };
    let name = arguments.text("username").filter(|it| !it.is_empty()).unwrap_or(&profile.user_name);
    if name.eq_ignore_ascii_case(&profile.user_name) {
        client.record(Event::ProfileChanged { profile: None });
    }
    Ok(Value::Null)
}
