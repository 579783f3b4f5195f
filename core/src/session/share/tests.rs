//! What a shared session promises.

use super::*;
use crate::session::SessionOptions;

/// A session of the length of a long lesson.
const LESSON: [&str; 24] = [
    "az group create -n shop-rg -l westeurope",
    "az vm create -g shop-rg -n web1 --image Ubuntu2204 --generate-ssh-keys --admin-username azureuser --size Standard_D2s_v5",
    "az vm identity assign -g shop-rg -n web1",
    "az vm identity show -g shop-rg -n web1",
    "az identity create -g shop-rg -n shop-reader",
    "az identity show -g shop-rg -n shop-reader --query principalId -o tsv",
    "az vm identity assign -g shop-rg -n web1 --identities shop-reader",
    "az keyvault create -g shop-rg -n shopvault77 -l westeurope --enable-rbac-authorization true",
    "az keyvault secret set --vault-name shopvault77 -n db --value hunter2-hunter2",
    "az role assignment create --assignee alice@contoso.onmicrosoft.com --role \"Key Vault Secrets Officer\" --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/shop-rg/providers/Microsoft.KeyVault/vaults/shopvault77",
    "az keyvault secret set --vault-name shopvault77 -n db --value hunter2-hunter2",
    "az role assignment create --assignee-object-id 5b1c7e7e-91a0-4d0c-9a51-7f1e6f2d9b3c --assignee-principal-type ServicePrincipal --role \"Key Vault Secrets User\" --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/shop-rg/providers/Microsoft.KeyVault/vaults/shopvault77",
    "keyless clock +10m",
    "keyless account reader",
    "az vm identity assign -g shop-rg -n web1 --identities shop-reader",
    "keyless account vmcontributor",
    "az vm identity assign -g shop-rg -n web1 --identities shop-reader",
    "keyless account alice",
    "az vm create -g shop-rg -n web2 --image Win2022Datacenter --admin-username azureuser --admin-password 'Tr0ub4dor&3-xyz' --assign-identity [system] --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/shop-rg",
    "az role assignment list --all -o table",
    "az vm delete -g shop-rg -n web1 --yes",
    "undo",
    "az identity delete -g shop-rg -n shop-reader",
    "az vm identity show -g shop-rg -n web1 -o jsonc",
];

fn lesson() -> Session {
    let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
    for line in LESSON {
        session.run(line);
    }
    session
}

#[test]
fn a_session_of_a_lesson_fits_into_1500_characters_and_comes_back_the_same() {
    let journal = lesson().shared().unwrap();
    let link = journal.to_link();
    assert!(link.len() <= 1500, "{} characters", link.len());
    assert!(link.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it)));
    let opened = Journal::from_link(&link).unwrap();
    assert_eq!(opened, journal);
    assert!(opened.is_same(&Session::replay(&opened).unwrap()));
}

#[test]
fn no_secret_leaves_with_a_link() {
    let lines = Journal::from_link(&lesson().shared().unwrap().to_link()).unwrap().lines.join("\n");
    assert!(!lines.contains("Tr0ub4dor") && !lines.contains("hunter2"), "{lines}");
}

#[test]
fn a_stand_in_does_what_the_secret_did() {
    let (session, journal) = (lesson(), lesson().shared().unwrap());
    let codes = |session: &Session| session.transcript().iter().map(|it| it.exit_code).collect::<Vec<_>>();
    assert_eq!(codes(&Session::replay(&journal).unwrap()), codes(&session));
}

#[test]
fn a_replay_that_differs_is_noticed() {
    let mut journal = lesson().shared().unwrap();
    journal.lines.push("az group create -n other -l westus".to_owned());
    assert!(!journal.is_same(&Session::replay(&journal).unwrap()));
}

#[test]
fn a_link_that_was_cut_changed_or_comes_from_elsewhere_is_refused() {
    let link = lesson().shared().unwrap().to_link();
    for cut in [0, 1, 2, 8, link.len() / 2, link.len() - 2] {
        assert_eq!(Journal::from_link(link.get(..cut).unwrap()).unwrap_err(), ShareError::Damaged, "cut at {cut}");
    }
    let changed = link.replacen('A', "B", 1);
    assert!(changed == link || Journal::from_link(&changed).is_err());
    assert_eq!(Journal::from_link("2abc").unwrap_err(), ShareError::Version);
    assert_eq!(Journal::from_link(&"1".repeat(MAX_LINK + 1)).unwrap_err(), ShareError::TooLarge);
    for noise in ["", "hello", "1", "1!!!", "../../etc", "1AAAA", "1AAAAAAAA"] {
        assert!(Journal::from_link(noise).is_err(), "{noise}");
    }
}

#[test]
fn lines_with_unusual_characters_survive() {
    let lines = ["a\0b", "\u{1}0\u{1}", "", "é →", "two\nlines"].map(str::to_owned).to_vec();
    let journal = Journal { lines, ..Session::new(SessionOptions::default()).journal() };
    assert_eq!(Journal::from_link(&journal.to_link()).unwrap(), journal);
}

#[test]
fn what_prepared_the_world_goes_with_it() {
    let setup = ["az group create -n ready -l westus".to_owned()];
    let mut session = Session::prepared(SessionOptions { terminal: true, ..SessionOptions::default() }, &setup);
    session.run("az group delete -n ready --yes");
    let journal = session.shared().unwrap();
    let opened = Journal::from_link(&journal.to_link()).unwrap();
    assert_eq!((&opened.setup[..], opened.lines.len()), (&setup[..], 1));
    assert!(opened.is_same(&Session::replay(&opened).unwrap()));
}

/// A link that was given away must open for as long as its version is read: the words and the model never change.
#[test]
fn a_link_from_the_first_day_still_opens() {
    let journal = Journal::from_link(FIRST_DAY).unwrap();
    assert_eq!(journal.lines, ["az identity create -g myResourceGroup -n myIdentity", "undo"]);
}

const FIRST_DAY: &str = "1r0Z_AxOw19k25j8opzES-hoMqrvSA_LHwO0k8koTStMg";
