//! `az keyvault set-policy|delete-policy`: read the vault, change its list, write it back.

use serde_json::{Map, Value};

use super::{API, group_of, path, write};
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::model::json::json;
use crate::model::order;

pub(super) const SET: &[&str] = &[
    "vault_name",
    "object_id",
    "application_id",
    "spn",
    "upn",
    "key_permissions",
    "secret_permissions",
    "certificate_permissions",
    "storage_permissions",
];
pub(super) const DELETE: &[&str] = &["vault_name", "object_id", "application_id", "spn", "upn"];

const KINDS: [(&str, &str); 4] = [
    ("key_permissions", "keys"),
    ("secret_permissions", "secrets"),
    ("certificate_permissions", "certificates"),
    ("storage_permissions", "storage"),
];

/// One principal; where permissions are set, at least one kind of them.
fn check(arguments: &Arguments, setting: bool) -> Result<(), AzError> {
    let usage = |text: &str| Err(AzError::new(text).with_exit_code(2));
    if setting && !KINDS.iter().any(|(dest, _)| arguments.given(dest)) {
        return usage(
            "specify at least one: --key-permissions, --secret-permissions, --certificate-permissions --storage-permissions",
        );
    }
    if ["object_id", "spn", "upn"].into_iter().filter(|it| arguments.text(it).is_some()).count() != 1 {
        return usage("specify exactly one: --object-id, --spn, --upn");
    }
    Ok(())
}

/// The principal that `--object-id`, `--spn` or `--upn` names.
fn object_id(client: &mut Client<'_>, arguments: &Arguments) -> Result<String, AzError> {
    if let Some(id) = arguments.text("object_id") {
        return Ok(id.to_owned());
    }
    let found = match (arguments.text("upn"), arguments.text("spn")) {
        (Some(upn), _) => {
            let path = format!("/users?$filter=userPrincipalName eq '{}'", upn.replace('\'', "''"));
            client.graph_list(&path)?
        }
        (_, Some(spn)) => client.graph_list(&crate::az::commands::ad_sp::by_name(spn))?,
        (None, None) => Vec::new(),
    };
    let id = found.first().and_then(|it| it.get("id")).and_then(Value::as_str).map(str::to_owned);
    id.ok_or_else(|| AzError::new("Unable to get object id from principal name."))
}

/// A vault whose policies may be changed, the principal that they are for, and the vault's path.
struct Open {
    vault: Value,
    path: String,
    object_id: String,
    tenant: Option<Value>,
}

impl Open {
    /// az looks the vault's group up, then at its arguments, then for the principal, then reads the vault.
    fn read(client: &mut Client<'_>, arguments: &Arguments, setting: bool) -> Result<Self, AzError> {
        let name = arguments.text("vault_name").unwrap_or_default();
        let group = group_of(client, arguments.text("resource_group_name"), name)?;
        check(arguments, setting)?;
        let object_id = object_id(client, arguments)?;
        let path = path(client, &group, name);
        let vault = client.get(&path, API)?;
        if vault.pointer("/properties/enableRbacAuthorization") == Some(&Value::Bool(true)) {
            let doing = if setting { "set" } else { "delete" };
            return Err(AzError::new(format!(
                "Cannot {doing} policies to a vault with '--enable-rbac-authorization' specified"
            )));
        }
        let tenant = vault.pointer("/properties/tenantId").cloned();
        Ok(Self { vault, path, object_id, tenant })
    }

    fn policies(&mut self) -> Option<&mut Vec<Value>> {
        self.vault.pointer_mut("/properties/accessPolicies").and_then(Value::as_array_mut)
    }
}

/// Whether an entry is for this principal, acting for this application or for none.
fn is_for(entry: &Value, tenant: Option<&Value>, object_id: &str, application: Option<&str>) -> bool {
    let same = |name: &str, wanted: &str| {
        entry.get(name).and_then(Value::as_str).unwrap_or_default().eq_ignore_ascii_case(wanted)
    };
    same("objectId", object_id)
        && same("applicationId", application.unwrap_or_default())
        && same("tenantId", tenant.and_then(Value::as_str).unwrap_or_default())
}

pub(super) fn set(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut open = Open::read(client, arguments, true)?;
    let (application, tenant, object_id) =
        (arguments.text("application_id"), open.tenant.clone(), open.object_id.clone());
    if let Some(list) = open.policies() {
        match list.iter_mut().find(|it| is_for(it, tenant.as_ref(), &object_id, application)) {
            Some(entry) => {
                if let Some(map) = entry.get_mut("permissions").and_then(Value::as_object_mut) {
                    map.extend(given(arguments));
                }
            }
            None => {
                let mut entry = json!({"tenantId": tenant, "objectId": object_id, "permissions": given(arguments)});
                if let (Some(application), Some(map)) = (application, entry.as_object_mut()) {
                    map.insert("applicationId".to_owned(), json!(application));
                }
                list.push(entry);
            }
        }
    }
    write(client, &open.path, &open.vault)
}

/// What was given, by kind; az sends each permission once, in no order of its own.
fn given(arguments: &Arguments) -> Map<String, Value> {
    let mut map = Map::new();
    for (dest, kind) in KINDS {
        if let Some(list) = arguments.list(dest).filter(|_| arguments.given(dest)) {
            let mut list = list.to_vec();
            order::sort_by(&mut list, |a, b| b.cmp(a));
            list.dedup();
            map.insert(kind.to_owned(), json!(list));
        }
    }
    map
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut open = Open::read(client, arguments, false)?;
    let (application, tenant, object_id) =
        (arguments.text("application_id"), open.tenant.clone(), open.object_id.clone());
    let none = || AzError::new("No matching policies found");
    let list = open.policies().ok_or_else(none)?;
    let before = list.len();
    list.retain(|it| !is_for(it, tenant.as_ref(), &object_id, application));
    if list.len() == before {
        return Err(none());
    }
    write(client, &open.path, &open.vault)
}
