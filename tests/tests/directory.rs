//! The directory and az's accounts: groups pass on what they are granted, passwords sign applications in, and deleted
//! things linger.

#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use serde_json::Value;

const SUBSCRIPTION: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001";

fn session(scenario: Scenario) -> Session {
    Session::new(SessionOptions { scenario, ..SessionOptions::default() })
}

fn type_line(session: &mut Session, line: &str) -> Outcome {
    session.run(line)[0].as_ref().clone()
}

#[track_caller]
fn run(session: &mut Session, line: &str) -> String {
    let outcome = type_line(session, line);
    assert_eq!(outcome.exit_code, 0, "{line}: {}", outcome.stderr);
    outcome.stdout.trim().to_owned()
}

#[track_caller]
fn fails(session: &mut Session, line: &str, message: &str) {
    let outcome = type_line(session, line);
    assert_ne!(outcome.exit_code, 0, "{line}");
    assert!(outcome.stderr.contains(message), "{line}: {}", outcome.stderr);
}

#[test]
fn what_a_group_is_granted_holds_for_its_members_through_other_groups_too() {
    let mut session = session(Scenario::Sandbox);
    let outer = run(&mut session, "az ad group create --display-name outer --mail-nickname outer --query id -o tsv");
    let inner = run(&mut session, "az ad group create --display-name inner --mail-nickname inner --query id -o tsv");
    run(&mut session, &format!("az ad group member add -g outer --member-id {inner}"));
    run(&mut session, &format!("az ad group member add -g inner --member-id {outer}"));
    let reader = run(&mut session, "az ad user list --upn reader@contoso.onmicrosoft.com --query [0].id -o tsv");
    run(&mut session, &format!("az ad group member add -g inner --member-id {reader}"));
    run(
        &mut session,
        &format!(
            "az role assignment create --assignee-object-id {outer} --assignee-principal-type Group --role Contributor --scope {SUBSCRIPTION} -o none"
        ),
    );
    assert_eq!(
        run(&mut session, &format!("az ad group member check -g outer --member-id {reader} --query value")),
        "true"
    );
    run(&mut session, "keyless account reader");
    run(&mut session, "az identity create -g myResourceGroup -n i -o none");
    fails(&mut session, &format!("az ad group member add -g inner --member-id {outer}"), "Insufficient privileges");
    run(&mut session, "keyless account alice");
    run(&mut session, &format!("az ad group member remove -g inner --member-id {reader}"));
    run(&mut session, "keyless account reader");
    fails(&mut session, "az identity create -g myResourceGroup -n j -o none", "AuthorizationFailed");
}

#[test]
fn an_application_signs_in_with_its_password_and_has_what_it_was_granted() {
    let mut session = session(Scenario::Sandbox);
    let scope = format!("{SUBSCRIPTION}/resourceGroups/myResourceGroup");
    let made = run(&mut session, &format!("az ad sp create-for-rbac -n app --role Reader --scopes {scope}"));
    let made: Value = serde_json::from_str(&made).unwrap();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    let (id, password, tenant) = (text("appId"), text("password"), text("tenant"));
    fails(&mut session, &format!("az login --service-principal -u {id} -p wrong --tenant {tenant}"), "AADSTS7000215");
    fails(&mut session, &format!("az login --service-principal -u {tenant} -p x --tenant {tenant}"), "AADSTS700016");
    let login = format!("az login --service-principal -u {id} -p '{password}' --tenant contoso.onmicrosoft.com");
    assert_eq!(run(&mut session, &format!("{login} --query [].user.type -o tsv")), "servicePrincipal");
    assert_eq!(run(&mut session, "az group list --query [].name -o tsv"), "myResourceGroup");
    run(&mut session, "az group show -n myResourceGroup -o none");
    fails(&mut session, "az ad user list", "Insufficient privileges to complete the operation.");
    run(&mut session, "keyless clock +2h");
    run(&mut session, "az group show -n myResourceGroup -o none");
    run(&mut session, "keyless account alice");
    run(&mut session, &format!("az ad sp delete --id {id}"));
    fails(&mut session, &login, "AADSTS7000229");
    assert!(!session.transcript().iter().any(|it| {
        it.events.iter().any(|event| serde_json::to_string(event).is_ok_and(|it| it.contains(&password)))
    }));
}

#[test]
fn r32_a_deleted_managed_identity_is_seen_for_thirty_days_and_cannot_be_brought_back() {
    let mut session = session(Scenario::Sandbox);
    let id = run(&mut session, "az identity create -g myResourceGroup -n i --query principalId -o tsv");
    run(&mut session, "az identity delete -g myResourceGroup -n i");
    let list = "az rest --url https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.servicePrincipal --query value[].id -o tsv";
    assert_eq!(run(&mut session, list), id);
    let item = format!("https://graph.microsoft.com/v1.0/directory/deletedItems/{id}");
    for line in [format!("az rest -m post -u {item}/restore"), format!("az rest -m delete -u {item}")] {
        fails(&mut session, &line, "Authorization_RequestDenied");
        let refused = session.transcript().last().unwrap().events.last().unwrap().rule().unwrap();
        assert_eq!(refused.0, 32);
    }
    run(&mut session, "keyless clock +30d");
    assert_eq!(run(&mut session, list), "");
}

#[test]
fn deleted_people_and_applications_can_be_brought_back() {
    let mut session = session(Scenario::Sandbox);
    run(
        &mut session,
        "az ad user create --display-name Bob --user-principal-name bob@contoso.onmicrosoft.com --password Passw0rd12345 -o none",
    );
    let bob = run(&mut session, "az ad user show --id bob@contoso.onmicrosoft.com --query id -o tsv");
    fails(&mut session, "az login -u bob@contoso.onmicrosoft.com -p nope", "AADSTS50126");
    fails(&mut session, "az login -u bob@contoso.onmicrosoft.com -p Passw0rd12345", "No subscriptions found for bob@");
    run(&mut session, "az ad user delete --id bob@contoso.onmicrosoft.com");
    fails(&mut session, "az ad user show --id bob@contoso.onmicrosoft.com", "does not exist");
    run(
        &mut session,
        &format!("az rest -m post -u https://graph.microsoft.com/v1.0/directory/deletedItems/{bob}/restore -o none"),
    );
    assert_eq!(run(&mut session, "az ad user show --id bob@contoso.onmicrosoft.com --query id -o tsv"), bob);
}

#[test]
fn people_sign_in_and_out_and_choose_subscriptions() {
    let mut session = session(Scenario::SignedOut);
    fails(&mut session, "az account show", "Please run 'az login' to setup account.");
    let login = "az login -u alice@contoso.onmicrosoft.com -p 'correct horse' --query [].name -o tsv";
    assert_eq!(run(&mut session, login), "Pay-As-You-Go\nDev");
    run(&mut session, "az account set -s dev");
    assert_eq!(run(&mut session, "az account show --query name -o tsv"), "Dev");
    let token =
        run(&mut session, "az account get-access-token --resource https://vault.azure.net --query accessToken -o tsv");
    assert_eq!(token.matches('.').count(), 2);
    fails(&mut session, "az account get-access-token --resource https://example.com", "AADSTS500011");
    fails(&mut session, "az login --identity", "not an Azure resource");
    assert_eq!(
        run(&mut session, "az account list-locations --query \"[?name=='westus'].displayName\" -o tsv"),
        "West US"
    );
    run(&mut session, "az logout");
    fails(&mut session, "az account show", "Please run 'az login' to setup account.");
    fails(&mut session, "az logout", "There are no active accounts.");
}

#[test]
fn azs_configuration_holds_from_line_to_line_and_undo_takes_it_back() {
    let mut session = session(Scenario::Sandbox);
    run(&mut session, "az config set core.output=tsv core.only_show_errors=yes");
    let outcome = type_line(&mut session, "az config get core.output");
    assert!(outcome.stdout.starts_with("output\t") && outcome.stderr.is_empty(), "{outcome:?}");
    run(&mut session, "undo");
    assert!(run(&mut session, "az group list").starts_with('['));
}
