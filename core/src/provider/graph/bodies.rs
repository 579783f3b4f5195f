//! Objects of the directory as Graph shows them.

use serde_json::Value;

use super::Context;
use crate::model::application::{Application, DirectoryObject, PasswordCredential};
use crate::model::directory::{Group, Principal, ServicePrincipal, ServicePrincipalKind, User};
use crate::model::id::derive_guid;
use crate::model::json::json;

/// A principal.
pub(super) fn of(context: &Context<'_>, principal: &Principal) -> Value {
    match principal {
        Principal::User(it) => user(it),
        Principal::Group(it) => group(it),
        Principal::ServicePrincipal(it) => service_principal(context, it),
    }
}

/// A principal with its type, as lists of mixed objects have it.
pub(super) fn typed(context: &Context<'_>, principal: &Principal) -> Value {
    let kind = DirectoryObject::Principal(principal.clone()).graph_type();
    with_type(of(context, principal), kind)
}

/// An application with its type.
pub(super) fn typed_application(it: &Application) -> Value {
    with_type(application(it), "application")
}

fn with_type(body: Value, kind: &str) -> Value {
    let mut typed = json!({ "@odata.type": format!("#microsoft.graph.{kind}") });
    if let (Some(map), Value::Object(body)) = (typed.as_object_mut(), body) {
        map.extend(body);
    }
    typed
}

pub(super) fn user(user: &User) -> Value {
    // People of the scenario have a given name; those made by az have none.
    let given = if is_of_scenario(user) { json!(user.display_name) } else { Value::Null };
    json!({
        "businessPhones": [], "displayName": user.display_name, "givenName": given, "jobTitle": null,
        "mail": null, "mobilePhone": null, "officeLocation": null, "preferredLanguage": null, "surname": null,
        "userPrincipalName": user.user_principal_name, "id": user.object_id,
    })
}

fn is_of_scenario(user: &User) -> bool {
    user.object_id.as_str().starts_with("33333333-aaaa-4bbb-8ccc-")
}

pub(super) fn group(group: &Group) -> Value {
    json!({
        "id": group.object_id, "deletedDateTime": null, "createdDateTime": group.created.to_string(),
        "description": group.description, "displayName": group.display_name, "groupTypes": [],
        "mailEnabled": false, "mailNickname": group.mail_nickname, "securityEnabled": true,
    })
}

pub(super) fn application(it: &Application) -> Value {
    let passwords: Vec<Value> = it.passwords.iter().map(|it| password(it, false)).collect();
    let mut body = json!({
        "id": it.object_id, "deletedDateTime": null, "appId": it.client_id, "applicationTemplateId": null,
        "disabledByMicrosoftStatus": null, "createdDateTime": it.created.to_string(), "displayName": it.display_name,
        "description": null, "groupMembershipClaims": null, "identifierUris": it.identifier_uris,
        "isDeviceOnlyAuthSupported": null, "isFallbackPublicClient": null, "nativeAuthenticationApisEnabled": null,
        "notes": null, "publisherDomain": "contoso.onmicrosoft.com", "serviceManagementReference": null,
        "signInAudience": "AzureADMyOrg", "tags": [], "tokenEncryptionKeyId": null, "samlMetadataUrl": null,
        "defaultRedirectUri": null, "certification": null, "optionalClaims": null,
        "servicePrincipalLockConfiguration": null, "requestSignatureVerification": null,
    });
    if let (Some(map), Value::Object(settings)) = (body.as_object_mut(), application_settings(passwords)) {
        map.extend(settings);
    }
    body
}

/// The settings of an application that nobody has changed.
fn application_settings(passwords: Vec<Value>) -> Value {
    json!({
        "addIns": [], "appRoles": [], "keyCredentials": [],
        "requiredResourceAccess": [], "spa": {"redirectUris": []}, "passwordCredentials": passwords,
        "api": {
            "acceptMappedClaims": null, "knownClientApplications": [], "requestedAccessTokenVersion": null,
            "oauth2PermissionScopes": [], "preAuthorizedApplications": [],
        },
        "info": {
            "logoUrl": null, "marketingUrl": null, "privacyStatementUrl": null, "supportUrl": null,
            "termsOfServiceUrl": null,
        },
        "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
        "publicClient": {"redirectUris": []},
        "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
        "web": {
            "homePageUrl": null, "logoutUrl": null, "redirectUris": [], "redirectUriSettings": [],
            "implicitGrantSettings": {"enableAccessTokenIssuance": false, "enableIdTokenIssuance": false},
        },
    })
}

/// A password credential. Graph tells the password once, in the answer that makes it.
pub(super) fn password(it: &PasswordCredential, first_time: bool) -> Value {
    let hint: String = it.secret.chars().take(3).collect();
    json!({
        "customKeyIdentifier": null, "displayName": it.display_name, "endDateTime": it.end.to_string(),
        "hint": hint, "keyId": it.key_id, "secretText": first_time.then_some(it.secret.as_str()),
        "startDateTime": it.start.to_string(),
    })
}

/// A service principal (R1 … R4): of a managed identity, or of an application.
pub(super) fn service_principal(context: &Context<'_>, it: &ServicePrincipal) -> Value {
    let managed = |explicit: &str| {
        let marker = derive_guid(context.state.seed(), 0, it.object_id.as_str()).replace('-', "");
        let resource = it.kind.resource().map(|it| it.as_str().replace("/resourceGroups/", "/resourcegroups/"));
        (
            vec![Some(format!("isExplicit={explicit}")), resource].into_iter().flatten().collect::<Vec<_>>(),
            vec![it.client_id.to_string(), format!("https://identity.azure.net/{marker}")],
        )
    };
    let (alternative_names, names) = match &it.kind {
        ServicePrincipalKind::UserAssigned { .. } => managed("True"),
        ServicePrincipalKind::SystemAssigned { .. } => managed("False"),
        ServicePrincipalKind::Application { application } => {
            let uris = context.state.application(application).map(|it| it.identifier_uris.clone()).unwrap_or_default();
            (Vec::new(), [vec![it.client_id.to_string()], uris].concat())
        }
    };
    let is_application = matches!(it.kind, ServicePrincipalKind::Application { .. });
    let (kind, app_name) =
        if is_application { ("Application", Some(&it.display_name)) } else { ("ManagedIdentity", None) };
    json!({
        "id": it.object_id, "deletedDateTime": null, "accountEnabled": true,
        "alternativeNames": alternative_names,
        "appDisplayName": app_name, "appDescription": null, "appId": it.client_id, "applicationTemplateId": null,
        "appOwnerOrganizationId": is_application.then_some(&it.tenant_id), "appRoleAssignmentRequired": false,
        "createdDateTime": it.created.to_string(),
        "description": null, "deviceManagementAppType": null, "disabledByMicrosoftStatus": null,
        "displayName": it.display_name, "homepage": null, "loginUrl": null, "logoutUrl": null, "notes": null,
        "notificationEmailAddresses": [], "preferredSingleSignOnMode": null,
        "preferredTokenSigningKeyThumbprint": null, "replyUrls": [],
        "servicePrincipalNames": names,
        "servicePrincipalType": kind, "signInAudience": is_application.then_some("AzureADMyOrg"), "tags": [],
        "tokenEncryptionKeyId": null,
        "info": null, "samlSingleSignOnSettings": null, "addIns": [], "appRoles": [], "keyCredentials": [],
        "resourceSpecificApplicationPermissions": [], "oauth2PermissionScopes": [], "passwordCredentials": [],
        "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
    })
}
