//! The session behind the page: what each line did, in a world of its own.

use keyless_core::authz::roles;
use keyless_core::gateway::Exchange;
use keyless_core::inspect::tokens::{self, TokenStory};
use keyless_core::render::sentences;
use keyless_core::session::{Entry, Session, SessionOptions};
use serde_json::Value;

use super::script::{CLIENT_ID, LEAVE, SETUP, SYSTEM, USER, WAIT};

/// What the lines of both types did, and a link that runs them again.
pub(super) struct Played {
    /// System-assigned, user-assigned.
    pub(super) lines: [Vec<Entry>; 2],
    /// What follows `#s=` in the playground's address.
    pub(super) link: String,
}

/// Plays both, one after the other.
pub(super) fn play() -> Played {
    let mut session = Session::prepared(SessionOptions::default(), &SETUP.map(str::to_owned));
    let system = run(&mut session, &SYSTEM, 1);
    session.run(LEAVE);
    let user = run(&mut session, &USER, 2);
    session.run(LEAVE);
    let link = session.shared().unwrap_or_else(|_| session.journal()).to_link();
    Played { lines: [system, user], link }
}

/// Runs the lines, and waits after the one at `wait`.
fn run(session: &mut Session, lines: &[&str], wait: usize) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let client_id = all.first().and_then(|it| made(it, "clientId")).unwrap_or_default();
        session.run(&line.replace(CLIENT_ID, &client_id));
        all.extend(session.last().cloned());
        if at == wait {
            session.run(WAIT);
        }
    }
    all
}

/// A member of what a line printed.
fn made(entry: &Entry, member: &str) -> Option<String> {
    let printed: Value = serde_json::from_str(&entry.outcome.stdout).ok()?;
    printed.get(member).and_then(Value::as_str).map(str::to_owned)
}

/// The exchange of a line with this method, at such an address.
pub(super) fn exchange<'a>(entry: &'a Entry, method: &str, at: &str) -> Option<&'a Exchange> {
    let mut all = entry.outcome.exchanges.iter();
    all.find(|it| it.request.method.as_str() == method && it.request.url.contains(at))
}

/// What happened, in sentences, each with its rule.
pub(super) fn happened(entry: &Entry, kinds: &[&str]) -> Vec<(String, Option<String>)> {
    let is_wanted = |event: &&keyless_core::event::Event| {
        let kind =
            serde_json::to_value(event).ok().and_then(|it| it.get("type").and_then(Value::as_str).map(str::to_owned));
        kind.is_some_and(|kind| kinds.contains(&kind.as_str()))
    };
    let name = |id: &keyless_core::model::id::RoleId| roles::name_in(&entry.after, id);
    let told = |event: &keyless_core::event::Event| {
        let sentence = sentences::sentence(event, &entry.before, &entry.after, &name)?;
        Some((sentence, event.rule().map(|rule| rule.to_string())))
    };
    entry.outcome.events.iter().filter(is_wanted).filter_map(told).collect()
}

/// The token that a line got.
pub(super) fn token(entry: &Entry) -> Option<TokenStory> {
    let body = exchange(entry, "GET", "169.254.169.254")?.response.body_or_null();
    tokens::read(&entry.after, body.get("access_token")?.as_str()?).ok()
}
