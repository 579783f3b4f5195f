//! Who can be signed in to the simulated az, with their roles.

use keyless_core::authz::roles;
use keyless_core::model::directory::{Principal, User};
use keyless_core::state::State;

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

/// What `keyless account` takes: the part before the `@`.
pub fn account_name(user: &User) -> String {
    user.user_principal_name.split('@').next().unwrap_or_default().to_owned()
}

/// The people of this world, in the order of their object ids.
pub fn accounts(state: &State) -> Vec<Account> {
    let signed_in = state.terminal().profile.as_ref().map(|profile| &profile.object_id);
    let account = |principal: &Principal| match principal {
        Principal::User(user) => Some(Account {
            name: account_name(user),
            display_name: user.display_name.clone(),
            roles: role_names(state, principal),
            signed_in: signed_in == Some(&user.object_id),
        }),
        Principal::ServicePrincipal(_) | Principal::Group(_) => None,
    };
    state.principals().filter_map(account).collect()
}

fn role_names(state: &State, principal: &Principal) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in state.assignments_of(principal.object_id()).map(|it| roles::name_in(state, &it.role)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
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
