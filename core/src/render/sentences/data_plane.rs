//! What happened to vaults, secrets, containers and blobs, in words.

use crate::event::DataEvent;
use crate::model::time::Timestamp;
use crate::model::vault::KeyVault;

use super::World;

pub(super) fn sentence(event: &DataEvent, world: &World<'_>) -> String {
    match event {
        DataEvent::VaultSoftDeleted { vault, purge } => {
            format!("{} can be recovered until {}; its name stays taken.", world.name(vault), day(*purge))
        }
        DataEvent::VaultRecovered { resource } => {
            format!("The key vault {} is back, with its secrets; grants at its scope are not.", resource.name)
        }
        DataEvent::VaultPurged { vault } => {
            format!("The key vault {} is gone for good; its name is free.", vault.name())
        }
        DataEvent::SecretSet { vault, name, version } => {
            let id = version.id.get(..8).unwrap_or_default();
            format!("The secret {name} in {} has the new version {id}…", world.name(vault))
        }
        DataEvent::SecretDeleted { vault, name, purge } => {
            format!("The secret {name} in {} is deleted; it can be recovered until {}.", world.name(vault), day(*purge))
        }
        DataEvent::SecretRecovered { vault, name } => format!("The secret {name} in {} is back.", world.name(vault)),
        DataEvent::SecretPurged { vault, name } => {
            format!("The secret {name} in {} is gone for good.", world.name(vault))
        }
        DataEvent::AccountEmptied { account } => {
            format!("All containers and blobs of {} are gone with it.", world.name(account))
        }
        DataEvent::ContainerCreated { account, container } => {
            format!("The container {} is new in {}.", container.name, world.name(account))
        }
        DataEvent::ContainerDeleted { account, container } => {
            format!("The container {container} in {} is gone, with its blobs.", world.name(account))
        }
        DataEvent::BlobWritten { account, container, blob } => {
            format!("The blob {} in {container} of {} was written.", blob.name, world.name(account))
        }
        DataEvent::BlobDeleted { account, container, name } => {
            format!("The blob {name} in {container} of {} is gone.", world.name(account))
        }
    }
}

/// What differs between a vault before and after, where it decides about access.
pub(super) fn vault_changes(was: &KeyVault, now: &KeyVault) -> Vec<String> {
    let mut changes = Vec::new();
    if was.rbac != now.rbac {
        changes.push(if now.rbac {
            "Azure RBAC as its permission model: its access policies no longer count".to_owned()
        } else {
            "access policies as its permission model: data roles no longer count".to_owned()
        });
    }
    if was.policies != now.policies {
        changes.push(match now.policies.len() {
            0 => "no access policies".to_owned(),
            1 => "one access policy".to_owned(),
            many => format!("{many} access policies"),
        });
    }
    if now.purge_protection && !was.purge_protection {
        changes.push("purge protection, for good".to_owned());
    }
    changes
}

fn day(at: Timestamp) -> String {
    at.readable().split(' ').next().unwrap_or_default().to_owned()
}
