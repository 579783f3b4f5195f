//! One picture of the session for the page: plain values, made anew after each line.

use std::sync::Arc;

use keyless_core::authz::roles;
use keyless_core::model::directory::Principal;
use keyless_core::render::diagram::Diagram;
use keyless_core::session::{Entry, Outcome, Session};
use keyless_core::state::State;

use crate::explain::account_name;
use crate::mask;
use crate::transcript::Block;

/// All that the page shows of a session.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// What the terminal shows.
    pub blocks: Vec<Arc<Block>>,
    /// Every line typed so far, for the prompt's history.
    pub lines: Arc<Vec<String>>,
    /// What the last line typed did: one outcome, or more for a paste.
    pub last: Vec<Arc<Outcome>>,
    /// The world's picture.
    pub diagram: Arc<Diagram>,
    /// The steps, undone ones included.
    pub timeline: Vec<Step>,
    /// How many of them are in effect.
    pub position: usize,
    /// Who may be signed in.
    pub accounts: Vec<Account>,
    /// The world's time.
    pub clock: String,
    /// The world itself.
    pub state: State,
}

/// A step of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was typed, secrets masked.
    pub line: String,
    /// How it went.
    pub status: StepStatus,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStatus {
    /// The world differs after it.
    Changed,
    /// It only looked, or found everything so already.
    Unchanged,
    /// The cloud refused it for want of rights.
    Refused,
    /// It failed for another reason.
    Failed,
}

impl StepStatus {
    /// Of an entry.
    pub fn of(entry: &Entry) -> Self {
        match entry.outcome.exit_code {
            0 if entry.changed_world() => Self::Changed,
            0 => Self::Unchanged,
            _ if entry.refusal().is_some() => Self::Refused,
            _ => Self::Failed,
        }
    }

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Changed => "changed the world",
            Self::Unchanged => "changed nothing",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// The suffix of its style class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Changed => "step step--changed",
            Self::Unchanged => "step step--unchanged",
            Self::Refused => "step step--refused",
            Self::Failed => "step step--failed",
        }
    }
}

/// Somebody who can be signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What `keyless account` takes: the part before the `@`.
    pub name: String,
    /// `Victor`
    pub display_name: String,
    /// The roles, in words.
    pub roles: String,
    /// Whether az is signed in as them.
    pub signed_in: bool,
}

impl Snapshot {
    /// Of a session; the caller adds what the page remembers beside it.
    pub fn of(
        session: &Session,
        state: State,
        blocks: Vec<Arc<Block>>,
        last: Vec<Arc<Outcome>>,
        diagram: Arc<Diagram>,
    ) -> Self {
        let step = |entry: &Entry| Step { line: mask::line(&entry.outcome.line), status: StepStatus::of(entry) };
        Self {
            blocks,
            lines: Arc::new(session.journal().lines),
            last,
            diagram,
            timeline: session.entries().iter().map(step).collect(),
            position: session.position(),
            accounts: accounts(&state),
            clock: state.now().readable(),
            state,
        }
    }

    /// Whether `undo` would do something.
    pub const fn can_undo(&self) -> bool {
        self.position > 0
    }

    /// Whether `redo` would do something.
    pub fn can_redo(&self) -> bool {
        self.position < self.timeline.len()
    }
}

fn accounts(state: &State) -> Vec<Account> {
    let signed_in = state.terminal().profile.as_ref().map(|profile| &profile.object_id);
    let account = |principal: &Principal| match principal {
        Principal::User(user) => Some(Account {
            name: account_name(user),
            display_name: user.display_name.clone(),
            roles: role_names(state, principal),
            signed_in: signed_in == Some(&user.object_id),
        }),
        Principal::ServicePrincipal(_) => None,
    };
    state.principals().filter_map(account).collect()
}

fn role_names(state: &State, principal: &Principal) -> String {
    let names: Vec<String> = state.assignments_of(principal.object_id()).map(|it| roles::name(&it.role)).collect();
    if names.is_empty() { "no roles".to_owned() } else { names.join(" and ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::scenario::Scenario;

    #[test]
    fn the_sandbox_has_four_accounts_and_alice_is_signed_in() {
        let accounts = accounts(&Scenario::Sandbox.begin(1));
        let names: Vec<_> = accounts.iter().map(|it| (it.name.as_str(), it.signed_in)).collect();
        assert_eq!(names, [("alice", true), ("vmcontributor", false), ("vmoperator", false), ("reader", false)]);
    }
}
