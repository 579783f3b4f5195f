//! `/users` and `/me`.

use serde_json::Value;

use super::query::{entity, list, one};
use super::{Context, bad_request, bodies, denied, everybody, find, not_found, not_simulated, require_owner, text};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::directory::{Principal, User, is_administrator};
use crate::model::id::ObjectId;
use crate::model::order;

pub(super) fn me(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let found = context.state.principal(&context.caller.object_id).and_then(user_of).map(bodies::user);
    entity(found, "users", "me")
}

pub(super) fn answer(context: &mut Context<'_>, parts: &[&str]) -> Result<ApiResponse, ApiError> {
    match (context.request.method, parts) {
        (Method::Get, ["users"]) => {
            let mut people: Vec<&User> = everybody(context).filter_map(user_of).collect();
            order::sort_by_key(&mut people, |it| it.display_name.as_str());
            let all: Vec<Value> = people.into_iter().map(bodies::user).collect();
            list(context, "users", &all)
        }
        (Method::Post, ["users"]) => create(context),
        (Method::Get, ["users", id]) => entity(by_name(context, id).map(bodies::user), "users", id),
        (Method::Delete, ["users", id]) => delete(context, id),
        _ => Err(not_simulated(context)),
    }
}

fn user_of(principal: &Principal) -> Option<&User> {
    match principal {
        Principal::User(user) => Some(user),
        _ => None,
    }
}

/// Somebody by object id or user principal name.
fn by_name<'a>(context: &'a Context<'_>, name: &str) -> Option<&'a User> {
    let named = || everybody(context).filter_map(user_of).find(|it| it.user_principal_name.eq_ignore_ascii_case(name));
    find(context, name).and_then(user_of).or_else(named)
}

fn create(context: &mut Context<'_>) -> Result<ApiResponse, ApiError> {
    require_owner(context, None)?;
    let body = context.body()?;
    let (name, display_name) = (text(&body, "userPrincipalName"), text(&body, "displayName"));
    if display_name.is_empty() {
        return Err(bad_request("A value is required for property 'displayName' of resource 'User'."));
    }
    let tenant = context.state.tenant(&context.caller.tenant_id);
    let domain = tenant.map(|it| it.default_domain.clone()).unwrap_or_default();
    match name.split_once('@') {
        Some((local, given)) if !local.is_empty() && given.eq_ignore_ascii_case(&domain) => {}
        _ => {
            return Err(bad_request(
                "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
            ));
        }
    }
    if by_name(context, &name).is_some() {
        return Err(bad_request("Another object with the same value for property userPrincipalName already exists."));
    }
    let password = body.pointer("/passwordProfile/password").and_then(Value::as_str).unwrap_or_default().to_owned();
    if !is_complex(&password) {
        return Err(bad_request(
            "The specified password does not comply with password complexity requirements. Please provide a different password.",
        ));
    }
    let user = User {
        object_id: ObjectId::new(&context.state.new_guid("user")),
        tenant_id: context.caller.tenant_id.clone(),
        user_principal_name: name,
        display_name,
    };
    let response = one(201, bodies::user(&user), "users");
    context.emit(Event::UserCreated { user, password });
    Ok(response)
}

/// 8 to 256 characters of at least three kinds.
fn is_complex(password: &str) -> bool {
    let kinds = [
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| !c.is_ascii_alphanumeric()),
    ];
    (8..=256).contains(&password.chars().count()) && kinds.into_iter().filter(|it| *it).count() >= 3
}

fn delete(context: &mut Context<'_>, id: &str) -> Result<ApiResponse, ApiError> {
    let user = by_name(context, id).cloned().ok_or_else(|| not_found(id))?;
    require_owner(context, None)?;
    if is_administrator(&user.object_id) {
        // Nobody may delete himself; the administrator alone may delete others.
        return Err(denied());
    }
    super::deleted::delete(context, &user.object_id, &user.display_name, "user");
    Ok(ApiResponse::empty(204))
}
