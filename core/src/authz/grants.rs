//! The caller's grants as they are felt: with groups as its token has them, and with what is on its way (R34).

use crate::model::access::RoleAssignment;
use crate::model::id::ObjectId;
use crate::model::propagation::{Lag, Propagation};
use crate::state::State;
use crate::token::validate::Caller;

/// A grant that is looked at, and why it counts otherwise than it stands.
pub type Felt<'a> = (&'a RoleAssignment, Option<Lag>);

/// The caller and the groups that count: those of its token where tokens carry them, else those of the directory.
pub fn identities(state: &State, caller: &Caller) -> Vec<ObjectId> {
    let mut all = vec![caller.object_id.clone()];
    match frozen(state, caller) {
        Some(frozen) => all.extend(frozen.groups.iter().cloned()),
        None => all.extend(state.groups_of(&caller.object_id)),
    }
    all
}

/// What the caller's token says, when that counts.
fn frozen<'a>(state: &State, caller: &'a Caller) -> Option<&'a crate::token::validate::Frozen> {
    caller.token.as_ref().filter(|_| state.propagation() == Propagation::Azure)
}

/// Every grant to the caller or to a group of its, in no order.
pub fn held<'a>(state: &'a State, caller: &Caller) -> Vec<Felt<'a>> {
    let mut all = Vec::new();
    add(state, &caller.object_id, None, &mut all);
    let groups = state.groups_of(&caller.object_id);
    let Some(token) = frozen(state, caller) else {
        groups.iter().for_each(|group| add(state, group, None, &mut all));
        return all;
    };
    let (issued, until) = (token.issued, token.expires);
    for group in &groups {
        let lag = (!token.groups.contains(group)).then(|| Lag::Joined { group: group.clone(), issued, until });
        add(state, group, lag, &mut all);
    }
    for group in token.groups.iter().filter(|it| !groups.contains(it)) {
        add(state, group, Some(Lag::Left { group: group.clone(), issued, until }), &mut all);
    }
    all
}

fn add<'a>(state: &'a State, holder: &ObjectId, lag: Option<Lag>, all: &mut Vec<Felt<'a>>) {
    for it in state.assignments_of(holder) {
        let begins = state.begins(&it.id).map(|from| Lag::Begins { granted: it.created, from });
        // A grant that is both waits for the later of the two.
        let later = match (&lag, &begins) {
            (Some(Lag::Joined { until, .. }), Some(Lag::Begins { from, .. })) if until > from => lag.clone(),
            (_, Some(_)) => begins,
            (_, None) => lag.clone(),
        };
        all.push((it, later));
    }
    if state.propagation() == Propagation::Azure && !matches!(lag, Some(Lag::Joined { .. })) {
        all.extend(state.ending(holder).map(|(it, until)| (it, Some(Lag::Ends { until }))));
    }
}

/// Whether a grant counts already.
pub fn counts(lag: Option<&Lag>) -> bool {
    lag.is_none_or(|lag| lag.not_before().is_none())
}
