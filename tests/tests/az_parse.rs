//! The parser of the simulated az against every recorded line that azure-cli answers by itself.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a broken record is a failed test"
)]

use keyless_core::az::{Invocation, ParseContext, Parsed, parse};
use keyless_tests::conformance::{Known, matches};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a line printed, in the recordings' terms.
struct Printed {
    rc: i64,
    stdout: String,
    stderr: String,
}

const LOGIN: &str = "ERROR: Please run 'az login' to setup account.\n";
const DECLINED: &str = "WARNING: Unable to prompt for confirmation as no tty available. Use --yes.\n\
    ERROR: Operation cancelled.\n";

/// Lines that the parser rightly accepts and a command's own validator refuses before any request.
const HANDLERS: &[&str] = &[
    "p0429", "p0443", "p0444", "p0448", "p0452", "p0459", "p0460", "p0473", "p0480", "p0482", "p0483", "p0485",
    "p0486", "p0506", "p0511", "p0517", "p0519", "p0520", "p0533", "p0534", "p0545", "p0548", "p0551", "p0563",
    "p0612", "p0616", "p0619", "p0635", "p0680", "p0733", "p0928", "p0929", "p0935", "p0942", "p0945", "p0948",
    "p0967", "p0985", "p0994", "p0997", "p1023", "p1024", "p1029", "p1039", "p1044", "p1046",
];

/// Records of which the answer is a gap of ours.
const GAPS: &[(&str, &str)] = &[];

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run(record: &Value, known: &Known) -> Result<Printed, Box<Invocation>> {
    let words = record["argv"].as_array().unwrap();
    let argv: Vec<String> = words.iter().map(|w| known.fill(w.as_str().unwrap()).unwrap()).collect();
    let signed_in = record["login"].as_bool().unwrap();
    let configured = record["defaults"].as_object().cloned().unwrap_or_default();
    let text = |value: Value| value.as_str().unwrap().to_owned();
    let defaults: BTreeMap<String, String> = configured.into_iter().map(|(key, value)| (key, text(value))).collect();
    let mut subscriptions = Vec::new();
    if signed_in {
        let names = [("sub", "Pay-As-You-Go"), ("sub2", "Dev")];
        subscriptions.extend(names.map(|(id, name)| (known.value(id).unwrap().to_owned(), name.to_owned())));
    }
    let context = ParseContext { signed_in, defaults: &defaults, subscriptions: &subscriptions };
    let printed = |rc, stdout: &str, stderr: &str| Printed { rc, stdout: stdout.to_owned(), stderr: stderr.to_owned() };
    match parse(&argv, &context) {
        Ok(Parsed::Help(text)) => Ok(printed(0, &text, "")),
        Ok(Parsed::Version) => Ok(printed(0, "", "")),
        Ok(Parsed::Invocation(invocation)) => {
            let log: String = invocation.warnings.iter().map(|w| format!("WARNING: {w}\n")).collect();
            if invocation.needs_confirmation() {
                Ok(printed(1, "", &format!("{log}{DECLINED}")))
            } else {
                Err(invocation)
            }
        }
        Err(error) => Ok(printed(error.exit_code.into(), &error.stdout, &error.stderr)),
    }
}

/// What differs first between a record and what was printed.
fn difference(record: &Value, got: &Printed, known: &mut Known) -> Option<String> {
    if record["rc"].as_i64() != Some(got.rc) {
        return Some(format!("exit {}, not {}", got.rc, record["rc"]));
    }
    if record["kind"] == "help" {
        return lacking(record, &got.stdout);
    }
    let want = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let stdout = record["stdout"].is_null() || matches(&want("stdout"), &got.stdout, known);
    let stderr = matches(&want("stderr"), &got.stderr, known);
    match (stdout, stderr) {
        (true, true) => None,
        (false, _) => Some(format!("stdout {:?}", got.stdout)),
        _ => Some(format!("stderr\n    want {:?}\n    got  {:?}", want("stderr"), got.stderr)),
    }
}

/// The first name in the recorded help that ours lacks.
fn lacking(record: &Value, help: &str) -> Option<String> {
    let sections = record["help"].as_array()?.iter();
    let entries = sections.flat_map(|s| s["entries"].as_array().unwrap());
    let mut names = entries.flat_map(|e| e["names"].as_array().unwrap());
    let missing = names.find(|n| !has_word(help, n.as_str().unwrap()))?;
    Some(format!("help lacks {missing}"))
}

fn has_word(text: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(inner) && !after.is_some_and(inner)
    })
}

/// The answer that is expected of a record when the parser lets it through: the sign-in's refusal, a service's
/// answer, or what a command's own handler says.
fn passed_on(record: &Value) -> bool {
    let stderr = record["stderr"].as_str().unwrap_or_default();
    !record["http"].is_null() || stderr.ends_with(LOGIN) || record["rc"] == 0
}

#[track_caller]
fn check(text: &str, handlers: &[&str], least: usize) {
    let mut wrong = Vec::new();
    let (mut passed, mut handed) = (0, Vec::new());
    for record in records(text) {
        let id = record["id"].as_str().unwrap();
        if let Some((_, why)) = GAPS.iter().find(|(i, _)| *i == id) {
            assert!(!why.is_empty());
            continue;
        }
        let mut known = Known::default();
        let why = match run(&record, &known) {
            Ok(got) if record["http"].is_null() || got.rc != 0 => difference(&record, &got, &mut known),
            Ok(_) => Some("stopped in the parser".to_owned()),
            Err(invocation) => {
                let stderr = record["stderr"].as_str().unwrap_or_default();
                let lost = invocation.warnings.iter().find(|w| !stderr.contains(&format!("WARNING: {w}\n")));
                match lost {
                    Some(lost) => Some(format!("warned of {lost:?}")),
                    None if passed_on(&record) => None,
                    None => {
                        handed.push(id.to_owned());
                        continue;
                    }
                }
            }
        };
        match why {
            None => passed += 1,
            Some(why) => wrong.push(format!("{id}: az {}: {why}", record["line"])),
        }
    }
    println!("{passed} passed; left to handlers: {handed:?}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(handed, handlers, "only these are left to the commands' own validators");
    assert!(passed >= least, "{passed} passed, not {least}");
}

#[test]
fn recorded_lines() {
    check(include_str!("../data/conformance/parse.jsonl"), HANDLERS, 597);
}

/// Lines that we gave to azure-cli 2.91.0 ourselves, signed out: slips, odd values, configured defaults.
#[test]
fn lines_of_our_own() {
    let text = include_str!("../data/conformance/parse-ours.jsonl");
    let left = records(text).into_iter().filter(|r| r["handler"] == true);
    let left: Vec<String> = left.map(|r| r["id"].as_str().unwrap().to_owned()).collect();
    let left: Vec<&str> = left.iter().map(String::as_str).collect();
    check(text, &left, 1079);
}

/// The same for a file of further lines, named by the environment.
#[test]
fn lines_of_a_file() {
    if let Ok(path) = std::env::var("AZ_PARSE_EXTRA") {
        check(&std::fs::read_to_string(path).unwrap(), &[], 0);
    }
}
