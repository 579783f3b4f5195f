//! Endings: what goes with a resource, what stays behind, what is left pointing at nothing.

use super::context::Context;
use crate::api::response::ApiResponse;
use crate::authz::roles;
use crate::event::{AlreadySo, DataEvent, DeletionCause, Event};
use crate::model::access::RoleAssignment;
use crate::model::id::ObjectId;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;

/// Deletes a resource with all that ends with it (R15, R16, R26, R30).
pub fn delete_resource(context: &mut Context<'_>, resource: &Resource) {
    delete_scoped_assignments(context, &resource.id);
    if let Some(system_assigned) = &resource.identity.system_assigned {
        let principal = system_assigned.principal_id.clone();
        delete_service_principal(context, &principal, &resource.name, DeletionCause::HostDeleted);
    }
    keep_or_erase_data(context, resource);
    context.emit(Event::ResourceDeleted { id: resource.id.clone(), resource_type: resource.resource_type.clone() });
    if let ResourceKind::UserAssignedIdentity(identity) = &resource.kind {
        let credentials: Vec<ResourceId> =
            context.state.federated_credentials(&resource.id).map(|it| it.id.clone()).collect();
        for id in credentials {
            context.emit(Event::FederatedCredentialDeleted { id });
        }
        let principal = identity.principal_id.clone();
        delete_service_principal(context, &principal, &resource.name, DeletionCause::IdentityDeleted);
        let hosts: Vec<ResourceId> = context.state.hosts_of(&resource.id).map(|host| host.id.clone()).collect();
        for host in hosts {
            context.emit(Event::ReferenceLeftDead { host, identity: resource.id.clone() });
        }
    }
}

/// Deletes a resource: 200, or what the service answers to a deletion; 204 where it is absent already.
pub fn delete_if_there(
    context: &mut Context<'_>,
    id: ResourceId,
    done: fn(&Context<'_>) -> ApiResponse,
) -> ApiResponse {
    let Some(resource) = context.state.resource(&id).cloned() else { return absent(context, id) };
    delete_resource(context, &resource);
    done(context)
}

/// What a deletion at once answers.
pub fn gone(_: &Context<'_>) -> ApiResponse {
    ApiResponse::empty(200)
}

/// Says that what was to be deleted is absent already.
pub fn absent(context: &mut Context<'_>, id: ResourceId) -> ApiResponse {
    context.emit(Event::AlreadySo { subject: id, fact: AlreadySo::Absent });
    ApiResponse::empty(204)
}

/// A vault can be recovered for a while; what is in a storage account is gone with it.
fn keep_or_erase_data(context: &mut Context<'_>, resource: &Resource) {
    match &resource.kind {
        ResourceKind::KeyVault(vault) => {
            let purge = vault.purge_date(context.state.now());
            context.emit(Event::Data(DataEvent::VaultSoftDeleted { vault: resource.id.clone(), purge }));
        }
        ResourceKind::StorageAccount(_) => {
            context.emit(Event::Data(DataEvent::AccountEmptied { account: resource.id.clone() }));
        }
        _ => {}
    }
}

/// Deletes an identity's service principal; its grants stay as orphans (R30).
pub fn delete_service_principal(context: &mut Context<'_>, principal: &ObjectId, name: &str, cause: DeletionCause) {
    context.emit(Event::ServicePrincipalDeleted { object_id: principal.clone(), display_name: name.to_owned(), cause });
    let orphans: Vec<RoleAssignment> = context.state.assignments_of(principal).cloned().collect();
    for orphan in orphans {
        context.emit(Event::RoleAssignmentOrphaned {
            id: orphan.id,
            principal_id: orphan.principal_id,
            role_name: roles::name_in(&context.state, &orphan.role),
            scope: orphan.scope,
        });
    }
}

/// Grants at a scope go with it (R16).
pub fn delete_scoped_assignments(context: &mut Context<'_>, scope: &ResourceId) {
    let gone: Vec<RoleAssignment> = context.state.assignments_at_or_below(scope).cloned().collect();
    for assignment in gone {
        let event = deleted(context, assignment);
        context.emit(event);
    }
}

/// The event that takes a grant back.
pub fn deleted(context: &Context<'_>, assignment: RoleAssignment) -> Event {
    Event::RoleAssignmentDeleted {
        id: assignment.id,
        principal_id: assignment.principal_id,
        role_name: roles::name_in(&context.state, &assignment.role),
        scope: assignment.scope,
    }
}
