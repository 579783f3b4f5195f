//! How exams are drawn, timed, kept and merged.

use super::*;
use crate::question::Kind;
use crate::question::outline::{Outline, Outlines};

fn bank() -> Bank {
    let idea = |skill: &str, at: usize, generated: bool| Idea {
        id: format!("{}{skill}-{at}", if generated { "g-" } else { "" }),
        topic: "rbac".to_owned(),
        skill: skill.to_owned(),
        kind: Kind::One,
        rules: Vec::new(),
        generated,
    };
    let mut ideas: Vec<Idea> = (0..40).map(|at| idea("big", at, false)).collect();
    ideas.extend((0..10).map(|at| idea("small", at, false)));
    ideas.push(idea("thin", 0, true));
    let weights = [("big", 60), ("small", 25), ("thin", 10), ("empty", 5)]
        .map(|(skill, weight)| (skill.to_owned(), weight))
        .to_vec();
    let outline = Outline {
        id: "x".to_owned(),
        name: "X".to_owned(),
        date: "2026-05".to_owned(),
        url: String::new(),
        unconfirmed: String::new(),
        weights,
    };
    Bank { ideas, outlines: Outlines { outlines: vec![outline], skills: Vec::new() } }
}

fn exam(seed: u64) -> Exam {
    let plan = Plan { outline: "x".to_owned(), questions: 20, seed, extra: 0 };
    Exam::draw(plan, &bank(), 1_000).unwrap()
}

#[test]
fn skills_have_their_weight_and_no_question_comes_twice() {
    let exam = exam(7);
    let count = |skill: &str| exam.places.iter().filter(|it| it.skill == skill).count();
    assert_eq!([count("big"), count("small"), count("thin")], [13, 5, 2]);
    let mut names: Vec<String> = exam.places.iter().map(|it| it.item.name()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 20);
}

#[test]
fn a_seed_draws_the_whole_exam_again() {
    assert_eq!(exam(7), exam(7));
    assert_ne!(exam(7).places, exam(8).places);
}

#[test]
fn time_runs_stands_still_in_a_pause_and_never_runs_back() {
    let mut exam = exam(7);
    assert_eq!(exam.length(), 30 * MINUTE);
    assert_eq!(exam.left(1_000 + MINUTE), 29 * MINUTE);
    exam.pause(1_000 + MINUTE);
    assert_eq!(exam.left(1_000 + 50 * MINUTE), 29 * MINUTE);
    exam.resume(100 * MINUTE);
    assert_eq!(exam.left(101 * MINUTE), 28 * MINUTE);
    assert_eq!(exam.left(5), 29 * MINUTE, "the clock was set back");
    assert_eq!(exam.left(500 * MINUTE), 0);
    exam.plan.extra = 50;
    assert_eq!(exam.length(), 45 * MINUTE);
}

#[test]
fn what_is_kept_comes_back_and_what_is_damaged_does_not() {
    let mut exam = exam(7);
    exam.answer(Answer::Chosen(vec![1]), 2_000);
    exam.go(3, 5_000);
    exam.answer(Answer::Typed("az vm show -n 'a b'".to_owned()), 6_000);
    exam.flag(true, 6_500);
    assert_eq!(exam.places[0].spent, 4_000);
    assert_eq!(Exam::read(&exam.write()), Some(exam.clone()));
    exam.pause(9_000);
    assert_eq!(Exam::read(&exam.write()), Some(exam.clone()));
    for text in ["", "keyless exam 2\n", "keyless exam 1\nx 20 7 0\n", &exam.write().replace("x 20", "x y")] {
        assert_eq!(Exam::read(text), None);
    }
}

#[test]
fn two_tabs_answering_at_once_lose_nothing() {
    let (mut one, mut two) = (exam(7), exam(7));
    one.answer(Answer::Chosen(vec![1]), 2_000);
    two.go(1, 2_500);
    two.answer(Answer::Chosen(vec![2]), 3_000);
    one.merge(&two);
    assert_eq!(one.answered(), 2);
    two.go(0, 3_500);
    two.answer(Answer::Chosen(vec![3]), 4_000);
    one.merge(&two);
    assert_eq!(one.places[0].answer, Answer::Chosen(vec![3]));
    two.hand_in(5_000);
    one.merge(&two);
    assert!(one.over);
    one.answer(Answer::None, 6_000);
    assert_eq!(one.answered(), 2, "what is handed in stays as it is");
}

#[test]
fn another_exam_is_not_merged() {
    let mut one = exam(7);
    let mut other = exam(8);
    other.answer(Answer::Chosen(vec![1]), 2_000);
    one.merge(&other);
    assert_eq!(one.answered(), 0);
}

#[test]
fn an_outline_without_questions_draws_nothing() {
    let plan = Plan { outline: "y".to_owned(), questions: 20, seed: 1, extra: 0 };
    assert_eq!(Exam::draw(plan, &bank(), 0), None);
}

#[test]
fn what_a_skill_cannot_give_comes_from_the_others() {
    let mut bank = bank();
    bank.ideas.retain(|it| it.skill != "small" || it.id == "small-0");
    let plan = Plan { outline: "x".to_owned(), questions: 20, seed: 1, extra: 0 };
    let exam = Exam::draw(plan, &bank, 0).unwrap();
    assert_eq!(exam.places.len(), 20);
    assert_eq!(exam.places.iter().filter(|it| it.skill == "small").count(), 1);
}
