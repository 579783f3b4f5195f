//! `az vm create`: checks as az makes them, then one deployment.

pub(super) mod credentials;
pub(super) mod image;
mod template;

use serde_json::{Map, Value};

use super::role_assignment;
use super::vm::{NETWORK_API, details, machine_path};
use super::vm_identity::{Wanted, summary};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::execute::not_simulated_option;
use crate::model::json::json;

const DEPLOYMENTS: &str = "2022-09-01";

/// The arguments that it honours.
pub(super) const HONOURS: &[&str] = &[
    "vm_name",
    "image",
    "size",
    "location",
    "tags",
    "authentication_type",
    "admin_password",
    "admin_username",
    "ssh_key_value",
    "generate_ssh_keys",
    "computer_name",
    "os_disk_name",
    "assign_identity",
    "identity_scope",
    "identity_role",
    "nsg_rule",
    "security_type",
    "attach_os_disk",
    "count",
];

/// What the checks settle.
pub(super) struct Plan {
    /// The group's name.
    pub(super) group: String,
    /// The machine's name.
    pub(super) name: String,
    /// The region.
    pub(super) location: String,
    /// `Standard_D2s_v5` unless asked otherwise.
    pub(super) size: String,
    /// The image.
    pub(super) image: image::Image,
    /// The administrator's name.
    pub(super) username: String,
    /// Whether a password is part of it.
    pub(super) password: Option<String>,
    /// Whether SSH keys are part of it.
    pub(super) ssh: bool,
    /// Identities asked for, if any.
    pub(super) identity: Option<Wanted>,
    /// `--os-disk-name`, if given.
    pub(super) disk: Option<String>,
    /// `--computer-name`, if given.
    pub(super) computer: Option<String>,
    /// Whether `--nsg-rule NONE` keeps every port shut.
    pub(super) closed: bool,
    /// Tags.
    pub(super) tags: Value,
    /// The network that is there already in the group and region.
    pub(super) network: Option<String>,
}

pub(super) fn create(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let plan = plan(client, arguments)?;
    let role = role(client, arguments, &plan)?;
    if !arguments.given("security_type") {
        client.warn("Consider upgrading security for your workloads using Azure Trusted Launch VMs. To know more about Trusted Launch, please visit https://aka.ms/TrustedLaunch.");
    }
    deploy(client, &plan, arguments.flag("no_wait"))?;
    if arguments.flag("no_wait") {
        return Ok(Value::Null);
    }
    let path = machine_path(client, &plan.group, &plan.name);
    let machine = details(client, &path)?;
    if let (Some((role, scope)), Some(principal)) =
        (&role, machine.pointer("/identity/principalId").and_then(Value::as_str))
    {
        role_assignment::grant(client, principal, role, scope)?;
    }
    if plan.identity.as_ref().is_some_and(|it| it.system) && role.is_none() {
        client.warn(&no_access_yet(&plan));
    }
    Ok(shown(&machine, &plan, role.as_ref()))
}

/// As azure-cli words it, its misspelling of "principal" included.
fn no_access_yet(plan: &Plan) -> String {
    let (name, group) = (&plan.name, &plan.group);
    format!(
        "No access was given yet to the '{name}', because '--scope' was not provided. You should setup by creating a role assignment, e.g. 'az role assignment create --assignee <principal-id> --role contributor -g {group}' would let it access the current resource group. To get the pricipal id, run 'az vm show -g {group} -n {name} --query \"identity.principalId\" -otsv'"
    )
}

/// The checks, in az's order: group, image, existing network, credentials, identities.
fn plan(client: &mut Client<'_>, arguments: &Arguments) -> Result<Plan, AzError> {
    let group = arguments.text("resource_group_name").unwrap_or_default().to_owned();
    let name = arguments.text("vm_name").unwrap_or_default().to_owned();
    let group_path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
    let found = client.get(&group_path, "2024-11-01").map_err(|error| error.with_exit_code(2))?;
    let location = match arguments.text("location") {
        Some(location) => location.to_owned(),
        None => found.get("location").and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    check_unsupported(arguments)?;
    let image = image::resolve(client, arguments.text("image"), &group, &location)?;
    let networks = client.list(
        &format!(
            "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks",
            client.subscription
        ),
        NETWORK_API,
    )?;
    let here = |it: &&Value| it.get("location").and_then(Value::as_str) == Some(location.as_str());
    let network = networks.iter().find(here).and_then(|it| it.get("id")?.as_str().map(str::to_owned));
    let credentials = credentials::check(client, arguments, image.os_type == "Linux", &name)?;
    Ok(Plan {
        identity: identity(client, arguments, &group)?,
        size: arguments.text("size").unwrap_or("Standard_D2s_v5").to_owned(),
        tags: arguments.json("tags").filter(|_| arguments.given("tags")).cloned().unwrap_or_else(|| json!({})),
        username: credentials.username,
        password: credentials.password,
        ssh: credentials.ssh,
        disk: arguments.text("os_disk_name").map(str::to_owned),
        computer: arguments.text("computer_name").map(str::to_owned),
        closed: arguments.text("nsg_rule").is_some_and(|it| it.eq_ignore_ascii_case("none")),
        group,
        name,
        location,
        image,
        network,
    })
}

/// What az finds wrong with options that go no further here.
fn check_unsupported(arguments: &Arguments) -> Result<(), AzError> {
    let refuse = |option: &str| Err(AzError::new(not_simulated_option("vm create", option)));
    match arguments.integer("count") {
        Some(2..=250) => return refuse("--count"),
        Some(_) => {
            return Err(AzError::new(
                "--count should be in [2, 250]. Please make sure your subscription has enough quota of resources",
            ));
        }
        None => {}
    }
    match (arguments.given("attach_os_disk"), arguments.given("image")) {
        (true, true) => Err(AzError::new("incorrect usage: --image IMAGE | --attach-os-disk DISK")),
        (true, false) => refuse("--attach-os-disk"),
        (false, _) => Ok(()),
    }
}

/// The usage errors of R63.
fn identity(client: &Client<'_>, arguments: &Arguments, group: &str) -> Result<Option<Wanted>, AzError> {
    let (role, scope) = (arguments.text("identity_role"), arguments.text("identity_scope"));
    if !arguments.given("assign_identity") {
        if role.is_some() || scope.is_some() {
            return Err(AzError::new("usage error: --assign-identity [--scope SCOPE] [--role ROLE]"));
        }
        return Ok(None);
    }
    let wanted = Wanted::read(client, group, arguments.list("assign_identity"));
    if !wanted.system && (role.is_some() || scope.is_some()) {
        return Err(AzError::new("usage error: '--scope'/'--role' is only applicable when assign system identity"));
    }
    if let (Some(role), None) = (role, scope) {
        return Err(AzError::new(format!(
            "usage error: '--role {role}' is not applicable as the '--scope' is not provided"
        )));
    }
    Ok(Some(wanted))
}

/// The role to grant afterwards; that it exists is checked before anything is made.
fn role(client: &mut Client<'_>, arguments: &Arguments, plan: &Plan) -> Result<Option<(String, String)>, AzError> {
    let (Some(scope), Some(_)) = (arguments.text("identity_scope"), &plan.identity) else { return Ok(None) };
    let role = arguments.text("identity_role").unwrap_or("Contributor").to_owned();
    role_assignment::resolve_role(client, &role, scope)?;
    Ok(Some((role, scope.to_owned())))
}

fn deploy(client: &mut Client<'_>, plan: &Plan, no_wait: bool) -> Result<(), AzError> {
    let name = format!("vm_deploy_{}", client.state().new_hex("deployment name"));
    let path = format!(
        "/subscriptions/{}/resourcegroups/{}/providers/Microsoft.Resources/deployments/{name}",
        client.subscription, plan.group
    );
    let body = template::body(&client.subscription, plan);
    let response = client.arm(Method::Put, &path, DEPLOYMENTS, Some(&body));
    if !response.is_success() {
        return Err(AzError { exit_code: 1, ..AzError::from_response(&response) });
    }
    if no_wait {
        return Ok(());
    }
    let result = client.poll(&response).map(|it| it.body_or_null()).unwrap_or(Value::Null);
    if result.get("status").and_then(Value::as_str) == Some("Failed") {
        return Err(AzError::new(result.to_string()));
    }
    Ok(())
}

fn shown(machine: &Value, plan: &Plan, role: Option<&(String, String)>) -> Value {
    let field = |name: &str| machine.get(name).cloned().unwrap_or(Value::Null);
    let mut map = Map::new();
    map.insert("fqdns".to_owned(), field("fqdns"));
    map.insert("id".to_owned(), field("id"));
    if plan.identity.is_some() {
        let granted = role.map(|(role, scope)| (role.as_str(), scope.as_str()));
        map.insert("identity".to_owned(), summary(machine.get("identity"), granted));
    }
    for (name, from) in [
        ("location", "location"),
        ("macAddress", "macAddresses"),
        ("powerState", "powerState"),
        ("privateIpAddress", "privateIps"),
        ("publicIpAddress", "publicIps"),
        ("resourceGroup", "resourceGroup"),
    ] {
        map.insert(name.to_owned(), field(from));
    }
    Value::Object(map)
}
