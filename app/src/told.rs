//! What a command did, as sentences with a tone: new, changed, gone, refused, or nothing.

use keyless_core::authz::roles;
use keyless_core::event::{Event, RefusalReason};
use keyless_core::inspect::subjects;
use keyless_core::render::diagram::Diagram;
use keyless_core::render::sentences::sentence;
use keyless_core::session::{Outcome, mask};
use keyless_core::state::State;

/// What kind of change a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is new.
    Added,
    /// Something is different.
    Changed,
    /// Something is gone.
    Removed,
    /// Somebody lacked a right.
    Refused,
    /// Something failed for another reason.
    Failed,
    /// A token was issued: news of the client, not of the world.
    Token,
    /// Nothing changed.
    Nothing,
}

impl Tone {
    /// The word beside the sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Changed => "changed",
            Self::Removed => "gone",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Token => "token",
            Self::Nothing => "same",
        }
    }

    /// Its style classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Added => "told__item told__item--added",
            Self::Changed => "told__item told__item--changed",
            Self::Removed => "told__item told__item--removed",
            Self::Refused | Self::Failed => "told__item told__item--refused",
            Self::Token => "told__item told__item--token",
            Self::Nothing => "told__item told__item--nothing",
        }
    }

    const fn of(event: &Event) -> Self {
        match event {
            Event::ResourceGroupCreated { .. }
            | Event::ResourceCreated { .. }
            | Event::ServicePrincipalCreated { .. }
            | Event::UserCreated { .. }
            | Event::GroupCreated { .. }
            | Event::GroupMemberAdded { .. }
            | Event::ApplicationCreated { .. }
            | Event::ApplicationPasswordAdded { .. }
            | Event::DirectoryObjectRestored { .. }
            | Event::SystemAssignedIdentityEnabled { .. }
            | Event::UserAssignedIdentityAttached { .. }
            | Event::RoleAssignmentCreated { .. } => Self::Added,
            Event::ResourceGroupDeleted { .. }
            | Event::ResourceDeleted { .. }
            | Event::ServicePrincipalDeleted { .. }
            | Event::GroupMemberRemoved { .. }
            | Event::ApplicationPasswordRemoved { .. }
            | Event::DirectoryObjectDeleted { .. }
            | Event::DirectoryObjectPurged { .. }
            | Event::SystemAssignedIdentityDisabled { .. }
            | Event::UserAssignedIdentityDetached { .. }
            | Event::RoleAssignmentDeleted { .. } => Self::Removed,
            Event::RequestRefused { reason: RefusalReason::Invalid, .. } => Self::Failed,
            Event::RequestRefused { .. } => Self::Refused,
            Event::TokenIssued { .. } | Event::TokenCached { .. } | Event::TokenServedFromCache { .. } => Self::Token,
            Event::AlreadySo { .. } => Self::Nothing,
            _ => Self::Changed,
        }
    }
}

/// What one command did, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What was typed, secrets masked.
    pub line: String,
    /// At least one sentence, each with its tone.
    pub sentences: Vec<(Tone, String)>,
    /// For each sentence, the ids of the nodes that it is about.
    pub about: Vec<Vec<String>>,
}

/// One sentence for each thing that happened between two worlds, or one that says that nothing did, and why.
pub fn told(outcome: &Outcome, before: &State, after: &State, diagram: &Diagram) -> Told {
    let say = |event| {
        let said = sentence(event, before, after, &|id| roles::name_in(after, id))?;
        Some(((Tone::of(event), said), subjects::of(event)))
    };
    let plain = |said: (Tone, String)| (said, Vec::new());
    // The world first, then the client.
    let (client, world): (Vec<_>, Vec<_>) = outcome.events.iter().partition(|event| is_aside(event));
    let mut sentences: Vec<_> = world.into_iter().filter_map(say).collect();
    if outcome.events.is_empty() && is_travel(&outcome.line) {
        // Undo, redo and reset have no events: the two worlds are compared.
        sentences.extend(outcome.stdout.lines().map(|line| plain((Tone::Changed, line.to_owned()))));
        sentences.extend(diagram.change_sentences().into_iter().map(|sentence| plain((Tone::Changed, sentence))));
    }
    if sentences.is_empty() {
        sentences.push(plain(nothing(outcome)));
    }
    sentences.extend(client.into_iter().filter_map(say));
    let (sentences, about) = sentences.into_iter().unzip();
    Told { line: mask(outcome.line.trim_end()), sentences, about }
}

/// What a whole line or paste did, in one sentence: the first news, and how many more.
pub fn summary(news: &[Told]) -> Option<(Tone, String)> {
    let all: Vec<_> = news.iter().flat_map(|told| &told.sentences).collect();
    let news: Vec<_> = all.iter().copied().filter(|(tone, _)| !matches!(tone, Tone::Nothing | Tone::Token)).collect();
    let (tone, sentence) =
        news.first().or_else(|| all.iter().find(|(tone, _)| *tone == Tone::Nothing)).or_else(|| all.first())?;
    let more = match news.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" And {more} more."),
    };
    Some((*tone, format!("{sentence}{more}")))
}

/// What happens at the client while it does something else.
const fn is_aside(event: &Event) -> bool {
    matches!(event, Event::TokenIssued { .. } | Event::TokenCached { .. } | Event::SshKeysGenerated)
}

/// Whether a line goes to another point of the timeline.
fn is_travel(line: &str) -> bool {
    let line = line.trim_start();
    ["undo", "redo", "reset", "keyless goto", "keyless restore"].iter().any(|it| line.starts_with(it))
}

/// Whether a host's platform gave a token to code on it.
const fn handed_out(event: &Event) -> bool {
    matches!(event, Event::ManagedIdentityTokenCached { .. } | Event::TokenServedFromCache { .. })
}

fn nothing(outcome: &Outcome) -> (Tone, String) {
    let sentence = match (outcome.exit_code, outcome.exchanges.len()) {
        (0, 1..) if outcome.events.iter().any(handed_out) => {
            return (Tone::Token, "A token was handed out; nothing in the cloud changed.".to_owned());
        }
        (0, 0) => "Nothing changed in the cloud: the command sent no request.",
        (0, _) => "Nothing changed: the command only looked.",
        (_, 0) => "Nothing changed: the command was stopped before it sent a request.",
        _ => "Nothing changed: the request failed.",
    };
    (if outcome.exit_code == 0 { Tone::Nothing } else { Tone::Failed }, sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::scenario::Scenario;

    fn of(outcome: &Outcome) -> Vec<(Tone, String)> {
        let state = Scenario::Sandbox.begin(1);
        told(outcome, &state, &state, &Diagram::default()).sentences
    }

    #[test]
    fn when_nothing_changed_it_says_so_and_why() {
        let looked = of(&Outcome::default());
        assert_eq!(looked, [(Tone::Nothing, "Nothing changed in the cloud: the command sent no request.".to_owned())]);
        assert_eq!(of(&Outcome { exit_code: 2, ..Outcome::default() })[0].0, Tone::Failed);
    }

    #[test]
    fn a_summary_is_the_first_news_and_how_many_more() {
        let news = |tone, text: &str| (tone, text.to_owned());
        let sentences = vec![news(Tone::Nothing, "Same."), news(Tone::Added, "New."), news(Tone::Removed, "Gone.")];
        let told = [Told { line: String::new(), sentences, about: Vec::new() }];
        assert_eq!(summary(&told), Some((Tone::Added, "New. And 1 more.".to_owned())));
        assert_eq!(summary(&[]), None);
    }
}
