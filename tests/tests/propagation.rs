//! Changes of access take their time when that is asked for (R34), and the clock goes to where something happens.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::model::decision::{Decision, Verdict};
use keyless_core::model::due::DueKind;
use keyless_core::model::propagation::Lag;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_tests::cloud::{Cloud, GROUP, arm_request, id, machine_path};

const CREATE: &str = "az identity create -g myResourceGroup -n id1";
const GRANT: &str = "az role assignment create --assignee reader@contoso.onmicrosoft.com --role \"Managed Identity Contributor\" --scope";

fn begin(lines: &[&str]) -> Session {
    let mut session = Session::new(SessionOptions::default());
    session.run("keyless set propagation azure");
    for line in lines {
        ok(&mut session, line);
    }
    session
}

fn run(session: &mut Session, line: &str) -> Outcome {
    Outcome::clone(&session.run(line)[0])
}

fn ok(session: &mut Session, line: &str) -> String {
    let outcome = run(session, line);
    assert_eq!(outcome.exit_code, 0, "{line}\n{}", outcome.stderr);
    outcome.stdout
}

fn refused(session: &mut Session, line: &str) -> Decision {
    let outcome = run(session, line);
    assert_ne!(outcome.exit_code, 0, "{line}");
    outcome.refusal().unwrap().clone()
}

#[test]
fn r34_a_grant_takes_effect_after_five_to_ten_minutes_and_the_refusal_says_when() {
    let mut session = begin(&[&format!("{GRANT} {GROUP}"), "keyless account reader"]);
    let granted = session.state().now();
    session.run("keyless clock +1m");
    let decision = refused(&mut session, CREATE);
    let from = decision.not_before().unwrap();
    assert!((granted.plus(300)..=granted.plus(600)).contains(&from), "{from}");
    let waiting = decision.considered.iter().find(|it| it.role_name == "Managed Identity Contributor").unwrap();
    assert!(matches!(waiting.verdict, Verdict::NotYet { .. }));
    assert_eq!(waiting.lag, Some(Lag::Begins { granted, from }));
    assert_eq!(decision.remedy, None, "all it takes is time");
    let text = ok(&mut session, "keyless clock to-next");
    assert!(
        text.contains("the grant of Managed Identity Contributor on myResourceGroup to Rita takes effect"),
        "{text}"
    );
    assert_eq!(session.state().now(), from);
    ok(&mut session, CREATE);
}

#[test]
fn r34_a_grant_that_was_taken_back_holds_for_some_minutes_more() {
    let mut session = begin(&[
        &format!("{GRANT} {GROUP}"),
        "keyless clock +10m",
        "az role assignment delete --assignee reader@contoso.onmicrosoft.com --role \"Managed Identity Contributor\" -g myResourceGroup",
        "keyless account reader",
        CREATE,
    ]);
    let due = session.state().due();
    assert!(due.iter().any(|it| matches!(it.what, DueKind::GrantEnds { .. })), "{due:?}");
    session.run("keyless clock +10m");
    let decision = refused(&mut session, "az identity delete -g myResourceGroup -n id1");
    assert_eq!(decision.not_before(), None);
    assert!(decision.remedy.is_some());
}

#[test]
fn r34_a_grant_taken_back_before_it_was_felt_is_never_felt() {
    let mut session = begin(&[&format!("{GRANT} {GROUP}")]);
    ok(
        &mut session,
        "az role assignment delete --assignee reader@contoso.onmicrosoft.com --role \"Managed Identity Contributor\" -g myResourceGroup",
    );
    let grants =
        |it: &keyless_core::model::due::Due| matches!(it.what, DueKind::GrantBegins { .. } | DueKind::GrantEnds { .. });
    assert!(!session.state().due().iter().any(grants));
    ok(&mut session, "keyless account reader");
    refused(&mut session, CREATE);
}

#[test]
fn r34_nothing_takes_time_unless_asked_for_and_switching_back_lets_all_arrive() {
    let mut session = Session::new(SessionOptions::default());
    ok(&mut session, &format!("{GRANT} {GROUP}"));
    ok(&mut session, "keyless account reader");
    ok(&mut session, CREATE);
    let mut session = begin(&[&format!("{GRANT} {GROUP}"), "keyless account reader"]);
    refused(&mut session, CREATE);
    ok(&mut session, "keyless set propagation instant");
    ok(&mut session, CREATE);
}

#[test]
fn r34_a_person_gets_a_new_groups_rights_by_signing_in_again() {
    let mut session = begin(&[
        "az ad group create --display-name devs --mail-nickname devs",
        &format!(
            "az role assignment create --assignee-object-id {} --assignee-principal-type Group --role \"Managed Identity Contributor\" --scope {GROUP}",
            group_id()
        ),
        "keyless clock +10m",
        "keyless account reader",
        "az group list -o none",
        "keyless clock +1m",
        "keyless account alice",
        &format!("az ad group member add --group devs --member-id {}", reader_id()),
    ]);
    // az still has the token from before; only a new sign-in brings a new one.
    let mut old = session.state().clone();
    let reader = old.principals().find(|it| it.display_name() == "Rita").unwrap().object_id().to_string();
    let key = format!("{reader} https://management.core.windows.net/");
    let token = old.terminal().tokens.get(&key).unwrap().token.clone();
    let request = arm_request(
        &token,
        Method::Put,
        &format!("{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1"),
        Some(&serde_json::json!({"location": "westus"})),
    );
    let (response, decisions, _) = answer(&old, &request);
    assert_eq!(response.status, 403);
    assert!(decisions[0].considered.iter().any(|it| matches!(it.lag, Some(Lag::Joined { .. }))), "{decisions:?}");
    assert_eq!(decisions[0].not_before(), Some(old.terminal().tokens.get(&key).unwrap().expires));
    old.apply(&Event::PropagationChanged { propagation: keyless_core::model::propagation::Propagation::Instant });
    assert_eq!(answer(&old, &request).0.status, 201, "at once where nothing takes time");
    ok(&mut session, "keyless account reader");
    ok(&mut session, CREATE);
}

fn reader_id() -> String {
    let session = Session::new(SessionOptions::default());
    session.state().principals().find(|it| it.display_name() == "Rita").unwrap().object_id().to_string()
}

/// The id that the first group of a session gets.
fn group_id() -> String {
    let mut session = begin(&["az ad group create --display-name devs --mail-nickname devs"]);
    ok(&mut session, "az ad group show --group devs --query id -o tsv").trim().to_owned()
}

#[test]
fn r34_r35_an_identity_keeps_the_groups_of_its_token_for_a_day() {
    let mut session = begin(&[
        "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys --assign-identity",
        "az ad group create --display-name readers --mail-nickname readers",
    ]);
    let host = id(&machine_path("vm1"));
    let principal =
        session.state().resource(&host).unwrap().identity.system_assigned.as_ref().unwrap().principal_id.clone();
    let group = ok(&mut session, "az ad group show --group readers --query id -o tsv").trim().to_owned();
    ok(
        &mut session,
        &format!(
            "az role assignment create --assignee-object-id {group} --assignee-principal-type Group --role Reader --scope {GROUP}"
        ),
    );
    ok(&mut session, "keyless clock +10m");
    let mut cloud = Cloud { state: session.state().clone() };
    let ask = |cloud: &mut Cloud| {
        let url = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/";
        let mut request = ApiRequest::new(Method::Get, url).header("Metadata", "true");
        request.from = Some(host.clone());
        let (response, _) = cloud.send(&request);
        response.body_or_null()["access_token"].as_str().unwrap().to_owned()
    };
    let read = |cloud: &mut Cloud, token: &str| -> ApiResponse {
        cloud.send(&arm_request(token, Method::Get, host.as_str(), None)).0
    };
    let first = ask(&mut cloud);
    assert_eq!(read(&mut cloud, &first).status, 403);
    let joined =
        Event::GroupMemberAdded { group: keyless_core::model::id::ObjectId::new(&group), member: principal.clone() };
    cloud.state.apply(&joined);
    cloud.state.apply(&Event::ClockAdvanced { seconds: 3600 });
    assert_eq!(ask(&mut cloud), first, "the platform has no other");
    assert_eq!(read(&mut cloud, &first).status, 403, "the token does not name the group");
    cloud.state.apply(&Event::ClockAdvanced { seconds: 86_400 });
    let second = ask(&mut cloud);
    assert_eq!(read(&mut cloud, &second).status, 200);
    let left = Event::GroupMemberRemoved { group: keyless_core::model::id::ObjectId::new(&group), member: principal };
    cloud.state.apply(&left);
    cloud.state.apply(&Event::ClockAdvanced { seconds: 3600 });
    assert_eq!(read(&mut cloud, &second).status, 200, "the token still names the group");
}

#[test]
fn the_clock_lists_what_is_to_come_and_goes_there_step_by_step() {
    let mut session = begin(&[]);
    assert_eq!(run(&mut session, "keyless clock to-next").exit_code, 1, "nothing is to come");
    ok(&mut session, "az identity create -g myResourceGroup -n id1");
    ok(&mut session, "az identity delete -g myResourceGroup -n id1");
    ok(&mut session, &format!("{GRANT} {GROUP}"));
    let list = ok(&mut session, "keyless clock");
    let lines: Vec<&str> = list.lines().skip(1).map(|it| it.split_once("  ").unwrap().1).collect();
    assert_eq!(lines[0], "the grant of Managed Identity Contributor on myResourceGroup to Rita takes effect");
    assert_eq!(lines.last().unwrap(), &"id1 leaves the directory's list of deleted objects");
    let mut came = String::new();
    while !session.state().due().is_empty() {
        came.push_str(&ok(&mut session, "keyless clock to-next"));
    }
    assert!(lines.iter().all(|line| came.contains(line)), "{came}");
    assert_eq!(session.state().due(), []);
    let events: Vec<_> = session.entries().iter().flat_map(|it| &it.outcome.events).collect();
    assert_eq!(events.iter().filter(|it| matches!(it, Event::CameDue { .. })).count(), list.lines().count() - 1);
}

#[test]
fn time_that_goes_by_says_all_that_it_brought_about() {
    let mut session = begin(&[&format!("{GRANT} {GROUP}")]);
    let text = ok(&mut session, "keyless clock +1d");
    assert!(text.contains("takes effect") && text.contains("az's token of Alice"), "{text}");
    assert_eq!(session.state().due(), []);
}
