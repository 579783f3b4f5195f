//! Each kind of event in its words.

use crate::event::{AlreadySo, Event, RefusalReason};
use crate::model::id::{ObjectId, SubscriptionId};
use crate::model::identity::IsolationScope;
use crate::model::resource::{PowerState, ResourceKind};
use crate::model::scope::ResourceId;
use crate::render::diagram::fixture::{Lab, READER, role_name};

use super::sentence;

const GROUP: &str = "myResourceGroup";

/// All sentences of the last step.
fn told(lab: &Lab) -> Vec<String> {
    lab.events.iter().filter_map(|event| sentence(event, &lab.before, &lab.state, &role_name)).collect()
}

#[track_caller]
fn check(lab: &Lab, expected: &[&str]) {
    assert_eq!(told(lab), expected);
}

fn short(id: &ObjectId) -> String {
    id.as_str().chars().take(8).collect::<String>() + "…"
}

#[test]
fn a_new_machine_with_its_system_assigned_identity() {
    let mut lab = Lab::new();
    lab.step().vm(GROUP, "myVM").enable(GROUP, "myVM");
    let id = short(&lab.system_principal(GROUP, "myVM"));
    check(
        &lab,
        &[
            "The virtual machine myVM is new in myResourceGroup.",
            "The service principal myVM is new in tenant Contoso: it stands for the system-assigned identity of myVM.",
            &format!("myVM gained a system-assigned identity: principalId {id} in tenant Contoso."),
        ],
    );
}

#[test]
fn names_are_told_in_the_case_given_at_creation() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "myVM").step().enable("MYRESOURCEGROUP", "MYvm");
    assert!(told(&lab).last().unwrap().starts_with("myVM gained"), "{:?}", told(&lab));
}

#[test]
fn switching_off_leaves_the_grants_behind() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "myVM").enable(GROUP, "myVM");
    let principal = lab.system_principal(GROUP, "myVM");
    lab.step().grant(&principal, READER, &Lab::group_id(GROUP));
    check(&lab, &["myVM now has the role Reader on myResourceGroup."]);
    lab.step().disable(GROUP, "myVM");
    let assignment = lab.state.assignments_of(&principal).next().unwrap().clone();
    lab.apply(Event::RoleAssignmentOrphaned {
        id: assignment.id,
        principal_id: principal.clone(),
        role_name: "Reader".to_owned(),
        scope: assignment.scope,
    });
    let id = short(&principal);
    check(
        &lab,
        &[
            "The service principal myVM is gone from tenant Contoso: its system-assigned identity was switched off.",
            &format!("myVM lost its system-assigned identity, principalId {id}."),
            &format!(
                "The grant of Reader on myResourceGroup stays behind, although its holder, principalId {id}, is gone."
            ),
        ],
    );
}

#[test]
fn an_identity_comes_is_carried_and_goes() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "vm1").step().identity(GROUP, "id1").attach("myResourceGroup/vm1", "myResourceGroup/id1");
    let identity = Lab::identity_id(GROUP, "id1");
    let id = short(&lab.identity_of(&identity).principal_id);
    check(
        &lab,
        &[
            "The user-assigned identity id1 is new in myResourceGroup.",
            "The service principal id1 is new in tenant Contoso: it stands for the user-assigned identity id1.",
            &format!("vm1 now carries the user-assigned identity id1: principalId {id}."),
        ],
    );
    let host = Lab::vm_id(GROUP, "vm1");
    let detached = Event::UserAssignedIdentityDetached { host: host.clone(), identity: identity.clone() };
    let world = lab.state.clone();
    lab.step().apply(detached.clone());
    check(&lab, &["vm1 no longer carries id1; the identity itself lives on."]);
    lab.state = world;
    lab.step().delete_identity(GROUP, "id1").apply(Event::ReferenceLeftDead { host, identity });
    check(
        &lab,
        &[
            "The user-assigned identity id1 is gone.",
            "The service principal id1 is gone from tenant Contoso: its user-assigned identity was deleted.",
            "vm1 still names the identity id1, which is gone: remove it before you attach another.",
        ],
    );
    lab.step().apply(detached);
    check(&lab, &["vm1 no longer names the identity id1, which is gone."]);
}

#[test]
fn an_identity_s_settings_change() {
    let mut lab = Lab::new();
    lab.identity(GROUP, "id1").step();
    let id = Lab::identity_id(GROUP, "id1");
    let mut identity = lab.identity_of(&id);
    let mut tags = lab.state.resource(&id).unwrap().tags.clone();
    identity.isolation_scope = IsolationScope::Regional;
    lab.apply(Event::UserAssignedIdentityUpdated { id: id.clone(), tags: tags.clone(), identity: identity.clone() });
    check(&lab, &["id1 is now Regional: only machines in westus can carry it."]);
    identity.restricted_to = vec!["Microsoft.Compute".to_owned()];
    lab.step().apply(Event::UserAssignedIdentityUpdated {
        id: id.clone(),
        tags: tags.clone(),
        identity: identity.clone(),
    });
    check(&lab, &["id1 can now only be attached to hosts of Microsoft.Compute."]);
    tags.insert("env".to_owned(), "prod".to_owned());
    lab.step().apply(Event::UserAssignedIdentityUpdated { id, tags, identity });
    check(&lab, &["id1 now has the tag env=prod."]);
}

#[test]
fn a_machine_stops_grows_and_goes() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "vm1").machine(GROUP, "vm2").enable(GROUP, "vm1").step();
    for (name, power) in [("vm1", PowerState::Deallocated), ("vm2", PowerState::Stopped), ("vm1", PowerState::Running)]
    {
        lab.apply(Event::PowerStateChanged { host: Lab::vm_id(GROUP, name), power });
    }
    check(
        &lab,
        &[
            "vm1 is now deallocated: it keeps its identities, but nothing on it can ask for a token.",
            "vm2 is now stopped.",
            "vm1 is now running.",
        ],
    );
    let mut resource = lab.state.resource(&Lab::vm_id(GROUP, "vm2")).unwrap().clone();
    if let ResourceKind::VirtualMachine(machine) = &mut resource.kind {
        machine.size = "Standard_B1s".to_owned();
    }
    lab.step().apply(Event::ResourceUpdated { resource }).delete(&Lab::vm_id(GROUP, "vm2"));
    check(&lab, &["vm2 now has the size Standard_B1s.", "The virtual machine vm2 is gone."]);
}

#[test]
fn what_was_so_and_what_was_refused_says_that_nothing_changed() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "vm1").enable(GROUP, "vm1").step();
    let (subject, principal_id) = (Lab::vm_id(GROUP, "vm1"), lab.system_principal(GROUP, "vm1"));
    let id = short(&principal_id);
    lab.apply(Event::AlreadySo { subject: subject.clone(), fact: AlreadySo::SystemAssigned { principal_id } });
    lab.apply(Event::AlreadySo { subject: Lab::vm_id(GROUP, "other"), fact: AlreadySo::Absent });
    for (reason, action) in [
        (RefusalReason::MissingAction, "Microsoft.Compute/virtualMachines/write"),
        (RefusalReason::MissingLinkedAction, "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"),
    ] {
        lab.apply(Event::RequestRefused {
            code: "AuthorizationFailed".to_owned(),
            action: action.to_owned(),
            scope: subject.clone(),
            reason,
        });
    }
    check(
        &lab,
        &[
            &format!("vm1 already has a system-assigned identity, principalId {id}; nothing changed."),
            "There is no other, so nothing changed.",
            "Refused (AuthorizationFailed): this needs Microsoft.Compute/virtualMachines/write on vm1.",
            "Refused (AuthorizationFailed): this also needs \
             Microsoft.ManagedIdentity/userAssignedIdentities/assign/action on vm1.",
        ],
    );
}

#[test]
fn groups_clocks_tokens_and_accounts() {
    let mut lab = Lab::new();
    let alice = ObjectId::new("33333333-aaaa-4bbb-8ccc-000000000001");
    lab.step().group("data").apply(Event::ResourceGroupDeleted { id: Lab::group_id("data") });
    for seconds in [0, 45, 600, 90_000, 3_661] {
        lab.apply(Event::ClockAdvanced { seconds });
    }
    let audience = "https://vault.azure.net".to_owned();
    lab.apply(Event::TokenIssued { principal: alice, audience, expires_in: 86_400 });
    lab.apply(Event::SubscriptionSelected {
        subscription: SubscriptionId::new("11111111-aaaa-4bbb-8ccc-000000000002"),
    });
    lab.apply(Event::ProfileChanged { profile: None }).apply(Event::SshKeysGenerated);
    check(
        &lab,
        &[
            "The resource group data is new in westus.",
            "The resource group data is gone.",
            "45 seconds went by.",
            "10 minutes went by.",
            "1 day and 1 hour went by.",
            "1 hour and 1 minute went by.",
            "Entra ID issued a token to Alice for https://vault.azure.net, valid for 1 day.",
            "az now uses the subscription Dev.",
            "You are signed out.",
            "az made an SSH key pair in ~/.ssh.",
        ],
    );
}

#[test]
fn a_grant_that_goes_with_its_scope_says_so() {
    let mut lab = Lab::new();
    lab.group("data").machine(GROUP, "vm1").enable(GROUP, "vm1");
    let principal = lab.system_principal(GROUP, "vm1");
    lab.grant(&principal, READER, &Lab::group_id("data")).step();
    let assignment = lab.state.assignments_of(&principal).next().unwrap().clone();
    lab.apply(Event::RoleAssignmentDeleted {
        id: assignment.id,
        principal_id: principal,
        role_name: "Reader".to_owned(),
        scope: ResourceId::new(Lab::group_id("data").as_str()),
    });
    check(&lab, &["vm1 no longer has the role Reader on data."]);
    lab.apply(Event::ResourceGroupDeleted { id: Lab::group_id("data") });
    assert_eq!(told(&lab)[0], "vm1 no longer has the role Reader on data: the grant went with its scope.");
}
