//! Deny assignments, to read only: Azure makes them, not its users.

use serde_json::Value;

use super::context::Context;
use super::path::ArmPath;
use crate::api::error::ApiError;
use crate::api::response::ApiResponse;
use crate::model::control::{DenyAssignment, EVERYONE};
use crate::model::json::json;

const TYPE: &str = "Microsoft.Authorization/denyAssignments";

/// Answers for deny assignments at any scope.
///
/// # Errors
/// 403 without the right to read them; 404 for an unknown one.
pub fn answer(context: &mut Context<'_>, path: &ArmPath, name: Option<&str>) -> Result<ApiResponse, ApiError> {
    context.require("Microsoft.Authorization/denyAssignments/read", &path.scope)?;
    let reaches = |it: &&DenyAssignment| it.scope.contains(&path.scope) || path.scope.contains(&it.scope);
    let Some(name) = name else {
        let value: Vec<Value> = context.state.deny_assignments().filter(reaches).map(body).collect();
        return Ok(ApiResponse::json(200, json!({ "value": value })));
    };
    let found = context.state.deny_assignments().find(|it| it.name.as_str().eq_ignore_ascii_case(name));
    found.map(|it| ApiResponse::json(200, body(it))).ok_or_else(|| {
        ApiError::new(404, "DenyAssignmentNotFound", format!("The deny assignment '{name}' is not found."))
    })
}

fn body(denial: &DenyAssignment) -> Value {
    let kind = |id: &str| if id == EVERYONE { "SystemDefined" } else { "" };
    let list = |ids: &[crate::model::id::ObjectId]| -> Vec<Value> {
        ids.iter().map(|it| json!({ "id": it, "type": kind(it.as_str()) })).collect()
    };
    json!({
        "id": denial.scope.resource(TYPE, denial.name.as_str()).as_str(), "name": denial.name, "type": TYPE,
        "properties": {
            "denyAssignmentName": denial.display_name, "scope": denial.scope.as_str(),
            "doNotApplyToChildScopes": denial.not_below, "isSystemProtected": true,
            "permissions": [{
                "actions": denial.actions, "notActions": denial.not_actions,
                "dataActions": denial.data_actions, "notDataActions": denial.not_data_actions,
            }],
            "principals": list(&denial.principals), "excludePrincipals": list(&denial.excluded),
        },
    })
}
