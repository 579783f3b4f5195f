//! Every rule that counts as simulated has a test that names it, and the page `docs/rules.md` says what the core says.
//!
//! A test names rule 12 when its function begins with `r12_`, or when it is a transcript's section whose heading ends in
//! `(R12)`. `KEYLESS_REWRITE=1` writes the page anew.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use keyless_core::rules::{RuleId, RuleStatus, all};
use keyless_tests::transcript::headings;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn files(below: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// The numbers in `fn r12_r30_name`.
fn numbers_of_test(line: &str) -> Vec<u8> {
    let Some(name) = line.trim_start().strip_prefix("fn ") else { return Vec::new() };
    let numbers = name.split('_').map_while(|part| part.strip_prefix('r').and_then(|it| it.parse().ok()));
    numbers.collect()
}

/// The numbers in `## Title (R12, R30)`.
fn numbers_of_heading(line: &str) -> Vec<u8> {
    let inner = line.trim_end().strip_suffix(')').and_then(|it| it.rsplit_once('(')).map_or("", |(_, inner)| inner);
    inner.split(", ").filter_map(|part| part.strip_prefix('R')?.parse().ok()).collect()
}

/// For each rule, the tests that name it.
fn named() -> BTreeMap<RuleId, Vec<String>> {
    let mut found: BTreeMap<RuleId, Vec<String>> = BTreeMap::new();
    let mut sources = Vec::new();
    for folder in ["core/src", "tests/src", "tests/tests"] {
        files(&root().join(folder), ".rs", &mut sources);
    }
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            for number in numbers_of_test(line) {
                found.entry(RuleId(number)).or_default().push(line.trim().to_owned());
            }
        }
    }
    let mut transcripts = Vec::new();
    files(&root().join("tests/transcripts"), ".md", &mut transcripts);
    for path in transcripts {
        let text = fs::read_to_string(&path).unwrap();
        for heading in headings(&text) {
            for number in numbers_of_heading(heading) {
                found.entry(RuleId(number)).or_default().push(heading.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_simulated_rule_has_a_test_that_names_it() {
    let named = named();
    let proven = |status| matches!(status, RuleStatus::Simulated | RuleStatus::Simplified(_));
    let without: Vec<String> = all()
        .iter()
        .filter(|rule| proven(rule.status) && !named.contains_key(&rule.id))
        .map(|rule| format!("{} is '{}', and no test names it", rule.id, rule.status.text()))
        .collect();
    assert!(without.is_empty(), "{}", without.join("\n"));
}

#[test]
fn no_test_names_a_rule_that_is_not_simulated_at_all() {
    let named = named();
    let early: Vec<String> = all()
        .iter()
        .filter(|rule| rule.status == RuleStatus::NotYet)
        .filter_map(|rule| Some(format!("{}: {}", rule.id, named.get(&rule.id)?.join(", "))))
        .collect();
    assert!(early.is_empty(), "mend the status in core/data/rules.txt:\n{}", early.join("\n"));
}

#[test]
fn names_of_tests_and_headings_are_read() {
    assert_eq!(numbers_of_test("    fn r12_r30_grants_stay() {"), [12, 30]);
    assert_eq!(numbers_of_test("fn reads_all() {"), Vec::<u8>::new());
    assert_eq!(numbers_of_heading("## Off and on (R12, R13)"), [12, 13]);
    assert_eq!(numbers_of_heading("## Nothing (in particular)"), Vec::<u8>::new());
}

#[test]
fn the_page_of_rules_says_what_the_core_says() {
    let path = root().join("docs/rules.md");
    if std::env::var_os("KEYLESS_REWRITE").is_some() {
        fs::create_dir_all(root().join("docs")).unwrap();
        fs::write(&path, page()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page(), "docs/rules.md is old: KEYLESS_REWRITE=1 cargo test -p keyless-tests --test rules");
}

fn page() -> String {
    let mut text = String::from(
        "# Rules\n\nWhat managed identities do, as rules with numbers, and how far Keyless simulates each. Made from \
         `core/data/rules.txt` by a test.\n\nA rule is *simulated* (a test named after it holds it), *simplified* (the \
         same, with the difference that is told), *stated only* (nothing here to observe it by) or *not yet* \
         simulated. *Unconfirmed* means that no documentation settles it, or a part of it.\n\n",
    );
    let statuses = [RuleStatus::Simulated, RuleStatus::Simplified(""), RuleStatus::StatedOnly, RuleStatus::NotYet];
    text.push_str("| status | rules |\n| --- | ---: |\n");
    for status in statuses {
        let count = all().iter().filter(|rule| rule.status.text() == status.text()).count();
        let _ = writeln!(text, "| {} | {count} |", status.text());
    }
    let unconfirmed = all().iter().filter(|rule| rule.unconfirmed).count();
    let _ = writeln!(text, "| of all, unconfirmed | {unconfirmed} |\n");
    text.push_str("| rule | what holds | status | source |\n| --- | --- | --- | --- |\n");
    for rule in all() {
        let how = if let RuleStatus::Simplified(how) = rule.status { format!(": {how}") } else { String::new() };
        let mark = if rule.unconfirmed { " (unconfirmed)" } else { "" };
        let _ = writeln!(
            text,
            "| {} | {} | {}{how}{mark} | {} |",
            rule.id,
            rule.statement,
            rule.status.text(),
            rule.source
        );
    }
    text
}
