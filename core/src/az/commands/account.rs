//! `az account show|list`: read from the profile that sign-in left, without a request.

use serde_json::Value;

use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::rows;
use crate::model::id::SubscriptionId;
use crate::model::json::json;

/// A subscription of the profile as az keeps it.
fn shown(client: &Client<'_>, id: &SubscriptionId) -> Value {
    let subscription = client.state().subscription(id);
    let tenant = subscription.and_then(|it| client.state().tenant(&it.tenant_id));
    json!({
        "environmentName": "AzureCloud",
        "homeTenantId": tenant.map(|it| &it.id),
        "id": id,
        "isDefault": *id == client.profile.default_subscription,
        "managedByTenants": [],
        "name": subscription.map(|it| &it.display_name),
        "state": "Enabled",
        "tenantDefaultDomain": tenant.map(|it| &it.default_domain),
        "tenantDisplayName": tenant.map(|it| &it.display_name),
        "tenantId": tenant.map(|it| &it.id),
        "user": {"name": client.profile.user_name, "type": "user"},
    })
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let Some(wanted) = arguments.text("subscription") else {
        return Ok(shown(client, &client.profile.default_subscription));
    };
    let named = |id: &&SubscriptionId| {
        let name = client.state().subscription(id).map(|it| it.display_name.as_str()).unwrap_or_default();
        id.as_str().eq_ignore_ascii_case(wanted) || name.eq_ignore_ascii_case(wanted)
    };
    match client.profile.subscriptions.iter().find(named) {
        Some(id) => Ok(shown(client, id)),
        None => Err(AzError::new(format!(
            "Subscription '{wanted}' not found. Check the spelling and casing and try again."
        ))),
    }
}

pub(super) fn list(client: &mut Client<'_>, _arguments: &Arguments) -> AzResult {
    Ok(Value::Array(client.profile.subscriptions.iter().map(|id| shown(client, id)).collect()))
}

pub(super) fn table(value: &Value) -> Value {
    rows(
        value,
        &[
            ("Name", "/name"),
            ("CloudName", "/environmentName"),
            ("SubscriptionId", "/id"),
            ("TenantId", "/tenantId"),
            ("State", "/state"),
            ("IsDefault", "/isDefault"),
        ],
    )
}
