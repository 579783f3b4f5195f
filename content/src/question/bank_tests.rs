//! What questions may not share, and what is counted.

use super::*;

const EXAMPLES: &str = include_str!("../../questions/examples.toml");
const OUTLINES: &str = include_str!("../../questions/outlines.toml");

fn source(file: &str, text: &str) -> (String, String) {
    (format!("content/questions/{file}.toml"), text.to_owned())
}

fn bank(examples: &[&str]) -> Bank {
    let mut sources = vec![source("outlines", OUTLINES)];
    sources.extend(examples.iter().enumerate().map(|(at, text)| source(&format!("e{at}"), text)));
    let mut bank = read(&sources);
    bank.found.extend(together(&bank));
    bank
}

#[test]
fn the_examples_and_the_outlines_fit() {
    let bank = check(&[source("examples", EXAMPLES), source("outlines", OUTLINES)]);
    assert_eq!(bank.found, []);
    assert_eq!(bank.outlines.outlines.len(), 6);
    assert!(
        bank.summary()
            .starts_with("10 written questions, 9 with a key proved by a script\n  by kind: 1 one, 1 several")
    );
}

#[test]
fn an_id_is_taken_once() {
    let found = bank(&[EXAMPLES, EXAMPLES]).found;
    assert!(found[0].message.starts_with("the id `enabling-grants-nothing` is taken by content/questions/e0.toml:"));
}

#[test]
fn no_two_share_rules_kind_and_script() {
    let other = EXAMPLES.replace("id = \"", "id = \"another-");
    let found = bank(&[EXAMPLES, &other]).found;
    assert_eq!(found.len(), 10);
    assert!(found[0].message.starts_with("rules, kind and script are those of `enabling-grants-nothing`"));
}

#[test]
fn a_skill_stands_in_the_outlines() {
    let found = bank(&[&EXAMPLES.replace("skill = \"least-privilege\"", "skill = \"cooking\"")]).found;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "there is no skill `cooking`");
}

#[test]
fn files_of_questions_are_known_by_their_names() {
    for file in ["content/questions/rbac.toml", "questions/a.toml", "content/lessons/01-a/quiz.toml", "quiz.toml"] {
        assert!(is_questions(file), "{file}");
    }
    for file in ["Cargo.toml", "questions/README.md", "content/data/a.toml"] {
        assert!(!is_questions(file), "{file}");
    }
}
