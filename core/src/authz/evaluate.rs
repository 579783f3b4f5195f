//! The evaluation order of Azure RBAC (rbac.md): the caller's grants that reach the scope, one of which must allow.

use super::pattern::matches;
use super::{remedy, roles};
use crate::model::access::{RoleAssignment, RoleDefinition};
use crate::model::decision::{ConsideredAssignment, Decision, Verdict};
use crate::model::order;
use crate::model::scope::Scope;
use crate::state::State;
use crate::token::validate::Caller;

/// Whether the caller may carry out a control-plane action at a scope, and why.
pub fn authorize(state: &State, caller: &Caller, action: &str, scope: &Scope) -> Decision {
    let mut assignments: Vec<&RoleAssignment> = state.assignments_of(&caller.object_id).collect();
    order::sort_by_number(&mut assignments, |it| it.order);
    let considered: Vec<ConsideredAssignment> = assignments.into_iter().map(|it| consider(it, action, scope)).collect();
    let allowed = considered.iter().any(|it| matches!(it.verdict, Verdict::Allows { .. }));
    Decision {
        principal_id: caller.object_id.clone(),
        principal_name: caller.name.clone(),
        action: action.to_owned(),
        scope: scope.clone(),
        data: false,
        considered,
        allowed,
        remedy: if allowed { None } else { remedy::smallest(state, caller, action, scope) },
    }
}

fn consider(assignment: &RoleAssignment, action: &str, scope: &Scope) -> ConsideredAssignment {
    let role = roles::find(&assignment.role);
    let verdict = match role {
        _ if !assignment.scope.contains(scope) => Verdict::OutOfScope,
        Some(role) => verdict(role, action),
        None => Verdict::NoMatch,
    };
    ConsideredAssignment {
        id: assignment.id.clone(),
        role_name: roles::name(&assignment.role),
        scope: assignment.scope.clone(),
        verdict,
    }
}

/// What one role says to a control-plane action: NotActions take back within this role only.
pub fn verdict(role: &RoleDefinition, action: &str) -> Verdict {
    let Some(allowing) = role.actions.iter().find(|pattern| matches(pattern, action)) else {
        return Verdict::NoMatch;
    };
    match role.not_actions.iter().find(|pattern| matches(pattern, action)) {
        Some(excluding) => Verdict::Excluded { pattern: excluding.clone() },
        None => Verdict::Allows { pattern: allowing.clone() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(role: &str, action: &str, expect: bool) {
        let verdict = verdict(roles::by_name(role).unwrap(), action);
        assert_eq!(matches!(verdict, Verdict::Allows { .. }), expect, "{role}: {action}: {verdict:?}");
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
