//! Each fact holds when it should, does not when it should not, and says what is missing.

use keyless_core::model::id::ObjectId;
use serde_json::json;

use keyless_core::event::{AlreadySo, DeletionCause, Event, RefusalReason};

use super::{Fact, Step};
use crate::test_world::*;

fn fact(value: serde_json::Value) -> Fact {
    serde_json::from_value(value).unwrap()
}

#[track_caller]
fn holds(value: serde_json::Value, events: &[Event]) -> bool {
    fact(value).holds(&Step::present(&world(events)))
}

/// Whether it holds of a step in which `last` happened after `earlier`.
#[track_caller]
fn holds_of_step(value: serde_json::Value, earlier: &[Event], last: Event) -> bool {
    let before = world(earlier);
    let mut after = before.clone();
    after.apply(&last);
    let fact = fact(value);
    assert!(fact.is_about_steps());
    assert!(!fact.holds(&Step::present(&after)));
    fact.holds(&Step { before: Some(&before), after: &after, events: &[last], outcome: None })
}

#[test]
fn a_system_assigned_identity_is_on_by_name_without_case_or_anywhere() {
    let on = [machine("vm1"), machine("vm2"), enabled("vm1")];
    assert!(holds(json!({"fact": "system-assigned-on"}), &on));
    assert!(holds(json!({"fact": "system-assigned-on", "host": "VM1"}), &on));
    assert!(!holds(json!({"fact": "system-assigned-on", "host": "vm2"}), &on));
    assert!(!holds(json!({"fact": "system-assigned-on"}), &[machine("vm1")]));
}

#[test]
fn an_identity_exists_and_is_attached_to_so_many_hosts() {
    let mut events = vec![machine("vm1"), machine("vm2"), identity("id1"), attached("vm1", "id1")];
    assert!(holds(json!({"fact": "identity-exists", "identity": "ID1"}), &events));
    assert!(!holds(json!({"fact": "identity-exists", "identity": "id2"}), &events));
    assert!(holds(json!({"fact": "identity-attached"}), &events));
    assert!(!holds(json!({"fact": "identity-attached", "hosts": 2}), &events));
    events.push(attached("vm2", "id1"));
    assert!(holds(json!({"fact": "identity-attached", "hosts": 2, "identity": "id1"}), &events));
}

#[test]
fn one_host_carries_both_types() {
    let mut events = vec![machine("vm1"), machine("vm2"), identity("id1"), enabled("vm1"), attached("vm2", "id1")];
    assert!(!holds(json!({"fact": "both-types-on"}), &events));
    events.push(attached("vm1", "id1"));
    assert!(holds(json!({"fact": "both-types-on", "host": "vm1"}), &events));
}

#[test]
fn a_reference_is_dead_when_its_identity_is_gone_and_removed_when_it_is_detached() {
    let mut events = vec![machine("vm1"), identity("id1"), attached("vm1", "id1")];
    assert!(!holds(json!({"fact": "dead-reference"}), &events));
    let removed = json!({"fact": "dead-reference-removed"});
    assert!(!holds_of_step(removed.clone(), &events, detached("vm1", "id1")));
    events.push(deleted(identity_id("id1")));
    assert!(holds(json!({"fact": "dead-reference", "identity": "id1"}), &events));
    assert!(!holds(json!({"fact": "dead-reference", "identity": "id2"}), &events));
    assert!(holds_of_step(removed, &events, detached("vm1", "id1")));
}

#[test]
fn a_principal_is_deleted_by_the_cause_that_is_asked_for() {
    let gone =
        |cause| Event::ServicePrincipalDeleted { object_id: ObjectId::new("p"), display_name: "vm1".to_owned(), cause };
    let asked = |cause: &str| json!({"fact": "principal-deleted", "host": "VM1", "cause": cause});
    assert!(holds_of_step(asked("disabled"), &[], gone(DeletionCause::Disabled)));
    assert!(holds_of_step(asked("host-deleted"), &[], gone(DeletionCause::HostDeleted)));
    assert!(!holds_of_step(asked("disabled"), &[], gone(DeletionCause::HostDeleted)));
    assert!(!holds_of_step(asked("disabled"), &[], gone(DeletionCause::IdentityDeleted)));
}

#[test]
fn refusals_and_what_was_so_already_are_seen_in_steps() {
    let refused = |code: &str| Event::RequestRefused {
        code: code.to_owned(),
        action: String::new(),
        scope: machine_id("vm1"),
        reason: RefusalReason::MissingAction,
    };
    assert!(holds_of_step(json!({"fact": "refused", "code": "X"}), &[], refused("X")));
    assert!(!holds_of_step(json!({"fact": "refused", "code": "X"}), &[], refused("Y")));
    let same = Event::AlreadySo { subject: machine_id("vm1"), fact: AlreadySo::Same };
    assert!(holds_of_step(json!({"fact": "already-so"}), &[], same.clone()));
    assert!(!holds_of_step(json!({"fact": "already-so", "subject": "vm2"}), &[], same.clone()));
    let (state, fact) = (world(&[machine("vm1")]), fact(json!({"fact": "already-so"})));
    let with_a_change = [same, enabled("vm1")];
    assert!(!fact.holds(&Step { before: Some(&state), after: &state, events: &with_a_change, outcome: None }));
}

#[test]
fn who_attached_it_is_who_was_signed_in_before_the_step() {
    let earlier = [machine("vm1"), identity("id1")];
    let by = |account: &str| json!({"fact": "attached-by", "account": account});
    assert!(holds_of_step(by("Alice"), &earlier, attached("vm1", "id1")));
    assert!(!holds_of_step(by("vmoperator"), &earlier, attached("vm1", "id1")));
}

#[test]
fn unknown_facts_and_fields_are_refused() {
    for bad in [json!({"fact": "x"}), json!({"fact": "already-so", "host": "a"}), json!({"host": "a"})] {
        assert!(serde_json::from_value::<Fact>(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn what_is_missing_is_a_sentence() {
    for (value, expected) in [
        (json!({"fact": "system-assigned-on", "host": "vm1"}), "`vm1` has no system-assigned identity yet."),
        (json!({"fact": "identity-attached"}), "No user-assigned identity is attached to a host yet."),
        (json!({"fact": "identity-attached", "hosts": 2}), "No user-assigned identity is attached to 2 hosts yet."),
        (json!({"fact": "identity-exists", "identity": "i"}), "The identity `i` does not exist yet."),
        (json!({"fact": "identity-exists"}), "There is no user-assigned identity yet."),
    ] {
        assert_eq!(fact(value).missing(), expected);
    }
}
