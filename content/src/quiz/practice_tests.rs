//! What comes next in practice, and when it is over.

use keyless_core::rules::RuleId;

use super::*;
use crate::question::Kind;
use crate::quiz::fsrs::DAY;
use crate::quiz::record::Entry;

fn bank(topics: &[(&str, usize)]) -> Bank {
    let idea = |topic: &str, at: usize| Idea {
        id: format!("{topic}-{at}"),
        topic: topic.to_owned(),
        skill: "s".to_owned(),
        kind: Kind::One,
        rules: vec![RuleId(at as u8)],
        generated: false,
    };
    let ideas = topics.iter().flat_map(|(topic, count)| (0..*count).map(move |at| idea(topic, at))).collect();
    Bank { ideas, ..Bank::default() }
}

fn record(answers: &[(u64, &str, bool)]) -> Record {
    let mut record = Record::default();
    for (time, question, right) in answers {
        let question = (*question).to_owned();
        record.add(Entry { time: *time, question, right: *right, exam: false, seconds: 30 });
    }
    record
}

fn ideas(round: &Round) -> Vec<&str> {
    round.queue.iter().map(|it| it.idea.as_str()).collect()
}

#[test]
fn a_topic_asks_its_own_questions_and_begins_with_what_is_new() {
    let bank = bank(&[("a", 4), ("b", 4)]);
    let record = record(&[(1, "a-0", true), (2, "a-1", true), (3, "a-2", true)]);
    let round = Round::new(&Plan::Topic("a".to_owned()), &bank, &record, 4, 1);
    assert_eq!(ideas(&round)[0], "a-3");
    assert_eq!(round.queue.len(), 4);
    assert!(ideas(&round).iter().all(|it| it.starts_with("a-")));
}

#[test]
fn a_round_is_the_same_for_the_same_seed_and_has_an_end() {
    let bank = bank(&[("a", 30)]);
    let round = |seed| Round::new(&Plan::Topic("a".to_owned()), &bank, &Record::default(), 0, seed);
    assert_eq!(round(1), round(1));
    assert_ne!(round(1), round(2));
    let mut round = round(1);
    for asked in 0..ROUND {
        assert_eq!(round.asked(), asked);
        round.answered(true);
    }
    assert_eq!(round.current(), None);
    assert_eq!(round.right, ROUND);
}

#[test]
fn what_is_missed_comes_back_with_other_names_until_it_was_right_twice() {
    let bank = bank(&[("a", 3)]);
    let mut round = Round::new(&Plan::Topic("a".to_owned()), &bank, &Record::default(), 0, 1);
    let missed = round.current().unwrap().idea.clone();
    round.answered(false);
    round.answered(true);
    round.answered(true);
    let again = round.current().unwrap().clone();
    assert_eq!((again.idea.as_str(), again.variant, again.owed), (missed.as_str(), 1, 2));
    round.answered(true);
    let last = round.current().unwrap().clone();
    assert_eq!((last.variant, last.owed), (2, 1));
    assert_eq!(last.name(), format!("{missed}~2"));
    round.answered(true);
    assert_eq!(round.current(), None);
    assert_eq!((round.right, round.recovered), (2, 1));
}

#[test]
fn missing_it_again_begins_anew() {
    let bank = bank(&[("a", 1)]);
    let mut round = Round::new(&Plan::Topic("a".to_owned()), &bank, &Record::default(), 0, 1);
    for right in [false, true, false, true] {
        round.answered(right);
    }
    assert_eq!(round.current().unwrap().owed, 1);
}

#[test]
fn weakness_begins_with_what_was_wrong_most_often_and_goes_on_with_its_rules() {
    let bank = bank(&[("a", 3), ("b", 3)]);
    let record = record(&[(1, "a-1", false), (2, "a-1", true), (3, "a-2", false), (4, "b-0", true)]);
    let round = Round::new(&Plan::Weakness, &bank, &record, 5, 1);
    assert_eq!(ideas(&round), ["a-2", "b-2", "a-1", "b-1"]);
    assert!(Round::new(&Plan::Weakness, &bank, &Record::default(), 5, 1).current().is_none());
}

#[test]
fn what_is_due_comes_first_and_what_is_known_stays_away() {
    let bank = bank(&[("a", 3)]);
    let record = record(&[(0, "a-0", true), (90 * DAY, "a-1", true)]);
    assert_eq!(count_due(&bank, &record, 91 * DAY), 1);
    let round = Round::new(&Plan::Due, &bank, &record, 91 * DAY, 1);
    assert_eq!(ideas(&round), ["a-0", "a-2"]);
}
