//! Deny assignments: looked at last, and stronger than any grant (rbac.md, "Evaluation order").

use super::pattern::matches;
use crate::model::control::{DenyAssignment, EVERYONE};
use crate::model::id::ObjectId;
use crate::model::scope::Scope;
use crate::state::State;

/// The first deny assignment that takes an action at a scope away from a principal or from one of its groups.
pub fn find<'a>(
    state: &'a State,
    principals: &[ObjectId],
    action: &str,
    scope: &Scope,
    data: bool,
) -> Option<&'a DenyAssignment> {
    state.deny_assignments().find(|it| reaches(it, scope) && names(it, principals) && forbids(it, action, data))
}

fn reaches(denial: &DenyAssignment, scope: &Scope) -> bool {
    if denial.not_below { denial.scope == *scope } else { denial.scope.contains(scope) }
}

fn names(denial: &DenyAssignment, principals: &[ObjectId]) -> bool {
    let hit = |it: &ObjectId| it.as_str() == EVERYONE || principals.contains(it);
    denial.principals.iter().any(hit) && !denial.excluded.iter().any(|it| principals.contains(it))
}

fn forbids(denial: &DenyAssignment, action: &str, data: bool) -> bool {
    let (yes, no) =
        if data { (&denial.data_actions, &denial.not_data_actions) } else { (&denial.actions, &denial.not_actions) };
    yes.iter().any(|pattern| matches(pattern, action)) && !no.iter().any(|pattern| matches(pattern, action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::RoleId;

    const GROUP: &str = "/subscriptions/s/resourceGroups/g";
    const DELETE: &str = "Microsoft.Compute/virtualMachines/delete";

    fn denial() -> DenyAssignment {
        DenyAssignment {
            name: RoleId::new("d"),
            display_name: "d".to_owned(),
            scope: Scope::new(GROUP),
            not_below: false,
            actions: vec!["*/delete".to_owned()],
            not_actions: vec!["Microsoft.Network/*".to_owned()],
            data_actions: Vec::new(),
            not_data_actions: Vec::new(),
            principals: vec![ObjectId::new(EVERYONE)],
            excluded: vec![ObjectId::new("spared")],
        }
    }

    #[test]
    fn everybody_is_hit_but_whom_it_spares() {
        assert!(names(&denial(), &[ObjectId::new("someone")]));
        assert!(!names(&denial(), &[ObjectId::new("spared")]));
        assert!(!names(&denial(), &[ObjectId::new("someone"), ObjectId::new("spared")]));
        let one = DenyAssignment { principals: vec![ObjectId::new("one")], ..denial() };
        assert!(names(&one, &[ObjectId::new("one")]) && !names(&one, &[ObjectId::new("two")]));
    }

    #[test]
    fn a_denial_has_patterns_of_both_planes_and_exceptions() {
        assert!(forbids(&denial(), DELETE, false));
        assert!(!forbids(&denial(), "Microsoft.Network/virtualNetworks/delete", false));
        assert!(!forbids(&denial(), "Microsoft.Compute/virtualMachines/read", false));
        assert!(!forbids(&denial(), DELETE, true));
    }

    #[test]
    fn a_denial_may_stop_at_its_scope() {
        let below = Scope::new(format!("{GROUP}/providers/Microsoft.Compute/virtualMachines/v"));
        assert!(reaches(&denial(), &below));
        let here = DenyAssignment { not_below: true, ..denial() };
        assert!(!reaches(&here, &below) && reaches(&here, &Scope::new(GROUP)));
    }
}
