//! Roles: the 30 built-in ones, as recorded in `data/roles.json` (rbac.md, "provenance"), and the tenant's own.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::access::RoleDefinition;
use crate::model::id::RoleId;
use crate::state::State;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recorded {
    name: String,
    role_name: String,
    actions: Vec<String>,
    not_actions: Vec<String>,
    data_actions: Vec<String>,
    not_data_actions: Vec<String>,
}

/// All built-in roles, in the order of the recording.
pub fn built_in() -> &'static [RoleDefinition] {
    static ROLES: OnceLock<Vec<RoleDefinition>> = OnceLock::new();
    ROLES.get_or_init(|| {
        let recorded: Vec<Recorded> = serde_json::from_str(include_str!("../../data/roles.json")).unwrap_or_default();
        recorded
            .into_iter()
            .map(|role| RoleDefinition {
                id: RoleId::new(&role.name),
                role_name: role.role_name,
                actions: role.actions,
                not_actions: role.not_actions,
                data_actions: role.data_actions,
                not_data_actions: role.not_data_actions,
            })
            .collect()
    })
}

/// The role with this GUID.
pub fn find(id: &RoleId) -> Option<&'static RoleDefinition> {
    built_in().iter().find(|role| &role.id == id)
}

/// The role with this name, whatever its case.
pub fn by_name(name: &str) -> Option<&'static RoleDefinition> {
    built_in().iter().find(|role| role.role_name.eq_ignore_ascii_case(name))
}

/// The name of a role, or its GUID where the role is unknown.
pub fn name(id: &RoleId) -> String {
    find(id).map_or_else(|| id.to_string(), |role| role.role_name.clone())
}

/// The role with this GUID, built in or made by the tenant.
pub fn find_in<'a>(state: &'a State, id: &RoleId) -> Option<&'a RoleDefinition> {
    find(id).or_else(|| state.custom_role(id).map(|it| &it.definition))
}

/// The name of a role, built in or made by the tenant, or its GUID where it is unknown.
pub fn name_in(state: &State, id: &RoleId) -> String {
    find_in(state, id).map_or_else(|| id.to_string(), |role| role.role_name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_thirty_roles_are_read() {
        assert_eq!(built_in().len(), 30);
        assert_eq!(by_name("virtual machine contributor").unwrap().id.as_str(), "9980e02c-c2be-4d73-94e8-173b1dc7cf3c");
        assert_eq!(name(&RoleId::new("8e3af657-a8ff-443c-a75c-2fe8c4bcb635")), "Owner");
    }
}
