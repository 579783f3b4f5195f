//! Small worlds for unit tests: a sandbox and a few events.

use keyless_core::event::Event;
use keyless_core::model::id::{ClientId, ObjectId, TenantId};
use keyless_core::model::identity::{HostIdentity, IsolationScope, UserAssignedIdentity};
use keyless_core::model::resource::{PowerState, Resource, ResourceKind, VirtualMachine};
use keyless_core::model::scope::ResourceId;
use keyless_core::model::tenancy::Tags;
use keyless_core::model::time::Timestamp;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use serde_json::Value;

const GROUP: &str = "/subscriptions/s/resourceGroups/g";

pub(crate) fn world(events: &[Event]) -> State {
    let mut state = Scenario::Sandbox.begin(1);
    events.iter().for_each(|event| state.apply(event));
    state
}

pub(crate) fn machine_id(name: &str) -> ResourceId {
    ResourceId::new(GROUP).resource("Microsoft.Compute/virtualMachines", name)
}

pub(crate) fn identity_id(name: &str) -> ResourceId {
    ResourceId::new(GROUP).resource("Microsoft.ManagedIdentity/userAssignedIdentities", name)
}

fn created(id: ResourceId, kind: ResourceKind) -> Event {
    let resource = Resource {
        name: id.name().to_owned(),
        resource_type: id.resource_type().unwrap(),
        id,
        location: "westus".to_owned(),
        tags: Tags::new(),
        created: Timestamp::START,
        order: 0,
        identity: HostIdentity::default(),
        kind,
    };
    Event::ResourceCreated { resource }
}

pub(crate) fn machine(name: &str) -> Event {
    let machine = VirtualMachine {
        vm_id: String::new(),
        power: PowerState::Running,
        size: String::new(),
        os_type: "Linux".to_owned(),
        properties: std::sync::Arc::new(Value::Null),
    };
    created(machine_id(name), ResourceKind::VirtualMachine(Box::new(machine)))
}

pub(crate) fn identity(name: &str) -> Event {
    let identity = UserAssignedIdentity {
        client_id: ClientId::new("c"),
        principal_id: ObjectId::new("p"),
        tenant_id: TenantId::new("t"),
        isolation_scope: IsolationScope::None,
        restricted_to: Vec::new(),
    };
    created(identity_id(name), ResourceKind::UserAssignedIdentity(identity))
}

pub(crate) fn enabled(host: &str) -> Event {
    let (principal_id, tenant_id) = (ObjectId::new("p"), TenantId::new("t"));
    Event::SystemAssignedIdentityEnabled { host: machine_id(host), principal_id, tenant_id }
}

pub(crate) fn attached(host: &str, identity: &str) -> Event {
    Event::UserAssignedIdentityAttached {
        host: machine_id(host),
        identity: identity_id(identity),
        client_id: ClientId::new("c"),
        principal_id: ObjectId::new("p"),
    }
}

pub(crate) fn detached(host: &str, identity: &str) -> Event {
    Event::UserAssignedIdentityDetached { host: machine_id(host), identity: identity_id(identity) }
}

pub(crate) fn deleted(id: ResourceId) -> Event {
    Event::ResourceDeleted { resource_type: id.resource_type().unwrap(), id }
}
