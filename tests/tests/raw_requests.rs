//! Rules that az itself hides: what raw requests to the cloud do.

use keyless_core::api::request::Method::{Get, Patch, Post, Put};
use keyless_core::event::{Event, RefusalReason};
use keyless_core::scenario::Scenario;
use keyless_tests::cloud::{Cloud, identity_block, identity_path, machine_body, machine_path};
use serde_json::{Value, json};

/// A sandbox with the identities `id1` and `id2`, and `vm1`, which carries `id1` and one of its own.
fn cloud() -> Cloud {
    let mut cloud = Cloud::new(Scenario::Sandbox);
    for name in ["id1", "id2"] {
        let (response, _) = cloud.arm("alice", Put, &identity_path(name), Some(&json!({"location": "westus"})));
        assert_eq!(response.status, 201);
    }
    let block = identity_block("SystemAssigned, UserAssigned", &[identity_path("id1")]);
    let (response, _) = cloud.arm("alice", Put, &machine_path("vm1"), Some(&machine_body(&block)));
    assert_eq!(response.status, 201);
    cloud
}

fn patch(cloud: &mut Cloud, account: &str, body: &Value) -> (u16, Vec<Event>) {
    let (response, events) = cloud.arm(account, Patch, &machine_path("vm1"), Some(body));
    (response.status, events)
}

#[test]
fn r11_a_raw_write_of_system_assigned_alone_drops_the_user_assigned_ones() {
    for method in [Patch, Put] {
        let mut cloud = cloud();
        let body = machine_body(&identity_block("SystemAssigned", &[]));
        let (response, events) = cloud.arm("alice", method, &machine_path("vm1"), Some(&body));
        assert_eq!(response.status, 200);
        assert!(events.iter().any(|it| matches!(it, Event::UserAssignedIdentityDetached { .. })), "{events:?}");
        assert_eq!(cloud.identity_of("vm1")["type"], "SystemAssigned");
    }
}

#[test]
fn r11_the_combined_type_keeps_them_in_a_patch() {
    let mut cloud = cloud();
    let block = identity_block("SystemAssigned, UserAssigned", &[identity_path("id2")]);
    assert_eq!(patch(&mut cloud, "alice", &json!({ "identity": block })).0, 200);
    let identity = cloud.identity_of("vm1");
    assert_eq!(identity["type"], "SystemAssigned, UserAssigned");
    assert_eq!(identity["userAssignedIdentities"].as_object().map(serde_json::Map::len), Some(2));
}

#[test]
fn r10_type_none_clears_everything_whatever_its_case() {
    for kind in ["None", "none"] {
        let mut cloud = cloud();
        assert_eq!(patch(&mut cloud, "alice", &json!({ "identity": {"type": kind} })).0, 200);
        assert_eq!(cloud.identity_of("vm1"), Value::Null);
    }
}

#[test]
fn r50_a_stopped_machine_keeps_its_identities() {
    let mut cloud = cloud();
    let before = cloud.identity_of("vm1");
    for verb in ["deallocate", "start", "poweroff"] {
        let path = format!("{}/{verb}", machine_path("vm1"));
        let (response, events) = cloud.arm("alice", Post, &path, None);
        assert_eq!(response.status, 202);
        assert!(matches!(events.as_slice(), [Event::PowerStateChanged { .. }]), "{events:?}");
        assert_eq!(cloud.identity_of("vm1"), before);
    }
}

#[test]
fn r69_a_full_write_checks_every_identity_that_it_sends_and_a_patch_without_them_does_not() {
    let mut cloud = cloud();
    let (status, _) = patch(&mut cloud, "vmcontributor", &json!({"tags": {"size": "big"}}));
    assert_eq!(status, 200);
    let (machine, _) = cloud.arm("vmcontributor", Get, &machine_path("vm1"), None);
    let (response, events) = cloud.arm("vmcontributor", Put, &machine_path("vm1"), Some(&machine.body_or_null()));
    assert_eq!(response.status, 403);
    assert_eq!(response.body_or_null()["error"]["code"], "LinkedAuthorizationFailed");
    let [Event::RequestRefused { reason, .. }] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(*reason, RefusalReason::MissingLinkedAction);
    let (response, _) = cloud.arm("vmoperator", Put, &machine_path("vm1"), Some(&machine.body_or_null()));
    assert_eq!(response.status, 200);
}

#[test]
fn r27_a_patch_of_tags_alone_passes_by_a_dead_reference() {
    let mut cloud = cloud();
    let (response, _) = cloud.arm("alice", keyless_core::api::request::Method::Delete, &identity_path("id1"), None);
    assert_eq!(response.status, 200);
    assert_eq!(patch(&mut cloud, "alice", &json!({"tags": {"a": "b"}})).0, 200);
    let block = identity_block("UserAssigned", &[identity_path("id1"), identity_path("id2")]);
    let (status, events) = patch(&mut cloud, "alice", &json!({ "identity": block }));
    assert_eq!((status, events.len()), (400, 1));
}
