//! The core's authoriser against the naive one where there are groups in groups, custom roles and deny assignments.

use keyless_core::authz::evaluate::{allows, authorize, authorize_data};
use keyless_core::event::Event;
use keyless_core::model::access::{RoleAssignment, RoleDefinition};
use keyless_core::model::control::{CustomRole, DenyAssignment, EVERYONE};
use keyless_core::model::directory::Group;
use keyless_core::model::id::{ObjectId, RoleId, TenantId, derive_guid};
use keyless_core::model::scope::ResourceId;
use keyless_core::model::time::Timestamp;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use keyless_core::token::validate::Caller;
use keyless_tests::law::{Denial, Law};
use keyless_tests::oracle::{self, Grant, Role};
use keyless_tests::random::{config, in_any_case};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const GROUP: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000002/resourceGroups/rg";
const PEOPLE: usize = 2;
const GROUPS: usize = 3;

fn scopes() -> Vec<String> {
    let up = GROUP.split("/resourceGroups").next().unwrap_or_default();
    let vm = format!("{GROUP}/providers/Microsoft.Compute/virtualMachines/a");
    vec![up.to_owned(), GROUP.to_owned(), format!("{GROUP}2"), vm.clone(), format!("{vm}b")]
}

/// Actions with stars filled in, and the patterns that they come from.
fn patterns() -> Vec<&'static str> {
    vec![
        "*",
        "*/read",
        "Microsoft.Compute/*",
        "Microsoft.Compute/virtualMachines/write",
        "Microsoft.Compute/virtualMachines/*/action",
        "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
        "Microsoft.KeyVault/vaults/secrets/*",
        "Microsoft.KeyVault/vaults/secrets/getSecret/action",
    ]
}

fn actions() -> Vec<String> {
    let fill = |with: &'static str| patterns().into_iter().map(move |it| it.replace('*', with));
    fill("read").chain(fill("start")).chain(patterns().into_iter().map(|it| it.replace("/*/", "/"))).collect()
}

/// Principals: two people, then three groups.
fn id(number: usize) -> String {
    derive_guid(5, 5, &format!("principal {number}"))
}

fn some_patterns(most: usize) -> impl Strategy<Value = Vec<String>> {
    subsequence(patterns(), 0..=most).prop_map(|it| it.into_iter().map(str::to_owned).collect())
}

fn custom(number: usize) -> impl Strategy<Value = Role> {
    (some_patterns(3), some_patterns(2), some_patterns(2), some_patterns(1)).prop_map(
        move |(actions, not_actions, data_actions, not_data_actions)| Role {
            name: derive_guid(5, 5, &format!("role {number}")),
            role_name: format!("Custom {number}"),
            actions,
            not_actions,
            data_actions,
            not_data_actions,
        },
    )
}

fn denial() -> impl Strategy<Value = Denial> {
    let who = || prop_oneof![Just(Vec::new()), subsequence((0..PEOPLE + GROUPS).map(id).collect::<Vec<_>>(), 0..=2)];
    let all = || prop_oneof![Just(vec!["*".to_owned()]), some_patterns(2)];
    (select(scopes()), any::<bool>(), all(), some_patterns(1), all(), who(), who()).prop_map(
        |(scope, only_here, actions, not_actions, data_actions, hits, spares)| Denial {
            scope,
            only_here,
            actions,
            not_actions,
            data_actions,
            hits,
            spares,
        },
    )
}

fn law() -> impl Strategy<Value = Law> {
    let grant = (0..PEOPLE + GROUPS, any::<Index>(), select(scopes()));
    let member = (PEOPLE..PEOPLE + GROUPS, 0..PEOPLE + GROUPS);
    let custom: Vec<_> = (0..3).map(custom).collect();
    (
        custom,
        prop::collection::vec(grant, 0..12),
        prop::collection::vec(member, 0..6),
        prop::collection::vec(denial(), 0..4),
    )
        .prop_map(|(custom, grants, members, denials)| {
            let mut roles = custom;
            roles.extend(
                oracle::roles()
                    .into_iter()
                    .filter(|it| ["Owner", "Reader", "Contributor"].contains(&it.role_name.as_str())),
            );
            let grants = grants
                .into_iter()
                .map(|(who, role, scope)| Grant { principal: id(who), role: role.get(&roles).name.clone(), scope })
                .collect();
            let members = members.into_iter().filter(|(a, b)| a != b).map(|(group, member)| (id(group), id(member)));
            Law { roles, grants, members: members.collect(), denials }
        })
}

/// The same law as a world: made by events alone.
fn world(law: &Law) -> State {
    let mut state = Scenario::Empty.begin(1);
    for number in PEOPLE..PEOPLE + GROUPS {
        state.apply(&Event::GroupCreated { group: group(number) });
    }
    for (group, member) in &law.members {
        state.apply(&Event::GroupMemberAdded { group: ObjectId::new(group), member: ObjectId::new(member) });
    }
    for role in law.roles.iter().filter(|it| it.role_name.starts_with("Custom")) {
        state.apply(&Event::RoleDefinitionWritten { role: custom_role(role) });
    }
    for (at, grant) in law.grants.iter().enumerate() {
        state.apply(&Event::RoleAssignmentCreated { assignment: assignment(at, grant) });
    }
    for (at, denial) in law.denials.iter().enumerate() {
        state.apply(&Event::DenyAssignmentCreated { denial: deny_assignment(at, denial) });
    }
    state
}

fn group(number: usize) -> Group {
    Group {
        object_id: ObjectId::new(&id(number)),
        tenant_id: TenantId::new("t"),
        display_name: format!("group {number}"),
        mail_nickname: String::new(),
        description: None,
        owner: ObjectId::new(&id(0)),
        created: Timestamp::START,
        members: Vec::new(),
    }
}

fn custom_role(role: &Role) -> CustomRole {
    CustomRole {
        definition: RoleDefinition {
            id: RoleId::new(&role.name),
            role_name: role.role_name.clone(),
            actions: role.actions.clone(),
            not_actions: role.not_actions.clone(),
            data_actions: role.data_actions.clone(),
            not_data_actions: role.not_data_actions.clone(),
        },
        description: String::new(),
        assignable_scopes: vec![ResourceId::new("/")],
        created_by: ObjectId::new(&id(0)),
        created: Timestamp::START,
        updated: Timestamp::START,
        order: 0,
    }
}

fn assignment(at: usize, grant: &Grant) -> RoleAssignment {
    let name = derive_guid(5, at as u64, "grant");
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
}

fn deny_assignment(at: usize, denial: &Denial) -> DenyAssignment {
    let ids = |all: &[String]| all.iter().map(|it| ObjectId::new(it)).collect::<Vec<_>>();
    DenyAssignment {
        name: RoleId::new(&derive_guid(5, at as u64, "denial")),
        display_name: format!("denial {at}"),
        scope: ResourceId::new(denial.scope.as_str()),
        not_below: denial.only_here,
        actions: denial.actions.clone(),
        not_actions: denial.not_actions.clone(),
        data_actions: denial.data_actions.clone(),
        not_data_actions: Vec::new(),
        principals: if denial.hits.is_empty() { vec![ObjectId::new(EVERYONE)] } else { ids(&denial.hits) },
        excluded: ids(&denial.spares),
    }
}

fn caller(number: usize) -> Caller {
    let object_id = ObjectId::new(&id(number));
    Caller { object_id, tenant_id: TenantId::new("t"), name: "caller".to_owned(), token: None }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn both_judges_agree_about_groups_custom_roles_and_denials(
        law in law(),
        questions in prop::collection::vec(
            (0..PEOPLE, select(actions()).prop_flat_map(in_any_case), select(scopes()).prop_flat_map(in_any_case)), 10),
    ) {
        let state = world(&law);
        for (who, action, scope) in &questions {
            let at = ResourceId::new(scope.as_str());
            let decision = authorize(&state, &caller(*who), action, &at);
            let second = law.allowed(&id(*who), action, scope, false);
            prop_assert_eq!(decision.allowed, second, "{} at {}: {:?}", action, scope, &decision);
            prop_assert_eq!(allows(&state, &caller(*who), action, &at), second, "the short way: {} at {}", action, scope);
            let data = authorize_data(&state, &caller(*who), action, &at);
            let second = law.allowed(&id(*who), action, scope, true);
            prop_assert_eq!(data.allowed, second, "data: {} at {}: {:?}", action, scope, &data);
        }
    }

    #[test]
    fn a_denial_never_widens_access_and_leaving_a_group_neither(
        law in law(),
        more in denial(),
        questions in prop::collection::vec((0..PEOPLE, select(actions()), select(scopes())), 10),
    ) {
        let before = world(&law);
        let mut denied = before.clone();
        denied.apply(&Event::DenyAssignmentCreated { denial: deny_assignment(99, &more) });
        // A deny assignment may spare a group's members: then leaving it narrows, never widens.
        let mut left = before.clone();
        if let Some((group, member)) = law.members.first() {
            left.apply(&Event::GroupMemberRemoved { group: ObjectId::new(group), member: ObjectId::new(member) });
        }
        let hits = |group: &String| law.denials.iter().any(|it| it.hits.contains(group));
        for (who, action, scope) in &questions {
            let may = |state: &State| authorize(state, &caller(*who), action, &ResourceId::new(scope.as_str())).allowed;
            prop_assert!(may(&before) || !may(&denied), "{} at {}", action, scope);
            if !law.members.iter().any(|(group, _)| hits(group)) {
                prop_assert!(may(&before) || !may(&left), "{} at {}", action, scope);
            }
        }
    }
}

/// The generated worlds are worth judging: in some a group's grant decides, in some a custom role, in some a denial.
#[test]
fn generated_worlds_hold_what_is_to_be_judged() {
    let mut runner = TestRunner::deterministic();
    let (mut denied, mut through_group, mut by_custom_role) = (0, 0, 0);
    for _ in 0..60 {
        let Ok(tree) = law().new_tree(&mut runner) else { continue };
        let law = tree.current();
        let alone = Law { members: Vec::new(), ..law.clone() };
        let undenied = Law { denials: Vec::new(), ..law.clone() };
        let built_in = Law {
            roles: law.roles.iter().filter(|it| !it.role_name.starts_with("Custom")).cloned().collect(),
            ..law.clone()
        };
        for (who, action) in (0..PEOPLE).flat_map(|who| actions().into_iter().map(move |action| (who, action))) {
            let ask = |law: &Law| law.allowed(&id(who), &action, GROUP, false);
            denied += usize::from(ask(&undenied) && !ask(&law));
            through_group += usize::from(ask(&law) && !ask(&alone));
            by_custom_role += usize::from(ask(&law) && !ask(&built_in));
        }
    }
    assert!(denied > 50 && through_group > 50 && by_custom_role > 50, "{denied} {through_group} {by_custom_role}");
}
