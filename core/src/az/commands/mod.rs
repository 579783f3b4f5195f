//! The commands that are simulated: each names its handler, the arguments it honours, and its table.

mod account;
mod ad_app;
mod ad_group;
mod ad_sp;
mod ad_user;
mod app_service;
mod app_service_identity;
mod config;
mod governance;
mod group;
mod hosts;
mod identity;
mod identity_federated;
mod keyvault;
mod lock;
mod login;
mod resource;
mod resource_item;
mod rest;
mod role_assignment;
mod role_definition;
mod storage;
mod table;
mod update;
mod vm;
mod vm_create;
mod vm_identity;
mod vm_inspect;
mod vm_power;
mod vm_update;
mod vmss;

pub use table::runs_signed_out;

use serde_json::Value;

use super::client::{AzError, AzResult, Client};
use super::{ArgSpec, Arguments};

/// A command that runs.
#[derive(Clone, Copy)]
pub struct Command {
    /// `vm identity assign`
    pub name: &'static str,
    /// What it does.
    pub run: fn(&mut Client<'_>, &Arguments) -> AzResult,
    /// Destinations of the arguments that it honours, the general ones aside. Any other is refused by name.
    pub honours: &'static [&'static str],
    /// The rows of `-o table`, where az has its own.
    pub table: Option<fn(&Value) -> Value>,
    /// What az finds wrong with the arguments before it looks who is signed in.
    pub check: Option<Check>,
}

/// Looks at arguments alone.
pub type Check = fn(&Arguments) -> Result<(), AzError>;

/// Arguments that every command may have and that make no difference here.
pub const GENERAL: [&str; 6] = ["_subscription", "_ids", "yes", "no_wait", "resource_group", "resource_group_name"];

const fn command(
    name: &'static str,
    run: fn(&mut Client<'_>, &Arguments) -> AzResult,
    honours: &'static [&'static str],
    table: Option<fn(&Value) -> Value>,
) -> Command {
    Command { name, run, honours, table, check: None }
}

impl Command {
    /// The same command, with its arguments checked first.
    const fn checked(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }
}

const COMMANDS: [Command; 27] = [
    command("group create", group::create, &["rg_name", "location", "tags"], None),
    command("group show", group::show, &[], None),
    command("group list", group::list, &["tag"], Some(group::table)),
    command(
        "group update",
        group::update,
        &["tags", "properties_to_set", "properties_to_add", "properties_to_remove"],
        None,
    ),
    command("group delete", group::delete, &[], None),
    command("group exists", group::exists, &[], None),
    command("vm create", vm_create::create, vm_create::HONOURS, None),
    command("vm show", vm::show, &["vm_name", "show_details"], Some(vm::table)),
    command("vm list", vm::list, &["show_details"], Some(vm::table)),
    command("vm start", vm::start, &["vm_name"], None),
    command("vm delete", vm::delete, &["name", "vm_name"], None),
    command(
        "vm identity assign",
        vm_identity::assign,
        &["vm_name", "assign_identity", "identity_role", "identity_scope"],
        None,
    ),
    command("vm identity show", vm_identity::show, &["vm_name"], None),
    command("vm identity remove", vm_identity::remove, &["vm_name", "identities"], None),
    command(
        "resource list",
        resource::list,
        &["resource_provider_namespace", "resource_type", "name", "tag", "location"],
        Some(resource::table),
    ),
    command(
        "identity create",
        identity::create,
        &["resource_name", "location", "tags", "assignment_restrictions", "isolation_scope"],
        None,
    ),
    command("identity show", identity::show, &["resource_name"], None),
    command("identity list", identity::list, &[], None),
    command(
        "identity update",
        identity::update,
        &[
            "resource_name",
            "tags",
            "assignment_restrictions",
            "isolation_scope",
            "generic_update_set",
            "generic_update_add",
            "generic_update_remove",
        ],
        None,
    ),
    command("identity list-resources", identity::list_resources, &["resource_name"], None),
    command("identity delete", identity::delete, &["resource_name"], None),
    command("ad sp show", ad_sp::show, &["identifier"], None),
    command(
        "ad sp list",
        ad_sp::list,
        &["spn", "display_name", "query_filter", "show_mine", "include_all"],
        Some(ad_sp::table),
    ),
    command(
        "role assignment create",
        role_assignment::create,
        &[
            "role",
            "scope",
            "assignee",
            "assignee_object_id",
            "assignee_principal_type",
            "description",
            "condition",
            "condition_version",
            "assignment_name",
        ],
        None,
    ),
    command(
        "role assignment list",
        role_assignment::list,
        &[
            "assignee",
            "assignee_object_id",
            "role",
            "scope",
            "include_inherited",
            "show_all",
            "fill_role_definition_name",
            "fill_principal_name",
        ],
        Some(role_assignment::table),
    ),
    command(
        "role assignment delete",
        role_assignment::delete,
        &["ids", "assignee", "assignee_object_id", "role", "scope", "include_inherited"],
        None,
    ),
    command("account show", account::show, &["subscription"], None),
];

/// `account list` alone works without an account.
const ACCOUNT_LIST: Command = command("account list", account::list, &["all"], Some(account::table));

/// All tables of commands, one after the other.
fn all() -> impl Iterator<Item = &'static Command> {
    static TABLES: [&[Command]; 6] =
        [&COMMANDS, &governance::COMMANDS, &hosts::COMMANDS, &table::COMMANDS, &keyvault::COMMANDS, &storage::COMMANDS];
    TABLES.into_iter().flatten()
}

/// What a command refuses of its arguments before it asks who is signed in.
///
/// # Errors
/// The usage error.
pub fn check(command: &Command, arguments: &Arguments) -> Result<(), AzError> {
    match command.name {
        "role assignment create" => role_assignment::check_create(arguments),
        "role assignment delete" => role_assignment::check_delete(arguments),
        "role definition show" => role_definition::check_show(arguments),
        _ => command.check.map_or(Ok(()), |check| check(arguments)),
    }
}

/// What az finds wrong with the arguments of a command that does not run here.
///
/// # Errors
/// The usage error.
pub fn check_unsimulated(name: &str, arguments: &Arguments) -> Result<(), AzError> {
    let given = |dest: &str| arguments.given(dest);
    match name {
        "deployment group create"
            if !["template_file", "template_spec", "template_uri", "parameters"].into_iter().any(given) =>
        {
            Err(AzError::new(
                "Please enter one of the following: template file, template spec, template url, or Bicep parameters file.",
            ))
        }
        _ => Ok(()),
    }
}

/// The handler of a command, where it is simulated.
pub fn find(name: &str) -> Option<&'static Command> {
    if name == ACCOUNT_LIST.name {
        return Some(&ACCOUNT_LIST);
    }
    all().find(|it| it.name == name)
}

/// Whether some command of this group is simulated.
pub fn is_group(path: &str) -> bool {
    names().any(|it| it.strip_prefix(path).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether a command honours an argument of its own.
pub fn honours(command: &Command, arg: &ArgSpec) -> bool {
    GENERAL.contains(&arg.dest.as_str()) || command.honours.contains(&arg.dest.as_str())
}

/// The names of all commands that are simulated.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().map(|it| it.name).chain([ACCOUNT_LIST.name])
}
