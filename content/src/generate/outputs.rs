//! What a command prints.

use super::Generator;
use super::draft::{Draft, GROUP, Truth, at, create_identity, create_machine, identities, machines};
use crate::question::Kind;
use crate::quiz::random::Random;

pub(super) const IDENTITY_TYPE: Generator = Generator {
    id: "g-identity-type",
    topic: "lifecycle",
    skill: "choose-identity",
    kind: Kind::Output,
    rules: &[10, 11],
    misconceptions: &[67],
    make: identity_type,
};

/// The type that a machine shows after a few switches.
fn identity_type(random: &mut Random) -> Draft {
    let (hosts, ids) = (machines(random, 1), identities(random, 1));
    let (host, id) = (at(&hosts, 0), at(&ids, 0));
    let mut draft = Draft::new();
    draft.run(create_identity(id));
    let mut carried = Vec::new();
    if random.once_in(2) {
        carried.push("[system]");
    }
    if random.once_in(2) {
        carried.push(id);
    }
    draft.run(create_machine(GROUP, host, &carried));
    for what in ["[system]", id] {
        let is_on = carried.contains(&what);
        if random.once_in(2) {
            let verb = if is_on { "remove" } else { "assign" };
            draft.run(format!("az vm identity {verb} -g {GROUP} -n {host} --identities {what}"));
        }
    }
    draft.ask(format!("az vm show -g {GROUP} -n {host} --query identity.type -o tsv"));
    let printed = draft.printed();
    draft.text = "What does the last command print?".to_owned();
    draft.explanation = "The type names what the machine carries at the end: one type, the other, both with a comma and a blank between, or nothing at all.".to_owned();
    for (text, words) in [
        ("SystemAssigned", "its own identity alone"),
        ("UserAssigned", "a user-assigned identity alone"),
        ("SystemAssigned, UserAssigned", "both types"),
        ("", "no identity"),
    ] {
        let shown = if text.is_empty() { "Nothing".to_owned() } else { format!("`{text}`") };
        draft.state(
            shown,
            Truth::Known(printed == text || text.is_empty() && printed == "None"),
            &format!("At the end the machine carries {words}."),
            &format!("That would be so if the machine carried {words} at the end."),
        );
    }
    draft
}
