//! What Entra ID says about itself: where a tenant's endpoints are.

use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::model::json::json;
use crate::state::State;

/// Answers `/{tenant}/v2.0/.well-known/openid-configuration`; `None` for any other path.
pub(super) fn answer(state: &State, request: &ApiRequest) -> Option<ApiResponse> {
    let path = request.path();
    let (tenant, _) = path.strip_prefix('/')?.split_once("/v2.0/.well-known/openid-configuration")?;
    if request.method != Method::Get {
        return Some(ApiResponse::empty(405));
    }
    let known = state
        .tenants()
        .find(|it| it.id.as_str().eq_ignore_ascii_case(tenant) || it.default_domain.eq_ignore_ascii_case(tenant));
    let tenant = match known {
        Some(tenant) => tenant.id.to_string(),
        None if ["organizations", "common"].contains(&tenant) => "{tenantid}".to_owned(),
        None => {
            let text = format!("AADSTS90002: Tenant '{tenant}' not found.");
            return Some(ApiResponse::json(
                400,
                json!({ "error": "invalid_tenant", "error_description": text, "error_codes": [90_002] }),
            ));
        }
    };
    let base = format!("https://login.microsoftonline.com/{tenant}");
    Some(ApiResponse::json(
        200,
        json!({
            "issuer": format!("{base}/v2.0"), "token_endpoint": format!("{base}/oauth2/v2.0/token"),
            "authorization_endpoint": format!("{base}/oauth2/v2.0/authorize"),
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
            "response_modes_supported": ["query", "fragment", "form_post"],
            "subject_types_supported": ["pairwise"], "id_token_signing_alg_values_supported": ["HS256"],
            "tenant_region_scope": null, "cloud_instance_name": "microsoftonline.com",
        }),
    ))
}
