//! The page shows what the session did, and nothing is missing from it.

use keyless_core::session::{Journal, Session};

use super::script::{SYSTEM, Shown, USER};
use super::*;

#[track_caller]
fn claim(entry: &Entry, name: &str) -> String {
    let story = played::token(entry).expect("a token");
    story.claims.into_iter().find(|it| it.0 == name).map(|it| it.1).unwrap_or_default()
}

#[test]
fn every_line_of_the_session_succeeds() {
    let played = played::play();
    assert_eq!(played.lines.each_ref().map(Vec::len), [SYSTEM.len(), USER.len()]);
    for entry in played.lines.iter().flatten() {
        assert_eq!(entry.outcome.exit_code, 0, "{}: {}", entry.outcome.line, entry.outcome.stderr);
    }
}

#[test]
fn every_step_shows_something_that_happened_for_both_types() {
    let played = played::play();
    for (step, side, lines) in words::ALL
        .iter()
        .flat_map(|step| step.sides.iter().zip(&played.lines).map(move |(side, lines)| (step, side, lines)))
    {
        assert!(!side.hops.is_empty() && !side.shows.is_empty(), "{}", step.title);
        for shown in side.shows {
            let html = shown::piece(shown, lines);
            let wanted = match shown {
                Shown::Exchange { method, .. } => format!("<strong>{method}</strong>"),
                Shown::Events { .. } => "<li>".to_owned(),
                Shown::Claims { .. } => "<code>aud</code>".to_owned(),
            };
            assert!(html.contains(&wanted), "{}: {shown:?}", step.title);
            assert!(!matches!(shown, Shown::Exchange { part, .. } if !part.is_empty() && !html.contains("<details>")));
        }
        for number in side.typed {
            assert!(lines.get(*number).is_some(), "{}", step.title);
        }
    }
}

#[test]
fn the_tokens_are_for_the_vault_and_name_machine_and_identity() {
    let [system, user] = played::play().lines;
    assert_eq!(claim(&system[3], "aud"), "https://vault.azure.net");
    assert!(claim(&system[3], "xms_mirid").ends_with("/virtualMachines/own-vm"));
    assert!(claim(&user[4], "xms_mirid").ends_with("/userAssignedIdentities/app-identity"));
    assert_ne!(claim(&system[3], "oid"), claim(&user[4], "oid"));
}

#[test]
fn both_read_the_secret_and_no_token_stands_in_full() {
    let page = page();
    assert_eq!(page.body.matches("&quot;value&quot;: &quot;hello&quot;").count(), 2);
    assert!(page.body.matches("Bearer eyJ").count() >= 2);
    let longest = page.body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-' && c != '.');
    let longest = longest.filter(|it| it.starts_with("eyJ")).map(str::len).max();
    assert!(longest.is_some_and(|it| it < 60), "{longest:?}");
}

#[test]
fn the_link_plays_the_same_session() {
    let played = played::play();
    let journal = Journal::from_link(&played.link).expect("a link of ours");
    let session = Session::replay(&journal).expect("a journal that replays");
    assert!(journal.is_same(&session));
    assert!(journal.lines.len() >= SYSTEM.len() + USER.len());
}

#[test]
fn the_picture_has_an_arrow_for_every_request_of_a_step() {
    for side in 0..2 {
        let svg = picture::svg(&words::ALL, side, "x");
        let hops: usize = words::ALL.iter().map(|step| step.sides[side].hops.len()).sum();
        assert_eq!(svg.matches("flow__arrow").count(), hops);
        for number in 1..=words::ALL.len() {
            assert!(svg.contains(&format!("data-step=\"{number}\"")) && svg.contains(&format!(">{number}</text>")));
        }
    }
}
