//! `az keyvault list`: no vault can be made yet, so the list is what the cloud answers: empty.

use serde_json::Value;

use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::with_group;

pub(super) fn list(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if let Some(kind) = arguments.text("resource_type").filter(|it| !it.eq_ignore_ascii_case("vault")) {
        return Err(AzError::new(format!(
            "'--resource-type {kind}' exists in azure-cli 2.91.0 but is not simulated here."
        )));
    }
    let path = match arguments.text("resource_group_name") {
        Some(group) => {
            format!("/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults", client.subscription)
        }
        None => format!(
            "/subscriptions/{}/resources?$filter=resourceType eq 'Microsoft.KeyVault/vaults'",
            client.subscription
        ),
    };
    Ok(with_group(Value::Array(client.list(&path, "2015-11-01")?)))
}
