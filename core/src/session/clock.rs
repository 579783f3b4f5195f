//! `keyless clock`: time goes by, up to an instant or to the next thing that happens by itself.

use super::builtin::{Effect, fails, printed, says};
use crate::event::Event;
use crate::model::due::Due;
use crate::render::due::words;
use crate::state::State;

const USAGE: &str = "Usage: keyless clock [+10m | to-next] (a number of s, m, h or d; at most 400 days)";
/// How many of the things to come are listed.
const LISTED: usize = 10;

pub(super) fn run(state: &State, words: &[&str]) -> Effect {
    match words {
        [] => says(list(state)),
        ["to-next"] => match state.due().first() {
            Some(next) => advance(state, next.at.0.saturating_sub(state.now().0)),
            None => fails("Nothing is going to happen by itself. 'keyless clock +10m' lets time pass."),
        },
        [amount] => seconds(amount).map_or_else(|| fails(USAGE), |seconds| advance(state, seconds)),
        _ => fails(USAGE),
    }
}

/// Lets time pass, and says what it brought about.
fn advance(state: &State, seconds: i64) -> Effect {
    let mut after = state.clone();
    let moved = Event::ClockAdvanced { seconds };
    after.apply(&moved);
    let mut text = format!("It is now {} UTC.\n", after.now().readable());
    let mut events = vec![moved];
    for due in state.due().into_iter().filter(|it| it.at <= after.now()) {
        text.push_str(&line(state, &due));
        events.push(Event::CameDue { due });
    }
    Effect::Events(printed(text), events)
}

fn list(state: &State) -> String {
    let mut text = format!("It is {} UTC.\n", state.now().readable());
    let all = state.due();
    all.iter().take(LISTED).for_each(|it| text.push_str(&line(state, it)));
    if all.len() > LISTED {
        text.push_str(&format!("and {} more\n", all.len() - LISTED));
    }
    text
}

fn line(state: &State, due: &Due) -> String {
    format!("{}  {}\n", due.at.readable(), words(state, due))
}

/// Seconds in `+10m`; at most 400 days.
fn seconds(text: &str) -> Option<i64> {
    let text = text.strip_prefix('+')?;
    let unit = match text.chars().last()? {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let number: i64 = text.trim_end_matches(['s', 'm', 'h', 'd']).parse().ok()?;
    let seconds = number.checked_mul(unit)?;
    (1..=400 * 86_400).contains(&seconds).then_some(seconds)
}
