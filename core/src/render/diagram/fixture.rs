//! Worlds for tests: the sandbox, changed by events.

use serde_json::Value;

use crate::event::{DeletionCause, Event};
use crate::model::access::RoleAssignment;
use crate::model::directory::{ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId, RoleId, SubscriptionId, TenantId, derive_guid};
use crate::model::identity::{HostIdentity, IsolationScope, UserAssignedIdentity};
use crate::model::resource::{PowerState, Resource, ResourceKind, VirtualMachine};
use crate::model::scope::ResourceId;
use crate::model::storage::StorageAccount;
use crate::model::tenancy::{ResourceGroup, Tags};
use crate::model::terminal::CachedToken;
use crate::model::vault::KeyVault;
use crate::render::diagram::{Diagram, Places, Traffic};
use crate::render::layout::LayoutOptions;
use crate::scenario::Scenario;
use crate::state::State;

/// Reader, by its id.
pub(crate) const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
/// A role with a long name.
pub(crate) const BLOB: &str = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

/// Reads secrets.
pub(crate) const SECRETS_USER: &str = "4633458b-17de-408a-b874-0445c86b69e6";

/// Names of the roles that tests use.
pub(crate) fn role_name(role: &RoleId) -> String {
    match role.as_str() {
        READER => "Reader",
        BLOB => "Storage Blob Data Contributor",
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" => "Owner",
        "f1a07417-d97a-45cb-824c-7a7467783830" => "Managed Identity Operator",
        "9980e02c-c2be-4d73-94e8-173b1dc7cf3c" => "Virtual Machine Contributor",
        SECRETS_USER => "Key Vault Secrets User",
        other => other,
    }
    .to_owned()
}

/// A world, the world before the last step, and the places of its pictures.
pub(crate) struct Lab {
    pub(crate) state: State,
    pub(crate) before: State,
    pub(crate) places: Places,
    pub(crate) options: LayoutOptions,
    /// The events of the last step.
    pub(crate) events: Vec<Event>,
}

impl Lab {
    /// The sandbox: `myResourceGroup` and four accounts.
    pub(crate) fn new() -> Self {
        let state = Scenario::Sandbox.begin(1);
        Self {
            before: state.clone(),
            state,
            places: Places::default(),
            options: LayoutOptions::WIDE,
            events: Vec::new(),
        }
    }

    /// Begins a new step.
    pub(crate) fn step(&mut self) -> &mut Self {
        self.before = self.state.clone();
        self.events.clear();
        self
    }

    pub(crate) fn apply(&mut self, event: Event) -> &mut Self {
        self.state.apply(&event);
        self.events.push(event);
        self
    }

    /// The picture, compared with the world before the last step.
    pub(crate) fn diagram(&mut self) -> Diagram {
        let mut traffic = Traffic::default();
        self.events.iter().for_each(|event| traffic.note(event));
        let before = Some(&self.before);
        Diagram::with_traffic(&self.state, before, &traffic, &mut self.places, self.options, &role_name)
    }

    pub(crate) fn subscription() -> SubscriptionId {
        SubscriptionId::new("11111111-aaaa-4bbb-8ccc-000000000001")
    }

    pub(crate) fn tenant(&self) -> TenantId {
        self.state.tenants().next().unwrap().id.clone()
    }

    pub(crate) fn group_id(name: &str) -> ResourceId {
        ResourceId::group(&Self::subscription(), name)
    }

    pub(crate) fn vm_id(group: &str, name: &str) -> ResourceId {
        Self::group_id(group).resource("Microsoft.Compute/virtualMachines", name)
    }

    pub(crate) fn identity_id(group: &str, name: &str) -> ResourceId {
        Self::group_id(group).resource("Microsoft.ManagedIdentity/userAssignedIdentities", name)
    }

    pub(crate) fn group(&mut self, name: &str) -> &mut Self {
        let group = ResourceGroup {
            id: Self::group_id(name),
            name: name.to_owned(),
            location: "westus".to_owned(),
            tags: None,
        };
        self.apply(Event::ResourceGroupCreated { group })
    }

    fn create(&mut self, id: ResourceId, kind: ResourceKind) -> &mut Self {
        let resource = Resource {
            name: id.name().to_owned(),
            resource_type: id.resource_type().unwrap(),
            id,
            location: "westus".to_owned(),
            tags: Tags::new(),
            created: self.state.now(),
            order: self.state.sequence(),
            identity: HostIdentity::default(),
            kind,
        };
        self.apply(Event::ResourceCreated { resource })
    }

    /// A machine and its five network parts.
    pub(crate) fn vm(&mut self, group: &str, name: &str) -> &mut Self {
        for (kind, suffix) in [
            ("virtualNetworks", "VNET"),
            ("networkSecurityGroups", "NSG"),
            ("publicIPAddresses", "PublicIP"),
            ("networkInterfaces", "VMNic"),
            ("privateEndpoints", "PE"),
        ] {
            let id = Self::group_id(group).resource(&format!("Microsoft.Network/{kind}"), &format!("{name}{suffix}"));
            self.create(id, ResourceKind::Part { properties: Value::Null });
        }
        self.machine(group, name)
    }

    /// A machine without parts.
    pub(crate) fn machine(&mut self, group: &str, name: &str) -> &mut Self {
        let machine = VirtualMachine {
            vm_id: self.state.new_guid("vm"),
            power: PowerState::Running,
            size: "Standard_D2s_v5".to_owned(),
            os_type: "Linux".to_owned(),
            properties: Value::Null,
        };
        self.create(Self::vm_id(group, name), ResourceKind::VirtualMachine(Box::new(machine)))
    }

    /// A key vault that decides by Azure RBAC.
    pub(crate) fn vault(&mut self, group: &str, name: &str) -> &mut Self {
        let vault = KeyVault {
            tenant_id: self.tenant(),
            rbac: true,
            policies: Vec::new(),
            sku: "standard".to_owned(),
            purge_protection: false,
            retention_days: 90,
            enabled_for_deployment: None,
            enabled_for_disk_encryption: None,
            enabled_for_template_deployment: None,
            network_acls: Value::Null,
            public_network_access: "Enabled".to_owned(),
            created_by: String::new(),
            modified_by: String::new(),
            modified: self.state.now(),
        };
        self.create(Self::vault_id(group, name), ResourceKind::KeyVault(Box::new(vault)))
    }

    pub(crate) fn vault_id(group: &str, name: &str) -> ResourceId {
        Self::group_id(group).resource("Microsoft.KeyVault/vaults", name)
    }

    /// A storage account.
    pub(crate) fn account(&mut self, group: &str, name: &str) -> &mut Self {
        let account = StorageAccount {
            kind: "StorageV2".to_owned(),
            sku: "Standard_LRS".to_owned(),
            access_tier: None,
            https_only: true,
            minimum_tls_version: "TLS1_2".to_owned(),
            allow_blob_public_access: false,
            allow_shared_key_access: None,
            public_network_access: None,
            serial: 1,
        };
        self.create(Self::account_id(group, name), ResourceKind::StorageAccount(Box::new(account)))
    }

    pub(crate) fn account_id(group: &str, name: &str) -> ResourceId {
        Self::group_id(group).resource("Microsoft.Storage/storageAccounts", name)
    }

    /// A token that the platform keeps for this many seconds.
    pub(crate) fn token(&mut self, principal: &ObjectId, resource: &str, seconds: i64) -> &mut Self {
        let token = CachedToken { token: "t".to_owned(), expires: self.state.now().plus(seconds) };
        self.apply(Event::ManagedIdentityTokenCached {
            principal: principal.clone(),
            resource: resource.to_owned(),
            token,
        })
    }

    fn principal(&mut self, object_id: &ObjectId, name: &str, kind: ServicePrincipalKind) -> &mut Self {
        let service_principal = ServicePrincipal {
            object_id: object_id.clone(),
            client_id: ClientId::new(&derive_guid(7, 7, object_id.as_str())),
            tenant_id: self.tenant(),
            display_name: name.to_owned(),
            kind,
            created: self.state.now(),
        };
        self.apply(Event::ServicePrincipalCreated { service_principal })
    }

    /// Switches a machine's system-assigned identity on.
    pub(crate) fn enable(&mut self, group: &str, name: &str) -> &mut Self {
        let (host, tenant_id) = (Self::vm_id(group, name), self.tenant());
        let principal_id = ObjectId::new(&self.state.new_guid(name));
        self.principal(&principal_id, name, ServicePrincipalKind::SystemAssigned { host: host.clone() });
        self.apply(Event::SystemAssignedIdentityEnabled { host, principal_id, tenant_id })
    }

    /// The object id of a machine's system-assigned identity.
    pub(crate) fn system_principal(&self, group: &str, name: &str) -> ObjectId {
        let host = self.state.resource(&Self::vm_id(group, name)).unwrap();
        host.identity.system_assigned.as_ref().unwrap().principal_id.clone()
    }

    /// Switches it off.
    pub(crate) fn disable(&mut self, group: &str, name: &str) -> &mut Self {
        let principal_id = self.system_principal(group, name);
        self.apply(Event::ServicePrincipalDeleted {
            object_id: principal_id.clone(),
            display_name: name.to_owned(),
            cause: DeletionCause::Disabled,
        });
        self.apply(Event::SystemAssignedIdentityDisabled { host: Self::vm_id(group, name), principal_id })
    }

    /// A user-assigned identity.
    pub(crate) fn identity(&mut self, group: &str, name: &str) -> &mut Self {
        let identity = UserAssignedIdentity {
            client_id: ClientId::new(&self.state.new_guid("client")),
            principal_id: ObjectId::new(&self.state.new_guid("principal")),
            tenant_id: self.tenant(),
            isolation_scope: IsolationScope::None,
            restricted_to: Vec::new(),
        };
        let (id, object_id) = (Self::identity_id(group, name), identity.principal_id.clone());
        self.create(id.clone(), ResourceKind::UserAssignedIdentity(identity));
        self.principal(&object_id, name, ServicePrincipalKind::UserAssigned { identity: id })
    }

    pub(crate) fn identity_of(&self, id: &ResourceId) -> UserAssignedIdentity {
        match &self.state.resource(id).unwrap().kind {
            ResourceKind::UserAssignedIdentity(identity) => identity.clone(),
            _ => panic!("{id} is no identity"),
        }
    }

    /// Attaches an identity, both in groups given as `group/name`.
    pub(crate) fn attach(&mut self, vm: &str, identity: &str) -> &mut Self {
        let (group, name) = vm.split_once('/').unwrap();
        let (identity_group, identity_name) = identity.split_once('/').unwrap();
        let id = Self::identity_id(identity_group, identity_name);
        let it = self.identity_of(&id);
        self.apply(Event::UserAssignedIdentityAttached {
            host: Self::vm_id(group, name),
            identity: id,
            client_id: it.client_id,
            principal_id: it.principal_id,
        })
    }

    /// Deletes an identity; its hosts keep naming it.
    pub(crate) fn delete_identity(&mut self, group: &str, name: &str) -> &mut Self {
        let id = Self::identity_id(group, name);
        let object_id = self.identity_of(&id).principal_id;
        self.delete(&id);
        let cause = DeletionCause::IdentityDeleted;
        self.apply(Event::ServicePrincipalDeleted { object_id, display_name: name.to_owned(), cause })
    }

    pub(crate) fn delete(&mut self, id: &ResourceId) -> &mut Self {
        self.apply(Event::ResourceDeleted { id: id.clone(), resource_type: id.resource_type().unwrap() })
    }

    /// Grants a role.
    pub(crate) fn grant(&mut self, principal: &ObjectId, role: &str, scope: &ResourceId) -> &mut Self {
        let name = self.state.new_guid("grant");
        self.apply(Event::RoleAssignmentCreated {
            assignment: RoleAssignment {
                id: scope.resource("Microsoft.Authorization/roleAssignments", &name),
                name: RoleId::new(&name),
                scope: scope.clone(),
                role: RoleId::new(role),
                principal_id: principal.clone(),
                principal_type: "ServicePrincipal".to_owned(),
                created_by: ObjectId::new("33333333-aaaa-4bbb-8ccc-000000000001"),
                created: self.state.now(),
                order: self.state.sequence(),
                condition: None,
                condition_version: None,
                description: None,
            },
        })
    }
}
