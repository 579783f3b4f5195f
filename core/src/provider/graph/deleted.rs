//! `/directory/deletedItems`: what was deleted in the last 30 days (R32).

use serde_json::Value;

use super::{Context, bodies, denied, not_found, not_simulated, require_owner};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::access::RoleAssignment;
use crate::model::application::{Deleted, DirectoryObject};
use crate::model::directory::Principal;
use crate::model::id::ObjectId;
use crate::model::json::json;
use crate::model::order;

/// Deletes a user, group or application; grants to it stay as orphans (R30).
pub(super) fn delete(context: &mut Context<'_>, id: &ObjectId, name: &str, kind: &str) {
    context.emit(Event::DirectoryObjectDeleted {
        object_id: id.clone(),
        display_name: name.to_owned(),
        kind: kind.to_owned(),
    });
    let orphans: Vec<RoleAssignment> = context.state.assignments_of(id).cloned().collect();
    for orphan in orphans {
        context.emit(Event::RoleAssignmentOrphaned {
            role_name: crate::authz::roles::name(&orphan.role),
            id: orphan.id,
            principal_id: orphan.principal_id,
            scope: orphan.scope,
        });
    }
}

pub(super) fn answer(context: &mut Context<'_>, parts: &[&str]) -> Result<ApiResponse, ApiError> {
    match (context.request.method, parts) {
        (Method::Get, ["directory", "deletedItems", kind]) if kind.starts_with("microsoft.graph.") => {
            let wanted = kind.trim_start_matches("microsoft.graph.");
            let mut found: Vec<&Deleted> =
                here(context).filter(|it| it.object.graph_type().eq_ignore_ascii_case(wanted)).collect();
            order::sort_by_key(&mut found, |it| it.at);
            let value: Vec<Value> = found.into_iter().map(|it| body(context, it)).collect();
            Ok(ApiResponse::json(200, json!({ "value": value })))
        }
        (Method::Get, ["directory", "deletedItems", id]) => {
            let found = find(context, id)?;
            Ok(ApiResponse::json(200, body(context, found)))
        }
        (Method::Post, ["directory", "deletedItems", id, "restore"]) => {
            let found = recallable(context, id)?;
            let restored = body(context, &found);
            context.emit(Event::DirectoryObjectRestored {
                object_id: found.object.object_id().clone(),
                display_name: found.object.display_name().to_owned(),
            });
            Ok(ApiResponse::json(200, restored))
        }
        (Method::Delete, ["directory", "deletedItems", id]) => {
            let found = recallable(context, id)?;
            context.emit(Event::DirectoryObjectPurged {
                object_id: found.object.object_id().clone(),
                display_name: found.object.display_name().to_owned(),
            });
            Ok(ApiResponse::empty(204))
        }
        _ => Err(not_simulated(context)),
    }
}

fn here<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Deleted> {
    context.state.deleted().filter(|it| *it.object.tenant_id() == context.caller.tenant_id)
}

fn find<'a>(context: &'a Context<'_>, id: &str) -> Result<&'a Deleted, ApiError> {
    let wanted = ObjectId::new(id);
    here(context).find(|it| *it.object.object_id() == wanted).ok_or_else(|| not_found(id))
}

/// A deleted object that its owner may restore or purge: anything but a managed identity (R32).
fn recallable(context: &Context<'_>, id: &str) -> Result<Deleted, ApiError> {
    let found = find(context, id)?.clone();
    if let DirectoryObject::Principal(Principal::ServicePrincipal(it)) = &found.object
        && it.kind.resource().is_some()
    {
        let mut error = denied();
        error.reason = RefusalReason::BeyondRecall;
        return Err(error);
    }
    let owner = match &found.object {
        DirectoryObject::Application(it) => Some(&it.owner),
        DirectoryObject::Principal(_) => None,
    };
    require_owner(context, owner)?;
    Ok(found)
}

fn body(context: &Context<'_>, it: &Deleted) -> Value {
    let mut body = match &it.object {
        DirectoryObject::Principal(principal) => bodies::typed(context, principal),
        DirectoryObject::Application(application) => bodies::typed_application(application),
    };
    if let Some(map) = body.as_object_mut() {
        map.insert("deletedDateTime".to_owned(), json!(it.at.to_string()));
    }
    body
}
