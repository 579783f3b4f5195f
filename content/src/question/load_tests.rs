//! What a file of questions may not say, with the messages.

use super::*;

const GOOD: &str = "[[questions]]\nid = \"a\"\nkind = \"one\"\ntopic = \"rbac\"\nskill = \"s\"\nrules = [\"R1\"]\ntext = \"What?\"\n\
                    explanation = \"So.\"\n[[questions.options]]\ntext = \"A\"\ncorrect = true\nwhy = \"Yes.\"\n\
                    [[questions.options]]\ntext = \"B\"\ncorrect = false\nwhy = \"No.\"\n";

fn found(text: &str) -> Vec<String> {
    load("q.toml", text).1.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn refuses(from: &str, to: &str, expected: &str) {
    assert!(GOOD.contains(from));
    assert_eq!(found(&GOOD.replacen(from, to, 1)), [expected]);
}

#[test]
fn a_good_question_has_nothing_to_mend() {
    let (questions, found) = load("q.toml", GOOD);
    assert_eq!(found, []);
    let question = &questions[0].question;
    assert_eq!((question.kind, question.source.as_str(), question.scenario.as_str()), (Kind::One, "R1", "sandbox"));
    assert_eq!(question.options()[1].source, "R1");
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let found = found("[[questions]]\nid = 'a\n");
    assert!(found[0].starts_with("q.toml:2:"), "{found:?}");
    assert!(found[0].contains("this is no TOML"), "{found:?}");
}

#[test]
fn unknown_keys_and_tables_are_refused() {
    refuses(
        "why = \"Yes.\"",
        "why = \"Yes.\"\nhint = \"x\"",
        "q.toml:13:1: error: this option has an unknown key `hint`\n  help: Known here: text, correct, why, source, probe.",
    );
    assert!(found(&GOOD.replacen("id =", "idd =", 1)).iter().any(|it| it.contains("unknown key `idd`")));
    assert!(found("[[question]]\n")[1].contains("unknown key `question`"));
}

#[test]
fn names_of_kinds_topics_rules_and_sources_are_held_against_the_lists() {
    refuses(
        "kind = \"one\"",
        "kind = \"two\"",
        "q.toml:3:8: error: there is no kind `two`\n  help: Choose one of: one, several, order, match, command, output, world, over-privilege, repair, task.",
    );
    refuses(
        "topic = \"rbac\"",
        "topic = \"cats\"",
        "q.toml:4:9: error: there is no topic `cats`\n  help: Choose one of: lifecycle, tokens, rbac, data-planes, services, tenants, code, troubleshooting.",
    );
    assert!(found(&GOOD.replacen("R1", "R99", 1))[0].starts_with("q.toml:6:10: error: there is no rule `R99`"));
    assert!(
        found(&GOOD.replacen("rules = [\"R1\"]", "rules = []", 1))[0].contains("names neither a rule nor a source")
    );
    let sourced = GOOD.replacen("correct = true", "correct = true\nsource = \"somebody\"", 1);
    assert!(found(&sourced)[0].starts_with("q.toml:12:10: error: `somebody` is no source"));
    let numbered = GOOD.replacen("skill =", "misconceptions = [76]\nskill =", 1);
    assert!(found(&numbered)[0].contains("there is no misconception 76"));
}

#[test]
fn every_option_says_whether_it_is_right_and_why() {
    refuses("why = \"No.\"", "", "q.toml:13:1: error: this option has no `why`\n  help: Add `why = \"…\"`.");
    let undecided = found(&GOOD.replacen("correct = false\n", "", 1));
    assert!(undecided[0].contains("this option has no `correct`"), "{undecided:?}");
}

#[test]
fn a_key_of_none_or_all_or_two_for_one_is_refused() {
    refuses(
        "correct = false",
        "correct = true",
        "q.toml:1:1: error: all options are right, or all are wrong\n  help: Mark the key with `correct = true`, and leave at least one option wrong.",
    );
    let two = format!("{}[[questions.options]]\ntext = \"C\"\ncorrect = true\nwhy = \"Yes.\"\n", GOOD);
    assert!(found(&two)[0].contains("2 options are right, and one can be chosen"));
}

#[test]
fn probes_ask_something_and_of_known_facts() {
    let probed = |probe: &str| found(&GOOD.replacen("why = \"Yes.\"", &format!("why = \"Yes.\"\nprobe = {probe}"), 1));
    assert!(probed("{ fact = \"identity-exists\", identity = \"x\" }").is_empty());
    assert!(probed("{ line = \"az x\", exit = 0 }").is_empty());
    assert!(probed("{ line = \"az x\" }")[0].contains("this probe asks nothing"));
    assert!(probed("{ fact = \"dreams\" }")[0].contains("the fact: "));
    assert!(probed("{ prints = \"x\", often = true }")[0].contains("unknown key `often`"));
    assert!(probed("true")[0].contains("`probe` is not a table in braces"));
}

#[test]
fn other_kinds_need_what_they_ask_for() {
    let kind = |kind: &str| found(&GOOD.replacen("kind = \"one\"", &format!("kind = \"{kind}\""), 1)).join("\n");
    assert!(kind("order").contains("needs 3 to 7 steps"));
    assert!(kind("match").contains("needs 3 to 7 pairs"));
    assert!(kind("command").contains("has no `accepts`"));
    assert!(kind("task").contains("needs goals and a solution"));
    assert!(kind("repair").contains("has no `broken`"));
}
