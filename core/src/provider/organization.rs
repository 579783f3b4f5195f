//! Microsoft Graph's `organization`: the tenant itself, and how much of its quota of objects is used (R6).

use super::context::Context;
use crate::api::error::ApiError;
use crate::api::response::ApiResponse;
use crate::model::application::DirectoryObject;
use crate::model::id::TenantId;
use crate::model::json::json;
use crate::state::State;

/// The most objects that a directory with a verified domain holds.
const QUOTA: usize = 300_000;

/// How many objects of a tenant count, deleted ones included (R6, R32).
fn objects(state: &State, tenant: &TenantId) -> usize {
    let deleted = state.deleted().filter(|it| match &it.object {
        DirectoryObject::Principal(it) => it.tenant_id() == tenant,
        DirectoryObject::Application(it) => it.tenant_id == *tenant,
    });
    state.principals().filter(|it| it.tenant_id() == tenant).count()
        + state.applications().filter(|it| it.tenant_id == *tenant).count()
        + deleted.count()
}

/// The caller's tenant.
pub(super) fn answer(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let id = &context.caller.tenant_id;
    let tenant =
        context.state.tenant(id).ok_or_else(|| ApiError::new(404, "Request_ResourceNotFound", "No tenant."))?;
    let used = objects(&context.state, id);
    let organization = json!({
        "id": tenant.id, "displayName": tenant.display_name, "tenantType": "AAD",
        "verifiedDomains": [{ "name": tenant.default_domain, "isDefault": true, "isInitial": true }],
        "directorySizeQuota": { "used": used, "total": QUOTA },
    });
    Ok(ApiResponse::json(
        200,
        json!({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#organization", "value": [organization] }),
    ))
}
