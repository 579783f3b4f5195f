//! `az account`: the profile that sign-in left, and tokens for what one names.

use serde_json::Value;

use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::rows;
use crate::event::Event;
use crate::model::id::SubscriptionId;
use crate::model::json::json;
use crate::model::terminal::AccountKind;

/// A subscription of the profile as az keeps it. One that no service knows stands for the tenant alone.
pub(super) fn shown(client: &Client<'_>, id: &SubscriptionId) -> Value {
    let profile = &client.profile;
    let subscription = client.state().subscription(id);
    let tenant = client.state().tenant(subscription.map_or(&profile.tenant_id, |it| &it.tenant_id));
    let mut shown = json!({
        "environmentName": "AzureCloud",
        "id": id,
        "isDefault": *id == profile.default_subscription,
        "name": subscription.map_or("N/A(tenant level account)", |it| it.display_name.as_str()),
        "state": "Enabled",
        "tenantId": tenant.map(|it| &it.id),
        "user": user(client),
    });
    if let (Some(map), Some(_)) = (shown.as_object_mut(), subscription) {
        map.insert("homeTenantId".to_owned(), json!(tenant.map(|it| &it.id)));
        map.insert("managedByTenants".to_owned(), json!([]));
        // Known only to whoever lists tenants at sign-in, and applications do not.
        if profile.kind == AccountKind::User {
            map.insert("tenantDefaultDomain".to_owned(), json!(tenant.map(|it| &it.default_domain)));
            map.insert("tenantDisplayName".to_owned(), json!(tenant.map(|it| &it.display_name)));
        }
    }
    shown
}

fn user(client: &Client<'_>) -> Value {
    let name = &client.profile.user_name;
    match &client.profile.kind {
        AccountKind::User => json!({ "name": name, "type": "user" }),
        AccountKind::ServicePrincipal => json!({ "name": name, "type": "servicePrincipal" }),
        AccountKind::ManagedIdentity(info) => {
            json!({ "assignedIdentityInfo": info, "name": name, "type": "servicePrincipal" })
        }
    }
}

/// The same, as lists of accounts have it.
pub(super) fn listed(client: &Client<'_>, id: &SubscriptionId) -> Value {
    let mut shown = shown(client, id);
    if let Some(map) = shown.as_object_mut()
        && let Some(cloud) = map.shift_remove("environmentName")
    {
        map.insert("cloudName".to_owned(), cloud);
    }
    shown
}

/// A subscription of the profile, by id or name.
pub(super) fn find(client: &Client<'_>, wanted: &str) -> Option<SubscriptionId> {
    let named = |id: &&SubscriptionId| {
        let name = client.state().subscription(id).map(|it| it.display_name.as_str()).unwrap_or_default();
        id.as_str().eq_ignore_ascii_case(wanted) || name.eq_ignore_ascii_case(wanted)
    };
    client.profile.subscriptions.iter().find(named).cloned()
}

/// The subscription that `--subscription` names, or the default one.
pub(super) fn chosen(client: &Client<'_>, wanted: Option<&str>) -> Result<SubscriptionId, AzError> {
    let Some(wanted) = wanted.filter(|it| !it.is_empty()) else {
        return Ok(client.profile.default_subscription.clone());
    };
    find(client, wanted).ok_or_else(|| {
        AzError::new(format!("Subscription '{wanted}' not found. Check the spelling and casing and try again."))
    })
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let id = chosen(client, arguments.text("subscription"))?;
    Ok(shown(client, &id))
}

pub(super) fn list(client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    Ok(Value::Array(client.profile.subscriptions.iter().map(|id| listed(client, id)).collect()))
}

pub(super) fn set(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let wanted = arguments.text("subscription").unwrap_or_default().to_ascii_lowercase();
    let Some(subscription) = find(client, &wanted) else {
        let message = format!("The subscription of '{wanted}' doesn't exist in cloud 'AzureCloud'.");
        return Err(AzError::new(message));
    };
    if subscription != client.profile.default_subscription {
        client.record(Event::SubscriptionSelected { subscription });
    }
    Ok(Value::Null)
}

pub(super) fn clear(client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    if client.state().terminal().profile.is_some() {
        client.record(Event::ProfileChanged { profile: None });
    }
    Ok(Value::Null)
}

/// The resource behind `--resource-type`.
fn resource_of(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "oss-rdbms" => "https://ossrdbms-aad.database.windows.net",
        "aad-graph" => "https://graph.windows.net/",
        "ms-graph" => "https://graph.microsoft.com/",
        "batch" => "https://batch.core.windows.net/",
        "media" => "https://rest.media.azure.net",
        "data-lake" => "https://datalake.azure.net/",
        _ => "https://management.core.windows.net/",
    }
}

pub(super) fn get_access_token(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let (subscription, tenant) = (arguments.text("subscription"), arguments.text("tenant"));
    if subscription.is_some() && tenant.is_some() {
        return Err(AzError::new("Please specify only one of subscription and tenant, not both"));
    }
    client.require_account()?;
    let id = chosen(client, subscription)?;
    let scope = arguments.list("scopes").and_then(|it| it.first().cloned());
    let audience = match (scope, arguments.text("resource"), arguments.text("resource_type")) {
        (Some(scope), ..) => match scope.strip_suffix("/.default") {
            Some(audience) => audience.to_owned(),
            None => {
                return Err(AzError::new(format!(
                    "'--scope {scope}' is not simulated here: only scopes that end in '/.default' are."
                )));
            }
        },
        (None, Some(resource), _) => resource.to_owned(),
        (None, None, kind) => resource_of(kind.unwrap_or("arm")).to_owned(),
    };
    let own = client.profile.tenant_id.to_string();
    if let (AccountKind::ManagedIdentity(_), Some(tenant)) = (&client.profile.kind, tenant)
        && tenant != own
    {
        return Err(AzError::new(format!(
            "For managed identity account, getting access token for non-current tenants is not supported. The specified tenant must be the current tenant {own}"
        )));
    }
    let token = client.token_of(&audience, tenant.unwrap_or(&own)).map_err(|response| {
        let mut error = AzError::from_response(&response);
        let hint = format!("az login --tenant \"{}\" --scope \"{audience}/.default\"", tenant.unwrap_or(&own));
        if let Some(start) = error.message.strip_suffix("az login") {
            error.message = format!("{start}{hint}");
        }
        error
    })?;
    let mut shown = json!({
        "tokenType": "Bearer", "accessToken": token.token, "expires_on": token.expires.0,
        "expiresOn": format!("{}.000000", token.expires.readable()), "tenant": tenant.unwrap_or(&own),
    });
    if let (Some(map), None) = (shown.as_object_mut(), tenant) {
        map.insert("subscription".to_owned(), json!(id));
    }
    Ok(shown)
}

pub(super) fn list_locations(client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    let path = format!("/subscriptions/{}/locations", client.subscription);
    Ok(Value::Array(client.list(&path, "2022-12-01")?))
}

pub(super) fn table(value: &Value) -> Value {
    rows(
        value,
        &[
            ("Name", "/name"),
            ("CloudName", "/cloudName"),
            ("SubscriptionId", "/id"),
            ("TenantId", "/tenantId"),
            ("State", "/state"),
            ("IsDefault", "/isDefault"),
        ],
    )
}
