//! Roles, scopes, and what they allow.

use super::Generator;
use super::draft::{Draft, GROUP, SUBSCRIPTION, Truth, at, create_machine, fact, groups, machines, not_so, so};
use crate::question::Kind;
use crate::quiz::random::Random;

/// The action in words, and as roles name it.
const ACTIONS: [(&str, &str); 6] = [
    ("read", "Microsoft.Compute/virtualMachines/read"),
    ("change", "Microsoft.Compute/virtualMachines/write"),
    ("start", "Microsoft.Compute/virtualMachines/start/action"),
    ("delete", "Microsoft.Compute/virtualMachines/delete"),
    ("hand out roles on", "Microsoft.Authorization/roleAssignments/write"),
    ("lock", "Microsoft.Authorization/locks/write"),
];

/// Roles that come up, the widest last.
const ROLES: [&str; 7] = [
    "Reader",
    "Managed Identity Operator",
    "Virtual Machine Contributor",
    "Managed Identity Contributor",
    "User Access Administrator",
    "Contributor",
    "Owner",
];

fn group_scope(group: &str) -> String {
    format!("{SUBSCRIPTION}/resourceGroups/{group}")
}

fn grant(host: &str, role: &str, scope: &str) -> String {
    format!("az vm identity assign -g {GROUP} -n {host} --role \"{role}\" --scope {scope}")
}

pub(super) const INHERITED: Generator = Generator {
    id: "g-inherited",
    topic: "rbac",
    skill: "assign-roles",
    kind: Kind::Several,
    rules: &[58],
    misconceptions: &[55],
    make: inherited,
};

/// One grant at some scope, and what lies below it.
fn inherited(random: &mut Random) -> Draft {
    let (hosts, groups) = (machines(random, 4), groups(random, 2));
    let holder = at(&hosts, 0);
    let mut draft = Draft::new();
    draft.run(create_machine(GROUP, holder, &["[system]"]));
    for group in &groups {
        draft.run(format!("az group create -n {group} -l westus"));
    }
    let places = [at(&groups, 0), at(&groups, 0), at(&groups, 1)];
    for (host, group) in hosts.iter().skip(1).zip(places) {
        draft.run(create_machine(group, host, &[]));
    }
    let machine =
        format!("{}/providers/Microsoft.Compute/virtualMachines/{}", group_scope(at(&groups, 0)), at(&hosts, 1));
    let scopes = [SUBSCRIPTION.to_owned(), group_scope(at(&groups, 0)), group_scope(at(&groups, 1)), machine];
    let scope = random.pick(&scopes).cloned().unwrap_or_default();
    draft.run(grant(holder, "Reader", &scope));
    draft.text = format!("The identity of `{holder}` has this one grant. What may it read?");
    draft.explanation = "A grant holds at its scope and at everything below it: a subscription's groups, a group's resources. It says nothing of its neighbours or of what stands above.".to_owned();
    for host in hosts.iter().skip(1) {
        draft.state(
            format!("The machine `{host}`"),
            so("can", &[holder, "Microsoft.Compute/virtualMachines/read", host, "control"]),
            "It is at the grant's scope or below it.",
            "It is neither at the grant's scope nor below it.",
        );
    }
    for group in &groups {
        draft.state(
            format!("The group `{group}` as a whole"),
            so("can", &[holder, "Microsoft.Resources/subscriptions/resourceGroups/read", group, "control"]),
            "It is at the grant's scope or below it.",
            "The grant's scope is elsewhere, or below the group.",
        );
    }
    draft
}

pub(super) const ALLOWED: Generator = Generator {
    id: "g-allowed",
    topic: "rbac",
    skill: "read-access",
    kind: Kind::Several,
    rules: &[58, 61],
    misconceptions: &[39],
    make: allowed,
};

/// Two roles together, and what they allow.
fn allowed(random: &mut Random) -> Draft {
    let (hosts, groups) = (machines(random, 2), groups(random, 1));
    let (holder, target, group) = (at(&hosts, 0), at(&hosts, 1), at(&groups, 0));
    let mut draft = Draft::new();
    draft.run(format!("az group create -n {group} -l westus"));
    draft.run(create_machine(GROUP, holder, &["[system]"]));
    draft.run(create_machine(group, target, &[]));
    let order = random.order(ROLES.len());
    let held: Vec<&str> = order.iter().filter_map(|at| ROLES.get(*at).copied()).take(1 + random.below(2)).collect();
    for role in &held {
        draft.run(grant(holder, role, &group_scope(group)));
    }
    draft.text = format!("What may the identity of `{holder}` do to the machine `{target}`?");
    draft.explanation = format!(
        "It holds {} on the group. What roles allow adds up, and what none of them holds stays out of reach.",
        held.join(" and ")
    );
    for (words, action) in ACTIONS {
        draft.state(
            capital(words),
            so("can", &[holder, action, target, "control"]),
            &format!("A role that it holds has `{action}`, by name or by a pattern."),
            &format!("None of its roles has `{action}`."),
        );
    }
    draft
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{} it", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

pub(super) const WHICH_ROLE: Generator = Generator {
    id: "g-which-role",
    topic: "rbac",
    skill: "least-privilege",
    kind: Kind::One,
    rules: &[53, 58],
    misconceptions: &[39, 50],
    make: which_role,
};

/// Which one grant is enough for an action: every role is tried in a world of its own.
fn which_role(random: &mut Random) -> Draft {
    let (hosts, groups) = (machines(random, 2), groups(random, 1));
    let (holder, target, group) = (at(&hosts, 0), at(&hosts, 1), at(&groups, 0));
    let (words, action) = random.pick(&ACTIONS).copied().unwrap_or(("read", "Microsoft.Compute/virtualMachines/read"));
    let mut draft = Draft::new();
    draft.run(format!("az group create -n {group} -l westus"));
    draft.run(create_machine(GROUP, holder, &["[system]"]));
    draft.run(create_machine(group, target, &[]));
    draft.text = format!(
        "The identity of `{holder}` is to {words} the machine `{target}`. Which role on the group `{group}` lets it?"
    );
    draft.explanation =
        format!("The role has to hold `{action}`, by name or by a pattern, at the machine or above it.");
    for role in ROLES {
        let line = grant(holder, role, &group_scope(group));
        draft.state(
            role,
            Truth::After(vec![line], fact("can", &[holder, action, target, "control"])),
            &format!("It has `{action}`."),
            &format!("It lacks `{action}`."),
        );
    }
    draft
}

pub(super) const TOO_MUCH: Generator = Generator {
    id: "g-too-much",
    topic: "rbac",
    skill: "least-privilege",
    kind: Kind::OverPrivilege,
    rules: &[61, 62],
    misconceptions: &[72],
    make: too_much,
};

/// Several identities may start a machine; one of them may do more than its neighbours.
fn too_much(random: &mut Random) -> Draft {
    let (hosts, groups) = (machines(random, 4), groups(random, 1));
    let (target, group) = (at(&hosts, 3), at(&groups, 0));
    let wide = random.below(3);
    let mut draft = Draft::new();
    draft.run(format!("az group create -n {group} -l westus"));
    draft.run(create_machine(group, target, &[]));
    let (few, many) =
        if random.once_in(2) { ("Reader", "Contributor") } else { ("Virtual Machine Contributor", "Owner") };
    let (need, excess, action) = if few == "Reader" {
        ("only reads", "delete", "Microsoft.Compute/virtualMachines/delete")
    } else {
        ("only starts and stops", "hand out roles on", "Microsoft.Authorization/roleAssignments/write")
    };
    for (number, host) in hosts.iter().take(3).enumerate() {
        draft.run(create_machine(GROUP, host, &["[system]"]));
        draft.run(grant(host, if number == wide { many } else { few }, &group_scope(group)));
    }
    draft.text =
        format!("Each of three identities {need} the machine `{target}`. Which one holds more than that takes?");
    draft.explanation =
        format!("{many} also lets its holder {excess} the machine. Whoever gets into that host gains all of it.");
    for host in hosts.iter().take(3) {
        draft.state(
            format!("The identity of `{host}`"),
            so("can", &[host, action, target, "control"]),
            &format!("It may also {excess} the machine."),
            "It holds the role that the work takes, and no other.",
        );
    }
    draft.state(
        "All three hold the same",
        not_so("role-granted", &[at(&hosts, wide), many, group]),
        "There is one grant for each, of one role.",
        "One of the grants is of another role.",
    );
    draft
}
