//! What stands in the way: quotas, outages, rate limits, revoked tokens; and whose code on a host gets tokens.

#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::model::scope::ResourceId;
use keyless_core::rules::RuleId;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_core::state::State;
use keyless_core::token::app_service::{ENDPOINT, identity_header};
use keyless_core::token::claims::Claims;
use keyless_tests::cloud::{Cloud, GROUP, arm_request, identity_path, machine_path, token};
use serde_json::{Value, json};

const VM: &str =
    "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys";

fn begin(lines: &[&str]) -> Session {
    let mut session = Session::new(SessionOptions::default());
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

/// Whether a line was refused, by this rule.
fn refused_by(session: &mut Session, line: &str, rule: u8) -> bool {
    let outcome = run(session, line);
    outcome.exit_code != 0 && outcome.events.iter().any(|it| it.rule() == Some(RuleId(rule)))
}

/// A token request from a machine.
fn imds(machine: &str, more: &str) -> ApiRequest {
    let url = format!(
        "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/{more}"
    );
    let mut request = ApiRequest::new(Method::Get, url).header("Metadata", "true");
    request.from = Some(ResourceId::new(machine_path(machine)));
    request
}

fn bearer(response: &ApiResponse) -> String {
    response.body_or_null()["access_token"].as_str().unwrap_or_default().to_owned()
}

fn client_id(session: &mut Session, name: &str) -> String {
    ok(session, &format!("az identity show -g myResourceGroup -n {name} --query clientId -o tsv"))
}

#[test]
fn r6_each_identity_counts_as_an_object_of_the_directory_and_federated_credentials_do_not() {
    const USED: &str =
        "az rest --url https://graph.microsoft.com/v1.0/organization --query value[0].directorySizeQuota.used";
    let mut session = begin(&[]);
    let mut used = |lines: &[&str]| -> i64 {
        lines.iter().for_each(|line| {
            ok(&mut session, line);
        });
        ok(&mut session, USED).parse().unwrap()
    };
    let first = used(&[]);
    assert_eq!(used(&["az identity create -g myResourceGroup -n id1"]), first + 1);
    assert_eq!(used(&[&format!("{VM} --assign-identity")]), first + 2);
    let credential = "az identity federated-credential create -g myResourceGroup --identity-name id1 -n fic --issuer https://i --subject s --audiences api://AzureADTokenExchange";
    assert_eq!(used(&[credential]), first + 2);
    assert_eq!(used(&["az identity delete -g myResourceGroup -n id1"]), first + 2, "deleted ones count for 30 days");
    assert_eq!(used(&["keyless clock +30d"]), first + 1);
}

#[test]
fn r8_whatever_runs_on_a_host_gets_tokens_of_every_identity_on_it() {
    let mut session =
        begin(&["az identity create -g myResourceGroup -n id1", &format!("{VM} --assign-identity [system] id1")]);
    let client = client_id(&mut session, "id1");
    let state = session.state();
    for more in [String::new(), format!("&client_id={client}")] {
        let request = imds("vm1", &more);
        assert!(request.header_value("authorization").is_none(), "no account, no secret: being there is enough");
        let (response, _, _) = answer(state, &request);
        assert!(Claims::read(&bearer(&response), state.seed()).is_some());
        let mut elsewhere = request;
        elsewhere.from = None;
        assert_eq!(answer(state, &elsewhere).0.status, 504);
    }
}

#[test]
fn r23_an_outage_stops_managing_identities_and_not_their_tokens() {
    let mut session = begin(&[
        "az identity create -g myResourceGroup -n id1 -l westus",
        "az identity create -g myResourceGroup -n id2 -l eastus",
        VM,
        "az vm identity assign -g myResourceGroup -n vm1 --identities id1",
        "keyless outage westus on",
    ]);
    for line in [
        "az identity create -g myResourceGroup -n id3 -l westus",
        "az identity delete -g myResourceGroup -n id1",
        "az identity update -g myResourceGroup -n id1 --tags a=b",
        "az group delete -n myResourceGroup --yes",
    ] {
        assert!(refused_by(&mut session, line, 23), "{line}");
    }
    ok(&mut session, "az identity show -g myResourceGroup -n id1");
    ok(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id2");
    let client = client_id(&mut session, "id1");
    assert_eq!(answer(session.state(), &imds("vm1", &format!("&client_id={client}"))).0.status, 200);
    ok(&mut session, "az vm identity remove -g myResourceGroup -n vm1 --identities id1");
    assert!(refused_by(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id1", 23));
    ok(&mut session, "keyless outage westus off");
    ok(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities id1");
    assert_eq!(run(&mut session, "keyless outage nowhere on").exit_code, 1);
}

#[test]
fn r37_revoking_ends_the_tokens_of_an_identity_at_once() {
    let mut session = begin(&["az identity create -g myResourceGroup -n id1", &format!("{VM} --assign-identity id1")]);
    let principal = ok(&mut session, "az identity show -g myResourceGroup -n id1 --query principalId -o tsv");
    ok(
        &mut session,
        &format!(
            "az role assignment create --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --role Reader --scope {GROUP}"
        ),
    );
    let mut cloud = Cloud { state: session.state().clone() };
    let read = |cloud: &mut Cloud, token: &str| cloud.send(&arm_request(token, Method::Get, GROUP, None)).0;
    let old = bearer(&cloud.send(&imds("vm1", "")).0);
    assert_eq!(read(&mut cloud, &old).status, 200);
    let path = format!("{}/revokeTokens", identity_path("id1"));
    assert_eq!(cloud.arm("vmoperator", Method::Post, &path, None).0.status, 403, "Operator lacks the action");
    assert_eq!(cloud.arm("alice", Method::Post, &path, None).0.status, 200);
    let refused = read(&mut cloud, &old);
    assert_eq!(refused.status, 401);
    let challenge = refused.headers.iter().find(|(name, _)| name == "WWW-Authenticate").unwrap();
    assert!(challenge.1.contains("insufficient_claims"), "{challenge:?}");
    let new = bearer(&cloud.send(&imds("vm1", "")).0);
    assert_ne!(new, old);
    assert_eq!(read(&mut cloud, &new).status, 200, "a new token works at once");
    cloud.state.apply(&Event::ClockAdvanced { seconds: 60 });
    assert_eq!((read(&mut cloud, &old).status, read(&mut cloud, &new).status), (401, 200));
}

fn site_token(state: &State, more: &str) -> ApiResponse {
    let site = ResourceId::new(format!("{GROUP}/providers/Microsoft.Web/sites/keyless-app"));
    let url = format!("{ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net{more}");
    let mut request = ApiRequest::new(Method::Get, url).header("X-IDENTITY-HEADER", identity_header(state, &site));
    request.from = Some(site);
    answer(state, &request).0
}

fn site() -> Session {
    begin(&[
        "az appservice plan create -g myResourceGroup -n plan1",
        "az webapp create -g myResourceGroup -n keyless-app --plan plan1 --runtime NODE:20-lts",
        "az identity create -g myResourceGroup -n id1",
    ])
}

#[test]
fn r41_on_app_service_no_name_always_means_the_system_assigned_identity() {
    let mut session = site();
    let id = identity_path("id1");
    ok(&mut session, &format!("az webapp identity assign -g myResourceGroup -n keyless-app --identities {id}"));
    let client = client_id(&mut session, "id1");
    let refused = site_token(session.state(), "");
    assert_eq!(
        (refused.status, refused.body_or_null()["statusCode"].as_u64()),
        (400, Some(400)),
        "one identity, and it is not meant"
    );
    assert_eq!(site_token(session.state(), &format!("&client_id={client}")).status, 200);
    ok(&mut session, "az webapp identity assign -g myResourceGroup -n keyless-app");
    let own = site_token(session.state(), "");
    assert_eq!(own.status, 200);
    assert_ne!(own.body_or_null()["client_id"].as_str(), Some(client.as_str()));
}

#[test]
fn r52_a_setting_stops_the_token_service_and_leaves_the_identity() {
    let mut session = site();
    ok(&mut session, "az webapp identity assign -g myResourceGroup -n keyless-app");
    assert_eq!(site_token(session.state(), "").status, 200);
    let url = format!("{GROUP}/providers/Microsoft.Web/sites/keyless-app/config/appsettings");
    let mut set = |value: Value| {
        let body = json!({ "properties": value });
        ok(&mut session, &format!("az rest --method put --url '{url}?api-version=2023-12-01' --body '{body}'"));
        let listed = ok(
            &mut session,
            &format!("az rest --method post --url '{url}/list?api-version=2023-12-01' --query properties -o json"),
        );
        assert_eq!(serde_json::from_str::<Value>(&listed).unwrap(), value);
        (
            site_token(session.state(), "").status,
            ok(&mut session, "az webapp identity show -g myResourceGroup -n keyless-app --query type -o tsv"),
        )
    };
    assert_eq!(set(json!({ "WEBSITE_DISABLE_MSI": "true" })), (504, "SystemAssigned".to_owned()));
    assert_eq!(set(json!({})), (200, "SystemAssigned".to_owned()));
}

#[test]
fn r44_another_region_means_another_machine_with_another_identity() {
    let mut session = begin(&[
        "az identity create -g myResourceGroup -n id1",
        "az identity create -g myResourceGroup -n bound --isolation-scope Regional",
        &format!("{VM} --assign-identity [system] id1 bound"),
    ]);
    let principal =
        |session: &mut Session| ok(session, "az vm identity show -g myResourceGroup -n vm1 --query principalId -o tsv");
    let before = principal(&mut session);
    let mut cloud = Cloud { state: session.state().clone() };
    let body = json!({"location": "eastus", "properties": {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}}});
    let (moved, _) = cloud.arm("alice", Method::Put, &machine_path("vm1"), Some(&body));
    assert_eq!(moved.body_or_null()["error"]["code"], "InvalidResourceLocation");
    ok(&mut session, "az vm delete -g myResourceGroup -n vm1 --yes");
    ok(&mut session, &format!("{VM} -l eastus --assign-identity [system] id1"));
    assert_ne!(principal(&mut session), before);
    assert!(refused_by(&mut session, "az vm identity assign -g myResourceGroup -n vm1 --identities bound", 24));
}

/// How many of so many machines with an identity of their own can be made in the same second.
fn made(cloud: &mut Cloud, from: usize, count: usize) -> (usize, Option<ApiResponse>) {
    let bearer = token(&cloud.state, "alice");
    for number in 0..count {
        let body = json!({"location": "westus", "identity": {"type": "SystemAssigned"}, "properties": {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}}});
        let request = arm_request(&bearer, Method::Put, &machine_path(&format!("vm{}", from + number)), Some(&body));
        let (response, _) = cloud.send(&request);
        if response.status == 429 {
            return (number, Some(response));
        }
        assert!(response.is_success(), "{response:?}");
    }
    (count, None)
}

#[test]
fn r19_more_than_eighty_identities_in_twenty_seconds_are_throttled() {
    let mut cloud = Cloud { state: begin(&["keyless set throttling on"]).state().clone() };
    let (number, refused) = made(&mut cloud, 0, 100);
    let refused = refused.unwrap();
    assert_eq!(number, 80);
    assert!(refused.headers.contains(&("Retry-After".to_owned(), "20".to_owned())), "{refused:?}");
    cloud.state.apply(&Event::ClockAdvanced { seconds: 20 });
    assert_eq!(made(&mut cloud, 100, 10).0, 10);
    let mut unlimited = Cloud { state: begin(&[]).state().clone() };
    assert_eq!(made(&mut unlimited, 0, 100).0, 100, "off unless asked for");
}

#[test]
fn r67_requests_that_manage_identities_are_limited_by_the_second() {
    let mut session = begin(&["keyless set throttling on"]);
    let create = |name: &str| format!("az identity create -g myResourceGroup -n {name}");
    ok(&mut session, &create("id1"));
    ok(&mut session, &create("id2"));
    assert!(refused_by(&mut session, &create("id3"), 67), "two a second for a subscription");
    ok(&mut session, "keyless clock +1s");
    ok(&mut session, &create("id3"));
    assert!(
        refused_by(&mut session, "az identity delete -g myResourceGroup -n id3", 67),
        "one in four seconds for one of them"
    );
    ok(&mut session, "keyless clock +3s");
    ok(&mut session, "keyless clock +1s");
    ok(&mut session, "az identity delete -g myResourceGroup -n id3");
    ok(&mut session, "keyless set throttling off");
    ok(&mut session, "az identity delete -g myResourceGroup -n id1");
    ok(&mut session, "az identity delete -g myResourceGroup -n id2");
}
