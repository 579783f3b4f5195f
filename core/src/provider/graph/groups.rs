//! `/groups` with their members, and who is in which.

use serde_json::Value;

use super::query::{entity, list, one};
use super::{Context, bad_request, bodies, everybody, find, not_found, not_simulated, require_owner, text};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::directory::{Group, Principal};
use crate::model::id::ObjectId;
use crate::model::json::json;
use crate::model::order;

pub(super) fn answer(context: &mut Context<'_>, parts: &[&str]) -> Result<ApiResponse, ApiError> {
    match (context.request.method, parts) {
        (Method::Get, ["groups"]) => {
            let mut all: Vec<&Group> = everybody(context).filter_map(group_of).collect();
            order::sort_by_key(&mut all, |it| it.created);
            let all: Vec<Value> = all.into_iter().map(bodies::group).collect();
            list(context, "groups", &all)
        }
        (Method::Post, ["groups"]) => create(context),
        (Method::Get, ["groups", id]) => entity(find(context, id).and_then(group_of).map(bodies::group), "groups", id),
        (Method::Delete, ["groups", id]) => {
            let group = owned(context, id)?;
            super::deleted::delete(context, &group.object_id, &group.display_name, "group");
            Ok(ApiResponse::empty(204))
        }
        (Method::Get, ["groups", id, "members"]) => members(context, id),
        (Method::Post, ["groups", id, "members", "$ref"]) => add(context, id),
        (Method::Delete, ["groups", id, "members", member, "$ref"]) => remove(context, id, member),
        _ => Err(not_simulated(context)),
    }
}

fn group_of(principal: &Principal) -> Option<&Group> {
    match principal {
        Principal::Group(group) => Some(group),
        _ => None,
    }
}

/// A group that the caller may change.
fn owned(context: &Context<'_>, id: &str) -> Result<Group, ApiError> {
    let group = find(context, id).and_then(group_of).cloned().ok_or_else(|| not_found(id))?;
    require_owner(context, Some(&group.owner))?;
    Ok(group)
}

fn create(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    let body = context.body()?;
    let (display_name, mail_nickname) = (text(&body, "displayName"), text(&body, "mailNickname"));
    for (name, value) in [("displayName", &display_name), ("mailNickname", &mail_nickname)] {
        if value.is_empty() || value.chars().count() > 256 {
            return Err(bad_request(format!("Invalid value specified for property '{name}' of resource 'Group'.")));
        }
    }
    if mail_nickname.chars().any(|c| !c.is_ascii() || "@()\\[]\";:.<>, ".contains(c)) {
        return Err(bad_request("Invalid value specified for property 'mailNickname' of resource 'Group'."));
    }
    let group = Group {
        object_id: ObjectId::new(&context.state.new_guid("group")),
        tenant_id: context.caller.tenant_id.clone(),
        display_name,
        mail_nickname,
        description: body.get("description").and_then(Value::as_str).map(str::to_owned),
        owner: context.caller.object_id.clone(),
        created: context.state.now(),
        members: Vec::new(),
    };
    let response = one(201, bodies::group(&group), "groups");
    context.emit(Event::GroupCreated { group });
    Ok(response)
}

fn members(context: &Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let group = find(context, id).and_then(group_of).ok_or_else(|| not_found(id))?;
    let found = group.members.iter().filter_map(|it| context.state.principal(it));
    let value: Vec<Value> = found.map(|it| bodies::typed(context, it)).collect();
    let set = "https://graph.microsoft.com/v1.0/$metadata#directoryObjects";
    Ok(ApiResponse::json(200, json!({ "@odata.context": set, "value": value })))
}

fn add(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let group = owned(context, id)?;
    let reference = text(&context.body()?, "@odata.id");
    let member = reference.rsplit('/').next().unwrap_or_default();
    let member = find(context, member).map(|it| it.object_id().clone()).ok_or_else(|| not_found(member))?;
    if group.members.contains(&member) {
        return Err(bad_request(
            "One or more added object references already exist for the following modified properties: 'members'.",
        ));
    }
    context.emit(Event::GroupMemberAdded { group: group.object_id, member });
    Ok(ApiResponse::empty(204))
}

fn remove(context: &mut Context<'_>, id: &str, member: &str) -> Result<ApiResponse, ApiError> {
    let group = owned(context, id)?;
    let removed = ObjectId::new(member);
    if !group.members.contains(&removed) {
        return Err(not_found(member));
    }
    context.emit(Event::GroupMemberRemoved { group: group.object_id, member: removed });
    Ok(ApiResponse::empty(204))
}

/// Those of the groups asked about that somebody is in, directly or through another group.
pub(super) fn check(context: &Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let member = find(context, id).ok_or_else(|| not_found(id))?;
    let groups = context.state.groups_of(member.object_id());
    let body = context.body()?;
    let asked = body.get("groupIds").and_then(Value::as_array).cloned().unwrap_or_default();
    let value: Vec<&Value> =
        asked.iter().filter(|it| it.as_str().is_some_and(|it| groups.contains(&ObjectId::new(it)))).collect();
    let set = "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)";
    Ok(ApiResponse::json(200, json!({ "@odata.context": set, "value": value })))
}
