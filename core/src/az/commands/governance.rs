//! The table of commands for machines beyond their making, any resource, locks, roles and federated credentials.

use super::{
    Command, command, identity_federated, lock, resource_item, role_definition, vm_inspect, vm_power, vm_update,
};

const RESOURCE: [&str; 7] = [
    "resource_ids",
    "resource_provider_namespace",
    "parent_resource_path",
    "resource_type",
    "resource_name",
    "api_version",
    "latest_include_preview",
];

/// The commands.
pub(super) const COMMANDS: [Command; 28] = [
    command("vm stop", vm_power::stop, &["vm_name", "skip_shutdown"], None),
    command("vm deallocate", vm_power::deallocate, &["vm_name", "force_deallocate"], None),
    command("vm restart", vm_power::restart, &["vm_name"], None),
    command("vm wait", vm_power::wait, WAITING, None),
    command("group wait", vm_power::wait_for_group, WAITING, None),
    command(
        "vm update",
        vm_update::update,
        &["vm_name", "size", "properties_to_set", "properties_to_add", "properties_to_remove"],
        None,
    ),
    command("vm resize", vm_update::resize, &["vm_name", "size"], None),
    command("vm get-instance-view", vm_inspect::instance_view, &["vm_name"], Some(vm_inspect::instance_view_table)),
    command("vm list-ip-addresses", vm_inspect::ip_addresses, &["vm_name"], Some(vm_inspect::ip_addresses_table)),
    command(
        "vm run-command invoke",
        vm_inspect::run_command,
        &["vm_name", "command_id", "scripts", "parameters"],
        None,
    ),
    command(
        "vm image list",
        vm_inspect::image_list,
        &["image_location", "publisher_name", "offer", "sku", "architecture"],
        None,
    ),
    command("resource show", resource_item::show, &RESOURCE, None),
    command(
        "resource tag",
        resource_item::tag,
        &[
            "tags",
            "is_incremental",
            "resource_ids",
            "resource_provider_namespace",
            "parent_resource_path",
            "resource_type",
            "resource_name",
            "api_version",
            "latest_include_preview",
        ],
        None,
    ),
    command("resource delete", resource_item::delete, &RESOURCE, None),
    command("lock create", lock::create, LOCK, None),
    command("lock list", lock::list, LOCK, None),
    command("lock show", lock::show, LOCK, None),
    command("lock delete", lock::delete, LOCK, None),
    command("identity federated-credential create", identity_federated::create, CREDENTIAL, None),
    command("identity federated-credential show", identity_federated::show, CREDENTIAL, None),
    command("identity federated-credential list", identity_federated::list, CREDENTIAL, None),
    command("identity federated-credential update", identity_federated::update, CREDENTIAL, None),
    command("identity federated-credential delete", identity_federated::delete, CREDENTIAL, None),
    command(
        "role definition list",
        role_definition::list,
        &["name", "scope", "custom_role_only"],
        Some(role_definition::table),
    ),
    command("role definition show", role_definition::show, &["name", "scope", "role_id"], None),
    command("role definition create", role_definition::create, &["role_definition"], None),
    command("role definition update", role_definition::update, &["role_definition"], None),
    command("role definition delete", role_definition::delete, &["name", "scope", "custom_role_only"], None),
];

const WAITING: &[&str] = &["vm_name", "timeout", "interval", "deleted", "created", "updated", "exists"];

const LOCK: &[&str] = &[
    "lock_name",
    "level",
    "notes",
    "ids",
    "filter_string",
    "resource_provider_namespace",
    "parent_resource_path",
    "resource_type",
    "resource_name",
];

const CREDENTIAL: &[&str] = &[
    "name",
    "identity_name",
    "issuer",
    "subject",
    "audiences",
    "generic_update_set",
    "generic_update_add",
    "generic_update_remove",
];
