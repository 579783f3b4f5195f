//! `/subscriptions` and `/tenants`: what the caller can see at all.

use super::arm::not_allowed;
use super::context::Context;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::authz::grants;
use crate::model::json::json;
use crate::model::scope::ResourceId;
use crate::model::tenancy::Subscription;

/// Lists subscriptions in which the caller has any grant, or the tenants.
///
/// # Errors
/// 404 for any other path.
pub fn answer(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    if context.request.method != Method::Get {
        return Err(not_allowed(context.request));
    }
    match context.request.path().to_ascii_lowercase().trim_end_matches('/') {
        "/subscriptions" => Ok(ApiResponse::json(200, json!({ "value": visible(context) }))),
        "/tenants" => {
            let tenants: Vec<_> = context
                .state
                .tenants()
                .filter(|it| it.id == context.caller.tenant_id)
                .map(|it| {
                    json!({
                        "id": format!("/tenants/{}", it.id), "tenantId": it.id, "displayName": it.display_name,
                        "defaultDomain": it.default_domain,
                    })
                })
                .collect();
            Ok(ApiResponse::json(200, json!({ "value": tenants })))
        }
        path => Err(ApiError::new(404, "NotFound", format!("The path '{path}' is not simulated."))),
    }
}

fn visible(context: &Context<'_>) -> Vec<serde_json::Value> {
    let seen = |subscription: &&Subscription| {
        let scope = ResourceId::subscription(&subscription.id);
        let held = grants::held(&context.state, &context.caller);
        let mut grants = held.iter().filter(|it| grants::counts(it.1.as_ref())).map(|it| it.0);
        subscription.tenant_id == context.caller.tenant_id
            && grants.any(|it| scope.contains(&it.scope) || it.scope.contains(&scope))
    };
    context.state.subscriptions().iter().filter(seen).map(body).collect()
}

/// A subscription as ARM answers it.
pub fn body(subscription: &Subscription) -> serde_json::Value {
    json!({
        "id": format!("/subscriptions/{}", subscription.id), "subscriptionId": subscription.id,
        "tenantId": subscription.tenant_id, "displayName": subscription.display_name, "state": "Enabled",
    })
}
