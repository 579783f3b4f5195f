//! A second judge: Azure RBAC as `rbac.md` words it, as plainly as it can be written, sharing no code with the core.
//!
//! A grant is a principal, a role and a scope; it holds at its scope and below. A role allows what its Actions match
//! and its NotActions do not; roles add up. A star matches any run of characters, and a star that is a whole segment
//! may match no segment at all. Letter case never counts.

use std::collections::BTreeMap;
use std::sync::RwLock;

use serde::Deserialize;

/// A role, as recorded in `core/data/roles.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// Its GUID.
    pub name: String,
    /// What people call it.
    pub role_name: String,
    /// What it allows.
    pub actions: Vec<String>,
    /// What it takes back.
    pub not_actions: Vec<String>,
    /// What it allows of data.
    pub data_actions: Vec<String>,
    /// What it takes back of that.
    pub not_data_actions: Vec<String>,
}

/// A grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// To whom.
    pub principal: String,
    /// Which role, by GUID.
    pub role: String,
    /// Where.
    pub scope: String,
}

/// The roles of the recording.
pub fn roles() -> Vec<Role> {
    serde_json::from_str(include_str!("../../core/data/roles.json")).unwrap_or_default()
}

/// The judge, who remembers what he found a role to say of an action.
#[derive(Debug)]
pub struct Judge {
    roles: Vec<Role>,
    found: RwLock<BTreeMap<String, BTreeMap<String, bool>>>,
}

impl Default for Judge {
    fn default() -> Self {
        Self { roles: roles(), found: RwLock::default() }
    }
}

impl Judge {
    /// Whether these grants let this principal do this here.
    pub fn allowed(&self, grants: &[Grant], principal: &str, action: &str, scope: &str) -> bool {
        grants.iter().any(|grant| {
            same(&grant.principal, principal) && reaches(&grant.scope, scope) && self.role_holds(&grant.role, action)
        })
    }

    /// The same of a data action.
    pub fn allowed_data(&self, grants: &[Grant], principal: &str, action: &str, scope: &str) -> bool {
        grants.iter().any(|grant| {
            let mut roles = self.roles.iter().filter(|role| same(&role.name, &grant.role));
            let reaches = same(&grant.principal, principal) && reaches(&grant.scope, scope);
            reaches && roles.any(|role| holds_data(role, action))
        })
    }

    /// Whether a built-in role holds an action.
    pub fn role_holds(&self, role: &str, action: &str) -> bool {
        let known = self.found.read().ok().and_then(|found| found.get(role)?.get(action).copied());
        known.unwrap_or_else(|| {
            let holds = self.roles.iter().any(|it| same(&it.name, role) && holds(it, action));
            if let Ok(mut found) = self.found.write() {
                found.entry(role.to_owned()).or_default().insert(action.to_owned(), holds);
            }
            holds
        })
    }
}

/// Whether one role holds an action.
pub fn holds(role: &Role, action: &str) -> bool {
    let any = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern, action));
    any(&role.actions) && !any(&role.not_actions)
}

/// Whether one role holds a data action: Actions never cover data.
pub fn holds_data(role: &Role, action: &str) -> bool {
    let any = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern, action));
    any(&role.data_actions) && !any(&role.not_data_actions)
}

/// Whether a grant at `outer` reaches `inner`, segment by segment.
pub fn reaches(outer: &str, inner: &str) -> bool {
    let mut inner = segments(inner);
    segments(outer).all(|segment| inner.next().is_some_and(|it| same(it, segment)))
}

fn segments(scope: &str) -> impl Iterator<Item = &str> {
    scope.split('/').filter(|it| !it.is_empty())
}

/// Whether a pattern matches an action.
pub fn matches(pattern: &str, action: &str) -> bool {
    let chars = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let whole = |pattern: &str| glob(&chars(pattern), &chars(action));
    whole(pattern) || pattern.contains("/*/") && whole(&pattern.replace("/*/", "/"))
}

/// The textbook recursion: a star takes nothing, or one character and stays.
fn glob(pattern: &[char], text: &[char]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), None) => glob(rest, text),
        (Some(('*', rest)), Some((_, tail))) => glob(rest, text) || glob(pattern, tail),
        (Some((p, rest)), Some((t, tail))) => p == t && glob(rest, tail),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_roles_are_read() {
        assert_eq!(roles().len(), 30);
    }

    #[test]
    fn the_judge_knows_the_examples_of_the_specification() {
        let roles = roles();
        let role = |name: &str| roles.iter().find(|role| role.role_name == name);
        let assign = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
        assert!(role("Managed Identity Operator").is_some_and(|it| holds(it, assign)));
        assert!(role("Managed Identity Contributor").is_some_and(|it| !holds(it, assign)));
        assert!(role("Contributor").is_some_and(|it| !holds(it, "microsoft.authorization/ROLEASSIGNMENTS/write")));
        assert!(reaches("/subscriptions/s", "/Subscriptions/S/resourceGroups/g"));
        assert!(!reaches("/subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups/g2"));
    }
}
