//! The core's authoriser against the naive one, on generated worlds.

use keyless_core::authz::evaluate::{allows, authorize, authorize_data};
use keyless_core::authz::pattern;
use keyless_core::event::Event;
use keyless_core::model::access::RoleAssignment;
use keyless_core::model::decision::Verdict;
use keyless_core::model::id::{ObjectId, RoleId, TenantId, derive_guid};
use keyless_core::model::scope::ResourceId;
use keyless_core::model::terminal::Terminal;
use keyless_core::model::time::Timestamp;
use keyless_core::state::{Beginning, State};
use keyless_core::token::validate::Caller;
use keyless_tests::oracle::{self, Grant, Role};
use keyless_tests::random::{config, in_any_case};
use proptest::prelude::*;
use proptest::sample::{Index, select};

const SUBSCRIPTION: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001";
const OTHER: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000002";

/// Scopes at every level, names that are prefixes of each other included.
fn scopes() -> Vec<String> {
    let mut scopes = vec!["/".to_owned(), SUBSCRIPTION.to_owned(), OTHER.to_owned()];
    for group in ["rg", "rg2"] {
        let group = format!("{SUBSCRIPTION}/resourceGroups/{group}");
        for kind in ["Microsoft.Compute/virtualMachines", "Microsoft.ManagedIdentity/userAssignedIdentities"] {
            for name in ["a", "ab"] {
                scopes.push(format!("{group}/providers/{kind}/{name}"));
            }
        }
        scopes.push(format!("{group}/providers/Microsoft.Storage/storageAccounts/s/blobServices/default/containers/c"));
        scopes.push(group);
    }
    scopes
}

/// Actions that some role names, with stars filled in, and some that none does.
fn actions() -> Vec<String> {
    let mut actions: Vec<String> = oracle::roles()
        .iter()
        .flat_map(|role| {
            role.actions.iter().chain(&role.not_actions).chain(&role.data_actions).chain(&role.not_data_actions)
        })
        .flat_map(|pattern| [pattern.replace('*', "read"), pattern.replace('*', "a/b"), pattern.replace("/*/", "/")])
        .collect();
    for own in ["read", "write", "delete", "assign/action", "listAssociatedResources/action", "start/action"] {
        actions.push(format!("Microsoft.Compute/virtualMachines/{own}"));
        actions.push(format!("Microsoft.ManagedIdentity/userAssignedIdentities/{own}"));
        actions.push(format!("Microsoft.Authorization/roleAssignments/{own}"));
    }
    actions.sort();
    actions.dedup();
    actions
}

fn principal(number: usize) -> String {
    derive_guid(9, 9, &format!("principal {number}"))
}

fn grant(roles: Vec<Role>) -> impl Strategy<Value = Grant> {
    let scope = select(scopes()).prop_flat_map(in_any_case);
    // Now and then a role that nobody knows.
    let role = (any::<Index>(), 0..40_u8).prop_map(move |(at, odd)| match odd {
        0 => derive_guid(9, 9, "no role"),
        _ => at.get(&roles).name.clone(),
    });
    (0..3_usize, role, scope).prop_map(|(at, role, scope)| Grant { principal: principal(at), role, scope })
}

fn world(grants: &[Grant]) -> State {
    let assignment = |(at, grant): (usize, &Grant)| {
        let name = derive_guid(9, at as u64, "grant");
        let scope = ResourceId::new(grant.scope.as_str());
        RoleAssignment {
            id: scope.resource("Microsoft.Authorization/roleAssignments", &name),
            name: RoleId::new(&name),
            scope,
            role: RoleId::new(&grant.role),
            principal_id: ObjectId::new(&grant.principal),
            principal_type: "User".to_owned(),
            created_by: ObjectId::new(&grant.principal),
            created: Timestamp::START,
            order: at as u64,
            condition: None,
            condition_version: None,
            description: None,
        }
    };
    State::new(Beginning {
        seed: 1,
        tenants: Vec::new(),
        subscriptions: Vec::new(),
        principals: Vec::new(),
        groups: Vec::new(),
        assignments: grants.iter().enumerate().map(assignment).collect(),
        owners_reach_blobs: false,
        terminal: Terminal::default(),
    })
}

fn caller(number: usize) -> Caller {
    let object_id = ObjectId::new(&principal(number));
    Caller { object_id, tenant_id: TenantId::new("t"), name: "caller".to_owned(), token: None }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn both_judges_agree_on_generated_worlds(
        grants in prop::collection::vec(grant(oracle::roles()), 0..12),
        questions in prop::collection::vec(
            (0..3_usize, select(actions()).prop_flat_map(in_any_case), select(scopes()).prop_flat_map(in_any_case)), 8),
    ) {
        let (state, judge) = (world(&grants), oracle::Judge::default());
        for (who, action, scope) in &questions {
            let decision = authorize(&state, &caller(*who), action, &ResourceId::new(scope.as_str()));
            let second = judge.allowed(&grants, &principal(*who), action, scope);
            prop_assert_eq!(decision.allowed, second, "{} at {}: {:?}", action, scope, decision.considered);
            let data = authorize_data(&state, &caller(*who), action, &ResourceId::new(scope.as_str()));
            let second = judge.allowed_data(&grants, &principal(*who), action, scope);
            prop_assert_eq!(data.allowed, second, "data: {} at {}: {:?}", action, scope, data.considered);
            let some_allows = decision.considered.iter().any(|it| matches!(it.verdict, Verdict::Allows { .. }));
            prop_assert_eq!(decision.allowed, some_allows, "a decision must show what allowed it");
        }
    }

    #[test]
    fn removing_a_grant_never_widens_access(
        grants in prop::collection::vec(grant(oracle::roles()), 1..12),
        gone in any::<Index>(),
        questions in prop::collection::vec((0..3_usize, select(actions()), select(scopes())), 8),
    ) {
        let before = world(&grants);
        let removed = before.assignments().nth(gone.index(grants.len())).cloned();
        let mut after = before.clone();
        if let Some(it) = removed {
            let event = Event::RoleAssignmentDeleted {
                id: it.id, principal_id: it.principal_id, role_name: String::new(), scope: it.scope,
            };
            after.apply(&event);
        }
        prop_assert_eq!(after.assignments().count() + 1, before.assignments().count());
        for (who, action, scope) in &questions {
            let scope = ResourceId::new(scope.as_str());
            let may = |state| authorize(state, &caller(*who), action, &scope).allowed;
            prop_assert!(may(&before) || !may(&after), "{} at {}", action, scope);
            prop_assert_eq!(may(&before), allows(&before, &caller(*who), action, &scope), "the short way differs");
        }
    }

    #[test]
    fn the_remedy_of_a_refusal_would_have_been_enough(
        grants in prop::collection::vec(grant(oracle::roles()), 0..6),
        action in select(actions()),
        scope in select(scopes()),
    ) {
        let (state, roles) = (world(&grants), oracle::roles());
        let decision = authorize(&state, &caller(0), &action, &ResourceId::new(scope.as_str()));
        let Some(remedy) = decision.remedy else {
            let known = roles.iter().any(|role| oracle::holds(role, &action));
            prop_assert!(decision.allowed || !known, "a role holds {action}, and no remedy names one");
            return Ok(());
        };
        prop_assert!(!decision.allowed);
        let role = roles.iter().find(|role| role.role_name == remedy.role_name);
        prop_assert!(role.is_some_and(|role| oracle::holds(role, &action)), "{} for {}", remedy.role_name, action);
        prop_assert!(oracle::reaches(remedy.scope.as_str(), &scope), "{} for {}", remedy.scope, scope);
    }

    #[test]
    fn both_matchers_agree_on_generated_patterns(pattern in "[aAb/*]{0,9}", action in "[abB/]{0,9}") {
        prop_assert_eq!(pattern::matches(&pattern, &action), oracle::matches(&pattern, &action));
    }
}
