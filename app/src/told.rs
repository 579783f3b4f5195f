//! What a command did, as sentences with a tone: new, changed, gone, refused, or nothing.

use std::sync::Arc;

use keyless_core::event::Event;
use keyless_core::session::Outcome;

/// What kind of change a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is new.
    Added,
    /// Something is different.
    Changed,
    /// Something is gone.
    Removed,
    /// Something was refused or failed.
    Refused,
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
            Self::Nothing => "as it was",
        }
    }

    /// Its style classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Added => "told__item told__item--added",
            Self::Changed => "told__item told__item--changed",
            Self::Removed => "told__item told__item--removed",
            Self::Refused => "told__item told__item--refused",
            Self::Nothing => "told__item told__item--nothing",
        }
    }

    const fn of(event: &Event) -> Self {
        match event {
            Event::ResourceGroupCreated { .. }
            | Event::ResourceCreated { .. }
            | Event::ServicePrincipalCreated { .. }
            | Event::SystemAssignedIdentityEnabled { .. }
            | Event::UserAssignedIdentityAttached { .. }
            | Event::RoleAssignmentCreated { .. } => Self::Added,
            Event::ResourceGroupDeleted { .. }
            | Event::ResourceDeleted { .. }
            | Event::ServicePrincipalDeleted { .. }
            | Event::SystemAssignedIdentityDisabled { .. }
            | Event::UserAssignedIdentityDetached { .. }
            | Event::RoleAssignmentDeleted { .. } => Self::Removed,
            Event::RequestRefused { .. } => Self::Refused,
            Event::AlreadySo { .. } => Self::Nothing,
            _ => Self::Changed,
        }
    }
}

/// One sentence for each thing that happened, or one that says that nothing did, and why.
pub fn told(outcome: &Outcome) -> Vec<(Tone, String)> {
    let events = outcome.events.iter().filter(|event| is_told(event));
    let told: Vec<_> = events.map(|event| (Tone::of(event), format!("{event:?}"))).collect();
    if told.is_empty() { vec![nothing(outcome)] } else { told }
}

/// What a whole line or paste did, in one sentence: the first news, and how many more.
pub fn summary(outcomes: &[Arc<Outcome>]) -> Option<(Tone, String)> {
    let all: Vec<_> = outcomes.iter().flat_map(|outcome| told(outcome)).collect();
    let news: Vec<_> = all.iter().filter(|(tone, _)| *tone != Tone::Nothing).collect();
    let (tone, sentence) = news.first().copied().or_else(|| all.first())?;
    let more = match news.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" And {more} more."),
    };
    Some((*tone, format!("{sentence}{more}")))
}

/// Bookkeeping of the client's is no news.
const fn is_told(event: &Event) -> bool {
    !matches!(event, Event::TokenIssued { .. } | Event::TokenCached { .. } | Event::ClockAdvanced { .. })
}

fn nothing(outcome: &Outcome) -> (Tone, String) {
    let sentence = match (outcome.exit_code, outcome.exchanges.len()) {
        (0, 0) => "Nothing changed in the cloud: the command sent no request.",
        (0, _) => "Nothing changed: the command only looked.",
        (_, 0) => "Nothing changed: the command was stopped before it sent a request.",
        _ => "Nothing changed: the cloud refused the request.",
    };
    (if outcome.exit_code == 0 { Tone::Nothing } else { Tone::Refused }, sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_nothing_changed_it_says_so_and_why() {
        let looked = told(&Outcome::default());
        assert_eq!(looked, [(Tone::Nothing, "Nothing changed in the cloud: the command sent no request.".to_owned())]);
        let failed = told(&Outcome { exit_code: 2, ..Outcome::default() });
        assert_eq!(failed[0].0, Tone::Refused);
    }
}
