//! The evaluation order of Azure RBAC (rbac.md): the caller's grants that reach the scope, one of
//! which must allow; then deny assignments, none of which may forbid.

use super::grants::Felt;
use super::pattern::matches;
use super::{deny, grants, remedy, roles};
use crate::model::access::RoleDefinition;
use crate::model::decision::{ConsideredAssignment, Decision, Denial, Verdict};
use crate::model::order;
use crate::model::scope::Scope;
use crate::state::State;
use crate::token::validate::Caller;

/// Whether the caller may carry out a control-plane action at a scope, and why.
pub fn authorize(state: &State, caller: &Caller, action: &str, scope: &Scope) -> Decision {
    decide(state, caller, action, scope, Plane::Control)
}

/// Whether the caller may carry out a data-plane action at a scope, and why: only DataActions count.
pub fn authorize_data(state: &State, caller: &Caller, action: &str, scope: &Scope) -> Decision {
    decide(state, caller, action, scope, Plane::Data)
}

/// Which of a role's patterns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// `Actions` and `NotActions`.
    Control,
    /// `DataActions` and `NotDataActions`.
    Data,
}

fn decide(state: &State, caller: &Caller, action: &str, scope: &Scope, plane: Plane) -> Decision {
    // Step 4 of rbac.md's order: grants to the principal, and to the groups that it is in.
    let identities = grants::identities(state, caller);
    let mut held = grants::held(state, caller);
    order::sort_by_key(&mut held, |it| it.0.order);
    let considered: Vec<ConsideredAssignment> =
        held.into_iter().map(|it| consider(state, it, action, scope, plane)).collect();
    let granted = considered.iter().any(|it| matches!(it.verdict, Verdict::Allows { .. }));
    let waits = considered.iter().any(|it| matches!(it.verdict, Verdict::NotYet { .. }));
    let denial = deny::find(state, &identities, action, scope, plane == Plane::Data).filter(|_| granted);
    let allowed = granted && denial.is_none();
    Decision {
        principal_id: caller.object_id.clone(),
        principal_name: caller.name.clone(),
        action: action.to_owned(),
        scope: scope.clone(),
        data: plane == Plane::Data,
        considered,
        allowed,
        denied_by: denial.map(Denial::of),
        remedy: if granted || waits { None } else { remedy::smallest(state, caller, action, scope, plane) },
    }
}

/// Whether the caller may, and nothing more: for lists, where every item is asked about.
pub fn allows(state: &State, caller: &Caller, action: &str, scope: &Scope) -> bool {
    let identities = grants::identities(state, caller);
    let held = grants::held(state, caller);
    let mut reaching = held.iter().filter(|(it, lag)| grants::counts(lag.as_ref()) && it.scope.contains(scope));
    let granted = reaching.any(|(it, _)| {
        roles::find_in(state, &it.role)
            .is_some_and(|role| matches!(verdict(role, action, Plane::Control), Verdict::Allows { .. }))
    });
    granted && deny::find(state, &identities, action, scope, false).is_none()
}

fn consider(
    state: &State,
    (assignment, lag): Felt<'_>,
    action: &str,
    scope: &Scope,
    plane: Plane,
) -> ConsideredAssignment {
    let role = roles::find_in(state, &assignment.role);
    let verdict = match role {
        _ if !assignment.scope.contains(scope) => Verdict::OutOfScope,
        Some(role) if plane == Plane::Data && as_recorded(state, role, action) => {
            Verdict::Allows { pattern: "*".to_owned() }
        }
        Some(role) => verdict(role, action, plane),
        None => Verdict::NoMatch,
    };
    let verdict = match verdict {
        Verdict::Allows { pattern } if !grants::counts(lag.as_ref()) => Verdict::NotYet { pattern },
        verdict => verdict,
    };
    ConsideredAssignment {
        id: assignment.id.clone(),
        role_name: roles::name_in(state, &assignment.role),
        scope: assignment.scope.clone(),
        verdict,
        lag,
    }
}

/// Whether a blob is an Owner's without a data role, as it was recorded (simplification `recorded-blob-access`).
fn as_recorded(state: &State, role: &RoleDefinition, action: &str) -> bool {
    state.owners_reach_blobs() && role.role_name == "Owner" && action.starts_with("Microsoft.Storage/")
}

/// What one role says to an action: NotActions take back within this role only, and so do NotDataActions.
pub fn verdict(role: &RoleDefinition, action: &str, plane: Plane) -> Verdict {
    let (actions, not_actions) = match plane {
        Plane::Control => (&role.actions, &role.not_actions),
        Plane::Data => (&role.data_actions, &role.not_data_actions),
    };
    let Some(allowing) = actions.iter().find(|pattern| matches(pattern, action)) else {
        return Verdict::NoMatch;
    };
    match not_actions.iter().find(|pattern| matches(pattern, action)) {
        Some(excluding) => Verdict::Excluded { pattern: excluding.clone() },
        None => Verdict::Allows { pattern: allowing.clone() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(role: &str, action: &str, expect: bool) {
        let verdict = verdict(roles::by_name(role).unwrap(), action, Plane::Control);
        assert_eq!(matches!(verdict, Verdict::Allows { .. }), expect, "{role}: {action}: {verdict:?}");
    }

    #[test]
    fn actions_never_cover_data() {
        let read = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
        let allows =
            |role: &str, plane| matches!(verdict(roles::by_name(role).unwrap(), read, plane), Verdict::Allows { .. });
        assert!(allows("Owner", Plane::Control) && !allows("Owner", Plane::Data));
        assert!(allows("Storage Blob Data Reader", Plane::Data) && !allows("Storage Blob Data Reader", Plane::Control));
    }

    #[test]
    fn r60_contributor_creates_and_operator_attaches() {
        let (write, assign) = (
            "Microsoft.ManagedIdentity/userAssignedIdentities/write",
            "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
        );
        check("Managed Identity Contributor", write, true);
        check("Managed Identity Contributor", assign, false);
        check("Managed Identity Operator", write, false);
        check("Managed Identity Operator", assign, true);
    }

    #[test]
    fn r61_contributor_may_attach_but_not_grant() {
        check("Contributor", "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", true);
        check("Contributor", "Microsoft.Authorization/roleAssignments/write", false);
        check("Owner", "Microsoft.Authorization/roleAssignments/write", true);
    }

    #[test]
    fn r53_virtual_machine_contributor_writes_machines() {
        check("Virtual Machine Contributor", "Microsoft.Compute/virtualMachines/write", true);
        check("Reader", "Microsoft.Compute/virtualMachines/write", false);
        check("Reader", "Microsoft.Compute/virtualMachines/read", true);
    }
}
