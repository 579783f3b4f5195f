//! Worlds made at random, step by step: nothing overlaps, and whatever lives stays where it is.

use std::collections::BTreeMap;

use crate::event::Event;
use crate::model::id::{ObjectId, derive_128};
use crate::model::resource::ResourceKind;
use crate::model::scope::ResourceId;
use crate::render::diagram::fixture::{BLOB, Lab, READER, role_name};
use crate::render::diagram::{Change, Diagram, Places};
use crate::render::layout::LayoutOptions;

use super::{GROUP, check};

/// Numbers that only depend on a seed.
struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        (derive_128(self.seed, self.thrown, "dice").0 % limit.max(1) as u64) as usize
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).cloned()
    }
}

fn ids(lab: &Lab, machines: bool) -> Vec<ResourceId> {
    let wanted = |kind: &ResourceKind| match kind {
        ResourceKind::VirtualMachine(_) => machines,
        ResourceKind::UserAssignedIdentity(_) => !machines,
        _ => false,
    };
    lab.state.resources().filter(|it| wanted(&it.kind)).map(|it| it.id.clone()).collect()
}

fn path(id: &ResourceId) -> String {
    format!("{}/{}", id.group_name().unwrap(), id.name())
}

fn random_step(lab: &mut Lab, dice: &mut Dice) {
    let groups: Vec<String> = lab.state.groups().map(|group| group.name.clone()).collect();
    let (machines, identities) = (ids(lab, true), ids(lab, false));
    let name = format!("node{}", dice.thrown);
    let group = dice.pick(&groups);
    let (machine, identity) = (dice.pick(&machines), dice.pick(&identities));
    match (dice.below(14), group, machine, identity) {
        (0, ..) => drop(lab.group(&format!("group{}", dice.thrown))),
        (1, Some(group), ..) => drop(lab.vm(&group, &name)),
        (2 | 3, Some(group), ..) => drop(lab.machine(&group, &format!("a-rather-long-{name}"))),
        (4 | 5, Some(group), ..) => drop(lab.identity(&group, &name)),
        (6, _, Some(machine), _) => toggle(lab, &machine),
        (7 | 8, _, Some(machine), Some(identity)) => drop(lab.attach(&path(&machine), &path(&identity))),
        (9, _, _, Some(identity)) if dice.below(2) == 0 => {
            lab.delete_identity(identity.group_name().unwrap(), identity.name());
        }
        (10, _, Some(machine), _) if dice.below(2) == 0 => delete_machine(lab, &machine),
        (11 | 12, Some(group), machine, _) => {
            let scope = machine.filter(|_| dice.below(2) == 0).unwrap_or_else(|| Lab::group_id(&group));
            let principals: Vec<ObjectId> = lab.state.principals().skip(4).map(|it| it.object_id().clone()).collect();
            if let Some(principal) = dice.pick(&principals) {
                lab.grant(&principal, if dice.below(2) == 0 { READER } else { BLOB }, &scope);
            }
        }
        (13, Some(group), ..) if dice.below(5) == 0 => delete_group(lab, &group),
        _ => {}
    }
}

fn toggle(lab: &mut Lab, machine: &ResourceId) {
    let (group, name) = (machine.group_name().unwrap(), machine.name());
    if lab.state.resource(machine).unwrap().identity.system_assigned.is_some() {
        lab.disable(group, name);
    } else {
        lab.enable(group, name);
    }
}

fn delete_machine(lab: &mut Lab, machine: &ResourceId) {
    if lab.state.resource(machine).unwrap().identity.system_assigned.is_some() {
        toggle(lab, machine);
    }
    lab.delete(machine);
}

fn delete_group(lab: &mut Lab, group: &str) {
    let inside: Vec<ResourceId> = lab.state.resources_under(&Lab::group_id(group)).map(|it| it.id.clone()).collect();
    for id in inside {
        match lab.state.resource(&id).map(|it| it.kind.clone()) {
            Some(ResourceKind::VirtualMachine(_)) => delete_machine(lab, &id),
            Some(ResourceKind::UserAssignedIdentity(_)) => drop(lab.delete_identity(group, id.name())),
            _ => drop(lab.delete(&id)),
        }
    }
    lab.apply(Event::ResourceGroupDeleted { id: Lab::group_id(group) });
}

/// Nodes that live in both pictures have kept their places, but for containers that were pushed down by growth above.
#[track_caller]
fn check_kept(before: &Diagram, after: &Diagram) {
    let old: BTreeMap<&str, _> = before.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let new: BTreeMap<&str, _> = after.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    for node in &after.nodes {
        let Some(was) = old.get(node.id.as_str()).filter(|was| was.change != Change::Removed) else { continue };
        assert_eq!(node.place.x, was.place.x, "{} moved sideways", node.id);
        match &node.parent {
            Some(parent) if !node.kind.is_container() => {
                let (now, then) = (new[parent.as_str()].place.y, old[parent.as_str()].place.y);
                assert_eq!(node.place.y - now, was.place.y - then, "{} moved in {parent}", node.id);
            }
            _ => assert!(node.place.y >= was.place.y, "{} moved up", node.id),
        }
    }
}

/// The marks are those that two separate pictures, laid side by side, would give.
#[track_caller]
fn check_marks(lab: &Lab, marked: &Diagram) {
    // What one of both worlds folds is folded in the picture of both.
    let mut folds = Places::default();
    for node in &marked.nodes {
        if let Some(folded) = node.folded {
            folds.folds.toggle(&node.id, !folded);
        }
    }
    let alone = |state| Diagram::of(state, None, &mut folds.clone(), lab.options, &role_name);
    let (before, after) = (alone(&lab.before), alone(&lab.state));
    let old: BTreeMap<&str, _> =
        before.nodes.iter().map(|it| (it.id.as_str(), (it.kind, &it.detail, &it.facts))).collect();
    let new: BTreeMap<&str, _> =
        after.nodes.iter().map(|it| (it.id.as_str(), (it.kind, &it.detail, &it.facts))).collect();
    assert_eq!(marked.nodes.len(), old.len() + new.keys().filter(|id| !old.contains_key(*id)).count());
    for node in &marked.nodes {
        let expected = mark(old.get(node.id.as_str()), new.get(node.id.as_str()));
        assert_eq!(node.change, expected, "{}", node.id);
    }
    let old: BTreeMap<&str, _> =
        before.edges.iter().map(|it| (it.id.as_str(), (&it.to, &it.name, it.standing))).collect();
    let new: BTreeMap<&str, _> =
        after.edges.iter().map(|it| (it.id.as_str(), (&it.to, &it.name, it.standing))).collect();
    assert_eq!(marked.edges.len(), old.len() + new.keys().filter(|id| !old.contains_key(*id)).count());
    for edge in &marked.edges {
        let expected = mark(old.get(edge.id.as_str()), new.get(edge.id.as_str()));
        assert_eq!(edge.change, expected, "{}", edge.id);
    }
}

fn mark<T: PartialEq>(old: Option<T>, new: Option<T>) -> Change {
    match (&old, &new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ if old == new => Change::Unchanged,
        _ => Change::Changed,
    }
}

#[test]
fn worlds_made_at_random_never_overlap_and_keep_what_lives_in_its_place() {
    for seed in 0..8 {
        let options = if seed % 2 == 0 { LayoutOptions::WIDE } else { LayoutOptions::NARROW };
        let mut dice = Dice { seed, thrown: 0 };
        let mut lab = Lab::new();
        lab.options = options;
        let mut last = check(&mut lab);
        for step in 0..80 {
            lab.step();
            random_step(&mut lab, &mut dice);
            if step % 3 == 0 {
                random_step(&mut lab, &mut dice);
            }
            let now = check(&mut lab);
            check_kept(&last, &now);
            check_marks(&lab, &now);
            last = now;
        }
        assert!(last.nodes.len() > 20, "only {} nodes", last.nodes.len());
    }
}

#[test]
fn turning_the_page_and_back_moves_nothing() {
    let mut lab = super::showcase();
    let wide = lab.diagram();
    lab.options = LayoutOptions::NARROW;
    check(&mut lab);
    lab.options = LayoutOptions::WIDE;
    assert_eq!(lab.diagram(), wide);
}

#[test]
fn a_freed_place_is_taken_by_the_next() {
    let mut lab = Lab::new();
    lab.machine(GROUP, "vm1").machine(GROUP, "vm2");
    let place = lab.diagram().node(&Lab::vm_id(GROUP, "vm1").key()).unwrap().place;
    lab.step().delete(&Lab::vm_id(GROUP, "vm1"));
    lab.diagram();
    lab.step().machine(GROUP, "vm3").machine(GROUP, "vm4");
    let diagram = lab.diagram();
    assert_eq!(diagram.node(&Lab::vm_id(GROUP, "vm3").key()).unwrap().place, place);
    assert!(diagram.node(&Lab::vm_id(GROUP, "vm4").key()).unwrap().place.y > place.y);
}

#[test]
fn the_same_world_gives_the_same_picture() {
    let (mut one, mut other) = (super::showcase(), super::showcase());
    (one.places, other.places) = (Places::default(), Places::default());
    assert_eq!(one.diagram(), other.diagram());
}
