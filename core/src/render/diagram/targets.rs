//! What identities want to reach: key vaults with their secrets, storage accounts with their containers.

use crate::model::resource::Resource;
use crate::model::storage::StorageAccount;
use crate::model::vault::{DeletedVault, KeyVault};
use crate::state::State;

use super::wording::{count, short_list};
use super::{Node, NodeKind, Standing};

pub(super) fn vault_node(state: &State, resource: &Resource, vault: &KeyVault, group: &str, parent: &str) -> Node {
    let mut node = Node::new(resource.id.key(), NodeKind::Vault, &resource.name, Some(parent));
    let (mut secrets, mut deleted): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for secret in state.data().secrets(&resource.name) {
        if secret.deleted.is_some() { &mut deleted } else { &mut secrets }.push(&secret.name);
    }
    let model = if vault.rbac { "Azure RBAC" } else { "access policies" };
    node.detail = format!("{} · {}", count(secrets.len(), "secret"), if vault.rbac { "RBAC" } else { "policies" });
    let holds = if secrets.is_empty() { "no secrets yet".to_owned() } else { named(&secrets, "secret") };
    node.sentence =
        format!("{} is a key vault in {} that decides by {model}, with {holds}.", resource.name, resource.location);
    node.fact("Name", &resource.name);
    node.fact("Decides by", model);
    for name in secrets {
        node.fact("Secret", name);
    }
    for name in deleted {
        node.fact("Soft-deleted secret", name);
    }
    node.fact("Purge protection", if vault.purge_protection { "on" } else { "off" });
    node.fact("Region", &resource.location);
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node.tags(&resource.tags);
    node
}

/// A vault that was deleted, where it stood.
pub(super) fn deleted_vault_node(deleted: &DeletedVault, group: &str, parent: &str) -> Node {
    let resource = &deleted.resource;
    let mut node = Node::new(resource.id.key(), NodeKind::Vault, &resource.name, Some(parent));
    node.standing = Standing::SoftDeleted;
    node.detail = "soft-deleted".to_owned();
    let until = deleted.purge.readable();
    node.sentence = format!("{} is a soft-deleted key vault: it can be recovered until {until}.", resource.name);
    node.fact("Name", &resource.name);
    node.fact("State", "soft-deleted");
    node.fact("Recoverable until", until);
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node
}

pub(super) fn account_node(
    state: &State,
    resource: &Resource,
    account: &StorageAccount,
    group: &str,
    parent: &str,
) -> Node {
    let mut node = Node::new(resource.id.key(), NodeKind::StorageAccount, &resource.name, Some(parent));
    let containers: Vec<&str> = state.data().containers(&resource.name).map(|it| it.name.as_str()).collect();
    let keys = account.allow_shared_key_access != Some(false);
    node.detail = format!("{} · {}", count(containers.len(), "container"), if keys { "keys work" } else { "no keys" });
    let holds = if containers.is_empty() { "no containers yet".to_owned() } else { named(&containers, "container") };
    let also = if keys { "; its keys work too" } else { "; only tokens open it" };
    node.sentence = format!("{} is a storage account in {}, with {holds}{also}.", resource.name, resource.location);
    node.fact("Name", &resource.name);
    for name in containers {
        let blobs = state.data().blobs(&resource.name, name).count();
        node.fact("Container", format!("{name}, {}", count(blobs, "blob")));
    }
    node.fact("Shared keys", if keys { "allowed" } else { "not allowed" });
    node.fact("Kind", &account.kind);
    node.fact("Region", &resource.location);
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node.tags(&resource.tags);
    node
}

/// `the secret db` or `3 secrets: a, b and c`.
fn named(names: &[&str], one: &str) -> String {
    match names {
        [only] => format!("the {one} {only}"),
        _ => format!("{}: {}", count(names.len(), one), short_list(names, 3)),
    }
}
