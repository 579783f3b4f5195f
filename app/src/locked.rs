//! What a lock forbade: no role helps against it, so it stands in the proof as a leaf of its own.

use std::sync::Arc;

use keyless_core::event::{Event, RefusalReason};
use keyless_core::model::scope::Scope;
use keyless_core::session::Outcome;
use keyless_core::state::State;

use crate::explain::place;
use crate::messages::inspect as say;
use crate::proof::Line;

/// A request that a lock kept from being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// What was asked to change.
    pub scope: Scope,
    /// The locks that forbid it, each a leaf.
    pub lines: Vec<Line>,
    /// What takes the first of them away.
    pub command: Option<String>,
}

/// The requests among these that locks forbade, in the world before them.
pub fn locked(outcomes: &[Arc<Outcome>], state: &State) -> Vec<Locked> {
    let refused = outcomes.iter().flat_map(|it| &it.events).filter_map(|event| match event {
        Event::RequestRefused { scope, reason: RefusalReason::Locked, .. } => Some(scope),
        _ => None,
    });
    refused.map(|scope| of(scope, state)).collect()
}

fn of(scope: &Scope, state: &State) -> Locked {
    let holds = |lock: &Scope| lock.contains(scope) || scope.contains(lock);
    let locks: Vec<_> = state.locks().filter(|it| holds(&it.scope)).collect();
    let line = |it: &&keyless_core::model::control::Lock| Line {
        label: "Lock",
        text: say::lock(&it.name, it.level.as_str(), &place(&it.scope)),
        node: Some(it.scope.key()),
        speaks: Some(false),
        ..Line::default()
    };
    let command = locks.first().map(|it| format!("az lock delete --ids {}", it.id));
    Locked { scope: scope.clone(), lines: locks.iter().map(line).collect(), command }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::{Session, SessionOptions};

    #[test]
    fn a_lock_that_forbids_is_named_with_the_line_that_takes_it_away() {
        let mut session = Session::new(SessionOptions::default());
        session.run("az lock create -n keep --lock-type CanNotDelete -g myResourceGroup");
        let before = session.state().clone();
        let found = locked(&session.run("az group delete -n myResourceGroup --yes"), &before);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].lines.len(), 1);
        assert!(found[0].lines[0].text.starts_with("keep (CanNotDelete) on "), "{}", found[0].lines[0].text);
        assert_eq!(session.run(found[0].command.as_deref().unwrap())[0].exit_code, 0);
        let after = session.run("az group delete -n myResourceGroup --yes");
        assert_eq!(after[0].exit_code, 0);
        assert!(locked(&after, &before).is_empty());
    }
}
