//! The recorded refusals of access, line by line: before each, the caller loses just the action that it names.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use keyless_core::event::Event;
use keyless_core::model::access::{RoleAssignment, RoleDefinition};
use keyless_core::model::control::CustomRole;
use keyless_core::model::id::RoleId;
use keyless_tests::conformance::{Known, matches};
use keyless_tests::world::World;
use serde_json::Value;

/// The world in which the Owner lacks one action: the grant is of a role that holds everything else.
fn without(world: &World, action: &str) -> World {
    let mut world = world.clone();
    let owner: RoleAssignment =
        world.state.assignments().find(|it| it.role.as_str().starts_with("8e3af657")).cloned().unwrap();
    let id = RoleId::new("55555555-aaaa-4bbb-8ccc-000000000001");
    world.state.apply(&Event::RoleDefinitionWritten {
        role: CustomRole {
            definition: RoleDefinition {
                id: id.clone(),
                role_name: "Nearly Owner".to_owned(),
                actions: vec!["*".to_owned()],
                not_actions: vec![action.to_owned()],
                data_actions: Vec::new(),
                not_data_actions: Vec::new(),
            },
            description: String::new(),
            assignable_scopes: vec![owner.scope.clone()],
            created_by: owner.created_by.clone(),
            created: owner.created,
            updated: owner.created,
            order: 0,
        },
    });
    let nearly = RoleAssignment { role: id, ..owner.clone() };
    world.state.apply(&Event::RoleAssignmentDeleted {
        id: owner.id,
        principal_id: owner.principal_id,
        role_name: "Owner".to_owned(),
        scope: owner.scope,
    });
    world.state.apply(&Event::RoleAssignmentCreated { assignment: nearly });
    world
}

/// The action that a refusal names as missing.
fn missing(stderr: &str) -> Option<&str> {
    let marker = if stderr.contains("LinkedAuthorizationFailed") { "action(s) '" } else { "perform action '" };
    stderr.contains("AuthorizationFailed").then(|| stderr.split(marker).nth(1)?.split('\'').next()).flatten()
}

#[test]
fn every_recorded_refusal_of_access_is_refused_in_the_same_words() {
    let recording = include_str!("../data/conformance/goldens.jsonl");
    let records: Vec<Value> = recording.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut lines, mut refusals) = (0, 0);
    for scenario in records.chunk_by(|a, b| a["scenario"] == b["scenario"]) {
        if !scenario[0]["scenario"].as_str().unwrap().starts_with("denied-") {
            continue;
        }
        let (mut world, mut known) = (World::new(), Known::default());
        for record in scenario {
            let line = known.fill(record["line"].as_str().unwrap()).unwrap();
            let stderr = record["stderr"].as_str().unwrap();
            let done = match missing(stderr) {
                Some(action) => {
                    refusals += 1;
                    without(&world, action).run(&line)
                }
                None => world.run(&line),
            };
            assert_eq!(done.printed.exit_code, record["rc"], "{line}");
            assert!(matches(record["stdout"].as_str().unwrap(), &done.printed.stdout, &mut known), "{line}");
            assert!(matches(stderr, &done.printed.stderr, &mut known), "{line}\n{}", done.printed.stderr);
            lines += 1;
        }
    }
    assert_eq!((lines, refusals), (20, 10));
}
