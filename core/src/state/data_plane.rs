//! What is in vaults and storage accounts, by the names that are global: changed by events only.

use super::State;
use crate::event::DataEvent;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::storage::{Blob, Blobs, Container, Containers};
use crate::model::table::Table;
use crate::model::time::Timestamp;
use crate::model::vault::{Deleted, DeletedVault, Secret, SecretVersion, Secrets};

/// The data of the world, and who has which global name.
#[derive(Clone, Debug, Default)]
pub struct DataPlane {
    /// The keys of vaults by name in lower case.
    vaults: Table<String>,
    /// The keys of storage accounts by name.
    accounts: Table<String>,
    deleted_vaults: Table<DeletedVault>,
    secrets: Secrets,
    containers: Containers,
    blobs: Blobs,
}

impl DataPlane {
    /// The key of the vault with this name.
    pub fn vault_key(&self, name: &str) -> Option<&String> {
        self.vaults.get(&name.to_ascii_lowercase())
    }

    /// The key of the storage account with this name.
    pub fn account_key(&self, name: &str) -> Option<&String> {
        self.accounts.get(&name.to_ascii_lowercase())
    }

    /// Vaults that were deleted and can be recovered, by name.
    pub fn deleted_vaults(&self) -> impl Iterator<Item = &DeletedVault> {
        self.deleted_vaults.values()
    }

    /// A vault that was deleted and can be recovered.
    pub fn deleted_vault(&self, name: &str) -> Option<&DeletedVault> {
        self.deleted_vaults.get(&name.to_ascii_lowercase())
    }

    /// A secret, deleted or not.
    pub fn secret(&self, vault: &str, name: &str) -> Option<&Secret> {
        self.secrets.get(&key(&[&vault.to_ascii_lowercase(), &name.to_ascii_lowercase()]))
    }

    /// A vault's secrets by name, deleted ones included.
    pub fn secrets<'a>(&'a self, vault: &str) -> impl Iterator<Item = &'a Secret> + use<'a> {
        self.secrets.under(key(&[&vault.to_ascii_lowercase(), ""]))
    }

    /// Deleted secrets, by vault and name, with when each is gone for good.
    pub fn purges(&self) -> impl Iterator<Item = (String, String, Timestamp)> {
        self.secrets.iter().filter_map(|(key, it)| {
            let vault = key.split('\0').next().unwrap_or_default();
            Some((vault.to_owned(), it.name.clone(), it.deleted?.purge))
        })
    }

    /// A container.
    pub fn container(&self, account: &str, name: &str) -> Option<&Container> {
        self.containers.get(&key(&[account, name]))
    }

    /// An account's containers by name.
    pub fn containers<'a>(&'a self, account: &str) -> impl Iterator<Item = &'a Container> + use<'a> {
        self.containers.under(key(&[account, ""]))
    }

    /// A blob.
    pub fn blob(&self, account: &str, container: &str, name: &str) -> Option<&Blob> {
        self.blobs.get(&key(&[account, container, name]))
    }

    /// A container's blobs by name.
    pub fn blobs<'a>(&'a self, account: &str, container: &str) -> impl Iterator<Item = &'a Blob> + use<'a> {
        self.blobs.under(key(&[account, container, ""]))
    }

    /// Notes the global name of a resource that has one.
    pub(super) fn register(&mut self, resource: &Resource) {
        let name = resource.name.to_ascii_lowercase();
        match resource.kind {
            ResourceKind::KeyVault(_) => self.vaults.insert(name, resource.id.key()),
            ResourceKind::StorageAccount(_) => self.accounts.insert(name, resource.id.key()),
            _ => {}
        }
    }

    /// Forgets the global name of a resource that went.
    pub(super) fn unregister(&mut self, resource: &Resource) {
        let name = resource.name.to_ascii_lowercase();
        let names = match resource.kind {
            ResourceKind::KeyVault(_) => &mut self.vaults,
            ResourceKind::StorageAccount(_) => &mut self.accounts,
            _ => return,
        };
        if names.get(&name).is_some_and(|key| *key == resource.id.key()) {
            names.remove(&name);
        }
    }

    /// Lets go what has been deleted for its whole retention.
    pub(super) fn expire(&mut self, now: Timestamp) {
        let gone: Vec<String> =
            self.deleted_vaults.iter().filter(|(_, it)| it.purge <= now).map(|(name, _)| name.clone()).collect();
        for name in gone {
            self.purge_vault(&name);
        }
        self.secrets.remove_where(|_, it| it.deleted.is_some_and(|deleted| deleted.purge <= now));
    }

    pub(super) fn apply(&mut self, event: &DataEvent, now: Timestamp, vault: Option<Resource>) {
        match event {
            DataEvent::VaultSoftDeleted { vault: id, purge } => {
                if let Some(resource) = vault {
                    let name = id.name().to_ascii_lowercase();
                    self.deleted_vaults.insert(name, DeletedVault { resource, deleted: now, purge: *purge });
                }
            }
            DataEvent::VaultRecovered { resource } => {
                self.deleted_vaults.remove(&resource.name.to_ascii_lowercase());
            }
            DataEvent::VaultPurged { vault } => self.purge_vault(&vault.name().to_ascii_lowercase()),
            DataEvent::SecretSet { vault, name, version } => self.add_version(vault, name, version),
            DataEvent::SecretDeleted { vault, name, purge } => {
                let deleted = Deleted { at: now, purge: *purge };
                self.edit_secret(vault, name, |it| it.deleted = Some(deleted));
            }
            DataEvent::SecretRecovered { vault, name } => self.edit_secret(vault, name, |it| it.deleted = None),
            DataEvent::SecretPurged { vault, name } => {
                self.secrets.remove(&secret_key(vault, name));
            }
            DataEvent::AccountEmptied { account } => {
                let account = account.name().to_ascii_lowercase();
                let prefix = key(&[&account, ""]);
                self.containers.remove_where(|key, _| key.starts_with(&prefix));
                self.blobs.remove_where(|key, _| key.starts_with(&prefix));
            }
            DataEvent::ContainerCreated { account, container } => {
                self.containers
                    .insert(key(&[&account.name().to_ascii_lowercase(), &container.name]), container.clone());
            }
            DataEvent::ContainerDeleted { account, container } => {
                let account = account.name().to_ascii_lowercase();
                self.containers.remove(&key(&[&account, container]));
                let prefix = key(&[&account, container, ""]);
                self.blobs.remove_where(|key, _| key.starts_with(&prefix));
            }
            DataEvent::BlobWritten { account, container, blob } => {
                let key = key(&[&account.name().to_ascii_lowercase(), container, &blob.name]);
                self.blobs.insert(key, blob.clone());
            }
            DataEvent::BlobDeleted { account, container, name } => {
                self.blobs.remove(&key(&[&account.name().to_ascii_lowercase(), container, name]));
            }
        }
    }

    fn purge_vault(&mut self, name: &str) {
        self.deleted_vaults.remove(name);
        let prefix = key(&[name, ""]);
        self.secrets.remove_where(|key, _| key.starts_with(&prefix));
    }

    fn add_version(&mut self, vault: &ResourceId, name: &str, version: &SecretVersion) {
        let key = secret_key(vault, name);
        if !self.secrets.contains_key(&key) {
            self.secrets.insert(key.clone(), Secret { name: name.to_owned(), versions: Vec::new(), deleted: None });
        }
        self.secrets.edit(&key, |it| it.versions.push(version.clone()));
    }

    fn edit_secret(&mut self, vault: &ResourceId, name: &str, change: impl FnOnce(&mut Secret)) {
        self.secrets.edit(&secret_key(vault, name), change);
    }
}

/// The parts of a key as one text. An empty last part makes it what all keys below begin with.
fn key(parts: &[&str]) -> String {
    parts.join("\0")
}

fn secret_key(vault: &ResourceId, name: &str) -> String {
    key(&[&vault.name().to_ascii_lowercase(), &name.to_ascii_lowercase()])
}

impl State {
    /// Whether an Owner reaches blobs without a data role: only in the scenario that follows recordings.
    pub const fn owners_reach_blobs(&self) -> bool {
        self.owners_reach_blobs
    }

    /// What is in vaults and storage accounts.
    pub const fn data(&self) -> &DataPlane {
        &self.data
    }

    /// The vault with this name, wherever it is: names of vaults are global.
    pub fn vault(&self, name: &str) -> Option<&Resource> {
        self.resources.get(self.data.vault_key(name)?)
    }

    /// The storage account with this name, wherever it is: names of accounts are global.
    pub fn storage_account(&self, name: &str) -> Option<&Resource> {
        self.resources.get(self.data.account_key(name)?)
    }

    /// Whether an id names a container or a secret that is there: roles can be granted on those too.
    pub fn has_part(&self, id: &ResourceId) -> bool {
        let key = id.key();
        let part = |between| {
            let (holder, name) = key.split_once(between)?;
            Some((&self.resources.get(holder)?.name, name))
        };
        part("/blobservices/default/containers/")
            .is_some_and(|(account, name)| self.data.container(account, name).is_some())
            || part("/secrets/").is_some_and(|(vault, name)| self.data.secret(vault, name).is_some())
    }

    pub(super) fn apply_to_data(&mut self, event: &DataEvent) {
        let vault = match event {
            DataEvent::VaultSoftDeleted { vault, .. } => self.resource(vault).cloned(),
            _ => None,
        };
        self.data.apply(event, self.now, vault);
        if let DataEvent::VaultRecovered { resource } = event {
            self.data.register(resource);
            self.resources.insert(resource.id.key(), resource.clone());
        }
    }
}
