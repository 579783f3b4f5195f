//! Our own commands: help, clear, history, undo, redo, reset, and `keyless …` for what the page's controls do.

use super::{Entry, Session, checkpoint, clock, mask, settings};
use crate::az::commands;
use crate::az::execute::Printed;
use crate::event::Event;
use crate::model::directory::Principal;
use crate::scenario::sign_in;
use crate::state::State;
use crate::tools::commands as shell;

/// A builtin with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    Help,
    Clear,
    History,
    Undo(usize),
    Redo(usize),
    Reset,
    Keyless(Vec<String>),
    /// A builtin's name with words that it does not take.
    Wrong(String),
}

/// What running one comes to.
pub(super) enum Effect {
    /// It printed; whether it clears the screen.
    Printed(Printed, bool),
    /// It is a step of its own.
    Events(Printed, Vec<Event>),
    /// The world is as in the beginning.
    Reset(Printed),
    /// The world is another one that was before.
    World(Printed, Box<State>),
}

impl Builtin {
    /// Reads a command line as a builtin, where it is one.
    pub(super) fn read(words: &[String]) -> Option<Self> {
        let (name, rest) = words.split_first()?;
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let times = |rest: &[&str]| match rest {
            [] => Some(1),
            [count] => count.parse::<usize>().ok().filter(|it| *it > 0),
            _ => None,
        };
        let builtin = match (name.as_str(), rest.as_slice()) {
            ("help", []) => Self::Help,
            ("clear", []) => Self::Clear,
            ("history", []) => Self::History,
            ("undo", rest) => times(rest).map_or_else(|| Self::Wrong("undo [N]".to_owned()), Self::Undo),
            ("redo", rest) => times(rest).map_or_else(|| Self::Wrong("redo [N]".to_owned()), Self::Redo),
            ("reset", []) => Self::Reset,
            ("keyless", _) => Self::Keyless(rest.iter().map(|it| (*it).to_owned()).collect()),
            ("help" | "clear" | "history" | "reset", _) => Self::Wrong(name.clone()),
            _ => return None,
        };
        Some(builtin)
    }
}

pub(super) fn run(session: &mut Session, builtin: &Builtin) -> Effect {
    match builtin {
        Builtin::Help => says(help()),
        Builtin::Clear => Effect::Printed(Printed::default(), true),
        Builtin::History => says(history(session)),
        Builtin::Undo(times) => undo(session, *times),
        Builtin::Redo(times) => redo(session, *times),
        Builtin::Reset => {
            Effect::Reset(printed("The world is as it was in the beginning. 'undo' brings back what you had.\n"))
        }
        Builtin::Wrong(usage) => fails(format!("Usage: {usage}")),
        Builtin::Keyless(words) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            keyless(session, &words)
        }
    }
}

pub(super) fn printed(text: impl Into<String>) -> Printed {
    Printed { stdout: text.into(), ..Printed::default() }
}

pub(super) fn says(text: impl Into<String>) -> Effect {
    Effect::Printed(printed(text), false)
}

pub(super) fn fails(text: impl Into<String>) -> Effect {
    let text = format!("ERROR: {}\n", text.into());
    Effect::Printed(Printed { exit_code: 1, stderr: text, ..Printed::default() }, false)
}

/// The commands of our own, as `help` lists them.
const HELP: &[(&str, &str)] = &[
    ("help", "this list"),
    ("explain COMMAND", "what each word of it means"),
    ("what-if COMMAND", "what it would do, without doing it"),
    ("clear", "clears the screen, not the world"),
    ("history", "what was typed"),
    ("undo [N], redo [N]", "the last N changes, back and forth"),
    ("reset", "the world as in the beginning"),
    ("keyless account NAME", "sign in as another account, such as vmcontributor"),
    ("keyless clock +10m", "let time pass (s, m, h or d); to-next: until something happens; alone: what will"),
    ("keyless set propagation azure", "changes of access take effect after a while, as in Azure; instant: at once"),
    ("keyless set throttling on", "too many requests in a short time are refused"),
    ("keyless outage REGION on", "its managed identities cannot be managed; off: they can again"),
    ("keyless transfer SUBSCRIPTION TENANT", "it trusts another tenant from then on"),
    ("keyless set strict on", "az to the letter, without our leniencies"),
    ("keyless checkpoint NAME", "name this point of the timeline; keyless restore NAME brings it back"),
    ("keyless goto N", "the world after step N of the timeline"),
];

fn help() -> String {
    let mut text = String::from(
        "Keyless runs real az command lines against a simulated cloud.\n\nCommands of azure-cli 2.91.0 that run here:\n",
    );
    for name in commands::names() {
        text.push_str(&format!("  az {name}\n"));
    }
    text.push_str("\nOptions of a command: az vm create --help\n\nCommands of Keyless:\n");
    for (words, meaning) in HELP {
        text.push_str(&format!("  {words:<24} {meaning}\n"));
    }
    text.push_str("\nCommands of the shell:\n");
    for it in &shell::COMMANDS {
        text.push_str(&format!("  {:<24} {}\n", it.name, it.summary));
    }
    text
}

pub(super) fn history(session: &Session) -> String {
    let lines = session.transcript().iter().enumerate();
    lines.map(|(at, outcome)| format!("{:5}  {}\n", at + 1, mask(&outcome.line))).collect()
}

/// Goes back before the last changes; lines that changed nothing in between do not count.
fn undo(session: &mut Session, times: usize) -> Effect {
    let mut position = session.position();
    let mut undone = Vec::new();
    for _ in 0..times {
        let last = session.entries().iter().take(position).rposition(|entry| entry.changed);
        let Some(at) = last else { break };
        position = first_of_text(session.entries(), at);
        let changes = session.entries().get(position..=at).unwrap_or_default().iter().rev().filter(|it| it.changed);
        undone.extend(changes.map(|entry| mask(&entry.outcome.line)));
    }
    if undone.is_empty() {
        return fails("There is nothing to undo.");
    }
    session.move_to(position);
    says(undone.iter().map(|line| format!("Undid: {line}\n")).collect::<String>())
}

/// Where the text begins that an entry came with.
fn first_of_text(entries: &[Entry], at: usize) -> usize {
    let text = entries.get(at).map(|it| it.text);
    let before = entries.iter().take(at).rev().take_while(|it| Some(it.text) == text).count();
    at - before
}

fn redo(session: &mut Session, times: usize) -> Effect {
    let mut position = session.position();
    let mut redone = Vec::new();
    for _ in 0..times {
        let next = session.entries().iter().skip(position).position(|entry| entry.changed);
        let Some(at) = next.map(|offset| position + offset) else { break };
        let rest = session.entries().get(at..).unwrap_or_default();
        let together = rest.iter().take_while(|it| rest.first().is_some_and(|first| first.text == it.text));
        let together: Vec<&Entry> = together.collect();
        redone.extend(together.iter().filter(|it| it.changed).map(|entry| mask(&entry.outcome.line)));
        position = at + together.len();
    }
    if redone.is_empty() {
        return fails("There is nothing to redo.");
    }
    session.move_to(position);
    says(redone.iter().map(|line| format!("Redid: {line}\n")).collect::<String>())
}

fn keyless(session: &mut Session, words: &[&str]) -> Effect {
    match words {
        ["account", name] => account(session, name),
        ["clock", rest @ ..] => clock::run(session.state(), rest),
        ["set", "propagation", mode] => settings::propagation(session.state(), mode),
        ["set", "strict", on @ ("on" | "off")] => {
            let strict = *on == "on";
            let text = if strict { "az runs to the letter now.\n" } else { "Our leniencies are on again.\n" };
            Effect::Events(printed(text), vec![Event::StrictChanged { strict }])
        }
        ["checkpoint", name] => checkpoint::keep(session, name),
        ["restore", name] => checkpoint::restore(session, name),
        ["goto", step] => match step.parse::<usize>() {
            Ok(step) if step <= session.entries().len() => {
                session.move_to(step);
                says(format!("The world is as it was after step {step}.\n"))
            }
            _ => fails(format!("The timeline has {} steps.", session.entries().len())),
        },
        ["set", "throttling", on @ ("on" | "off")] => settings::throttling(*on == "on"),
        ["outage", region, on @ ("on" | "off")] => settings::outage(region, *on == "on"),
        ["transfer", subscription, tenant] => settings::transfer(session.state(), subscription, tenant),
        ["transfer", ..] => fails("Usage: keyless transfer SUBSCRIPTION TENANT"),
        ["outage", ..] => fails("Usage: keyless outage REGION on|off"),
        _ => fails(
            "Usage: keyless account NAME | keyless clock +10m | keyless set strict|throttling on|off | keyless set propagation azure|instant | keyless outage REGION on|off | keyless transfer SUBSCRIPTION TENANT | keyless goto N",
        ),
    }
}

fn account(session: &Session, name: &str) -> Effect {
    let state = session.state();
    let user = state.principals().find_map(|principal| match principal {
        Principal::User(user) => {
            let short = user.user_principal_name.split('@').next().unwrap_or_default();
            let same = [short, user.user_principal_name.as_str(), user.display_name.as_str()];
            same.iter().any(|it| it.eq_ignore_ascii_case(name)).then_some(user)
        }
        Principal::ServicePrincipal(_) | Principal::Group(_) => None,
    });
    let Some(user) = user else {
        let names: Vec<&str> = state
            .principals()
            .filter_map(|it| match it {
                Principal::User(user) => user.user_principal_name.split('@').next(),
                Principal::ServicePrincipal(_) | Principal::Group(_) => None,
            })
            .collect();
        return fails(format!("There is no account '{name}'. There are: {}.", names.join(", ")));
    };
    let profile = sign_in(state, user);
    let text = format!("Signed in as {}.\n", user.user_principal_name);
    Effect::Events(printed(text), vec![Event::ProfileChanged { profile: Some(profile) }])
}
