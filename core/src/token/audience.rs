//! What a token can be asked for: the services that take tokens, and the applications of the tenant.

use crate::model::id::TenantId;
use crate::state::State;

/// Services by the App ID URI without a slash at its end; a token is for the URI as it was asked for.
const SERVICES: [&str; 18] = [
    "https://management.azure.com",
    "https://management.core.windows.net",
    "https://graph.microsoft.com",
    "https://graph.windows.net",
    "https://vault.azure.net",
    "https://storage.azure.com",
    "https://database.windows.net",
    "https://ossrdbms-aad.database.windows.net",
    "https://servicebus.azure.net",
    "https://eventhubs.azure.net",
    "https://cosmos.azure.com",
    "https://batch.core.windows.net",
    "https://cognitiveservices.azure.com",
    "https://datalake.azure.net",
    "https://azconfig.io",
    "https://rest.media.azure.net",
    "https://api.loganalytics.io",
    "https://monitor.azure.com",
];

/// Whether the tenant knows an application under this App ID URI or client id.
pub fn is_known(state: &State, tenant: &TenantId, resource: &str) -> bool {
    let bare = resource.strip_suffix('/').unwrap_or(resource);
    let storage = bare
        .to_ascii_lowercase()
        .strip_prefix("https://")
        .is_some_and(|host| host.ends_with(".blob.core.windows.net") && !host.contains('/'));
    storage || SERVICES.iter().any(|it| it.eq_ignore_ascii_case(bare)) || of_application(state, tenant, bare)
}

fn of_application(state: &State, tenant: &TenantId, resource: &str) -> bool {
    let client = resource.strip_prefix("api://").unwrap_or(resource);
    let named = |uri: &String| uri.trim_end_matches('/').eq_ignore_ascii_case(resource);
    state.applications().filter(|it| it.tenant_id == *tenant).any(|it| {
        it.client_id.as_str().eq_ignore_ascii_case(client) && !it.identifier_uris.is_empty()
            || it.client_id.as_str().eq_ignore_ascii_case(resource)
            || it.identifier_uris.iter().any(named)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn services_are_known_with_and_without_a_slash_and_others_are_not() {
        let state = Scenario::Empty.begin(1);
        let tenant = state.tenants().next().unwrap().id.clone();
        for known in ["https://vault.azure.net", "https://vault.azure.net/", "https://a.blob.core.windows.net"] {
            assert!(is_known(&state, &tenant, known), "{known}");
        }
        for unknown in ["", "/", "https://example.com", "https://vault.azure.net/x", "https://x/.blob.core.windows.net"]
        {
            assert!(!is_known(&state, &tenant, unknown), "{unknown}");
        }
    }
}
