//! Which machine carries what, and who may change it.

use super::Generator;
use super::draft::{Draft, GROUP, Truth, at, create_identity, create_machine, identities, machines, so};
use crate::question::Kind;
use crate::quiz::random::Random;

pub(super) const CARRIED: Generator = Generator {
    id: "g-carried",
    topic: "lifecycle",
    skill: "choose-identity",
    kind: Kind::Several,
    rules: &[10, 22],
    misconceptions: &[16, 51],
    make: carried,
};

/// A few switches at one machine.
fn carried(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 1), identities(random, 2));
    let host = at(&hosts, 0);
    let mut draft = Draft::new();
    for id in &ids {
        draft.run(create_identity(id));
    }
    draft.run(create_machine(GROUP, host, &[]));
    for _ in 0..3 {
        let what = [at(&ids, 0), at(&ids, 1), "[system]"];
        let what = random.pick(&what).copied().unwrap_or_default();
        let verb = if random.once_in(3) { "remove" } else { "assign" };
        let line = format!("az vm identity {verb} -g {GROUP} -n {host} --identities {what}");
        // Removing what is not there is an error of az, and no part of the question.
        let on = draft.session.state().resources().any(|it| {
            it.name == host
                && (what == "[system]" && it.identity.system_assigned.is_some()
                    || it.identity.user_assigned.values().any(|it| it.identity.name() == what))
        });
        if verb == "assign" || on {
            draft.run(line);
        }
    }
    draft.text = format!("Which statements about `{host}` are true now?");
    draft.explanation =
        "Each command adds to what the machine carries, or takes off what it names; the rest stays as it was."
            .to_owned();
    draft.state(
        "It has a system-assigned identity",
        so("system-assigned-on", &[host]),
        "`[system]` was assigned and is still on.",
        "`[system]` was never assigned, or was removed again.",
    );
    draft.state(
        "It carries both types of identity",
        so("both-types-on", &[host]),
        "One of each is on it.",
        "At most one type is on it.",
    );
    for id in &ids {
        draft.state(
            format!("It carries `{id}`"),
            so("attached-to", &[id, host]),
            "It was assigned and is still there.",
            "It was never assigned, or was removed again.",
        );
        draft.state(
            format!("`{id}` no longer exists"),
            so("identity-absent", &[id]),
            "It was deleted.",
            "Taking an identity off a machine leaves the identity itself alone.",
        );
    }
    draft
}

pub(super) const SHARED_BY: Generator = Generator {
    id: "g-shared-by",
    topic: "lifecycle",
    skill: "choose-identity",
    kind: Kind::One,
    rules: &[22, 17],
    misconceptions: &[15],
    make: shared_by,
};

/// How many machines carry an identity.
fn shared_by(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 4), identities(random, 2));
    let id = at(&ids, 0);
    let mut draft = Draft::new();
    for id in &ids {
        draft.run(create_identity(id));
    }
    for host in &hosts {
        let mut carried: Vec<&str> = ids.iter().map(String::as_str).filter(|_| random.once_in(2)).collect();
        if random.once_in(3) {
            carried.insert(0, "[system]");
        }
        draft.run(create_machine(GROUP, host, &carried));
    }
    if random.once_in(2) {
        draft.run(format!("az vm delete -g {GROUP} -n {} --yes", at(&hosts, random.below(4))));
    }
    draft.text = format!("How many machines carry `{id}` now?");
    draft.explanation = format!(
        "Count the machines that named `{id}` and are still there. Their own system-assigned identities have nothing to do with it."
    );
    let count = draft
        .session
        .state()
        .resources()
        .filter(|it| it.identity.user_assigned.values().any(|it| it.identity.name() == id))
        .count();
    for (number, word) in
        ["No machine", "One machine", "Two machines", "Three machines", "Four machines"].into_iter().enumerate()
    {
        draft.state(
            word,
            Truth::Known(number == count),
            "So many named it at their creation and are still there.",
            "Count only those that named this identity, and leave out what was deleted.",
        );
    }
    draft
}

pub(super) const WHO_MAY_ATTACH: Generator = Generator {
    id: "g-who-may-attach",
    topic: "rbac",
    skill: "read-access",
    kind: Kind::One,
    rules: &[54, 53, 55, 56, 60],
    misconceptions: &[4, 50, 51, 52],
    make: who_may_attach,
};

/// An account tries something at a machine.
fn who_may_attach(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 1), identities(random, 2));
    let (host, id, fresh) = (at(&hosts, 0), at(&ids, 0), at(&ids, 1));
    let accounts = [
        ("vmcontributor", "Virtual Machine Contributor"),
        ("vmoperator", "Virtual Machine Contributor and Managed Identity Operator"),
        ("reader", "Reader"),
    ];
    let (account, roles) = random.pick(&accounts).copied().unwrap_or(("reader", "Reader"));
    let mut draft = Draft::new();
    draft.run(create_identity(id));
    let carried = random.once_in(2);
    draft.run(create_machine(GROUP, host, if carried { std::slice::from_ref(&id) } else { &[] }));
    draft.run(format!("keyless account {account}"));
    let tries = [
        format!("az vm identity assign -g {GROUP} -n {host}"),
        format!("az vm identity assign -g {GROUP} -n {host} --identities {id}"),
        format!("az identity create -g {GROUP} -n {fresh}"),
        format!("az vm identity remove -g {GROUP} -n {host} --identities {id}"),
    ];
    let line = random.pick(if carried { &tries[..] } else { tries.get(..3).unwrap_or_default() });
    let well = draft.ask(line.cloned().unwrap_or_default());
    draft.text = format!("The account `{account}` holds {roles} on the subscription. How does its last command end?");
    draft.explanation = "Switching a system-assigned identity on, and taking any identity off, needs write access to the machine. Attaching a user-assigned identity also needs the assign action on that identity (Managed Identity Operator). Making one needs Managed Identity Contributor.".to_owned();
    let plain = draft.refused_with("AuthorizationFailed");
    let linked = draft.refused_with("LinkedAuthorizationFailed");
    draft.state(
        "It succeeds",
        Truth::Known(well),
        "The roles hold every action that the request needs.",
        "An action is missing from the roles.",
    );
    draft.state(
        "It is refused with `AuthorizationFailed`",
        Truth::Known(plain),
        "The action itself, on what the request writes, is missing.",
        "This code stands for a missing action on what the request itself writes.",
    );
    draft.state(
        "It is refused with `LinkedAuthorizationFailed`",
        Truth::Known(linked),
        "The machine may be written, and the identity that it is to carry may not be assigned.",
        "This code stands for a missing action on another resource that the request names.",
    );
    draft.state(
        "It waits until an administrator of the directory approves",
        Truth::Known(!well && !plain && !linked),
        "Nothing else came back.",
        "No role in the directory is asked for: Azure itself makes the service principal.",
    );
    draft
}
