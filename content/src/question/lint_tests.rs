//! Wordings that are refused, and some that look like them and are fine.

use super::*;
use crate::question::load::load;

fn question(text: &str, right: &str, wrong: &str) -> Vec<String> {
    let text = format!(
        "[[questions]]\nid = \"a\"\nkind = \"one\"\ntopic = \"rbac\"\nskill = \"s\"\nrules = [\"R1\"]\ntext = '''{text}'''\n\
         explanation = \"So.\"\n[[questions.options]]\ntext = '''{right}'''\ncorrect = true\nwhy = \"Yes.\"\n\
         [[questions.options]]\ntext = '''{wrong}'''\ncorrect = false\nwhy = \"No.\"\n"
    );
    let (questions, found) = load("q.toml", &text);
    assert_eq!(found, []);
    lint(&questions[0]).iter().map(|it| format!("{}: {}", it.line, it.message)).collect()
}

#[track_caller]
fn refuses(text: &str, right: &str, wrong: &str, expected: &str) {
    assert_eq!(question(text, right, wrong), [expected]);
}

#[test]
fn plain_wording_passes() {
    assert!(question("What is printed?", "One line", "Two lines").is_empty());
    assert!(question("The error is `not found`. What helps?", "It does not need a role", "It needs a role").is_empty());
    assert!(question("Which role has the least rights?", "Reader", "Owner").is_empty());
}

#[test]
fn nothing_is_asked_with_not() {
    refuses("Which is NOT true?", "A", "B", "7: the question is asked with \"not\"");
    refuses("What can't it do?", "A", "B", "7: the question is asked with \"can't\"");
    refuses("Which cannot be moved?", "A", "B", "7: the question is asked with \"cannot\"");
}

#[test]
fn nothing_is_asked_round_a_corner() {
    refuses("Which is false?", "A", "B", "7: the question asks for the opposite (\"false\")");
    refuses("All of them work except:", "A", "B", "7: the question asks for the opposite (\"except\")");
}

#[test]
fn options_stand_alone() {
    refuses("What?", "All of the above", "B", "9: the option says \"of the above\"");
    refuses("What?", "A", "None of these", "13: the option says \"of these\"");
    refuses("What?", "A", "Both A and B", "13: the option says \"both a and b\"");
    refuses("What?", "A) Reader", "Owner", "9: the option begins with a letter or number of its own");
}

#[test]
fn two_negations_are_one_too_many() {
    refuses(
        "What?",
        "It is not without a role",
        "It has a role of its own",
        "9: the option has two negations in one sentence",
    );
    assert!(question("What?", "No, it does not", "Yes, it does").is_empty());
}

#[test]
fn the_right_option_is_not_the_longest_by_far() {
    let found = question("What?", "A grant for its principal id at the scope of the vault", "A key");
    assert!(
        found[0].contains("the right option is the longest by far (54 characters, the others 5 or fewer)"),
        "{found:?}"
    );
    assert!(question("What?", "A key", "A grant for its principal id at the scope of the vault").is_empty());
}

#[test]
fn wording_gives_nothing_away() {
    refuses("What?", "Sometimes", "Always", "13: a wrong option gives itself away with \"always\"");
    assert!(question("What?", "Always", "Never").is_empty());
    refuses("It obviously fails. Why?", "A", "B", "7: \"obviously\" tells the reader what to think");
    refuses("It needs an:", "Owner", "Reader", "7: the question's last word, an article, gives options away");
}

#[test]
fn options_differ() {
    refuses("What?", "One role", "One  role.", "1: the option \"One  role.\" is there twice");
}

#[test]
fn sentences_end() {
    refuses("What", "A", "B", "7: what is asked is no sentence");
}
