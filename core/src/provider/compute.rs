//! Microsoft.Compute: virtual machines with their identities and power states, and the images az looks up.

use serde_json::Value;

use super::arm::not_allowed;
use super::context::Context;
use super::host_identity::{self, Host, WriteMode};
use super::images;
use super::lifecycle::delete_if_there;
use super::machine_power;
use super::path::ArmPath;
use super::resources::{common_body, stays_in_place, tags_of};
use crate::api::error::ApiError;
use crate::api::request::Method;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::identity::HostIdentity;
use crate::model::json::json;
use crate::model::order;
use crate::model::resource::{PowerState, Resource, ResourceKind, VirtualMachine, normal_location};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Tags};

/// The type's full name.
pub const TYPE: &str = "Microsoft.Compute/virtualMachines";
const READ: &str = "Microsoft.Compute/virtualMachines/read";
const WRITE: &str = "Microsoft.Compute/virtualMachines/write";

/// Answers for virtual machines and images.
///
/// # Errors
/// The service's own: not found, refused, failed identity operation.
pub fn answer(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let id = context.request.resource_id();
    match (path.kind(0).as_deref(), path.name(0), path.kind(1).as_deref(), context.request.method) {
        (Some("virtualmachines"), None, None, Method::Get) => list(context, &path.scope),
        (Some("virtualmachines"), Some(_), None, Method::Get) => {
            context.require(READ, &id)?;
            let machine = find(context, &id)?;
            Ok(ApiResponse::json(200, body(&machine, expands_instance_view(context))))
        }
        (Some("virtualmachines"), Some(_), None, Method::Patch) => patch(context, &id),
        (Some("virtualmachines"), Some(name), None, Method::Put) => put(context, &id, name),
        (Some("virtualmachines"), Some(_), None, Method::Delete) => {
            context.require("Microsoft.Compute/virtualMachines/delete", &id)?;
            Ok(delete_if_there(context, id, |it| accepted(it, "delete")))
        }
        (Some("virtualmachines"), Some(name), Some(verb), Method::Post) => {
            machine_power::answer(context, path, name, verb)
        }
        (Some("virtualmachinescalesets"), ..) => super::scale_sets::answer(context, path),
        (Some("disks"), _, None, _) => super::parts::answer(context, path),
        (Some("images"), Some(_), None, Method::Get) => {
            context.group_of(&id)?;
            Err(ApiError::resource_not_found(&id))
        }
        (Some("locations"), Some(_), Some("operations"), Method::Get) => {
            Ok(ApiResponse::json(200, json!({ "status": "Succeeded" })))
        }
        (Some("locations"), Some(_), Some("publishers"), Method::Get) => image_versions(context, path),
        (Some("virtualmachines"), ..) => Err(not_allowed(context.request)),
        (kind, ..) => {
            let message = format!("Keyless does not simulate Microsoft.Compute/{} yet.", kind.unwrap_or_default());
            Err(ApiError::new(501, "NotSimulated", message))
        }
    }
}

fn expands_instance_view(context: &Context<'_>) -> bool {
    context.request.query("$expand").is_some_and(|it| it.eq_ignore_ascii_case("instanceView"))
}

/// The machine with this id.
///
/// # Errors
/// 404 where the group or the machine is not there.
pub fn find(context: &Context<'_>, id: &ResourceId) -> Result<Resource, ApiError> {
    context.resource(id)
}

fn list(context: &mut Context<'_>, scope: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(READ, scope)?;
    if scope.group_name().is_some() {
        context.group_of(scope)?;
    }
    let expand = expands_instance_view(context);
    let mut found: Vec<&Resource> =
        context.state.resources_under(scope).filter(|it| it.resource_type == TYPE).collect();
    order::sort_by_number(&mut found, |it| it.order);
    let value: Vec<Value> = found.into_iter().map(|it| body(it, expand)).collect();
    Ok(ApiResponse::json(200, json!({ "value": value })))
}

/// 202 with the place to ask whether it is done; it is, by then.
pub fn accepted(context: &Context<'_>, what: &str) -> ApiResponse {
    let operation = context.state.new_guid(what);
    let id = context.request.resource_id();
    let subscription = id.subscription_id().map(|it| it.to_string()).unwrap_or_default();
    let url = format!(
        "https://management.azure.com/subscriptions/{subscription}/providers/Microsoft.Compute/locations/westus/operations/{operation}?api-version=2024-11-01"
    );
    ApiResponse::empty(202).header("Azure-AsyncOperation", url)
}

/// The host side of a machine that is there.
fn host(machine: &Resource) -> Host {
    Host {
        id: machine.id.clone(),
        name: machine.name.clone(),
        location: machine.location.clone(),
        write_action: WRITE,
        identity: machine.identity.clone(),
    }
}

fn patch(context: &mut Context<'_>, id: &ResourceId) -> Result<ApiResponse, ApiError> {
    context.require(WRITE, id)?;
    let sent = context.body()?;
    let machine = find(context, id)?;
    let host = host(&machine);
    if let Some(block) = sent.get("identity") {
        let wanted = host_identity::read(block)?;
        host_identity::authorize(context, &host, &wanted)?;
        host_identity::apply(context, &host, &wanted, WriteMode::Merge)?;
    }
    patch_size(context, id, &sent)?;
    if let Some(tags) = tags_of(sent.get("tags"))?
        && let Some(mut machine) = context.state.resource(id).cloned()
    {
        machine.tags = tags;
        context.emit(Event::ResourceUpdated { resource: machine });
    }
    refresh(context, id);
    let machine = find(context, id)?;
    Ok(ApiResponse::json(200, body(&machine, false)))
}

/// Of a machine's properties, a PATCH changes the size here.
fn patch_size(context: &mut Context<'_>, id: &ResourceId, sent: &Value) -> Result<(), ApiError> {
    let Some(properties) = sent.get("properties").and_then(Value::as_object) else { return Ok(()) };
    if let Some(other) = properties.keys().find(|it| *it != "hardwareProfile") {
        let message = format!("Keyless does not simulate a PATCH of a virtual machine's '{other}'.");
        return Err(ApiError::new(501, "NotSimulated", message));
    }
    let size = sent.pointer("/properties/hardwareProfile/vmSize").and_then(Value::as_str);
    let (Some(size), Some(mut machine)) = (size, context.state.resource(id).cloned()) else { return Ok(()) };
    if let ResourceKind::VirtualMachine(details) = &mut machine.kind {
        details.size = size.to_owned();
        if let Some(profile) = details.properties.pointer_mut("/hardwareProfile").and_then(Value::as_object_mut) {
            profile.insert("vmSize".to_owned(), json!(size));
        }
    }
    context.emit(Event::ResourceUpdated { resource: machine });
    Ok(())
}

/// Any update brings a moved machine's identity to its new id (R42).
fn refresh(context: &mut Context<'_>, id: &ResourceId) {
    if context.state.has_stale_reference(id) {
        context.emit(Event::IdentityReferenceRefreshed { host: id.clone() });
    }
}

fn put(context: &mut Context<'_>, id: &ResourceId, name: &str) -> Result<ApiResponse, ApiError> {
    let group = context.group_of(id)?;
    let sent = context.body()?;
    let status = if context.state.resource(id).is_some() { 200 } else { 201 };
    let machine = write(context, &group, name, &sent)?;
    Ok(ApiResponse::json(status, body(&machine, false)))
}

/// Creates or replaces a machine, as a PUT of its own or as part of a deployment.
///
/// # Errors
/// 403 without the right to write it or to attach an identity (R53, R54, R69); 400 `FailedIdentityOperation`.
pub fn write(context: &mut Context<'_>, group: &ResourceGroup, name: &str, sent: &Value) -> Result<Resource, ApiError> {
    let id = group.id.resource(TYPE, name);
    context.require(WRITE, &id)?;
    let old = context.state.resource(&id).cloned();
    let given = sent.get("location").and_then(Value::as_str);
    let location = normal_location(given.unwrap_or(old.as_ref().map_or(&group.location, |it| &it.location)));
    old.as_ref().map_or(Ok(()), |old| stays_in_place(old, &location))?;
    let mut machine = old.clone().unwrap_or_else(|| new_machine(context, id.clone(), name, &location));
    // A write that leaves the identities out neither changes nor checks them (R69).
    let block = sent.get("identity").filter(|it| old.is_none() || !it.is_null());
    let wanted = block.or(old.is_none().then_some(&Value::Null)).map(host_identity::read).transpose()?;
    if let Some(wanted) = &wanted {
        host_identity::authorize(context, &host(&machine), wanted)?;
    }
    machine.tags = tags_of(sent.get("tags"))?.unwrap_or_default();
    let disk = old.is_none().then(|| os_disk(context, &machine, sent));
    if let ResourceKind::VirtualMachine(details) = &mut machine.kind {
        describe(details, sent.get("properties").unwrap_or(&Value::Null), disk.as_ref());
    }
    let before = host(&machine);
    if let Some(disk) = disk {
        context.emit(Event::ResourceCreated { resource: disk });
    }
    context.emit(if old.is_some() {
        Event::ResourceUpdated { resource: machine }
    } else {
        Event::ResourceCreated { resource: machine }
    });
    if let Some(wanted) = &wanted {
        host_identity::apply(context, &before, wanted, WriteMode::Replace)?;
    }
    refresh(context, &id);
    context.state.resource(&id).cloned().ok_or_else(|| ApiError::resource_not_found(&id))
}

fn new_machine(context: &Context<'_>, id: ResourceId, name: &str, location: &str) -> Resource {
    let vm_id = context.state.new_guid(&format!("vmId {}", id.key()));
    Resource {
        id,
        name: name.to_owned(),
        resource_type: TYPE.to_owned(),
        location: location.to_owned(),
        tags: Tags::new(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::VirtualMachine(Box::new(VirtualMachine {
            vm_id,
            power: PowerState::Running,
            size: String::new(),
            os_type: "Linux".to_owned(),
            properties: Value::Null,
        })),
    }
}

/// The disk that comes with a machine and outlives it, as `deleteOption` says: `Detach`.
fn os_disk(context: &Context<'_>, machine: &Resource, sent: &Value) -> Resource {
    let given = sent.pointer("/properties/storageProfile/osDisk/name").and_then(Value::as_str).map(str::to_owned);
    let label = format!("disk {}", machine.id.key());
    let name = given.unwrap_or_else(|| format!("{}_disk1_{}", machine.name, context.state.new_hex(&label)));
    let group = machine.id.group_id().unwrap_or_else(|| machine.id.clone());
    let linux = os_type(sent.get("properties").unwrap_or(&Value::Null)) != "Windows";
    let size = if linux { 30 } else { 127 };
    let properties = json!({
        "osType": if linux { "Linux" } else { "Windows" }, "diskSizeGB": size, "diskState": "Attached",
        "provisioningState": "Succeeded",
    });
    Resource {
        id: group.resource("Microsoft.Compute/disks", &name),
        name,
        resource_type: "Microsoft.Compute/disks".to_owned(),
        location: machine.location.clone(),
        tags: Tags::new(),
        created: context.state.now(),
        order: context.state.sequence(),
        identity: HostIdentity::default(),
        kind: ResourceKind::Part { properties },
    }
}

/// What a machine's disk says, else what its image is of.
fn os_type(properties: &Value) -> String {
    let text = |pointer: &str| properties.pointer(pointer).and_then(Value::as_str);
    let image = |name: &str| text(&format!("/storageProfile/imageReference/{name}")).unwrap_or_default();
    let of_image = || images::find(image("publisher"), image("offer"), image("sku")).map(|it| it.os_type);
    text("/storageProfile/osDisk/osType").or_else(of_image).unwrap_or("Linux").to_owned()
}

fn describe(details: &mut VirtualMachine, properties: &Value, disk: Option<&Resource>) {
    let text = |pointer: &str| properties.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    details.size = text("/hardwareProfile/vmSize").unwrap_or_else(|| "Standard_D2s_v5".to_owned());
    details.os_type = os_type(properties);
    let mut kept = properties.clone();
    keep_image(&details.properties, &mut kept);
    if let Some(profile) = kept.pointer_mut("/osProfile").and_then(Value::as_object_mut) {
        profile.remove("adminPassword");
    }
    if let (Some(slot), Some(disk)) = (kept.pointer_mut("/storageProfile/osDisk").and_then(Value::as_object_mut), disk)
    {
        slot.insert("name".to_owned(), json!(disk.name));
        slot.insert("osType".to_owned(), json!(details.os_type));
        slot.insert("deleteOption".to_owned(), json!("Detach"));
        slot.insert("diskSizeGB".to_owned(), json!(if details.os_type == "Linux" { 30 } else { 127 }));
        let managed = json!({ "storageAccountType": "Premium_LRS", "id": disk.id.as_str() });
        slot.insert("managedDisk".to_owned(), managed);
    }
    if let Some(map) = kept.pointer_mut("/storageProfile").and_then(Value::as_object_mut) {
        map.entry("dataDisks".to_owned()).or_insert_with(|| json!([]));
    }
    if let Some(map) = kept.pointer_mut("/osProfile").and_then(Value::as_object_mut) {
        map.insert("secrets".to_owned(), json!([]));
        map.insert("allowExtensionOperations".to_owned(), json!(true));
        map.insert("requireGuestProvisionSignal".to_owned(), json!(true));
    }
    details.properties = kept;
}

/// A machine stays the image that it was made from, whether or not a later write names it.
fn keep_image(old: &Value, new: &mut Value) {
    let image = old.pointer("/storageProfile/imageReference").cloned();
    if let (Some(image), Some(storage)) = (image, new.pointer_mut("/storageProfile").and_then(Value::as_object_mut)) {
        storage.entry("imageReference".to_owned()).or_insert(image);
    }
}

/// A machine as its provider answers it. Passwords are never part of it.
pub fn body(machine: &Resource, instance_view: bool) -> Value {
    let mut body = common_body(machine);
    let (Some(map), ResourceKind::VirtualMachine(details)) = (body.as_object_mut(), &machine.kind) else { return body };
    let mut properties = details.properties.as_object().cloned().unwrap_or_default();
    properties.insert("vmId".to_owned(), json!(details.vm_id));
    properties.insert("provisioningState".to_owned(), json!("Succeeded"));
    properties.insert("timeCreated".to_owned(), json!(machine.created.offset()));
    if instance_view {
        properties.insert("instanceView".to_owned(), json!({ "statuses": statuses(details, machine) }));
    }
    map.insert("etag".to_owned(), json!(format!("\"{}\"", machine.order)));
    map.insert("properties".to_owned(), Value::Object(properties));
    body
}

fn statuses(details: &VirtualMachine, machine: &Resource) -> Value {
    json!([
        {"code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded", "time": machine.created.offset()},
        {"code": details.power.code(), "level": "Info", "displayStatus": details.power.text()},
    ])
}

/// Versions of a marketplace image: one, where the image is one that azure-cli's aliases name.
fn image_versions(context: &mut Context<'_>, path: &ArmPath) -> Result<ApiResponse, ApiError> {
    let scope = path.scope.clone();
    context.require("Microsoft.Compute/locations/publishers/artifacttypes/offers/skus/versions/read", &scope)?;
    let named = |kind: &str| {
        let at = path.segments.iter().position(|it| it.eq_ignore_ascii_case(kind));
        at.and_then(|at| path.segments.get(at + 1)).map(String::as_str).unwrap_or_default()
    };
    let (publisher, offer, sku) = (named("publishers"), named("offers"), named("skus"));
    let Some(image) = images::find(publisher, offer, sku) else {
        let message = format!(
            "The platform image '{publisher}:{offer}:{sku}:{}' is not available. Verify that all fields in the storage profile are correct. For more details about storage profile information, please refer to https://aka.ms/storageprofile",
            named("versions")
        );
        return Err(ApiError::new(404, "PlatformImageNotFound", message));
    };
    let version = "1.0.0";
    let id = context.request.resource_id();
    let one = json!({
        "id": format!("{id}"), "name": version, "location": path.name(0),
        "properties": {
            "osDiskImage": {"operatingSystem": image.os_type}, "plan": null, "dataDiskImages": [],
            "hyperVGeneration": "V2", "architecture": "x64", "features": [],
        },
    });
    let single = !id.name().eq_ignore_ascii_case("versions");
    Ok(ApiResponse::json(200, if single { one } else { json!([one]) }))
}
