//! Every recorded line through a whole session, as `conformance.py parse` judges it, in the world that it was recorded in.

#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a broken record is a failed test")]

use keyless_core::scenario::Scenario;
use keyless_core::session::{Session, SessionOptions};
use keyless_tests::conformance::{Known, matches};
use serde_json::Value;

/// What the recordings say of their world: these things exist, and no SSH keys are in the home folder.
const WORLD: [&str; 4] = [
    "az group create -n rg -l westus -o none",
    "az identity create -g rg -n id1 -o none",
    "az identity create -g rg -n id2 -o none",
    "az vm create -g rg -n vm1 --image Ubuntu2204 --size Standard_D2s_v5 --admin-username azureuser \
     --ssh-key-values 'ssh-rsa AAAAB3NzaC1yc2E' --tags a=b -o none --only-show-errors",
];

/// Lines that cannot pass, each with the proof that the recording's stand-in differs from Azure.
const ARTEFACTS: [(&str, &str); 1] = [(
    "p0882",
    "the stand-in takes two audiences; Azure's service takes exactly one, as the reference of \
     Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials says",
)];

fn session(login: bool) -> Session {
    let scenario = if login { Scenario::Empty } else { Scenario::find("signed-out").expect("a scenario") };
    let mut session = Session::new(SessionOptions { scenario, strict: true, ..SessionOptions::default() });
    for line in WORLD.iter().filter(|_| login) {
        assert_eq!(session.run(line)[0].exit_code, 0, "{line}");
    }
    session
}

/// What differs first, if anything.
fn difference(record: &Value) -> Option<String> {
    let mut known = Known::default();
    let line = known.fill(record["line"].as_str()?)?;
    let mut session = session(record["login"] == true);
    let outcome = session.run(&line).into_iter().next()?;
    if record["rc"] != outcome.exit_code {
        return Some(format!("exit code {}: {}", outcome.exit_code, outcome.stderr));
    }
    if record["kind"] == "help" {
        return None;
    }
    let stdout = record["stdout"].as_str();
    if stdout.is_some_and(|want| !matches(want, &outcome.stdout, &mut known)) {
        return Some(format!("stdout {}", outcome.stdout));
    }
    let want = record["stderr"].as_str().unwrap_or_default();
    (!matches(want, &outcome.stderr, &mut known))
        .then(|| format!("stderr\n    want {want:?}\n    got  {:?}", outcome.stderr))
}

#[test]
fn every_recorded_line_passes_as_a_whole_session() {
    let text = include_str!("../data/conformance/parse.jsonl");
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let (mut passed, mut wrong) = (0, Vec::new());
    for record in records.iter().filter(|it| it["kind"] != "version") {
        let id = record["id"].as_str().unwrap_or_default();
        let artefact = ARTEFACTS.iter().any(|it| it.0 == id);
        match difference(record) {
            Some(why) if !artefact => wrong.push(format!("{id}: {}: {why}", record["line"])),
            None if artefact => wrong.push(format!("{id} passes: it is no artefact")),
            _ => passed += 1,
        }
    }
    assert!(wrong.is_empty(), "{passed} passed, {} differ:\n{}", wrong.len(), wrong.join("\n"));
}
