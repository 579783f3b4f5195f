//! The resource types that each provider has, with their api-versions: what az asks before it handles any resource.

use serde_json::Value;

use super::arm::{invalid_namespace, not_allowed};
use super::context::Context;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::model::json::json;
use crate::model::resource::LOCATIONS;

/// A type and its newest stable api-version.
type Types = &'static [(&'static str, &'static str)];

const PROVIDERS: [(&str, Types); 8] = [
    (
        "Microsoft.Authorization",
        &[
            ("roleAssignments", "2022-04-01"),
            ("roleDefinitions", "2022-04-01"),
            ("denyAssignments", "2022-04-01"),
            ("locks", "2020-05-01"),
        ],
    ),
    (
        "Microsoft.Compute",
        &[("virtualMachines", "2024-11-01"), ("virtualMachineScaleSets", "2024-11-01"), ("disks", "2025-01-02")],
    ),
    ("Microsoft.KeyVault", &[("vaults", "2024-11-01")]),
    (
        "Microsoft.ManagedIdentity",
        &[
            ("userAssignedIdentities", "2024-11-30"),
            ("userAssignedIdentities/federatedIdentityCredentials", "2024-11-30"),
        ],
    ),
    (
        "Microsoft.Network",
        &[
            ("networkInterfaces", "2024-07-01"),
            ("networkSecurityGroups", "2024-07-01"),
            ("publicIPAddresses", "2024-07-01"),
            ("virtualNetworks", "2024-07-01"),
        ],
    ),
    ("Microsoft.Resources", &[("deployments", "2025-04-01"), ("resourceGroups", "2025-04-01")]),
    ("Microsoft.Storage", &[("storageAccounts", "2024-01-01")]),
    ("Microsoft.Web", &[("sites", "2024-11-01"), ("serverfarms", "2024-11-01")]),
];

/// Answers for `/subscriptions/{id}/providers/{namespace}`.
///
/// # Errors
/// 404 `InvalidResourceNamespace` for a provider that is not known here.
pub fn answer(context: &Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    if context.request.method != Method::Get {
        return Err(not_allowed(context.request));
    }
    let wanted = path.namespace.as_deref().unwrap_or_default();
    let found = PROVIDERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let Some((name, types)) = found else { return Err(invalid_namespace(context.request)) };
    let types: Vec<Value> = types
        .iter()
        .map(|(kind, version)| json!({ "resourceType": kind, "locations": LOCATIONS, "apiVersions": [version] }))
        .collect();
    let body = json!({
        "id": format!("{}/providers/{name}", path.scope), "namespace": name, "resourceTypes": types,
        "registrationState": "Registered", "registrationPolicy": "RegistrationRequired",
    });
    Ok(ApiResponse::json(200, body))
}
