//! The state of the whole simulated world, and the one function that changes it.

mod client;
mod conditions;
mod controls;
mod data_plane;
mod directory;
mod hosts;
mod propagation;

pub use data_plane::DataPlane;
use serde_json::Value;

use crate::event::Event;
use crate::model::access::RoleAssignment;
use crate::model::directory::Principal;
use crate::model::id::{ObjectId, SubscriptionId, TenantId, derive_128, derive_guid};
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::model::table::Table;
use crate::model::tenancy::{ResourceGroup, Subscription, Tenant};
use crate::model::terminal::Terminal;
use crate::model::time::Timestamp;

/// Everything there is. A clone costs next to nothing: the maps are persistent.
///
/// INVARIANT: only [`State::apply`] changes it, so replaying the same events gives the same state.
#[derive(Clone, Debug)]
pub struct State {
    now: Timestamp,
    seed: u64,
    sequence: u64,
    tenants: Table<Tenant>,
    subscriptions: Vec<Subscription>,
    groups: Table<ResourceGroup>,
    resources: Table<Resource>,
    /// Hosts by the key of each user-assigned identity that they name, dead ones included.
    hosts_of: Table<Table<()>>,
    principals: Table<Principal>,
    directory: directory::Directory,
    assignments: Table<RoleAssignment>,
    /// Keys of assignments by principal.
    assignments_of: Table<Table<()>>,
    /// Results of long operations, by the name under which they are asked for.
    operations: Table<Value>,
    controls: controls::Controls,
    propagating: propagation::Propagating,
    conditions: conditions::Conditions,
    /// Whether an Owner reaches blobs without a data role.
    owners_reach_blobs: bool,
    /// What is in vaults and storage accounts.
    data: DataPlane,
    terminal: Terminal,
}

/// What a scenario starts from.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Gives every GUID and key of the world.
    pub seed: u64,
    /// The tenants.
    pub tenants: Vec<Tenant>,
    /// The subscriptions, the default one first.
    pub subscriptions: Vec<Subscription>,
    /// Who is in the directories.
    pub principals: Vec<Principal>,
    /// Groups there from the start.
    pub groups: Vec<ResourceGroup>,
    /// Grants there from the start.
    pub assignments: Vec<RoleAssignment>,
    /// Whether an Owner reaches blobs without a data role, as in the recordings that the scenario `empty` follows.
    pub owners_reach_blobs: bool,
    /// The client side.
    pub terminal: Terminal,
}

impl State {
    /// The world as a scenario begins it, at [`Timestamp::START`].
    pub fn new(beginning: Beginning) -> Self {
        let mut state = Self {
            now: Timestamp::START,
            seed: beginning.seed,
            sequence: 0,
            tenants: beginning.tenants.into_iter().map(|tenant| (tenant.id.to_string(), tenant)).collect(),
            subscriptions: beginning.subscriptions,
            groups: beginning.groups.into_iter().map(|group| (group.id.key(), group)).collect(),
            resources: Table::new(),
            hosts_of: Table::new(),
            principals: beginning.principals.into_iter().map(|p| (p.object_id().to_string(), p)).collect(),
            directory: directory::Directory::default(),
            assignments: Table::new(),
            assignments_of: Table::new(),
            operations: Table::new(),
            controls: controls::Controls::default(),
            propagating: propagation::Propagating::default(),
            conditions: conditions::Conditions::default(),
            owners_reach_blobs: beginning.owners_reach_blobs,
            data: DataPlane::default(),
            terminal: beginning.terminal,
        };
        for assignment in beginning.assignments {
            state.add_assignment(assignment);
        }
        state
    }

    /// The present instant.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The world's seed.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many events there have been.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// A GUID that depends on the seed, on how many events there have been, and on `label`.
    pub fn new_guid(&self, label: &str) -> String {
        derive_guid(self.seed, self.sequence, label)
    }

    /// 32 hexadecimal digits, made like [`State::new_guid`].
    pub fn new_hex(&self, label: &str) -> String {
        let (a, b) = derive_128(self.seed, self.sequence, label);
        format!("{a:016x}{b:016x}")
    }

    /// All tenants, by id.
    pub fn tenants(&self) -> impl Iterator<Item = &Tenant> {
        self.tenants.values()
    }

    /// A tenant.
    pub fn tenant(&self, id: &TenantId) -> Option<&Tenant> {
        self.tenants.get(id.as_str())
    }

    /// All subscriptions, in the order in which the scenario names them.
    pub fn subscriptions(&self) -> &[Subscription] {
        &self.subscriptions
    }

    /// A subscription.
    pub fn subscription(&self, id: &SubscriptionId) -> Option<&Subscription> {
        self.subscriptions.iter().find(|subscription| &subscription.id == id)
    }

    /// All resource groups, by key.
    pub fn groups(&self) -> impl Iterator<Item = &ResourceGroup> {
        self.groups.values()
    }

    /// A resource group.
    pub fn group(&self, id: &ResourceId) -> Option<&ResourceGroup> {
        self.groups.get(&id.key())
    }

    /// All resources, by key.
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources.values()
    }

    /// Resources whose id starts with `prefix`, by key, without a look at any other.
    pub fn resources_under(&self, prefix: &ResourceId) -> impl Iterator<Item = &Resource> {
        let start = format!("{}/", prefix.key());
        let end = start.clone();
        self.resources.from(start).take_while(move |(key, _)| key.starts_with(&end)).map(|(_, resource)| resource)
    }

    /// A resource.
    pub fn resource(&self, id: &ResourceId) -> Option<&Resource> {
        self.resources.get(&id.key())
    }

    /// The hosts that name this user-assigned identity, whether or not it still exists.
    pub fn hosts_of(&self, identity: &ResourceId) -> impl Iterator<Item = &Resource> {
        self.hosts_of.get(&identity.key()).into_iter().flat_map(Table::keys).filter_map(|key| self.resources.get(key))
    }

    /// Everybody in every directory, by object id.
    pub fn principals(&self) -> impl Iterator<Item = &Principal> {
        self.principals.values()
    }

    /// Somebody by object id.
    pub fn principal(&self, id: &ObjectId) -> Option<&Principal> {
        self.principals.get(id.as_str())
    }

    /// All role assignments, by key.
    pub fn assignments(&self) -> impl Iterator<Item = &RoleAssignment> {
        self.assignments.values()
    }

    /// How many role assignments there are at a scope and below it.
    pub fn assignments_under(&self, scope: &ResourceId) -> usize {
        let start = format!("{}/", scope.key());
        let end = start.clone();
        self.assignments.from(start).take_while(move |(key, _)| key.starts_with(&end)).count()
    }

    /// A role assignment.
    pub fn assignment(&self, id: &ResourceId) -> Option<&RoleAssignment> {
        self.assignments.get(&id.key())
    }

    /// The role assignments at a scope and below it, by key, without a look at any other.
    pub fn assignments_at_or_below(&self, scope: &ResourceId) -> impl Iterator<Item = &RoleAssignment> {
        let start = format!("{}/", scope.key());
        let end = start.clone();
        self.assignments.from(start).take_while(move |(key, _)| key.starts_with(&end)).map(|(_, it)| it)
    }

    /// The role assignments of one principal.
    pub fn assignments_of(&self, principal: &ObjectId) -> impl Iterator<Item = &RoleAssignment> {
        self.assignments_of
            .get(principal.as_str())
            .into_iter()
            .flat_map(Table::keys)
            .filter_map(|key| self.assignments.get(key))
    }

    /// The result of a long operation.
    pub fn operation(&self, name: &str) -> Option<&Value> {
        self.operations.get(name)
    }

    /// The client side.
    pub const fn terminal(&self) -> &Terminal {
        &self.terminal
    }

    /// Carries out an event. The only writer of the state.
    pub fn apply(&mut self, event: &Event) {
        self.sequence += 1;
        self.propagate(event);
        self.controls.apply(event);
        self.conditions.apply(event, self.now);
        match event {
            Event::ResourceGroupCreated { group } | Event::ResourceGroupUpdated { group } => {
                self.groups.insert(group.id.key(), group.clone());
            }
            Event::ResourceGroupDeleted { id } => {
                self.groups.remove(&id.key());
            }
            Event::ResourceCreated { resource } | Event::ResourceUpdated { resource } => {
                self.data.register(resource);
                self.resources.insert(resource.id.key(), resource.clone());
            }
            Event::ResourceDeleted { id, .. } => self.remove_resource(id),
            Event::PowerStateChanged { host, power } => self.edit_machine(host, |machine| machine.power = *power),
            Event::ServicePrincipalCreated { service_principal } => {
                let principal = Principal::ServicePrincipal(service_principal.clone());
                self.principals.insert(service_principal.object_id.to_string(), principal);
            }
            Event::ServicePrincipalDeleted { object_id, .. } | Event::DirectoryObjectDeleted { object_id, .. } => {
                self.remove_directory_object(object_id);
            }
            Event::UserCreated { .. }
            | Event::GroupCreated { .. }
            | Event::GroupMemberAdded { .. }
            | Event::GroupMemberRemoved { .. }
            | Event::ApplicationCreated { .. }
            | Event::ApplicationUpdated { .. }
            | Event::ApplicationPasswordAdded { .. }
            | Event::ApplicationPasswordRemoved { .. }
            | Event::DirectoryObjectRestored { .. }
            | Event::DirectoryObjectPurged { .. }
            | Event::TokensRevoked { .. }
            | Event::ManagedIdentityTokenCached { .. } => self.apply_to_directory(event),
            Event::RoleAssignmentCreated { assignment } => self.add_assignment(assignment.clone()),
            Event::RoleAssignmentDeleted { id, principal_id, .. } => self.remove_assignment(id, principal_id),
            Event::UserAssignedIdentityUpdated { id, tags, identity } => self.edit(id, |resource| {
                resource.tags = tags.clone();
                resource.kind = ResourceKind::UserAssignedIdentity(identity.clone());
            }),
            Event::SystemAssignedIdentityEnabled { .. }
            | Event::SystemAssignedIdentityDisabled { .. }
            | Event::UserAssignedIdentityAttached { .. }
            | Event::UserAssignedIdentityDetached { .. } => self.apply_to_host(event),
            Event::DeploymentFinished { id, operation, result } => {
                self.operations.insert(id.key(), result.clone());
                self.operations.insert(operation.clone(), result.clone());
            }
            Event::ResourceMoved { from, to } => self.move_resource(from, to),
            Event::Data(event) => self.apply_to_data(event),
            Event::ClockAdvanced { .. }
            | Event::TokenCached { .. }
            | Event::ProfileChanged { .. }
            | Event::SubscriptionSelected { .. }
            | Event::StrictChanged { .. }
            | Event::ConfigurationSet { .. }
            | Event::ClientSecretKept { .. }
            | Event::SshKeysGenerated => self.apply_to_client(event),
            Event::ReferenceLeftDead { .. }
            | Event::RoleAssignmentOrphaned { .. }
            | Event::AlreadySo { .. }
            | Event::TokenIssued { .. }
            | Event::TokenServedFromCache { .. }
            | Event::RequestRefused { .. }
            | Event::CameDue { .. } => {}
            // What governs resources is kept in `controls`, when it is felt in `propagating`.
            Event::PropagationChanged { .. } => {}
            Event::SubscriptionTransferred { subscription, to, .. } => {
                if let Some(it) = self.subscriptions.iter_mut().find(|it| it.id == *subscription) {
                    it.tenant_id = to.clone();
                }
            }
            // These are kept in `conditions`.
            Event::OutageChanged { .. } | Event::ThrottlingChanged { .. } | Event::RequestCounted { .. } => {}
            Event::LockWritten { .. }
            | Event::LockDeleted { .. }
            | Event::RoleDefinitionWritten { .. }
            | Event::RoleDefinitionDeleted { .. }
            | Event::DenyAssignmentCreated { .. }
            | Event::FederatedCredentialWritten { .. }
            | Event::FederatedCredentialDeleted { .. }
            | Event::IdentityReferenceStale { .. }
            | Event::IdentityReferenceRefreshed { .. }
            | Event::RoleAssignmentLeftBehind { .. } => {}
        }
    }

    fn edit(&mut self, id: &ResourceId, change: impl FnOnce(&mut Resource)) {
        self.resources.edit(&id.key(), change);
    }

    fn add_assignment(&mut self, assignment: RoleAssignment) {
        let key = assignment.id.key();
        note(&mut self.assignments_of, assignment.principal_id.as_str(), key.clone());
        self.assignments.insert(key, assignment);
    }

    fn remove_assignment(&mut self, id: &ResourceId, principal: &ObjectId) {
        self.assignments.remove(&id.key());
        forget(&mut self.assignments_of, principal.as_str(), &id.key());
    }
}

/// Adds a key to those that are kept under another.
fn note(index: &mut Table<Table<()>>, under: &str, key: String) {
    let mut keys = index.get(under).cloned().unwrap_or_default();
    keys.insert(key, ());
    index.insert(under.to_owned(), keys);
}

/// Takes a key from those that are kept under another.
fn forget(index: &mut Table<Table<()>>, under: &str, key: &str) {
    let Some(mut keys) = index.get(under).cloned() else { return };
    keys.remove(key);
    if keys.is_empty() {
        index.remove(under);
    } else {
        index.insert(under.to_owned(), keys);
    }
}
