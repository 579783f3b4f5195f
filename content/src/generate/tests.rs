//! Every generated question has the right key, and no seed makes one that is unfair.

use std::collections::BTreeSet;

use keyless_core::session::Session;

use super::*;
use crate::question::judge::{Answer, is_right};
use crate::question::{Body, task};

/// How many seeds of each generator are tried; `KEYLESS_QUESTIONS=10000` tries as many.
fn seeds() -> u64 {
    std::env::var("KEYLESS_QUESTIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(6)
}

/// The lines run again in a fresh session end as they did.
fn replay(question: &Question) -> Session {
    task::session(question, &[])
}

fn holds_up(question: &Question) -> Result<(), String> {
    let id = &question.id;
    match &question.body {
        Body::Choices { several, options } => {
            let texts: BTreeSet<&str> = options.iter().map(|it| it.text.as_str()).collect();
            let right = options.iter().filter(|it| it.correct).count();
            let fair = texts.len() == options.len() && right > 0 && right < options.len() && (*several || right == 1);
            let told = options.iter().all(|it| it.why.ends_with('.') && !it.text.is_empty());
            if !fair || !told || !(3..=4).contains(&options.len()) {
                return Err(format!("{id}: {options:?}"));
            }
            let key = options.iter().enumerate().filter(|(_, it)| it.correct).map(|(at, _)| at).collect();
            if !is_right(question, &Answer::Chosen(key)) || is_right(question, &Answer::Chosen(Vec::new())) {
                return Err(format!("{id}: the key is not judged as right"));
            }
            Ok(())
        }
        Body::Command(accepts) => accepts.iter().try_for_each(|line| {
            let mut session = replay(question);
            let well = session.run(line).last().is_some_and(|it| it.exit_code == 0);
            let changed = session.entries().last().is_some_and(|it| it.changed);
            let judged = is_right(question, &Answer::Typed(line.clone()));
            if well && changed && judged { Ok(()) } else { Err(format!("{id}: `{line}`: {well} {changed} {judged}")) }
        }),
        other => Err(format!("{id}: {other:?}")),
    }
}

/// Every generator, `seeds()` seeds each, two threads.
#[test]
fn no_seed_makes_a_wrong_key_a_duplicate_option_or_a_panic() {
    let try_one = |generator: &Generator| {
        for seed in 0..seeds() {
            let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
            let question =
                generate(generator.id, seed).ok_or_else(|| format!("{} makes nothing of {seed}", generator.id))?;
            holds_up(&question)?;
            // Typed commands are held against the world itself, above.
            if !question.options().is_empty() {
                oracle::agrees(&question)?;
            }
        }
        Ok::<(), String>(())
    };
    let (some, others) = ALL.split_at(ALL.len() / 2);
    let run = |all: &'static [Generator]| std::thread::spawn(move || all.iter().try_for_each(try_one));
    for thread in [run(leak(some)), run(leak(others))] {
        thread.join().unwrap().unwrap();
    }
    println!("{} generators, {} questions each", ALL.len(), seeds());
}

fn leak(all: &[Generator]) -> &'static [Generator] {
    let copied: Vec<Generator> = all.iter().map(|it| Generator { ..*it }).collect();
    Box::leak(copied.into_boxed_slice())
}

#[test]
fn a_seed_makes_the_same_question_again_and_others_make_others() {
    for generator in ALL {
        let make = |seed| generate(generator.id, seed).unwrap();
        assert_eq!(make(5), make(5));
        let different: BTreeSet<String> =
            (1..7).map(|seed| format!("{:?}", Question { id: String::new(), ..make(seed) })).collect();
        assert!(different.len() > 3, "{}: {}", generator.id, different.len());
    }
    assert_eq!(generate("g-nothing", 1), None);
}

#[test]
fn the_right_side_and_the_number_of_right_options_vary() {
    for generator in ALL.iter().filter(|it| matches!(it.kind, Kind::Several | Kind::World)) {
        let counts: BTreeSet<usize> = (0..10)
            .filter_map(|seed| generate(generator.id, seed))
            .map(|it| it.options().iter().filter(|it| it.correct).count())
            .collect();
        assert!(counts.len() > 1, "{}: {counts:?}", generator.id);
    }
    for generator in ALL.iter().filter(|it| matches!(it.kind, Kind::One | Kind::Output | Kind::OverPrivilege)) {
        let places: BTreeSet<usize> = (0..14)
            .filter_map(|seed| generate(generator.id, seed))
            .filter_map(|it| it.options().iter().position(|it| it.correct))
            .collect();
        assert!(places.len() > 1, "{}: {places:?}", generator.id);
    }
}
