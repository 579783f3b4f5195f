//! What the real azure-cli 2.91.0 was recorded to do, line by line, in the scenarios that this version covers.

use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_tests::conformance::{Known, matches, tables_match};
use serde_json::Value;

/// The scenarios of the recording that must pass whole, by the start of their name.
const COVERED: [&str; 14] = [
    "doc-",
    "vm-identity-",
    "identity-",
    "group-lifecycle",
    "output-",
    "ad-",
    "configure-",
    "ids-one-and-many",
    "keyvault-",
    "storage-",
    "conflicts",
    "role-assignment-",
    "role-definitions",
    "tags",
];

/// Lines that cannot pass, each with the proof that the recording's stand-in differs from Azure.
const ARTEFACTS: [(&str, u64, &str); 4] = [
    ("ad-create-for-rbac", 2, "the stand-in gives two applications the same password; Azure makes each at random"),
    ("ad-create-for-rbac", 3, "the stand-in gives two applications the same password; Azure makes each at random"),
    (
        "role-definitions",
        3,
        "the stand-in holds two of the six actions that Microsoft's page lists for Managed Identity Operator",
    ),
    ("role-definitions", 6, "the stand-in knows 12 built-in roles; this world has the 30 of data/roles.json"),
];

#[test]
fn every_recorded_line_of_the_covered_scenarios_passes() {
    let recording = include_str!("../data/conformance/goldens.jsonl");
    let records: Vec<Value> = recording.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut passed, mut failures) = (0, Vec::new());
    for scenario in records.chunk_by(|a, b| a["scenario"] == b["scenario"]) {
        let name = scenario[0]["scenario"].as_str().unwrap();
        if !COVERED.iter().any(|it| name.starts_with(it)) {
            continue;
        }
        let (mut session, mut known) = (strict_session(), Known::default());
        for record in scenario {
            let line = known.fill(record["line"].as_str().unwrap()).unwrap();
            let outcomes = session.run(&line);
            let artefact = ARTEFACTS.iter().any(|it| it.0 == name && record["n"] == it.1);
            match difference(record, &outcomes[0], &mut known) {
                _ if artefact => {}
                None => passed += 1,
                Some(what) => failures.push(format!("{name}/{}: {what}: {line}", record["n"])),
            }
        }
    }
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(passed, 474, "lines of the covered scenarios");
}

#[test]
fn the_comparison_notices_what_differs() {
    let record = serde_json::json!({"rc": 0, "stdout": "{{guid:1}}\n", "stderr": ""});
    let good = Outcome { stdout: "11111111-aaaa-4bbb-8ccc-000000000009\n".to_owned(), ..Outcome::default() };
    assert_eq!(difference(&record, &good, &mut Known::default()), None);
    let exit = Outcome { exit_code: 1, ..good.clone() };
    assert_eq!(difference(&record, &exit, &mut Known::default()), Some("exit code"));
    let out = Outcome { stdout: "no GUID\n".to_owned(), ..good.clone() };
    assert_eq!(difference(&record, &out, &mut Known::default()), Some("stdout"));
    let err = Outcome { stderr: "ERROR: x\n".to_owned(), ..good };
    assert_eq!(difference(&record, &err, &mut Known::default()), Some("stderr"));
}

fn strict_session() -> Session {
    Session::new(SessionOptions { scenario: Scenario::Empty, strict: true, ..SessionOptions::default() })
}

/// What differs first, if anything.
fn difference(record: &Value, outcome: &Outcome, known: &mut Known) -> Option<&'static str> {
    if record["rc"] != outcome.exit_code {
        return Some("exit code");
    }
    let stdout = record["stdout"].as_str().unwrap_or_default();
    let same = if record["table"] == true {
        tables_match(stdout, &outcome.stdout, known)
    } else {
        matches(stdout, &outcome.stdout, known)
    };
    if !same {
        return Some("stdout");
    }
    (!matches(record["stderr"].as_str().unwrap_or_default(), &outcome.stderr, known)).then_some("stderr")
}
