//! Tokens: which identity answers a machine, how long, what is cached, and what deletion does to all that.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use keyless_core::api::request::{ApiRequest, Method, percent_encode};
use keyless_core::api::response::ApiResponse;
use keyless_core::event::Event;
use keyless_core::gateway::{Gateway, answer};
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_core::state::State;
use keyless_core::token::claims::Claims;
use serde_json::Value;

const GROUP: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg";
const ARM: &str = "https://management.azure.com/";
const VM: &str = "az vm create -g rg -n vm1 --image Ubuntu2204 --generate-ssh-keys -o none";

/// A session in which these lines have run.
fn world(lines: &[&str]) -> Session {
    let mut session = Session::new(SessionOptions { scenario: Scenario::Empty, ..SessionOptions::default() });
    run(&mut session, "az group create -n rg -l westus -o none");
    for line in lines {
        run(&mut session, line);
    }
    session
}

#[track_caller]
fn run(session: &mut Session, line: &str) -> String {
    let outcome = type_line(session, line);
    assert_eq!(outcome.exit_code, 0, "{line}: {}", outcome.stderr);
    outcome.stdout.trim().to_owned()
}

fn type_line(session: &mut Session, line: &str) -> Outcome {
    session.run(line)[0].as_ref().clone()
}

fn machine(name: &str) -> ResourceId {
    ResourceId::new(format!("{GROUP}/providers/Microsoft.Compute/virtualMachines/{name}"))
}

fn identity(name: &str) -> String {
    format!("{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}")
}

/// A good token request from a machine, with more query behind it.
fn request(resource: &str, more: &str) -> ApiRequest {
    let url = format!(
        "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource={}{more}",
        percent_encode(resource, "")
    );
    let mut request = ApiRequest::new(Method::Get, url).header("Metadata", "true");
    request.from = Some(machine("vm1"));
    request
}

fn ask(state: &State, more: &str) -> ApiResponse {
    answer(state, &request(ARM, more)).0
}

#[track_caller]
fn claims(state: &State, response: &ApiResponse) -> Claims {
    assert_eq!(response.status, 200, "{response:?}");
    Claims::read(response.body_or_null()["access_token"].as_str().unwrap(), state.seed()).unwrap()
}

#[track_caller]
fn refused(state: &State, request: &ApiRequest, status: u16, error: &str, description: &str) {
    let (response, _, events) = answer(state, request);
    let body = response.body_or_null();
    let text = body["error_description"].as_str().unwrap_or_default();
    assert_eq!((response.status, body["error"].as_str().unwrap_or_default()), (status, error), "{body}");
    assert!(text.starts_with(description), "{text}");
    assert!(matches!(events.as_slice(), [Event::RequestRefused { .. }]), "{events:?}");
}

#[test]
fn r36_a_token_says_who_it_is_and_lasts_a_day() {
    let mut session = world(&[VM, "az vm identity assign -g rg -n vm1 -o none"]);
    let principal = run(&mut session, "az vm identity show -g rg -n vm1 --query principalId -o tsv");
    let state = session.state();
    let response = ask(state, "");
    let body = response.body_or_null();
    assert!(body.as_object().unwrap().values().all(Value::is_string), "{body}");
    assert_eq!((body["expires_in"].as_str(), body["token_type"].as_str()), (Some("86400"), Some("Bearer")));
    assert_eq!((body["resource"].as_str(), body["refresh_token"].as_str()), (Some(ARM), Some("")));
    let claims = claims(state, &response);
    assert_eq!((claims.aud.as_str(), claims.oid.as_str()), (ARM, principal.as_str()));
    assert_eq!(
        (claims.sub.as_str(), claims.idtyp.as_str(), claims.appidacr.as_str()),
        (claims.oid.as_str(), "app", "2")
    );
    assert_eq!(claims.appid, body["client_id"].as_str().unwrap());
    assert_eq!(claims.xms_mirid.unwrap(), machine("vm1").as_str().replace("/resourceGroups/", "/resourcegroups/"));
    assert_eq!((claims.exp - claims.iat, claims.iss), (86_400, claims.idp));
}

#[test]
fn r38_r39_which_identity_answers_when_none_is_named() {
    let mut session = world(&[VM, "az identity create -g rg -n a -o none", "az identity create -g rg -n b -o none"]);
    refused(session.state(), &request(ARM, ""), 400, "invalid_request", "Identity not found");
    run(&mut session, "az vm identity assign -g rg -n vm1 --identities a -o none");
    let first = claims(session.state(), &ask(session.state(), "")).xms_mirid.unwrap();
    assert!(first.ends_with("/userAssignedIdentities/a"), "{first}");
    run(&mut session, "az vm identity assign -g rg -n vm1 --identities b -o none");
    let several = "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request";
    refused(session.state(), &request(ARM, ""), 400, "invalid_request", several);
    run(&mut session, "az vm identity assign -g rg -n vm1 -o none");
    let system = claims(session.state(), &ask(session.state(), "")).xms_mirid.unwrap();
    assert!(system.ends_with("/virtualMachines/vm1"), "{system}");
}

#[test]
fn r40_r17_an_identity_is_named_by_any_of_its_ids_where_it_is_attached() {
    let mut session = world(&[VM, "az identity create -g rg -n a -o none", "az identity create -g rg -n b -o none"]);
    run(&mut session, "az vm identity assign -g rg -n vm1 --identities a [system] -o none");
    let client = run(&mut session, "az identity show -g rg -n a --query clientId -o tsv");
    let principal = run(&mut session, "az identity show -g rg -n a --query principalId -o tsv");
    let other = run(&mut session, "az identity show -g rg -n b --query clientId -o tsv");
    let state = session.state();
    let by = |more: String| claims(state, &ask(state, &more)).oid;
    assert_eq!(by(format!("&client_id={}", client.to_uppercase())), principal);
    assert_eq!(by(format!("&object_id={principal}")), principal);
    assert_eq!(by(format!("&msi_res_id={}", percent_encode(&identity("A"), ""))), principal);
    let system = claims(state, &ask(state, "")).appid;
    assert_eq!(claims(state, &ask(state, &format!("&client_id={system}"))).appid, system);
    for more in [format!("&client_id={other}"), format!("&client_id={principal}"), "&object_id=x".to_owned()] {
        refused(state, &request(ARM, &more), 400, "invalid_request", "Identity not found");
    }
    let both = format!("&client_id={client}&object_id={principal}");
    refused(state, &request(ARM, &both), 400, "invalid_request", "Only one of");
}

#[test]
fn requests_that_are_not_as_they_should_be_are_refused_in_the_services_words() {
    let session = world(&[VM, "az vm identity assign -g rg -n vm1 -o none"]);
    let state = session.state();
    let good = request(ARM, "");
    let plain = ApiRequest { headers: Vec::new(), ..good.clone() };
    refused(state, &plain, 400, "bad_request_102", "Required metadata header not specified");
    refused(state, &plain.header("Metadata", "false"), 400, "bad_request_102", "Required metadata header");
    refused(state, &good.clone().header("X-Forwarded-For", "1.2.3.4"), 400, "invalid_request", "");
    refused(state, &ApiRequest { method: Method::Post, ..good.clone() }, 405, "Method not allowed", "");
    let at = |url: &str| ApiRequest { url: format!("http://169.254.169.254/metadata/{url}"), ..good.clone() };
    let version = "Bad request. api-version is invalid or was not specified in the request. For more information refer to aka.ms/azureimds";
    for url in
        ["identity/oauth2/token?resource=x", "identity/oauth2/token?resource=x&api-version=2017-08-01", "instance"]
    {
        refused(state, &at(url), 400, version, "");
    }
    assert!(answer(state, &at("instance")).0.body_or_null()["newest-versions"].is_array());
    let token = "identity/oauth2/token?api-version=2018-02-01";
    refused(state, &at(token), 400, "invalid_request", "Required query variable 'resource' is missing");
    refused(state, &at(&format!("{token}&resource=a&RESOURCE=b")), 400, "invalid_request", "Query variable 'resource'");
    refused(state, &at(&format!("{token}&resource=https://example.com")), 400, "invalid_resource", "AADSTS50001");
    refused(state, &at("nothing?api-version=2018-02-01"), 404, "Not found", "");
    let elsewhere = ApiRequest { from: None, ..good.clone() };
    refused(state, &elsewhere, 504, "no_route_to_host", "169.254.169.254 is reachable only from inside");
    let before = format!("{state:?}");
    assert_eq!(before, format!("{:?}", session.state()));
}

#[test]
fn a_machine_reads_about_itself() {
    let session = world(&["az vm create -g rg -n vm1 --image Ubuntu2204 --generate-ssh-keys --tags a=b -o none"]);
    let read = |path: &str| {
        let mut request = ApiRequest::new(Method::Get, format!("http://169.254.169.254/metadata/{path}"));
        request.from = Some(machine("VM1"));
        let response = answer(session.state(), &request.header("metadata", "True")).0;
        assert_eq!(response.status, 200, "{path}");
        response.body_or_null()
    };
    assert_eq!(read("instance?api-version=2021-02-01")["compute"]["tags"], "a:b");
    assert_eq!(read("instance/compute/name?api-version=2021-02-01&format=text"), "vm1");
    assert_eq!(read("identity/info?api-version=2018-10-01")["tenantId"], "22222222-aaaa-4bbb-8ccc-000000000001");
    assert!(read("versions")["apiVersions"].as_array().unwrap().len() > 3);
}

/// Sends a request and lets what it did happen.
fn send(state: State, request: &ApiRequest) -> (State, ApiResponse, Vec<Event>) {
    let mut gateway = Gateway::new(state);
    let response = gateway.send(request.clone());
    let (state, _, events) = gateway.finish();
    (state, response, events)
}

fn later(mut state: State, seconds: i64) -> State {
    state.apply(&Event::ClockAdvanced { seconds });
    state
}

#[test]
fn r35_the_same_token_is_given_out_until_it_is_nearly_over() {
    let session = world(&[VM, "az vm identity assign -g rg -n vm1 -o none"]);
    let (state, first, events) = send(session.state().clone(), &request(ARM, ""));
    assert!(matches!(events.as_slice(), [Event::TokenIssued { .. }, Event::ManagedIdentityTokenCached { .. }]));
    let (state, second, events) = send(later(state, 3600), &request(ARM, "&bypass_cache=true"));
    assert!(matches!(events.as_slice(), [Event::TokenServedFromCache { .. }]), "{events:?}");
    assert_eq!(first.body_or_null()["access_token"], second.body_or_null()["access_token"]);
    assert_eq!(second.body_or_null()["expires_in"], "82800");
    let (state, other, _) = send(state, &request("https://management.azure.com", ""));
    assert_ne!(other.body_or_null()["access_token"], first.body_or_null()["access_token"], "a slash is another key");
    let (_, third, _) = send(later(state, 82_600), &request(ARM, ""));
    assert_ne!(first.body_or_null()["access_token"], third.body_or_null()["access_token"]);
}

fn groups(state: &State, token: &str) -> u16 {
    let url = format!("https://management.azure.com{GROUP}?api-version=2024-11-01");
    answer(state, &ApiRequest::new(Method::Get, url).header("Authorization", format!("Bearer {token}"))).0.status
}

#[test]
fn r12_r33_after_deletion_no_token_is_issued_and_issued_ones_stay_good() {
    let mut session = world(&[VM, "az vm identity assign -g rg -n vm1 -o none"]);
    let principal = run(&mut session, "az vm identity show -g rg -n vm1 --query principalId -o tsv");
    run(
        &mut session,
        &format!(
            "az role assignment create --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --role Reader --scope {GROUP} -o none"
        ),
    );
    let token = ask(session.state(), "").body_or_null()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(groups(session.state(), &token), 200);
    run(&mut session, "az vm identity remove -g rg -n vm1 -o none");
    refused(session.state(), &request(ARM, ""), 400, "invalid_request", "Identity not found");
    assert_eq!(groups(session.state(), &token), 200, "the token outlives its identity");
    run(&mut session, "keyless clock +24h");
    assert_eq!(groups(session.state(), &token), 401, "but not its time");
}

#[test]
fn r26_r28_an_identity_that_was_deleted_does_not_answer_even_when_made_again() {
    let mut session = world(&[VM, "az identity create -g rg -n a -o none"]);
    run(&mut session, "az vm identity assign -g rg -n vm1 --identities a -o none");
    assert_eq!(ask(session.state(), "").status, 200);
    for line in ["az identity delete -g rg -n a", "az identity create -g rg -n a -o none"] {
        run(&mut session, line);
        refused(session.state(), &request(ARM, ""), 400, "invalid_request", "Identity not found");
    }
    run(&mut session, "az vm identity remove -g rg -n vm1 --identities a -o none");
    run(&mut session, "az vm identity assign -g rg -n vm1 --identities a -o none");
    assert_eq!(ask(session.state(), "").status, 200);
}

#[test]
fn r50_nothing_on_a_stopped_machine_asks_for_tokens() {
    let session = world(&[VM, "az vm identity assign -g rg -n vm1 -o none"]);
    let mut state = session.state().clone();
    state.apply(&Event::PowerStateChanged {
        host: machine("vm1"),
        power: keyless_core::model::resource::PowerState::Deallocated,
    });
    refused(&state, &request(ARM, ""), 504, "no_route_to_host", "The machine 'vm1' is not running.");
    let (_, _, events) = answer(&state, &request(ARM, ""));
    assert_eq!(events[0].rule().unwrap().0, 50);
}

#[test]
fn token_endpoints_that_are_not_simulated_say_so_by_name() {
    let state = Scenario::Empty.begin(1);
    for (url, name) in [
        ("http://localhost:40342/metadata/identity/oauth2/token", "Azure Arc"),
        ("http://localhost:2377/x", "Service Fabric"),
    ] {
        let (response, ..) = answer(&state, &ApiRequest::new(Method::Get, url));
        assert_eq!(response.status, 501);
        assert!(response.body_or_null()["error"]["message"].as_str().unwrap().contains(name), "{url}");
    }
    let request = ApiRequest::new(Method::Get, "http://localhost:4141/MSI/token?resource=x&api-version=2019-08-01");
    assert_eq!(answer(&state, &request).0.status, 504);
}
