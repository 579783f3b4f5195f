//! What the picture holds, what it marks as new, different or gone, and how it reads.

use super::fixture::{BLOB, Lab, READER, role_name};
use super::{Change, Diagram, EdgeKind, Node, NodeKind, Standing};
use crate::event::Event;
use crate::model::id::ObjectId;
use crate::model::resource::PowerState;
use crate::render::layout::LayoutOptions;
use crate::scenario::Scenario;

const GROUP: &str = "myResourceGroup";
const VM: &str = "myResourceGroup/vm1";

fn of_kind(diagram: &Diagram, kind: NodeKind) -> Vec<&Node> {
    diagram.nodes.iter().filter(|node| node.kind == kind).collect()
}

#[track_caller]
fn only(diagram: &Diagram, kind: NodeKind) -> &Node {
    let found = of_kind(diagram, kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

/// Edges as `kind from to change`, by name.
fn edges(diagram: &Diagram, kind: EdgeKind) -> Vec<String> {
    let name = |id: &str| diagram.node(id).unwrap().name.clone();
    let found = diagram.edges.iter().filter(|edge| edge.kind == kind);
    found
        .map(|edge| format!("{} > {} {}", name(&edge.from), name(&edge.to), edge.change.word()).trim().to_owned())
        .collect()
}

#[track_caller]
fn check_changes(lab: &mut Lab, expected: &[&str]) {
    assert_eq!(lab.diagram().change_sentences(), expected);
}

/// `vm1` with both kinds of identity, each with a grant.
fn world() -> Lab {
    let mut lab = Lab::new();
    lab.vm(GROUP, "vm1").enable(GROUP, "vm1").identity(GROUP, "id1").attach(VM, "myResourceGroup/id1");
    let own = lab.system_principal(GROUP, "vm1");
    let shared = lab.identity_of(&Lab::identity_id(GROUP, "id1")).principal_id;
    lab.grant(&own, READER, &Lab::group_id(GROUP)).grant(&shared, BLOB, &Lab::group_id(GROUP));
    lab.diagram();
    lab.step();
    lab
}

#[test]
fn the_empty_world_shows_tenant_person_subscriptions_and_trust() {
    let state = Scenario::Empty.begin(1);
    let diagram = Diagram::of(&state, None, &mut Default::default(), LayoutOptions::WIDE, &role_name);
    let names: Vec<(NodeKind, &str)> = diagram.nodes.iter().map(|node| (node.kind, node.name.as_str())).collect();
    assert_eq!(
        names,
        [
            (NodeKind::Tenant, "Contoso"),
            (NodeKind::User, "Alice"),
            (NodeKind::Subscription, "Pay-As-You-Go"),
            (NodeKind::Subscription, "Dev"),
        ]
    );
    assert_eq!(diagram.nodes[1].detail, "Owner · 2 scopes");
    assert_eq!(edges(&diagram, EdgeKind::Trust), ["Pay-As-You-Go > Contoso", "Dev > Contoso"]);
    assert!(diagram.nodes.iter().all(|node| node.change == Change::Unchanged));
}

#[test]
fn people_s_grants_are_words_and_identities_grants_are_lines() {
    let mut lab = world();
    let diagram = lab.diagram();
    let vera = of_kind(&diagram, NodeKind::User).into_iter().find(|node| node.name == "Vera").unwrap();
    assert_eq!(vera.detail, "2 roles");
    assert_eq!(vera.facts.iter().filter(|(name, _)| *name == "Grant").count(), 2);
    assert_eq!(
        edges(&diagram, EdgeKind::RoleAssignment),
        ["system-assigned > myResourceGroup", "id1 > myResourceGroup"]
    );
    let grant = diagram.edges.iter().find(|edge| edge.kind == EdgeKind::RoleAssignment).unwrap();
    assert_eq!(
        (grant.name.as_str(), grant.sentence.as_str()),
        ("Reader", "vm1 has the role Reader on myResourceGroup.")
    );
}

#[test]
fn a_machine_its_identities_and_their_principals_are_joined_by_lines() {
    let mut lab = world();
    let diagram = lab.diagram();
    assert_eq!(edges(&diagram, EdgeKind::Ownership), ["vm1 > system-assigned"]);
    assert_eq!(edges(&diagram, EdgeKind::Attachment), ["vm1 > id1"]);
    let mut representations = edges(&diagram, EdgeKind::Representation);
    representations.sort();
    assert_eq!(representations, ["id1 > id1", "system-assigned > vm1"]);
    let own = only(&diagram, NodeKind::SystemAssignedIdentity);
    assert_eq!(own.owner, Some(Lab::vm_id(GROUP, "vm1").key()));
    assert_eq!(own.parent, Some(Lab::group_id(GROUP).key()));
    let machine = only(&diagram, NodeKind::VirtualMachine);
    assert_eq!(machine.detail, "running");
    assert_eq!(own.place.centre().0, machine.place.centre().0);
    let parts = only(&diagram, NodeKind::Parts);
    assert_eq!((parts.name.as_str(), parts.facts.len()), ("5 network parts", 5));
}

#[test]
fn what_a_step_adds_is_new() {
    let mut lab = Lab::new();
    lab.diagram();
    lab.step().vm(GROUP, "vm1").enable(GROUP, "vm1");
    let diagram = lab.diagram();
    let new: Vec<&str> =
        diagram.nodes.iter().filter(|it| it.change == Change::Added).map(|it| it.name.as_str()).collect();
    assert_eq!(new, ["vm1", "vm1", "system-assigned", "5 network parts"]);
    assert_eq!(edges(&diagram, EdgeKind::Ownership), ["vm1 > system-assigned new"]);
    assert_eq!(edges(&diagram, EdgeKind::Trust), ["Pay-As-You-Go > Contoso", "Dev > Contoso"]);
    check_changes(
        &mut lab,
        &[
            "The service principal vm1 is new in tenant Contoso.",
            "The virtual machine vm1 is new in myResourceGroup.",
            "vm1 gained a system-assigned identity.",
            "myResourceGroup now holds 5 network parts.",
        ],
    );
}

#[test]
fn what_a_step_alters_is_changed_and_remembers_what_was() {
    let mut lab = world();
    let host = Lab::vm_id(GROUP, "vm1");
    lab.apply(Event::PowerStateChanged { host, power: PowerState::Stopped });
    let diagram = lab.diagram();
    let machine = only(&diagram, NodeKind::VirtualMachine);
    assert_eq!(machine.change, Change::Changed);
    assert_eq!(machine.was, [("Power state", "running".to_owned())]);
    assert_eq!(machine.now, [("Power state", "stopped".to_owned())]);
    check_changes(&mut lab, &["vm1 is now stopped."]);
}

#[test]
fn a_person_s_grants_are_told_by_role_and_scope() {
    let mut lab = world();
    let vera = ObjectId::new("33333333-aaaa-4bbb-8ccc-000000000003");
    lab.grant(&vera, READER, &Lab::group_id(GROUP));
    check_changes(&mut lab, &["Vera now has the role Reader on myResourceGroup."]);
    let grant = lab.state.assignments_of(&vera).find(|it| it.scope == Lab::group_id(GROUP)).unwrap().clone();
    lab.step().apply(Event::RoleAssignmentDeleted {
        id: grant.id,
        principal_id: vera,
        role_name: "Reader".to_owned(),
        scope: grant.scope,
    });
    check_changes(&mut lab, &["Vera no longer has the role Reader on myResourceGroup."]);
}

#[test]
fn what_a_step_removes_stays_once_more_as_a_ghost_in_its_place() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "vm1").machine(GROUP, "vm2").enable(GROUP, "vm1");
    let places: Vec<_> = lab.diagram().nodes.iter().map(|node| (node.id.clone(), node.place)).collect();
    lab.step().disable(GROUP, "vm1").delete(&Lab::vm_id(GROUP, "vm1"));
    let diagram = lab.diagram();
    let gone: Vec<&str> =
        diagram.nodes.iter().filter(|it| it.change == Change::Removed).map(|it| it.name.as_str()).collect();
    assert_eq!(gone, ["vm1", "vm1", "system-assigned"]);
    for (id, place) in places {
        assert_eq!(diagram.node(&id).unwrap().place, place);
    }
    check_changes(
        &mut lab,
        &[
            "The service principal vm1 is gone from tenant Contoso.",
            "The virtual machine vm1 is gone.",
            "The system-assigned identity of vm1 went with its machine.",
        ],
    );
    lab.step();
    let diagram = lab.diagram();
    assert!(diagram.nodes.iter().all(|node| node.change == Change::Unchanged));
    assert_eq!(only(&diagram, NodeKind::VirtualMachine).name, "vm2");
}

#[test]
fn a_holder_that_is_gone_stays_as_unknown_where_it_was() {
    let mut lab = world();
    let principal = lab.system_principal(GROUP, "vm1");
    let place = lab.diagram().node(principal.as_str()).unwrap().place;
    lab.disable(GROUP, "vm1");
    let diagram = lab.diagram();
    let unknown = only(&diagram, NodeKind::UnknownPrincipal);
    assert_eq!((unknown.id.as_str(), unknown.change, unknown.place), (principal.as_str(), Change::Changed, place));
    assert_eq!(edges(&diagram, EdgeKind::RoleAssignment)[0], "Identity not found > myResourceGroup changed");
    check_changes(
        &mut lab,
        &[
            "The service principal vm1 is gone from tenant Contoso; grants that name it stay behind.",
            "vm1 lost its system-assigned identity.",
        ],
    );
}

#[test]
fn a_host_that_names_a_deleted_identity_has_a_dead_reference() {
    let mut lab = world();
    lab.delete_identity(GROUP, "id1");
    let diagram = lab.diagram();
    let dead = only(&diagram, NodeKind::DeadReference);
    assert_eq!((dead.name.as_str(), dead.detail.as_str(), dead.change), ("id1", "gone", Change::Added));
    assert_eq!(edges(&diagram, EdgeKind::DeadReference), ["vm1 > id1 new"]);
    assert_eq!(edges(&diagram, EdgeKind::Attachment), ["vm1 > id1 gone"]);
    check_changes(
        &mut lab,
        &[
            "The service principal id1 is gone from tenant Contoso; grants that name it stay behind.",
            "vm1 still names the identity id1, which is gone.",
            "The user-assigned identity id1 is gone.",
        ],
    );
}

#[test]
fn an_identity_made_anew_under_its_name_does_not_revive_the_reference() {
    let mut lab = world();
    lab.delete_identity(GROUP, "id1").step().identity(GROUP, "id1");
    let diagram = lab.diagram();
    assert_eq!(
        only(&diagram, NodeKind::DeadReference).sentence,
        "vm1 still names the earlier id1, which is gone; today's id1 is another."
    );
    assert!(only(&diagram, NodeKind::UserAssignedIdentity).sentence.ends_with("no machine carries it."));
}

#[test]
fn switching_off_and_on_gives_another_identity_in_the_same_place() {
    let mut lab = world();
    lab.disable(GROUP, "vm1").enable(GROUP, "vm1");
    let diagram = lab.diagram();
    assert_eq!(only(&diagram, NodeKind::SystemAssignedIdentity).change, Change::Changed);
    let sentences = diagram.change_sentences();
    assert!(
        sentences.contains(&"vm1 has another system-assigned identity, with a new principalId.".to_owned()),
        "{sentences:?}"
    );
}

#[test]
fn lines_that_come_and_go_are_told() {
    let mut lab = world();
    let (host, identity) = (Lab::vm_id(GROUP, "vm1"), Lab::identity_id(GROUP, "id1"));
    lab.apply(Event::UserAssignedIdentityDetached { host, identity });
    let principal = lab.system_principal(GROUP, "vm1");
    let grant = lab.state.assignments_of(&principal).next().unwrap().clone();
    lab.apply(Event::RoleAssignmentDeleted {
        id: grant.id,
        principal_id: principal.clone(),
        role_name: "Reader".to_owned(),
        scope: grant.scope,
    });
    lab.grant(&principal, BLOB, &Lab::vm_id(GROUP, "vm1"));
    check_changes(
        &mut lab,
        &[
            "vm1 now has the role Storage Blob Data Contributor on vm1.",
            "vm1 no longer has the role Reader on myResourceGroup.",
            "vm1 no longer carries the user-assigned identity id1.",
        ],
    );
}

#[test]
fn a_deleted_group_is_a_ghost_with_all_that_was_in_it() {
    let mut lab = world();
    let host = Lab::vm_id(GROUP, "vm1");
    lab.disable(GROUP, "vm1").delete(&host).delete_identity(GROUP, "id1");
    lab.apply(Event::ResourceGroupDeleted { id: Lab::group_id(GROUP) });
    let diagram = lab.diagram();
    let group = only(&diagram, NodeKind::ResourceGroup);
    assert_eq!(group.change, Change::Removed);
    assert_eq!(only(&diagram, NodeKind::VirtualMachine).parent.as_ref(), Some(&group.id));
    assert!(diagram.change_sentences().contains(&"The resource group myResourceGroup is gone.".to_owned()));
}

#[test]
fn the_outline_says_the_same_as_the_picture_in_the_order_of_the_tree() {
    let mut lab = world();
    let diagram = lab.diagram();
    let outline = diagram.outline();
    let text: Vec<String> =
        outline.iter().map(|item| format!("{}{}", "  ".repeat(item.depth), item.text)).skip(5).collect();
    let expected = "  id1 is a service principal in tenant Contoso: it stands for the user-assigned identity id1.
  vm1 is a service principal in tenant Contoso: it stands for the system-assigned identity of vm1.
Pay-As-You-Go is a subscription; it trusts tenant Contoso.
  myResourceGroup is a resource group in westus, with 7 resources.
    vm1 is a virtual machine in westus, running, with a system-assigned identity and a user-assigned identity.
      vm1 carries the user-assigned identity id1.
      The system-assigned identity of vm1 lives and dies with its machine.
        vm1 has the role Reader on myResourceGroup.
    id1 is a user-assigned identity in westus; vm1 carries it.
      id1 has the role Storage Blob Data Contributor on myResourceGroup.
    5 network parts of virtual machines in myResourceGroup: vm1VNET, vm1NSG, vm1PublicIP, vm1VMNic and vm1PE.
Dev is a subscription; it trusts tenant Contoso.";
    assert_eq!(text, expected.lines().collect::<Vec<_>>());
    let count = |id: &str| outline.iter().find(|item| item.id == id).unwrap().children;
    assert_eq!(count(&Lab::vm_id(GROUP, "vm1").key()), 2);
    assert_eq!(count(&Lab::group_id(GROUP).key()), 3);
    assert_eq!(outline[0].children, 6);
}

#[test]
fn every_node_and_every_told_line_is_in_the_outline_once() {
    let mut lab = world();
    lab.delete_identity(GROUP, "id1").disable(GROUP, "vm1");
    let diagram = lab.diagram();
    let outline = diagram.outline();
    let lines = diagram.edges.iter().filter(|it| matches!(it.kind, EdgeKind::Attachment | EdgeKind::RoleAssignment));
    assert_eq!(outline.len(), diagram.nodes.len() + lines.count());
    assert!(outline.iter().all(|item| item.text.ends_with('.')), "{outline:#?}");
    assert!(outline.iter().any(|item| item.change == Change::Removed));
}

#[test]
fn a_grant_says_that_it_propagates_and_a_token_that_it_is_kept_or_expired() {
    use crate::model::propagation::Propagation;
    let mut lab = Lab::new();
    lab.vault(GROUP, "kv").identity(GROUP, "id1");
    lab.apply(Event::PropagationChanged { propagation: Propagation::Azure });
    let holder = lab.identity_of(&Lab::identity_id(GROUP, "id1")).principal_id;
    lab.grant(&holder, READER, &Lab::vault_id(GROUP, "kv")).token(&holder, "https://vault.azure.net", 60);
    let diagram = lab.diagram();
    let grant = diagram.edges.iter().find(|it| it.kind == EdgeKind::RoleAssignment).unwrap();
    assert_eq!(grant.standing, Standing::Propagating);
    assert!(grant.sentence.starts_with("id1 has the role Reader on kv. It takes effect at "), "{}", grant.sentence);
    let token = only(&diagram, NodeKind::Token);
    assert_eq!((token.name.as_str(), token.standing), ("vault.azure.net", Standing::Cached));
    assert_eq!(edges(&diagram, EdgeKind::TokenIssued), ["id1 > id1 new"]);
    lab.step().apply(Event::ClockAdvanced { seconds: 3600 });
    let diagram = lab.diagram();
    assert_eq!(only(&diagram, NodeKind::Token).standing, Standing::Expired);
    let grant = diagram.edges.iter().find(|it| it.kind == EdgeKind::RoleAssignment).unwrap();
    assert_eq!((grant.standing, grant.change), (Standing::Settled, Change::Changed));
}

#[test]
fn groups_are_nodes_with_their_members_and_their_grants_are_lines() {
    use crate::model::directory::Group;
    let mut lab = Lab::new();
    let (alice, tenant_id) = (ObjectId::new("33333333-aaaa-4bbb-8ccc-000000000001"), lab.tenant());
    let group = Group {
        object_id: ObjectId::new("44444444-aaaa-4bbb-8ccc-000000000001"),
        tenant_id,
        display_name: "readers".to_owned(),
        mail_nickname: "readers".to_owned(),
        description: None,
        owner: alice.clone(),
        created: lab.state.now(),
        members: Vec::new(),
    };
    let id = group.object_id.clone();
    lab.apply(Event::GroupCreated { group }).apply(Event::GroupMemberAdded { group: id.clone(), member: alice });
    lab.grant(&id, READER, &Lab::group_id(GROUP));
    let diagram = lab.diagram();
    assert_eq!(
        only(&diagram, NodeKind::Group).sentence,
        "readers is a security group in tenant Contoso, with Alice in it."
    );
    assert_eq!(edges(&diagram, EdgeKind::Membership), ["Alice > readers new"]);
    assert_eq!(edges(&diagram, EdgeKind::RoleAssignment), ["readers > myResourceGroup new"]);
}

#[test]
fn a_crowded_group_folds_says_what_it_holds_and_unfolds_on_demand() {
    let mut lab = Lab::new();
    lab.identity("myResourceGroup", "id1").group("data").vault("data", "kv");
    let holder = lab.identity_of(&Lab::identity_id(GROUP, "id1")).principal_id;
    lab.grant(&holder, READER, &Lab::vault_id("data", "kv"));
    for number in 0..20 {
        lab.machine(GROUP, &format!("vm{number}"));
    }
    let key = Lab::group_id(GROUP).key();
    let diagram = lab.diagram();
    let folded = diagram.node(&key).unwrap();
    assert_eq!((folded.folded, folded.detail.as_str()), (Some(true), "20 VMs, 1 identity"));
    assert!(of_kind(&diagram, NodeKind::VirtualMachine).is_empty());
    assert_eq!(edges(&diagram, EdgeKind::RoleAssignment), ["myResourceGroup > kv new"]);
    lab.places.folds.toggle(&key, true);
    let diagram = lab.diagram();
    assert_eq!(of_kind(&diagram, NodeKind::VirtualMachine).len(), 20);
    assert_eq!(diagram.node(&key).unwrap().folded, Some(false));
}

#[test]
fn a_deleted_vault_stays_where_it_stood_as_soft_deleted() {
    use crate::event::DataEvent;
    let mut lab = Lab::new();
    lab.vault(GROUP, "kv").vault(GROUP, "other");
    let place = lab.diagram().node(&Lab::vault_id(GROUP, "kv").key()).unwrap().place;
    lab.step();
    let (vault, purge) = (Lab::vault_id(GROUP, "kv"), lab.state.now().plus(86_400));
    lab.apply(Event::Data(DataEvent::VaultSoftDeleted { vault: vault.clone(), purge }));
    if lab.state.resource(&vault).is_some() {
        lab.delete(&vault);
    }
    let diagram = lab.diagram();
    let node = diagram.node(&vault.key()).unwrap();
    assert_eq!((node.standing, node.change, node.place), (Standing::SoftDeleted, Change::Changed, place));
}
