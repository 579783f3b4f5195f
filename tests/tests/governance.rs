//! Locks, custom roles, deny assignments, limits and federated credentials, from the line that is typed to the event.

use keyless_core::api::request::Method;
use keyless_core::event::Event;
use keyless_core::model::access::RoleAssignment;
use keyless_core::model::control::{DenyAssignment, EVERYONE};
use keyless_core::model::id::{ObjectId, RoleId};
use keyless_core::model::scope::ResourceId;
use keyless_core::provider::authorization::MOST_PER_SUBSCRIPTION;
use keyless_core::provider::federated_credentials::MOST;
use keyless_tests::world::{SUB, World};
use serde_json::json;

const ALICE: &str = "33333333-aaaa-4bbb-8ccc-000000000001";
const OWNER: &str = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

fn world() -> World {
    let mut world = World::new();
    world.ok("az group create -n rg -l westus");
    world.ok("az identity create -g rg -n id1");
    world
}

fn grant(role: &str, scope: &str, name: &str) -> Event {
    let scope = ResourceId::new(scope);
    Event::RoleAssignmentCreated {
        assignment: RoleAssignment {
            id: scope.resource("Microsoft.Authorization/roleAssignments", name),
            name: RoleId::new(name),
            scope,
            role: RoleId::new(role),
            principal_id: ObjectId::new(ALICE),
            principal_type: "User".to_owned(),
            created_by: ObjectId::new(ALICE),
            created: keyless_core::model::time::Timestamp::START,
            order: 0,
            condition: None,
            condition_version: None,
            description: None,
        },
    }
}

#[test]
fn a_lock_against_deletion_holds_below_its_scope_and_lets_changes_through() {
    let mut world = world();
    world.ok("az lock create -n keep -g rg -t CanNotDelete --notes why");
    let sequence = world.state.sequence();
    let done = world.refused("az identity delete -g rg -n id1", "ScopeLocked");
    assert_eq!(world.state.sequence(), sequence + 1, "one event: the refusal");
    assert!(done.printed.stderr.contains("following scope(s) are locked"));
    world.refused("az group delete -n rg --yes", "ScopeLocked");
    world.ok("az identity update -g rg -n id1 --tags a=b");
    world.ok("az lock delete -n keep -g rg");
    world.ok("az group delete -n rg --yes");
}

#[test]
fn a_lock_on_a_resource_keeps_its_group_from_being_deleted() {
    let mut world = world();
    world.ok("az lock create -n keep -g rg --resource id1 --resource-type Microsoft.ManagedIdentity/userAssignedIdentities -t CanNotDelete");
    world.refused("az group delete -n rg --yes", "ScopeLocked");
    assert_eq!(world.ok("az lock list -g rg").json().as_array().unwrap().len(), 1);
}

#[test]
fn a_read_only_lock_stops_every_change_but_reading_and_work_on_locks() {
    let mut world = world();
    world.ok("az lock create -n frozen -t ReadOnly");
    world.refused("az identity update -g rg -n id1 --tags a=b", "ScopeLocked");
    world.refused("az group create -n other -l westus", "ScopeLocked");
    world.refused(&format!("az role assignment create --assignee {ALICE} --role Reader --scope {SUB}"), "ScopeLocked");
    world.ok("az identity show -g rg -n id1");
    world.ok("az lock create -n second -g rg -t CanNotDelete");
    world.ok("az lock delete -n frozen");
    world.ok("az identity update -g rg -n id1 --tags a=b");
}

#[test]
fn rights_are_looked_at_before_locks() {
    let mut world = world();
    world.ok("az lock create -n keep -g rg -t CanNotDelete");
    world.state.apply(&grant(READER, SUB, "00000000-0000-4000-8000-000000000001"));
    let owner = world.state.assignments().find(|it| it.role.as_str() == OWNER).cloned().unwrap();
    world.state.apply(&Event::RoleAssignmentDeleted {
        id: owner.id,
        principal_id: owner.principal_id,
        role_name: "Owner".to_owned(),
        scope: owner.scope,
    });
    world.refused("az identity delete -g rg -n id1", "AuthorizationFailed");
}

fn role(actions: &str) -> String {
    format!(
        "az role definition create --role-definition '{{\"Name\":\"Tagger\",\"Description\":\"d\",\"Actions\":[{actions}],\"NotActions\":[\"*/delete\"],\"AssignableScopes\":[\"{SUB}/resourceGroups/rg\"]}}'"
    )
}

#[test]
fn a_custom_role_is_made_granted_kept_while_granted_and_deleted() {
    let mut world = world();
    let made = world.ok(&role("\"*/read\"")).json();
    assert_eq!(made["roleType"], "CustomRole");
    assert_eq!(made["permissions"][0]["notActions"], json!(["*/delete"]));
    assert_eq!(world.ok("az role definition list --custom-role-only").json(), json!([]), "not assignable up there");
    assert_eq!(world.ok("az role definition list -g rg --custom-role-only").json().as_array().unwrap().len(), 1);
    let grant = format!("az role assignment create --assignee {ALICE} --role Tagger --scope {SUB}/resourceGroups/rg");
    world.ok(&grant);
    let listed = world.ok("az role assignment list -g rg").json();
    assert_eq!(listed[0]["roleDefinitionId"].as_str().unwrap().rsplit('/').next(), made["name"].as_str());
    world.refused("az role definition delete -n Tagger -g rg", "RoleDefinitionHasAssignments");
    world.ok(&format!("az role assignment delete --assignee {ALICE} --role Tagger -g rg"));
    world.ok("az role definition delete -n Tagger -g rg");
    assert_eq!(world.state.custom_roles().count(), 0);
}

#[test]
fn a_custom_role_is_checked() {
    let mut world = world();
    world.ok(&role("\"*/read\""));
    world.refused(&role("\"*/read\""), "RoleDefinitionWithSameNameExists");
    world.refused(&role("\"*/read\"").replace("Tagger", "Reader"), "RoleDefinitionWithSameNameExists");
    world.refused(&role("\"nonsense\"").replace("Tagger", "Other"), "InvalidActionOrNotAction");
    world.refused(&role("\"*/read\"").replace("resourceGroups/rg", "resourceGroups/nope"), "ResourceGroupNotFound");
    world.refused(&role("\"*/read\"").replace(&format!("{SUB}/resourceGroups/rg"), "/"), "InvalidAssignableScope");
    world.refused(
        &format!("az role assignment create --assignee {ALICE} --role {} --scope {SUB}", {
            let id = world.state.custom_roles().next().unwrap().definition.id.clone();
            id.to_string()
        }),
        "RoleAssignmentScopeNotAssignableToRoleDefinition",
    );
    let built_in = format!("{SUB}/providers/Microsoft.Authorization/roleDefinitions/{READER}");
    let body = json!({"properties": {"roleName": "Mine", "assignableScopes": [SUB], "permissions": [{"actions": []}]}});
    assert_eq!(world.send(Method::Put, &built_in, Some(&body)).code(), "RoleDefinitionUpdateNotPermitted");
    assert_eq!(world.send(Method::Delete, &built_in, None).code(), "RoleDefinitionDeleteNotPermitted");
}

#[test]
fn a_custom_role_decides_and_is_named_in_the_decision() {
    let mut world = world();
    world.ok(&role("\"Microsoft.ManagedIdentity/*\",\"Microsoft.Resources/subscriptions/resourcegroups/read\""));
    world.ok(&format!("az role assignment create --assignee {ALICE} --role Tagger --scope {SUB}/resourceGroups/rg"));
    let owner = world.state.assignments().find(|it| it.role.as_str() == OWNER).cloned().unwrap();
    world.state.apply(&Event::RoleAssignmentDeleted {
        id: owner.id,
        principal_id: owner.principal_id,
        role_name: "Owner".to_owned(),
        scope: owner.scope,
    });
    world.ok("az identity update -g rg -n id1 --tags a=b");
    world.refused("az identity delete -g rg -n id1", "AuthorizationFailed");
}

#[test]
fn a_deny_assignment_beats_owner_and_says_which() {
    let mut world = world();
    world.state.apply(&Event::DenyAssignmentCreated {
        denial: DenyAssignment {
            name: RoleId::new("44444444-aaaa-4bbb-8ccc-000000000001"),
            display_name: "Protected".to_owned(),
            scope: ResourceId::new(format!("{SUB}/resourceGroups/rg")),
            not_below: false,
            actions: vec!["*/delete".to_owned()],
            not_actions: Vec::new(),
            data_actions: Vec::new(),
            not_data_actions: Vec::new(),
            principals: vec![ObjectId::new(EVERYONE)],
            excluded: Vec::new(),
        },
    });
    let done = world.refused("az identity delete -g rg -n id1", "DenyAssignmentAuthorizationFailed");
    assert!(done.printed.stderr.contains("deny assignment with name 'Protected'"));
    world.ok("az identity update -g rg -n id1 --tags a=b");
    let listed = world.send(Method::Get, &format!("{SUB}/providers/Microsoft.Authorization/denyAssignments"), None);
    let body = listed.response.unwrap().body.unwrap();
    assert_eq!(body.pointer("/value/0/properties/principals/0/type").unwrap(), "SystemDefined");
    let made = world.send(
        Method::Put,
        &format!("{SUB}/providers/Microsoft.Authorization/denyAssignments/x"),
        Some(&json!({})),
    );
    assert_ne!(made.response.unwrap().status, 201, "nobody makes one by request");
}

#[test]
fn a_subscription_keeps_its_last_owner() {
    let mut world = world();
    let line = format!("az role assignment delete --assignee {ALICE} --role Owner --scope {SUB}");
    let done = world.refused(&line, "LastRbacAdminAssignment");
    assert!(done.printed.stderr.contains("Cannot delete the last RBAC admin assignment"));
    let other = "az ad sp list --show-mine";
    world.ok(other);
    world.state.apply(&grant(OWNER, SUB, "00000000-0000-4000-8000-000000000002"));
    let first =
        world.state.assignments().find(|it| it.name.as_str() != "00000000-0000-4000-8000-000000000002").unwrap();
    let path = first.id.to_string();
    assert_eq!(world.send(Method::Delete, &path, None).response.unwrap().status, 200);
}

#[test]
fn r30_a_subscription_is_full_at_four_thousand_grants_orphans_included() {
    let mut world = world();
    let there = world.state.assignments_under(&ResourceId::new(SUB));
    for at in there..MOST_PER_SUBSCRIPTION {
        world.state.apply(&grant(
            READER,
            &format!("{SUB}/resourceGroups/rg"),
            &format!("00000000-0000-4000-8000-{at:012}"),
        ));
    }
    let line = format!("az role assignment create --assignee {ALICE} --role Reader --scope {SUB}");
    world.refused(&line, "RoleAssignmentLimitExceeded");
}

fn credential(name: &str, subject: &str) -> String {
    format!(
        "az identity federated-credential create -g rg --identity-name id1 -n {name} --issuer https://issuer --subject {subject}"
    )
}

#[test]
fn r47_an_identity_carries_at_most_twenty_credentials() {
    let mut world = world();
    for at in 0..MOST {
        world.ok(&credential(&format!("fic{at}"), &format!("s{at}")));
    }
    assert!(world.refused(&credential("one-more", "sx"), "BadRequest").cites(47));
    world.ok(&credential("fic1", "changed"));
}

#[test]
fn r48_credentials_are_unique_by_issuer_and_subject_with_one_audience_and_lengths() {
    let mut world = world();
    assert!(world.ok(&credential("fic", "s")).cites(48));
    let done = world.refused(&credential("other", "s"), "BadRequest");
    assert!(done.cites(48));
    assert!(done.printed.stderr.contains("Issuer and subject combination already exists for this Managed Identity."));
    let done = world.refused(&format!("{} --audiences a b", credential("two", "t")), "BadRequest");
    assert!(done.printed.stderr.contains("Federated identity credentials must have exactly one audience."));
    assert!(world.refused(&credential("long", &"x".repeat(601)), "BadRequest").cites(48));
    world.ok(&credential("fits", &"x".repeat(600)));
    let path = format!(
        "{SUB}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1/federatedIdentityCredentials"
    );
    let body = json!({"properties": {"issuer": "https://i", "subject": "q", "audiences": ["a"]}});
    for name in ["-dash", "_under", "sp%20ace", &"n".repeat(121)] {
        assert_eq!(world.send(Method::Put, &format!("{path}/{name}"), Some(&body)).code(), "BadRequest", "{name}");
    }
}

#[test]
fn r49_credentials_belong_to_user_assigned_identities_only_and_go_with_them() {
    let mut world = world();
    world.ok(&credential("fic", "a-subject-that-nobody-bears"));
    world.refused(&credential("fic", "s").replace("id1", "nope"), "ResourceNotFound");
    world.ok("az identity federated-credential update -g rg --identity-name id1 -n fic --subject other");
    assert_eq!(
        world.ok("az identity federated-credential show -g rg --identity-name id1 -n fic").json()["subject"],
        "other"
    );
    let done = world.ok("az identity delete -g rg -n id1");
    assert!(done.events.iter().any(|it| matches!(it, Event::FederatedCredentialDeleted { .. })));
}
