//! The second judge's whole law: groups in groups, custom roles, and deny assignments, as plainly as `rbac.md` words them.

use crate::oracle::{Grant, Judge, Role, holds, holds_data, matches, reaches};

/// A deny assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Where it holds.
    pub scope: String,
    /// Whether it stops at its scope.
    pub only_here: bool,
    /// Control-plane patterns.
    pub actions: Vec<String>,
    /// What those leave out.
    pub not_actions: Vec<String>,
    /// Data-plane patterns.
    pub data_actions: Vec<String>,
    /// Whom it hits; nobody named means everybody.
    pub hits: Vec<String>,
    /// Whom it spares.
    pub spares: Vec<String>,
}

/// Everything that decides about access.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// Roles, built in and custom.
    pub roles: Vec<Role>,
    /// Grants.
    pub grants: Vec<Grant>,
    /// Groups and their direct members.
    pub members: Vec<(String, String)>,
    /// Deny assignments.
    pub denials: Vec<Denial>,
}

impl Law {
    /// The principal, the groups it is in, the groups that those are in, and so on.
    pub fn everyone_it_is(&self, principal: &str) -> Vec<String> {
        let mut all = vec![principal.to_owned()];
        loop {
            let next = self.members.iter().find(|(group, member)| all.contains(member) && !all.contains(group));
            let Some((group, _)) = next else { return all };
            all.push(group.clone());
        }
    }

    /// Whether a grant lets the principal do this here, and no deny assignment takes it away.
    pub fn allowed(&self, principal: &str, action: &str, scope: &str, data: bool) -> bool {
        let everyone = self.everyone_it_is(principal);
        let granted = self.grants.iter().any(|grant| {
            everyone.contains(&grant.principal)
                && reaches(&grant.scope, scope)
                && self.roles.iter().any(|role| {
                    role.name == grant.role && if data { holds_data(role, action) } else { holds(role, action) }
                })
        });
        granted && !self.denials.iter().any(|it| it.denies(&everyone, action, scope, data))
    }

    /// The same of a control-plane action, with built-in roles as a judge remembers them: `roles` are the custom ones.
    pub fn allowed_with(&self, judge: &Judge, principal: &str, action: &str, scope: &str) -> bool {
        let everyone = self.everyone_it_is(principal);
        let role_holds = |id: &String| {
            judge.role_holds(id, action) || self.roles.iter().any(|role| role.name == *id && holds(role, action))
        };
        let granted = self.grants.iter().any(|grant| {
            everyone.contains(&grant.principal) && reaches(&grant.scope, scope) && role_holds(&grant.role)
        });
        granted && !self.denials.iter().any(|it| it.denies(&everyone, action, scope, false))
    }
}

impl Denial {
    fn denies(&self, everyone: &[String], action: &str, scope: &str, data: bool) -> bool {
        let here = reaches(&self.scope, scope) && (!self.only_here || reaches(scope, &self.scope));
        let hit = self.hits.is_empty() || self.hits.iter().any(|it| everyone.contains(it));
        let spared = self.spares.iter().any(|it| everyone.contains(it));
        let named = if data { &self.data_actions } else { &self.actions };
        let left_out = !data && self.not_actions.iter().any(|it| matches(it, action));
        here && hit && !spared && !left_out && named.iter().any(|it| matches(it, action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn membership_goes_through_groups_in_groups_even_in_a_circle() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let law = Law { members: vec![pair("g", "p"), pair("h", "g"), pair("g", "h")], ..Law::default() };
        assert_eq!(law.everyone_it_is("p"), ["p", "g", "h"]);
        assert_eq!(law.everyone_it_is("q"), ["q"]);
    }
}
