//! `/subscriptions/{id}/locations`: the regions of the simulated cloud.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::model::id::SubscriptionId;
use crate::model::json::json;
use crate::model::resource::LOCATIONS;

/// What people call a region, and the larger area that it is in.
fn names(location: &str) -> (&'static str, &'static str) {
    match location {
        "eastus" => ("East US", "US"),
        "eastus2" => ("East US 2", "US"),
        "westus" => ("West US", "US"),
        "westus2" => ("West US 2", "US"),
        "westus3" => ("West US 3", "US"),
        "centralus" => ("Central US", "US"),
        "northeurope" => ("North Europe", "Europe"),
        "westeurope" => ("West Europe", "Europe"),
        "uksouth" => ("UK South", "UK"),
        _ => ("Southeast Asia", "Asia Pacific"),
    }
}

/// Lists them, to whoever sees the subscription.
///
/// # Errors
/// 405 for another method than GET.
pub fn answer(context: &Context<'_>, subscription: &SubscriptionId) -> Result<ApiResponse, ApiError> {
    if context.request.method != Method::Get {
        return Err(not_allowed(context.request));
    }
    let body = |name: &&str| {
        let (display_name, area) = names(name);
        json!({
            "id": format!("/subscriptions/{subscription}/locations/{name}"), "name": name, "type": "Region",
            "displayName": display_name, "regionalDisplayName": format!("({area}) {display_name}"),
            "metadata": {"regionType": "Physical", "regionCategory": "Recommended", "geographyGroup": area},
        })
    };
    let value: Vec<Value> = LOCATIONS.iter().map(body).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}
