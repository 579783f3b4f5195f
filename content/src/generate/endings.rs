//! What is left when something ends: a machine, an identity, a switch turned off and on.

use super::Generator;
use super::draft::{
    Draft, GROUP, SUBSCRIPTION, Truth, at, create_identity, create_machine, identities, machines, not_so, so,
};
use crate::question::Kind;
use crate::quiz::random::Random;

pub(super) const MACHINE_DELETED: Generator = Generator {
    id: "g-machine-deleted",
    topic: "lifecycle",
    skill: "identity-lifecycle",
    kind: Kind::World,
    rules: &[15],
    misconceptions: &[7, 8],
    make: machine_deleted,
};

fn machine_deleted(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 3), identities(random, 2));
    let mut draft = Draft::new();
    for id in &ids {
        draft.run(create_identity(id));
    }
    for host in &hosts {
        let mut carried: Vec<&str> = ids.iter().map(String::as_str).filter(|_| random.once_in(2)).collect();
        if random.once_in(2) {
            carried.insert(0, "[system]");
        }
        draft.run(create_machine(GROUP, host, &carried));
    }
    let gone = at(&hosts, 0);
    draft.ask(format!("az vm delete -g {GROUP} -n {gone} --yes"));
    draft.text = "What is so after the last command?".to_owned();
    draft.explanation = format!(
        "Deleting `{gone}` ends its system-assigned identity, if it had one. User-assigned identities are resources of their own: they stay, and so do the other machines."
    );
    draft.state(
        format!("A service principal was deleted together with `{gone}`"),
        so("principal-deleted", &[gone, "host-deleted"]),
        "It carried a system-assigned identity, which ends with its host.",
        "It carried no system-assigned identity, so there was no service principal of its own.",
    );
    for id in &ids {
        draft.state(
            format!("The identity `{id}` is deleted too"),
            not_so("identity-exists", &[id]),
            "Its own deletion ends it.",
            "A user-assigned identity outlives every host that carried it.",
        );
        draft.state(
            format!("The identity `{id}` is carried by some machine"),
            so("identity-attached", &[id, ""]),
            "A machine that is still there carries it.",
            "No machine that is left carries it.",
        );
    }
    for host in hosts.iter().skip(1) {
        draft.state(
            format!("`{host}` has a system-assigned identity"),
            so("system-assigned-on", &[host]),
            "It was switched on at this machine and nobody switched it off.",
            "It was never switched on at this machine.",
        );
    }
    draft
}

pub(super) const IDENTITY_DELETED: Generator = Generator {
    id: "g-identity-deleted",
    topic: "lifecycle",
    skill: "identity-lifecycle",
    kind: Kind::World,
    rules: &[26, 28],
    misconceptions: &[9, 10],
    make: identity_deleted,
};

fn identity_deleted(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 2), identities(random, 2));
    let (gone, kept) = (at(&ids, 0), at(&ids, 1));
    let mut draft = Draft::new();
    draft.run(create_identity(gone));
    draft.run(create_identity(kept));
    for host in &hosts {
        let mut carried = vec![gone];
        if random.once_in(3) {
            carried.remove(0);
        }
        if random.once_in(2) {
            carried.push(kept);
        }
        draft.run(create_machine(GROUP, host, &carried));
    }
    draft.ask(format!("az identity delete -g {GROUP} -n {gone}"));
    let again = random.once_in(2);
    if again {
        draft.ask(create_identity(gone));
    }
    let last = if again { "these two commands" } else { "the last command" };
    draft.text = format!("What is so after {last}?");
    draft.explanation = "Deleting an identity in use succeeds. The machines keep its id, which now leads nowhere; making it anew gives it new ids and attaches it to nothing.".to_owned();
    draft.state(
        format!("The deletion of `{gone}` was refused"),
        so("refused", &["Conflict"]),
        "A request was refused.",
        "Azure deletes an identity even while machines carry it.",
    );
    draft.state(
        format!("An identity named `{gone}` exists"),
        so("identity-exists", &[gone]),
        "It was made anew after its deletion.",
        "It was deleted, and nobody made it anew.",
    );
    draft.state(
        format!("A machine still lists the id of a deleted `{gone}`"),
        so("dead-reference", &[gone]),
        "The machine's list of identities is its own and was left as it is.",
        "No machine lists an id of that name which leads nowhere.",
    );
    draft.state(
        format!("`{kept}` is carried by some machine"),
        so("identity-attached", &[kept, ""]),
        "It was attached at a machine's creation, and nothing happened to it.",
        "It was attached to no machine.",
    );
    for host in &hosts {
        let bare = draft.session.state().resources().any(|it| it.name == *host && it.identity.is_none());
        draft.state(
            format!("`{host}` carries no identity at all"),
            Truth::Known(bare),
            "It was made without any.",
            "Deleting an identity takes nothing off a machine.",
        );
    }
    draft
}

pub(super) const OFF_AND_ON: Generator = Generator {
    id: "g-off-and-on",
    topic: "lifecycle",
    skill: "identity-lifecycle",
    kind: Kind::World,
    rules: &[13, 12],
    misconceptions: &[6, 66],
    make: off_and_on,
};

fn off_and_on(random: &mut Random) -> Draft {
    let hosts = machines(random, 1);
    let host = at(&hosts, 0);
    let roles = ["Reader", "Contributor", "Virtual Machine Contributor"];
    let role = random.pick(&roles).copied().unwrap_or("Reader");
    let mut draft = Draft::new();
    draft.run(create_machine(GROUP, host, &[]));
    let scope = format!("{SUBSCRIPTION}/resourceGroups/{GROUP}");
    draft.run(format!("az vm identity assign -g {GROUP} -n {host} --role \"{role}\" --scope {scope}"));
    let granted = draft.session.state().assignments().count();
    let (stays_on, stays_off, regrant) = (random.once_in(4), random.once_in(3), random.once_in(3));
    if !stays_on {
        draft.ask(format!("az vm identity remove -g {GROUP} -n {host}"));
    }
    if !stays_off || stays_on {
        let grant = if regrant { format!(" --role \"{role}\" --scope {scope}") } else { String::new() };
        draft.ask(format!("az vm identity assign -g {GROUP} -n {host}{grant}"));
    }
    let removed = draft.session.state().assignments().count() < granted;
    draft.text = "Then this ran. What is so now?".to_owned();
    draft.explanation = "Switching a system-assigned identity off deletes its service principal; switching it on again makes another. A grant names the principal, so the old one stays behind without a holder.".to_owned();
    draft.state(
        format!("`{host}` has a system-assigned identity"),
        so("system-assigned-on", &[host]),
        "The last switch was to on.",
        "It was switched off.",
    );
    draft.state(
        format!("The identity of `{host}` holds {role} on the group"),
        so("role-granted", &[host, role, GROUP]),
        "A grant names the principal that it has now.",
        "The grant names a principal that is gone; nothing carries it over to a new one.",
    );
    draft.state(
        "A role assignment is left without its holder",
        so("orphaned-assignment", &[]),
        "The service principal was deleted, and the assignment stayed.",
        "Every assignment still has its holder.",
    );
    draft.state(
        "The role assignment was removed together with the identity",
        Truth::Known(removed),
        "There are fewer assignments than before.",
        "Azure leaves assignments of deleted principals where they are.",
    );
    draft.state(
        format!("A service principal of `{host}` was deleted"),
        so("principal-deleted", &[host, "disabled"]),
        "Switching the identity off deletes it.",
        "The identity was never switched off.",
    );
    draft
}
