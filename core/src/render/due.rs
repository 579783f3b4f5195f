//! What time brings, in words: the same for what is to come and for what came.

use super::diagram::nodes::scope_name;
use super::diagram::wording::short_id;
use crate::authz::roles::name_in;
use crate::model::due::{Due, DueKind};
use crate::model::id::ObjectId;
use crate::state::State;

/// A clause in the present tense, without a full stop: "the grant of Reader on demo to vm1 takes effect".
pub fn words(state: &State, due: &Due) -> String {
    let who = |id: &ObjectId| {
        let known = state.principal(id);
        known.map_or_else(|| format!("the principal {}", short_id(id.as_str())), |it| it.display_name().to_owned())
    };
    match &due.what {
        DueKind::GrantBegins { principal_id, role, scope, .. } => format!(
            "the grant of {} on {} to {} takes effect",
            name_in(state, role),
            scope_name(state, scope),
            who(principal_id)
        ),
        DueKind::GrantEnds { principal_id, role, scope, .. } => format!(
            "{} on {}, taken back, no longer holds for {}",
            name_in(state, role),
            scope_name(state, scope),
            who(principal_id)
        ),
        DueKind::ManagedTokenRenewed { principal, audience } => {
            format!("the platform's token of {} for {audience} is too old to be given out again", who(principal))
        }
        DueKind::TokenRenewed { principal, audience } => {
            format!("az's token of {} for {audience} is too old to be used again", who(principal))
        }
        DueKind::VaultPurged { name } => format!("the deleted vault {name} is gone for good"),
        DueKind::SecretPurged { vault, name } => {
            format!("the deleted secret {name} of the vault {vault} is gone for good")
        }
        DueKind::DirectoryObjectPurged { display_name, .. } => {
            format!("{display_name} leaves the directory's list of deleted objects")
        }
    }
}
