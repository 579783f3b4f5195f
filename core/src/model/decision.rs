//! A decision explains itself: who asked for what, which grants were looked at, and what would have been enough.

use serde::Serialize;

use crate::model::id::ObjectId;
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
    /// When refused: the smallest grant that would have been enough, from the known roles.
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
