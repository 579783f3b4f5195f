//! Microsoft Graph: service principals and users, as far as az asks for them.
//!
//! Every member of the tenant may read its directory, which is Entra ID's default.

use serde_json::Value;

use super::context::Context;
use crate::api::error::ApiError;
use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::decision::Decision;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind, User};
use crate::model::id::ObjectId;
use crate::model::json::json;
use crate::model::order;
use crate::state::State;
use crate::token::validate::{GRAPH_AUDIENCES, validate};

/// Answers a request to `graph.microsoft.com`.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Decision>, Vec<Event>) {
    let outcome =
        validate(state, request, &GRAPH_AUDIENCES).and_then(|caller| route(&Context::new(state, request, caller)));
    match outcome {
        Ok(response) => (response, Vec::new(), Vec::new()),
        Err(error) => (error.response(), Vec::new(), vec![super::arm::refusal(request, &error)]),
    }
}

fn route(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let path = context.request.path();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match (context.request.method, parts.as_slice()) {
        (Method::Get, ["v1.0", "servicePrincipals"]) => {
            Ok(list(context, "servicePrincipals", &service_principals(context)))
        }
        (Method::Get, ["v1.0", "servicePrincipals", id]) => {
            let found = find(context, id).and_then(|it| service_principal_body(context, it));
            entity(found, "servicePrincipals", id)
        }
        (Method::Get, ["v1.0", "users"]) => Ok(list(context, "users", &users(context))),
        (Method::Get, ["v1.0", "users", id]) => {
            let found = find(context, id).and_then(user_of).or_else(|| by_name(context, id)).map(user_body);
            entity(found, "users", id)
        }
        (Method::Get, ["v1.0", "me"]) => {
            let found = context.state.principal(&context.caller.object_id).and_then(user_of).map(user_body);
            entity(found, "users", "me")
        }
        (Method::Post, ["v1.0", "directoryObjects", "getByIds"]) => by_ids(context),
        _ => {
            let message =
                format!("Keyless does not simulate {} {path} of Microsoft Graph yet.", context.request.method.as_str());
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

fn find<'a>(context: &'a Context<'_>, id: &str) -> Option<&'a Principal> {
    context.state.principal(&ObjectId::new(id)).filter(|it| *it.tenant_id() == context.caller.tenant_id)
}

fn entity(found: Option<Value>, set: &str, id: &str) -> Result<ApiResponse, ApiError> {
    let Some(found) = found else {
        let message =
            format!("Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
        return Err(ApiError::new(404, "Request_ResourceNotFound", message));
    };
    let mut body = json!({ "@odata.context": format!("https://graph.microsoft.com/v1.0/$metadata#{set}/$entity") });
    if let (Some(map), Value::Object(found)) = (body.as_object_mut(), found) {
        map.extend(found);
    }
    Ok(ApiResponse::json(200, body))
}

fn list(context: &Context<'_>, set: &str, all: &[Value]) -> ApiResponse {
    let filter = context.request.query("$filter").unwrap_or_default();
    let value: Vec<&Value> = all.iter().filter(|it| selected(it, &filter)).collect();
    ApiResponse::json(
        200,
        json!({ "@odata.context": format!("https://graph.microsoft.com/v1.0/$metadata#{set}"), "value": value }),
    )
}

/// The filters that az sends: `x eq 'y'`, `startswith(x,'y')`, `servicePrincipalNames/any(c:c eq 'y')`, joined by `and` or `or`.
fn selected(item: &Value, filter: &str) -> bool {
    filter.is_empty()
        || filter.split(" or ").any(|group| group.split(" and ").all(|term| term_holds(item, term.trim())))
}

fn term_holds(item: &Value, term: &str) -> bool {
    let wanted = term.split('\'').nth(1).unwrap_or_default();
    if let Some(rest) = term.strip_prefix("startswith(") {
        let field = rest.split(',').next().unwrap_or_default().trim();
        let text = item.get(field).and_then(Value::as_str).unwrap_or_default();
        return text.to_ascii_lowercase().starts_with(&wanted.to_ascii_lowercase());
    }
    if let Some((field, _)) = term.split_once("/any(") {
        let names = item.get(field).and_then(Value::as_array);
        return names.into_iter().flatten().any(|it| it.as_str().is_some_and(|it| it.eq_ignore_ascii_case(wanted)));
    }
    let Some((field, _)) = term.split_once(" eq ") else { return false };
    item.get(field.trim()).and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(wanted))
}

/// In order of creation.
fn service_principals(context: &Context<'_>) -> Vec<Value> {
    let mut found: Vec<(&ServicePrincipal, u64)> = context
        .state
        .principals()
        .filter_map(|it| match it {
            Principal::ServicePrincipal(it) if it.tenant_id == context.caller.tenant_id => Some(it),
            _ => None,
        })
        .map(|it| (it, context.state.resource(it.kind.resource()).map_or(0, |it| it.order)))
        .collect();
    order::sort_by_key(&mut found, |(_, order)| *order);
    found.into_iter().map(|(it, _)| sp_body(context, it)).collect()
}

fn users(context: &Context<'_>) -> Vec<Value> {
    context
        .state
        .principals()
        .filter(|it| *it.tenant_id() == context.caller.tenant_id)
        .filter_map(user_of)
        .map(user_body)
        .collect()
}

fn user_of(principal: &Principal) -> Option<&User> {
    match principal {
        Principal::User(user) => Some(user),
        Principal::ServicePrincipal(_) => None,
    }
}

fn by_name<'a>(context: &'a Context<'_>, name: &str) -> Option<&'a User> {
    context.state.principals().filter_map(user_of).find(|it| it.user_principal_name.eq_ignore_ascii_case(name))
}

fn by_ids(context: &Context<'_>) -> Result<ApiResponse, ApiError> {
    let body = context.body()?;
    let ids = body.get("ids").and_then(Value::as_array).cloned().unwrap_or_default();
    let value: Vec<Value> = ids
        .iter()
        .filter_map(|id| find(context, id.as_str()?))
        .filter_map(|it| match it {
            Principal::User(user) => {
                let mut body = user_body(user);
                if let Some(map) = body.as_object_mut() {
                    map.insert("@odata.type".to_owned(), json!("#microsoft.graph.user"));
                }
                Some(body)
            }
            Principal::ServicePrincipal(_) => {
                let mut body = service_principal_body(context, it)?;
                body.as_object_mut()?.insert("@odata.type".to_owned(), json!("#microsoft.graph.servicePrincipal"));
                Some(body)
            }
        })
        .collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

fn user_body(user: &User) -> Value {
    json!({
        "businessPhones": [], "displayName": user.display_name, "givenName": user.display_name, "jobTitle": null,
        "mail": null, "mobilePhone": null, "officeLocation": null, "preferredLanguage": null, "surname": null,
        "userPrincipalName": user.user_principal_name, "id": user.object_id,
    })
}

fn service_principal_body(context: &Context<'_>, principal: &Principal) -> Option<Value> {
    match principal {
        Principal::ServicePrincipal(it) => Some(sp_body(context, it)),
        Principal::User(_) => None,
    }
}

/// A managed identity's service principal as Graph shows it (R1 … R4).
fn sp_body(context: &Context<'_>, it: &ServicePrincipal) -> Value {
    let explicit = match it.kind {
        ServicePrincipalKind::UserAssigned { .. } => "isExplicit=True",
        ServicePrincipalKind::SystemAssigned { .. } => "isExplicit=False",
    };
    let marker = crate::model::id::derive_guid(context.state.seed(), 0, it.object_id.as_str()).replace('-', "");
    json!({
        "id": it.object_id, "deletedDateTime": null, "accountEnabled": true,
        "alternativeNames": [explicit, it.kind.resource().as_str().replace("/resourceGroups/", "/resourcegroups/")],
        "appDisplayName": null, "appDescription": null, "appId": it.client_id, "applicationTemplateId": null,
        "appOwnerOrganizationId": null, "appRoleAssignmentRequired": false, "createdDateTime": it.created.to_string(),
        "description": null, "deviceManagementAppType": null, "disabledByMicrosoftStatus": null,
        "displayName": it.display_name, "homepage": null, "loginUrl": null, "logoutUrl": null, "notes": null,
        "notificationEmailAddresses": [], "preferredSingleSignOnMode": null,
        "preferredTokenSigningKeyThumbprint": null, "replyUrls": [],
        "servicePrincipalNames": [it.client_id, format!("https://identity.azure.net/{marker}")],
        "servicePrincipalType": "ManagedIdentity", "signInAudience": null, "tags": [], "tokenEncryptionKeyId": null,
        "info": null, "samlSingleSignOnSettings": null, "addIns": [], "appRoles": [], "keyCredentials": [],
        "resourceSpecificApplicationPermissions": [], "oauth2PermissionScopes": [], "passwordCredentials": [],
        "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
    })
}
