//! Facts about what lines do and print, asked of real sessions.

use keyless_core::session::{Session, SessionOptions};
use serde_json::{Map, Value};

use super::Fact;
use crate::goal::Goal;

/// Whether a fact, given as `kind key=value …`, holds after these lines, and did not before.
#[track_caller]
fn comes_true(fact: &str, lines: &[&str]) -> bool {
    let mut parts = fact.split_whitespace();
    let mut table = Map::new();
    table.insert("fact".to_owned(), Value::from(parts.next().unwrap()));
    for part in parts {
        let (key, value) = part.split_once('=').unwrap();
        table.insert(key.to_owned(), Value::from(value.replace('+', " ")));
    }
    let fact = Fact::from_table(table).unwrap();
    let text = String::new();
    let goal = Goal { id: text.clone(), section: text.clone(), text, fact, nudge: None, concept: None };
    let mut session = Session::new(SessionOptions::default());
    let first = goal.reached_in(&session);
    for line in lines {
        for outcome in session.run(line) {
            assert!(!outcome.stderr.contains("not simulated"), "{}", outcome.stderr);
        }
    }
    assert!(goal.fact.missing().ends_with('.') && !goal.fact.missing().contains(['{', '}', '|']));
    !first && goal.reached_in(&session)
}

const VM: &str =
    "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --admin-username azureuser";
const IDENTITY: &str = "az identity create -g myResourceGroup -n id1";
const ATTACH: &str = "az vm identity assign -g myResourceGroup -n vm1 --identities id1";
const GROUP: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/myResourceGroup";

#[test]
fn a_line_that_ran_is_known_by_its_words_and_its_end() {
    assert!(comes_true("ran command=group+show", &["az group show -n myResourceGroup"]));
    assert!(!comes_true("ran command=group+show", &["az group list"]));
    assert!(!comes_true("ran command=group+show", &["az group show -n nowhere"]));
    assert!(comes_true("ran command=group+show exit=3", &["az group show -n nowhere"]));
}

#[test]
fn what_a_line_prints_counts_on_either_stream() {
    assert!(comes_true("prints shows=myResourceGroup", &["az group list"]));
    assert!(comes_true("prints shows=ResourceGroupNotFound", &["az group show -n nowhere"]));
    assert!(!comes_true("prints shows=elsewhere", &["az group list"]));
}

#[test]
fn identities_are_attached_detached_switched_off_and_gone() {
    assert!(comes_true("attached-to identity=id1 host=vm1", &[VM, IDENTITY, ATTACH]));
    assert!(!comes_true("attached-to identity=id1 host=vm2", &[VM, IDENTITY, ATTACH]));
    let remove = "az vm identity remove -g myResourceGroup -n vm1 --identities id1";
    assert!(comes_true("identity-detached identity=id1 host=vm1", &[VM, IDENTITY, ATTACH, remove]));
    assert!(!comes_true("identity-detached identity=id1 host=vm1", &[VM, IDENTITY, ATTACH]));
    let on = "az vm identity assign -g myResourceGroup -n vm1";
    let off = "az vm identity remove -g myResourceGroup -n vm1 --identities [system]";
    assert!(comes_true("system-assigned-off host=vm1", &[VM, on, off]));
    assert!(!comes_true("system-assigned-off host=vm1", &[VM, on]));
    // It is absent at the start too, so it never comes true.
    assert!(!comes_true("identity-absent identity=id1", &[]));
    let delete = "az identity delete -g myResourceGroup -n id1";
    assert!(comes_true("dead-reference identity=id1", &[VM, IDENTITY, ATTACH, delete]));
}

#[test]
fn hosts_run_stop_and_go() {
    assert!(comes_true("running host=vm1", &[VM]));
    assert!(comes_true("stopped host=vm1", &[VM, "az vm deallocate -g myResourceGroup -n vm1"]));
    assert!(!comes_true("stopped host=vm1", &[VM]));
    assert!(comes_true("host-deleted host=vm1", &[VM, "az vm delete -g myResourceGroup -n vm1 --yes"]));
    assert!(!comes_true("host-deleted host=vm1", &[IDENTITY, "az identity delete -g myResourceGroup -n id1"]));
    assert!(comes_true("resource-exists name=vm1", &[VM]));
    assert!(comes_true("resource-exists name=g2", &["az group create -n g2 -l westus"]));
    assert!(comes_true("resource-absent name=myResourceGroup", &["az group delete -n myResourceGroup --yes"]));
}

#[test]
fn grants_are_known_by_holder_role_and_the_last_part_of_their_scope() {
    let grant =
        |who: &str, role: &str| format!("az role assignment create --assignee {who} --role \"{role}\" --scope {GROUP}");
    let reader = grant("reader@contoso.onmicrosoft.com", "Key Vault Secrets User");
    for fact in [
        "role-granted role=key+vault+secrets+user",
        "role-granted principal=reader scope=myresourcegroup",
        "role-granted principal=Rita role=Key+Vault+Secrets+User scope=myResourceGroup",
        "can principal=Rita action=Microsoft.KeyVault/vaults/secrets/getSecret/action on=myResourceGroup plane=data",
    ] {
        assert!(comes_true(fact, &[&reader]), "{fact}");
    }
    for fact in ["role-granted principal=Vera scope=myResourceGroup", "role-granted role=Key+Vault+Administrator"] {
        assert!(!comes_true(fact, &[&reader]), "{fact}");
    }
    let revoke = "az role assignment delete --assignee reader@contoso.onmicrosoft.com --role Reader";
    assert!(comes_true("role-absent principal=Rita role=Reader scope=Pay-As-You-Go", &[revoke]));
    assert!(comes_true(
        "cannot principal=Rita action=Microsoft.Resources/subscriptions/resourceGroups/read on=myResourceGroup plane=control",
        &[revoke]
    ));
}

#[test]
fn an_assignment_whose_holder_is_gone_is_an_orphan() {
    let on = format!("{VM} --assign-identity --role Reader --scope {GROUP}");
    let delete = "az vm delete -g myResourceGroup -n vm1 --yes";
    assert!(comes_true("orphaned-assignment", &[&on, delete]));
    assert!(!comes_true("orphaned-assignment", &[&on]));
    assert!(!comes_true("no-orphaned-assignments", &[&on]));
}

#[test]
fn locks_credentials_and_deleted_vaults_are_there_by_name() {
    let lock = "az lock create -n keep -t CanNotDelete -g myResourceGroup";
    assert!(comes_true("lock-exists name=keep", &[lock]));
    let federated = "az identity federated-credential create -g myResourceGroup --identity-name id1 -n ci --issuer https://example.org --subject s --audiences a";
    assert!(comes_true("federated-credential-exists identity=id1 name=ci", &[IDENTITY, federated]));
    let vault = "az keyvault create -g myResourceGroup -n kv-keyless-1 -l westus";
    assert!(comes_true("deleted-vault name=kv-keyless-1", &[vault, "az keyvault delete -n kv-keyless-1"]));
    assert!(!comes_true("deleted-vault name=kv-keyless-1", &[vault]));
}

#[test]
fn who_reads_a_secret_is_whom_the_token_speaks_for() {
    let vault = "az keyvault create -g myResourceGroup -n kv-keyless-1 -l westus";
    let scope = format!("{GROUP}/providers/Microsoft.KeyVault/vaults/kv-keyless-1");
    let grant = format!(
        "az role assignment create --assignee alice@contoso.onmicrosoft.com --role \"Key Vault Secrets Officer\" --scope {scope}"
    );
    let set = "az keyvault secret set --vault-name kv-keyless-1 -n db --value s3";
    let show = "az keyvault secret show --vault-name kv-keyless-1 -n db";
    let lines = [vault, &grant, set, show];
    assert!(comes_true("secret-read vault=kv-keyless-1 secret=db by=alice", &lines));
    assert!(!comes_true("secret-read secret=db by=vm1", &lines));
    assert!(!comes_true("secret-read secret=other", &lines));
    assert!(!comes_true("secret-read", &[vault, &grant, set]));
}

#[test]
fn who_is_signed_in_is_known_by_account_or_name() {
    let login = "az login -u reader@contoso.onmicrosoft.com -p 'correct horse'";
    assert!(comes_true("signed-in account=reader", &[login]));
    assert!(comes_true("signed-in account=Rita", &[login]));
    assert!(!comes_true("signed-in account=vmoperator", &[login]));
}

#[test]
fn the_authors_guide_lists_every_fact() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/authors.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let rows: String = super::KINDS
        .iter()
        .map(|kind| {
            let fields: Vec<String> = kind.fields.iter().map(|field| format!("`{field}`")).collect();
            format!("| `{}` | {} | {} |\n", kind.name, fields.join(" "), if kind.of_steps { "of a step" } else { "" })
        })
        .collect();
    let (before, rest) = guide.split_once("| --- | --- | --- |\n").unwrap();
    let (_, after) = rest.split_once("\n\n`principal` is").unwrap();
    let expected = format!("{before}| --- | --- | --- |\n{rows}\n`principal` is{after}");
    if std::env::var("KEYLESS_WRITE").is_ok() {
        std::fs::write(path, expected).unwrap();
        return;
    }
    assert_eq!(guide, expected, "write it anew: KEYLESS_WRITE=1 cargo test -p keyless-content the_authors_guide");
}

#[test]
fn who_may_read_a_vault_with_access_policies_is_what_they_say() {
    let vault = "az keyvault create -g myResourceGroup -n kv-facts-1 --enable-rbac-authorization false";
    let policy = "az keyvault set-policy -n kv-facts-1 --upn reader@contoso.onmicrosoft.com --secret-permissions get";
    let role = "az role assignment create --assignee vmoperator@contoso.onmicrosoft.com --role 'Key Vault Administrator' --scope $(az keyvault show -n kv-facts-1 --query id -o tsv)";
    let can = |who: &str, action: &str| {
        format!("can principal={who} action=Microsoft.KeyVault/vaults/secrets/{action} on=kv-facts-1 plane=data")
    };
    let lines = [vault, policy, role];
    assert!(comes_true(&can("reader", "getSecret/action"), &lines));
    assert!(!comes_true(&can("reader", "setSecret/action"), &lines));
    assert!(!comes_true(&can("vmoperator", "getSecret/action"), &lines), "roles do not count");
}
