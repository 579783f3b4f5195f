//! Every key is held against its world, and every wrong one is caught.

use super::*;
use crate::question::Question;
use crate::question::bank::read;

const EXAMPLES: &str = include_str!("../../questions/examples.toml");

fn examples() -> Vec<Written> {
    let bank = read(&[("content/questions/examples.toml".to_owned(), EXAMPLES.to_owned())]);
    assert_eq!(bank.found, []);
    bank.questions
}

fn example(kind: Kind) -> Written {
    examples().into_iter().find(|it| it.question.kind == kind).unwrap()
}

fn messages(written: &Written) -> Vec<String> {
    prove(written).into_iter().map(|it| it.message).collect()
}

#[test]
fn there_is_an_example_of_every_kind_and_each_is_proved() {
    for kind in Kind::ALL {
        let written = example(kind);
        assert_eq!(prove(&written), []);
        assert!(is_proved(&written) || kind == Kind::Match, "{kind:?}");
    }
}

/// Turns one option's mark round.
fn flip(question: &mut Question, flipped: usize) {
    if let Body::Choices { options, .. } = &mut question.body {
        options[flipped].correct = !options[flipped].correct;
    }
}

#[test]
fn every_flipped_mark_of_a_proved_key_is_caught() {
    let mut flips = 0;
    for written in examples().iter().filter(|it| is_proved(it)) {
        for at in 0..written.options.len() {
            let mut mutant = written.clone();
            flip(&mut mutant.question, at);
            let place = written.options[at].1.as_ref().map_or(written.options[at].0, |probe| probe.place);
            let caught =
                prove(&mutant).iter().any(|it| it.line == place.line && it.message.contains("the key calls it"));
            assert!(caught, "{} option {at}", written.question.id);
            flips += 1;
        }
    }
    assert!(flips >= 15, "{flips}");
}

#[test]
fn a_wrong_order_is_caught() {
    let mut written = example(Kind::Order);
    if let Body::Order(steps) = &mut written.question.body {
        steps.swap(0, 1);
    }
    assert_eq!(messages(&written)[0], "the steps do not run in their order");
}

#[test]
fn an_order_that_is_not_the_only_one_is_caught() {
    let mut written = example(Kind::Order);
    if let Body::Order(steps) = &mut written.question.body {
        *steps = ["`az group list`", "`az identity list`", "`az vm list`"].map(str::to_owned).to_vec();
    }
    assert_eq!(messages(&written), ["the steps also run in the order 1, 3, 2"]);
}

#[test]
fn an_accepted_command_that_does_something_else_is_caught() {
    let mut written = example(Kind::Command);
    written.question.body = Body::Command(vec!["az vm show -g myResourceGroup -n db1".to_owned()]);
    assert_eq!(messages(&written), ["`az vm show -g myResourceGroup -n db1` does not do what is asked"]);
    written.question.body = Body::Command(vec!["az vm idntity assign".to_owned()]);
    assert_eq!(messages(&written), ["`az vm idntity assign` is no command line"]);
}

#[test]
fn a_broken_command_that_works_is_caught() {
    let mut written = example(Kind::Repair);
    written.question.broken = Some("az vm identity remove -g myResourceGroup -n app1 --identities old".to_owned());
    assert!(messages(&written)[0].ends_with("works, and is meant to be broken"));
}

#[test]
fn a_solution_that_stops_short_is_caught() {
    let mut written = example(Kind::Task);
    if let Body::Task { solution, .. } = &mut written.question.body {
        solution.pop();
    }
    assert!(messages(&written)[0].starts_with("the solution does not reach the goal `goal-1`: "));
}

#[test]
fn a_line_that_fails_must_be_marked_and_one_that_is_marked_must_fail() {
    let mut written = example(Kind::Task);
    written.lines[0].1 = true;
    assert!(messages(&written)[0].ends_with("succeeds, and is meant to fail"));
    let mut written = example(Kind::Task);
    written.question.script[0] = "az vm show -g myResourceGroup -n nowhere".to_owned();
    assert!(messages(&written)[0].contains("ends with exit code 3"));
    written.lines[0].1 = true;
    assert!(!messages(&written).iter().any(|it| it.contains("exit code")));
}

#[test]
fn an_option_without_proof_is_caught_where_behaviour_is_asked() {
    let mut written = example(Kind::World);
    written.options[1].1 = None;
    assert!(messages(&written)[0].starts_with("nothing proves the option"));
    for (_, probe) in &mut written.options {
        *probe = None;
    }
    assert_eq!(messages(&written).len(), 3);
}

#[test]
fn two_options_with_one_probe_are_caught() {
    let mut written = example(Kind::Several);
    written.options[2].1 = written.options[1].1.clone();
    assert!(messages(&written).iter().any(|it| it == "two options have the same probe"));
}

#[test]
fn the_examples_hold_with_other_names_too() {
    for written in examples() {
        for variant in 1..4 {
            assert_eq!(prove(&written.varied(variant)), []);
        }
    }
}
