//! A decision explains itself: who asked for what, which grants were looked at, and what would have been enough.

use serde::Serialize;

use crate::model::control::DenyAssignment;
use crate::model::id::{ObjectId, RoleId};
use crate::model::scope::{ResourceId, Scope};

/// The answer to "may this principal do this here?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Who asked: object id.
    pub principal_id: ObjectId,
    /// Who asked: the name people know.
    pub principal_name: String,
    /// `Microsoft.Compute/virtualMachines/write`
    pub action: String,
    /// On what.
    pub scope: Scope,
    /// Whether it is a data action.
    pub data: bool,
    /// Every grant of the caller, and what became of it, in order of creation.
    pub considered: Vec<ConsideredAssignment>,
    /// Whether one of them sufficed.
    pub allowed: bool,
    /// The deny assignment that took away what was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_by: Option<Denial>,
    /// When refused for want of a grant: the smallest grant that would have been enough, from the known roles.
    pub remedy: Option<Remedy>,
}

/// One role assignment of the caller, seen by the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsideredAssignment {
    /// The assignment's id.
    pub id: ResourceId,
    /// Its role.
    pub role_name: String,
    /// Where it holds.
    pub scope: Scope,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of one assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "verdict")]
pub enum Verdict {
    /// It allows the action.
    Allows {
        /// The pattern that matched.
        pattern: String,
    },
    /// Its scope does not reach the resource.
    OutOfScope,
    /// No pattern of its role matches.
    NoMatch,
    /// A pattern matches, and the role takes it back.
    Excluded {
        /// The pattern in NotActions or NotDataActions.
        pattern: String,
    },
}

/// A deny assignment that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Denial {
    /// Its GUID.
    pub id: RoleId,
    /// The name people see.
    pub display_name: String,
    /// Where it holds.
    pub scope: Scope,
}

impl Denial {
    /// What a decision keeps of a deny assignment.
    pub fn of(denial: &DenyAssignment) -> Self {
        Self { id: denial.name.clone(), display_name: denial.display_name.clone(), scope: denial.scope.clone() }
    }
}

/// A grant that would have been enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// The role with the fewest other rights that holds the action.
    pub role_name: String,
    /// The narrowest scope that would do.
    pub scope: Scope,
    /// The line that somebody who may grant it would run.
    pub command: String,
}
