//! Why: the rules that the last line's events cite, and the decisions that refused it.

use std::sync::Arc;

use keyless_core::authz::decision::{ConsideredAssignment, Decision, Verdict};
use keyless_core::authz::evaluate::authorize;
use keyless_core::model::directory::{Principal, User};
use keyless_core::model::propagation::Lag;
use keyless_core::model::scope::Scope;
use keyless_core::rules::{self, Rule, RuleId};
use keyless_core::session::Outcome;
use keyless_core::state::State;
use keyless_core::token::validate::Caller;

use crate::account::account_name;

/// The rules that these outcomes cite, each once, in order of citation.
pub fn cited(outcomes: &[Arc<Outcome>]) -> Vec<&'static Rule> {
    let mut ids: Vec<RuleId> = Vec::new();
    for id in outcomes.iter().flat_map(|it| &it.events).filter_map(|event| event.rule()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(rules::find).collect()
}

/// The decisions that refused something, in order.
pub fn refusals(outcomes: &[Arc<Outcome>]) -> Vec<Decision> {
    let exchanges = outcomes.iter().flat_map(|it| &it.exchanges);
    exchanges.flat_map(|it| &it.decisions).filter(|decision| !decision.allowed).cloned().collect()
}

/// The decisions that allowed something, each action and scope once, in order.
pub fn allowed(outcomes: &[Arc<Outcome>]) -> Vec<Decision> {
    let mut all: Vec<Decision> = Vec::new();
    for decision in outcomes.iter().flat_map(|it| &it.exchanges).flat_map(|it| &it.decisions).filter(|it| it.allowed) {
        if all.len() < MOST_ALLOWED && !all.iter().any(|it| it.action == decision.action && it.scope == decision.scope)
        {
            all.push(decision.clone());
        }
    }
    all
}

/// A command may be allowed many things; these are told.
const MOST_ALLOWED: usize = 12;

/// Who could grant a role at a scope: name, display name, and whether they are signed in; those first who are.
pub fn granter(state: &State, scope: &Scope) -> Option<(String, String, bool)> {
    let may = |user: &User| {
        let caller = Caller {
            object_id: user.object_id.clone(),
            tenant_id: user.tenant_id.clone(),
            name: user.user_principal_name.clone(),
            token: None,
        };
        authorize(state, &caller, "Microsoft.Authorization/roleAssignments/write", scope).allowed
    };
    let signed_in = state.terminal().profile.as_ref().map(|it| it.object_id.clone());
    let users = state.principals().filter_map(|principal| match principal {
        Principal::User(user) => Some(user),
        Principal::ServicePrincipal(_) | Principal::Group(_) => None,
    });
    let found = users
        .filter(|user| may(user))
        .map(|user| (account_name(user), user.display_name.clone(), signed_in.as_ref() == Some(&user.object_id)));
    found.max_by_key(|it| it.2)
}

/// The accounts that could have done what was refused, by name and display name.
pub fn able(state: &State, decision: &Decision) -> Vec<(String, String)> {
    let could = |user: &User| {
        let caller = Caller {
            object_id: user.object_id.clone(),
            tenant_id: user.tenant_id.clone(),
            name: user.user_principal_name.clone(),
            token: None,
        };
        authorize(state, &caller, &decision.action, &decision.scope).allowed
    };
    let users = state.principals().filter_map(|principal| match principal {
        Principal::User(user) => Some(user),
        Principal::ServicePrincipal(_) | Principal::Group(_) => None,
    });
    users.filter(|user| could(user)).map(|user| (account_name(user), user.display_name.clone())).collect()
}

/// What became of one grant, in words.
pub fn verdict(grant: &ConsideredAssignment) -> String {
    match &grant.verdict {
        Verdict::Allows { pattern } => format!("allows it, by {pattern}"),
        Verdict::NotYet { .. } => not_yet(grant.lag.as_ref()),
        Verdict::OutOfScope => "holds elsewhere: its scope does not reach this".to_owned(),
        Verdict::NoMatch => "does not contain the action".to_owned(),
        Verdict::Excluded { pattern } => format!("contains the action and takes it back, by {pattern}"),
    }
}

/// Since when a grant is there, and from when on it counts (R34).
fn not_yet(lag: Option<&Lag>) -> String {
    match lag {
        Some(Lag::Begins { granted, from }) => format!(
            "would allow it: granted at {} UTC, not in effect before {} UTC",
            granted.readable(),
            from.readable()
        ),
        Some(Lag::Joined { issued, until, .. }) => format!(
            "would allow it through a group that the token of {} UTC does not name yet; the token is good until {} UTC",
            issued.readable(),
            until.readable()
        ),
        _ => "would allow it, and is not in effect yet".to_owned(),
    }
}

/// A scope as people say it: "group myResourceGroup", "myVM in myResourceGroup".
pub fn place(scope: &Scope) -> String {
    match (scope.group_name(), scope.resource_type()) {
        (Some(group), Some(_)) => format!("{} in {group}", scope.name()),
        (Some(group), None) => format!("the group {group}"),
        (None, None) if scope.subscription_id().is_some() => "the subscription".to_owned(),
        _ => scope.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::model::id::SubscriptionId;
    use keyless_core::model::scope::ResourceId;
    use keyless_core::scenario::Scenario;

    #[test]
    fn places_are_said_in_words() {
        let subscription = SubscriptionId::new("s");
        let group = ResourceId::group(&subscription, "g");
        assert_eq!(place(&ResourceId::subscription(&subscription)), "the subscription");
        assert_eq!(place(&group), "the group g");
        assert_eq!(place(&group.resource("Microsoft.Compute/virtualMachines", "vm1")), "vm1 in g");
    }

    #[test]
    fn those_who_could_have_done_it_are_named() {
        let state = Scenario::Sandbox.begin(1);
        let scope = state.groups().next().unwrap().id.clone();
        let reader = state.principals().find(|it| it.display_name() == "Rita").unwrap();
        let caller = Caller {
            object_id: reader.object_id().clone(),
            tenant_id: reader.tenant_id().clone(),
            name: "Rita".to_owned(),
            token: None,
        };
        let decision = authorize(&state, &caller, "Microsoft.Compute/virtualMachines/write", &scope);
        assert!(!decision.allowed);
        let names: Vec<_> = able(&state, &decision).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["alice", "vmcontributor", "vmoperator"]);
    }
}
