//! A challenge proves itself, and each way in which it can fail to is told.

use super::{check_challenge, reaching};
use crate::load_challenge::{load, tests::GOOD};

#[track_caller]
fn says(from: &str, to: &str, expected: &[&str]) {
    assert!(GOOD.contains(from), "{from}");
    let (challenge, _) = load("c.md", "01-a", &GOOD.replacen(from, to, 1));
    let found = check_challenge("c.md", &challenge.unwrap());
    assert_eq!(found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_good_challenge_has_nothing_to_mend() {
    says("", "", &[]);
}

#[test]
fn the_solution_reaches_all_and_no_more_within_par() {
    says("par = 1", "par = 2", &["the par is 2, and the solution changes the world with 1 lines"]);
    says(
        "\"az group create -n g2 -l westus\", \"az group list\"",
        "\"az group create -n g3 -l westus\"",
        &[
            "the solution does not reach the goal `there`: `g2` does not exist yet.",
            "after the solution `no-more` holds, which is forbidden",
        ],
    );
    says("\"az group list\"", "\"az group show -n x\"", &["a line of the solution fails: az group show -n x"]);
}

#[test]
fn the_start_misses_and_near_misses_fail() {
    says(
        "-n g1",
        "-n g2",
        &[
            "the goal `there` is reached before anything was done",
            "the par is 1, and the solution changes the world with 0 lines",
            "this near miss does not fail at `there`",
        ],
    );
    says("-n g4", "-n g2", &["this near miss does not fail at `there`"]);
    says("[\"az group create -n g1 -l westus\"]", "[\"az nonsense\"]", &["a line of `setup` fails: az nonsense"]);
}

#[test]
fn the_line_that_reaches_a_goal_is_known() {
    let swapped = GOOD.replacen(
        "[\"az group create -n g2 -l westus\", \"az group list\"]",
        "[\"az group list\", \"az group create -n g2 -l westus\"]",
        1,
    );
    let (challenge, _) = load("c.md", "01-a", &swapped);
    assert_eq!(reaching(&challenge.unwrap()), [1]);
}
