//! Commands to type.

use super::Generator;
use super::draft::{Draft, GROUP, at, create_identity, create_machine, groups, identities, machines};
use crate::question::Kind;
use crate::quiz::random::Random;

pub(super) const ASSIGN: Generator = Generator {
    id: "g-assign",
    topic: "lifecycle",
    skill: "choose-identity",
    kind: Kind::Command,
    rules: &[22, 9, 55],
    misconceptions: &[51],
    make: assign,
};

/// One switch at one machine, to be typed.
fn assign(random: &mut Random) -> Draft {
    let (hosts, ids, groups) = (machines(random, 1), identities(random, 1), groups(random, 1));
    let (host, id, group) = (at(&hosts, 0), at(&ids, 0), at(&groups, 0));
    let group = if random.once_in(2) { GROUP } else { group };
    let mut draft = Draft::new();
    if group != GROUP {
        draft.run(format!("az group create -n {group} -l westus"));
    }
    draft.run(create_identity(id));
    let place = format!("-g {group} -n {host}");
    // An identity in another group than the machine is named by its whole id.
    let known = if group == GROUP { id.to_owned() } else { identity_id(id) };
    draft.run(create_machine(group, host, &["[system]", &known]));
    match random.below(3) {
        0 => {
            draft.text =
                format!("Type the command that switches the system-assigned identity of `{host}` in `{group}` off.");
            draft.explanation =
                "`az vm identity remove` without `--identities` means the system-assigned one.".to_owned();
            draft.accepts = vec![
                format!("az vm identity remove {place}"),
                format!("az vm identity remove {place} --identities [system]"),
            ];
        }
        1 => {
            draft.text = format!("Type the command that takes `{known}` off `{host}` in `{group}`.");
            draft.explanation =
                "The machine is named by `--name`, the identity by `--identities`. The identity itself stays."
                    .to_owned();
            draft.accepts = vec![format!("az vm identity remove {place} --identities {known}")];
        }
        _ => {
            draft.run(format!("az vm identity remove {place} --identities {known}"));
            draft.text = format!("Type the command that lets `{host}` in `{group}` carry `{known}` again.");
            draft.explanation =
                "`az vm identity assign` adds an identity to those that the machine carries.".to_owned();
            draft.accepts = vec![format!("az vm identity assign {place} --identities {known}")];
        }
    }
    let whole = identity_id(id);
    if known == id {
        let by_id: Vec<String> =
            draft.accepts.iter().filter(|it| it.ends_with(id)).map(|it| it.replace(id, &whole)).collect();
        draft.accepts.extend(by_id);
    }
    draft
}

fn identity_id(name: &str) -> String {
    format!(
        "{}/resourceGroups/{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
        super::draft::SUBSCRIPTION
    )
}
