//! Two tenants: what is of one does not reach into the other (R46), and what a transfer breaks (R45).

#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::model::scope::ResourceId;
use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_tests::cloud::{GROUP, arm_request, machine_path};

const VM: &str = "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys --assign-identity [system] id1";
const FABRIKAM: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000003/resourceGroups/fabrikamGroup";
const TRANSFER: &str = "keyless transfer Pay-As-You-Go Fabrikam";

fn begin(lines: &[&str]) -> Session {
    let mut session = Session::new(SessionOptions { scenario: Scenario::TwoTenants, ..SessionOptions::default() });
    for line in lines {
        ok(&mut session, line);
    }
    session
}

fn run(session: &mut Session, line: &str) -> Outcome {
    Outcome::clone(&session.run(line)[0])
}

#[track_caller]
fn ok(session: &mut Session, line: &str) -> String {
    let outcome = run(session, line);
    assert_eq!(outcome.exit_code, 0, "{line}\n{}", outcome.stderr);
    outcome.stdout.trim().to_owned()
}

fn refused_by(session: &mut Session, line: &str, rule: u8) -> bool {
    let outcome = run(session, line);
    outcome.exit_code != 0 && outcome.events.iter().any(|it| it.rule() == Some(RuleId(rule)))
}

/// What `vm1` gets when it asks for a token.
fn token(session: &Session, resource: &str) -> Result<String, Vec<Event>> {
    let url =
        format!("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource={resource}");
    let mut request = ApiRequest::new(Method::Get, url).header("Metadata", "true");
    request.from = Some(ResourceId::new(machine_path("vm1")));
    let (response, _, events) = answer(session.state(), &request);
    let token = response.body_or_null()["access_token"].as_str().map(str::to_owned);
    token.ok_or(events)
}

#[test]
fn r46_an_identity_reaches_nothing_in_another_tenant() {
    let mut session = begin(&[
        "az identity create -g myResourceGroup -n id1",
        VM,
        "keyless account bob",
        "az keyvault create -g fabrikamGroup -n fabrikamvault",
    ]);
    let vault = token(&session, "https://vault.azure.net").unwrap();
    let request = ApiRequest::new(Method::Get, "https://fabrikamvault.vault.azure.net/secrets?api-version=7.4")
        .header("Authorization", format!("Bearer {vault}"));
    let (response, _, events) = answer(session.state(), &request);
    assert_eq!(response.status, 401);
    assert!(response.body_or_null()["error"]["message"].as_str().unwrap().starts_with("AKV10032"));
    assert_eq!(events[0].rule(), Some(RuleId(46)));
    let arm = token(&session, "https://management.azure.com/").unwrap();
    let (response, _, events) = answer(session.state(), &arm_request(&arm, Method::Get, FABRIKAM, None));
    assert_eq!((response.status, events[0].rule()), (401, Some(RuleId(46))));
    // It cannot even be granted anything there: that directory does not know it.
    let principal = ok(&mut session, "az keyvault show -n fabrikamvault --query properties.tenantId -o tsv");
    assert!(principal.ends_with('2'), "the vault is of the second tenant");
    let own = session
        .state()
        .resource(&ResourceId::new(machine_path("vm1")))
        .unwrap()
        .identity
        .system_assigned
        .as_ref()
        .unwrap()
        .principal_id
        .clone();
    let grant = format!(
        "az role assignment create --assignee-object-id {own} --assignee-principal-type ServicePrincipal --role Reader --scope {FABRIKAM}"
    );
    assert!(refused_by(&mut session, &grant, 31));
}

#[test]
fn r46_people_see_and_reach_only_what_trusts_their_tenant() {
    let mut session = begin(&[]);
    assert!(!ok(&mut session, "az account list").contains("Fabrikam"));
    let outcome = run(&mut session, "az group list --subscription 11111111-aaaa-4bbb-8ccc-000000000003");
    assert_ne!(outcome.exit_code, 0);
    ok(&mut session, "keyless account bob");
    assert_eq!(ok(&mut session, "az group list --query [].name -o tsv"), "fabrikamGroup");
    ok(
        &mut session,
        "az ad user create --display-name Carol --user-principal-name carol@fabrikam.onmicrosoft.com --password Passw0rd12345",
    );
    assert!(!ok(&mut session, "az ad user list --query [].displayName -o tsv").contains("Alice"));
}

#[test]
fn r45_a_transfer_breaks_identities_and_takes_grants_and_custom_roles_away() {
    let role = format!("{{\"Name\": \"Own\", \"Actions\": [\"*/read\"], \"AssignableScopes\": [\"{GROUP}\"]}}");
    let mut session = begin(&[
        "az identity create -g myResourceGroup -n id1",
        VM,
        &format!("az role definition create --role-definition '{role}'"),
    ]);
    assert!(token(&session, "https://vault.azure.net").is_ok());
    let outcome = run(&mut session, TRANSFER);
    assert!(outcome.events.iter().any(|it| it.rule() == Some(RuleId(45))), "{:?}", outcome.events);
    let state = session.state();
    let left: Vec<String> = state
        .assignments_at_or_below(&ResourceId::new("/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001"))
        .map(|it| it.principal_id.to_string())
        .collect();
    let bob = state.principals().find(|it| it.display_name() == "Bob").unwrap().object_id().to_string();
    assert_eq!(left, [bob], "the new tenant's administrator, and nobody else");
    assert_eq!(state.custom_roles().count(), 0);
    assert_eq!(token(&session, "https://vault.azure.net").unwrap_err()[0].rule(), Some(RuleId(45)));
    // Alice's tokens are of the wrong tenant now, Bob's are right.
    assert_ne!(run(&mut session, "az vm list -g myResourceGroup").exit_code, 0);
    ok(&mut session, "keyless account bob");
    ok(&mut session, "az account set --subscription Pay-As-You-Go");
    assert_eq!(ok(&mut session, "az vm list -g myResourceGroup --query [].name -o tsv"), "vm1");
}

#[test]
fn r45_what_a_transfer_broke_is_mended_by_off_and_on_and_by_making_anew() {
    let mut session = begin(&[
        "az identity create -g myResourceGroup -n id1",
        VM,
        TRANSFER,
        "keyless account bob",
        "az account set --subscription Pay-As-You-Go",
    ]);
    assert!(refused_by(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id1", 45));
    ok(&mut session, "az vm identity remove -g myResourceGroup -n vm1 --identities [system] id1");
    ok(&mut session, "az vm identity assign -g myResourceGroup -n vm1");
    assert!(token(&session, "https://vault.azure.net").is_ok());
    assert!(
        refused_by(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id1", 45),
        "still of the old tenant"
    );
    ok(&mut session, "az identity delete -g myResourceGroup -n id1");
    ok(&mut session, "az identity create -g myResourceGroup -n id1");
    ok(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id1");
}

#[test]
fn a_transfer_says_what_it_does_not_know() {
    let mut session = begin(&[]);
    for line in [
        "keyless transfer Nothing Fabrikam",
        "keyless transfer Dev Nobody",
        "keyless transfer Dev Contoso",
        "keyless transfer Dev",
    ] {
        assert_eq!(run(&mut session, line).exit_code, 1, "{line}");
    }
    let mut alone = Session::new(SessionOptions::default());
    assert!(run(&mut alone, TRANSFER).stderr.contains("two-tenants"));
}
