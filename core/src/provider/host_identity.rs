//! The `identity` block of a host: reading what was sent, and turning the difference into events (R9 … R13, R22, R27).

use serde_json::{Map, Value};

use super::conditions;
use super::context::Context;
use super::lifecycle::delete_service_principal;
use crate::api::error::ApiError;
use crate::event::{AlreadySo, DeletionCause, Event, RefusalReason};
use crate::model::directory::{ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId, TenantId};
use crate::model::identity::{Attachment, HostIdentity, IsolationScope, UserAssignedIdentity};
use crate::model::json::json;
use crate::model::resource::ResourceKind;
use crate::model::scope::ResourceId;
use crate::model::table::Table;
use crate::rules::RuleId;

/// The action that attaching needs on the identity (R54).
pub const ASSIGN: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/// A host about to be written: enough to check and change its identities.
#[derive(Clone, Debug)]
pub struct Host {
    /// Its id.
    pub id: ResourceId,
    /// Its name, which a system-assigned identity takes (R3).
    pub name: String,
    /// Its region (R24).
    pub location: String,
    /// The action that writing it needs, for the text of a refusal.
    pub write_action: &'static str,
    /// Its identities before the write.
    pub identity: HostIdentity,
}

/// What an `identity` block asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the type names the system-assigned identity.
    pub system_assigned: bool,
    /// Whether the type names user-assigned ones.
    pub user_assigned: bool,
    /// Ids to attach or keep, as sent.
    pub attach: Vec<ResourceId>,
    /// Ids to detach, as sent.
    pub detach: Vec<ResourceId>,
}

/// How much of what is there a write replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    /// PUT: what is not listed goes.
    Replace,
    /// PATCH: what is not listed stays, as long as the type names its kind (R11).
    Merge,
}

/// Reads an `identity` block.
///
/// # Errors
/// 400 `InvalidParameter` for an unknown type, or ids with a type that has none.
pub fn read(block: &Value) -> Result<Wanted, ApiError> {
    let text = block.get("type").and_then(Value::as_str).unwrap_or("None");
    let mut wanted = Wanted::default();
    for part in text.split(',').map(|part| part.trim().to_ascii_lowercase()) {
        match part.as_str() {
            "systemassigned" => wanted.system_assigned = true,
            "userassigned" => wanted.user_assigned = true,
            "none" => {}
            _ => {
                return Err(invalid(
                    format!("Required parameter 'resourceIdentity.type' is invalid: '{text}'."),
                    "resourceIdentity.type",
                ));
            }
        }
    }
    for (id, value) in block.get("userAssignedIdentities").and_then(Value::as_object).into_iter().flatten() {
        let id = full_id(id)?;
        if value.is_null() {
            wanted.detach.push(id);
        } else {
            wanted.attach.push(id);
        }
    }
    if !wanted.user_assigned && !wanted.attach.is_empty() {
        let message = format!("ResourceIdentity identityIds should not be provided if the type is \"{text}\".");
        return Err(invalid(message, "resourceIdentity.identityIds"));
    }
    Ok(wanted)
}

/// ARM looks at what identities a request names before a host's own service does.
fn full_id(id: &str) -> Result<ResourceId, ApiError> {
    let begins = |start: &str| id.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    if begins("/subscriptions/") || begins("/providers/") {
        return Ok(ResourceId::new(id));
    }
    let message = format!(
        "Property id '{id}' at path '' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{{subscriptionId}}' or '/providers/{{resourceProviderNamespace}}/'."
    );
    Err(ApiError::new(400, "LinkedInvalidPropertyId", message))
}

fn invalid(message: String, target: &str) -> ApiError {
    let mut error = ApiError::new(400, "InvalidParameter", message);
    error.target = Some(target.into());
    error
}

/// Lets pass what asks for no identity, on resources that cannot carry one here.
///
/// # Errors
/// 501 `NotSimulated`, with why.
pub fn refuse(sent: &Value, why: &str) -> Result<(), ApiError> {
    let kind = sent.pointer("/identity/type").and_then(Value::as_str);
    if kind.is_some_and(|it| it.eq_ignore_ascii_case("None")) || sent.get("identity").is_none_or(Value::is_null) {
        return Ok(());
    }
    Err(ApiError::new(501, "NotSimulated", why))
}

/// Checks the right to attach each identity that the write sends (R54, R69).
///
/// # Errors
/// 403 `LinkedAuthorizationFailed`.
pub fn authorize(context: &mut Context<'_>, host: &Host, wanted: &Wanted) -> Result<(), ApiError> {
    for id in &wanted.attach {
        context.require_linked(host.write_action, &host.id, ASSIGN, id)?;
    }
    Ok(())
}

/// Carries out what the write asks for.
///
/// # Errors
/// 400 `FailedIdentityOperation` for an identity that is gone, restricted, or recreated since (R24, R25, R27, R28).
pub fn apply(context: &mut Context<'_>, host: &Host, wanted: &Wanted, mode: WriteMode) -> Result<(), ApiError> {
    let mut attachments = Vec::new();
    for id in &wanted.attach {
        attachments.push((id.clone(), resolve(context, host, id)?));
    }
    if wanted.system_assigned && host.identity.system_assigned.is_none() {
        let tenant = context.caller.tenant_id.clone();
        conditions::count_creation(context, &tenant, &host.id, &host.location)?;
    }
    write_system_assigned(context, host, wanted);
    detach(context, host, wanted, mode);
    for (id, identity) in attachments {
        if host.identity.user_assigned.contains_key(&id.key()) {
            context.emit(Event::AlreadySo { subject: host.id.clone(), fact: AlreadySo::Attached { identity: id } });
            continue;
        }
        context.emit(Event::UserAssignedIdentityAttached {
            host: host.id.clone(),
            identity: id,
            client_id: identity.client_id,
            principal_id: identity.principal_id,
        });
    }
    Ok(())
}

/// The living identity behind an id that this host may carry.
fn resolve(context: &Context<'_>, host: &Host, id: &ResourceId) -> Result<UserAssignedIdentity, ApiError> {
    let Some(resource) = context.state.resource(id) else {
        return Err(failed(host, 27, "BadRequest", &format!("Resource '{id}' was not found.")));
    };
    let ResourceKind::UserAssignedIdentity(identity) = &resource.kind else {
        return Err(failed(host, 17, "BadRequest", &format!("Resource '{id}' was not found.")));
    };
    let trusted = id.subscription_id().and_then(|it| context.state.subscription(&it)).map(|it| &it.tenant_id);
    if trusted.is_some_and(|it| *it != identity.tenant_id) {
        let text = format!("Resource '{id}' belongs to another tenant: delete it and create it again.");
        return Err(failed(host, 45, "BadRequest", &text));
    }
    // Hosts that carry the identity already are served as before (R23).
    if !host.identity.user_assigned.contains_key(&id.key()) && context.state.is_down(&resource.location) {
        let text = format!("The managed identity service is unavailable in location '{}'.", resource.location);
        return Err(failed(host, 23, "ServiceUnavailable", &text));
    }
    let recreated = |it: &Attachment| it.principal_id != identity.principal_id;
    if host.identity.user_assigned.get(&id.key()).is_some_and(recreated) {
        let text =
            format!("Resource '{id}' was deleted and created again. Remove it from the host, then assign it anew.");
        return Err(failed(host, 28, "Conflict", &text));
    }
    if identity.isolation_scope == IsolationScope::Regional && resource.location != host.location {
        let text = format!(
            "Resource '{id}' has isolation scope 'Regional' in location '{}' and cannot be assigned to a resource in location '{}'.",
            resource.location, host.location
        );
        return Err(failed(host, 24, "BadRequest", &text));
    }
    let provider = host.id.resource_type().unwrap_or_default();
    let namespace = provider.split('/').next().unwrap_or_default();
    let allowed = |it: &String| it.eq_ignore_ascii_case(namespace) || it.eq_ignore_ascii_case(&provider);
    if !identity.restricted_to.is_empty() && !identity.restricted_to.iter().any(allowed) {
        let text = format!(
            "Resource '{id}' cannot be assigned to a resource of provider '{namespace}': its assignment restrictions do not name it."
        );
        return Err(failed(host, 25, "BadRequest", &text));
    }
    Ok(identity.clone())
}

/// `FailedIdentityOperation` as ARM words it (dataplane.md §3).
fn failed(host: &Host, rule: u8, status: &str, inner: &str) -> ApiError {
    let body = json!({"error": {"code": status, "message": inner}});
    let message = format!(
        "Identity operation for resource '{}' failed with error 'Failed to perform resource identity operation. Status: '{status}'. Response: '{body}'.'.",
        host.id
    );
    let mut error = ApiError::new(400, "FailedIdentityOperation", message);
    error.reason = RefusalReason::ByRule(RuleId(rule));
    error
}

fn write_system_assigned(context: &mut Context<'_>, host: &Host, wanted: &Wanted) {
    match (&host.identity.system_assigned, wanted.system_assigned) {
        (None, true) => enable(context, host),
        (Some(on), false) => {
            let principal_id = on.principal_id.clone();
            context.emit(Event::SystemAssignedIdentityDisabled {
                host: host.id.clone(),
                principal_id: principal_id.clone(),
            });
            delete_service_principal(context, &principal_id, &host.name, DeletionCause::Disabled);
        }
        (Some(on), true) => context.emit(Event::AlreadySo {
            subject: host.id.clone(),
            fact: AlreadySo::SystemAssigned { principal_id: on.principal_id.clone() },
        }),
        (None, false) => {}
    }
}

/// Switching on makes a new service principal each time (R13).
fn enable(context: &mut Context<'_>, host: &Host) {
    let tenant_id = host
        .id
        .subscription_id()
        .and_then(|it| context.state.subscription(&it).map(|it| it.tenant_id.clone()))
        .unwrap_or_else(|| TenantId::new(""));
    let service_principal = ServicePrincipal {
        object_id: ObjectId::new(&context.state.new_guid(&format!("principalId {}", host.id.key()))),
        client_id: ClientId::new(&context.state.new_guid(&format!("clientId {}", host.id.key()))),
        tenant_id: tenant_id.clone(),
        display_name: host.name.clone(),
        kind: ServicePrincipalKind::SystemAssigned { host: host.id.clone() },
        created: context.state.now(),
    };
    let principal_id = service_principal.object_id.clone();
    context.emit(Event::ServicePrincipalCreated { service_principal });
    context.emit(Event::SystemAssignedIdentityEnabled { host: host.id.clone(), principal_id, tenant_id });
}

fn detach(context: &mut Context<'_>, host: &Host, wanted: &Wanted, mode: WriteMode) {
    let keeps = |id: &ResourceId| wanted.attach.contains(id);
    let all = !wanted.user_assigned || mode == WriteMode::Replace;
    let gone: Vec<ResourceId> = host
        .identity
        .user_assigned
        .values()
        .map(|it| it.identity.clone())
        .filter(|id| if all { !keeps(id) } else { wanted.detach.contains(id) })
        .collect();
    for identity in gone {
        context.emit(Event::UserAssignedIdentityDetached { host: host.id.clone(), identity });
    }
}

/// The `identity` block as a host shows it; `None` where there is no identity.
pub fn body(identity: &HostIdentity) -> Option<Value> {
    if identity.is_none() {
        return None;
    }
    let mut body = Map::new();
    body.insert("type".to_owned(), json!(identity.type_text()));
    if let Some(system_assigned) = &identity.system_assigned {
        body.insert("principalId".to_owned(), json!(system_assigned.principal_id));
        body.insert("tenantId".to_owned(), json!(system_assigned.tenant_id));
    }
    if !identity.user_assigned.is_empty() {
        body.insert("userAssignedIdentities".to_owned(), attachments_body(&identity.user_assigned));
    }
    Some(Value::Object(body))
}

fn attachments_body(attachments: &Table<Attachment>) -> Value {
    let entry = |it: &Attachment| {
        let ids = json!({ "principalId": it.principal_id, "clientId": it.client_id });
        (it.identity.as_str().to_owned(), ids)
    };
    Value::Object(attachments.values().map(entry).collect())
}
