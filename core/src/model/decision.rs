//! A decision explains itself: who asked for what, which grants were looked at, and what would have been enough.

use serde::Serialize;

use crate::model::control::DenyAssignment;
use crate::model::id::{ObjectId, RoleId};
use crate::model::propagation::Lag;
use crate::model::scope::{ResourceId, Scope};
use crate::model::time::Timestamp;

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
    /// None when all that it takes is time: see [`Decision::not_before`].
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
    /// Why it counts otherwise than it stands (R34).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Lag>,
}

impl Decision {
    /// From when on the caller may, when only time is missing: it was granted, and is not felt yet (R34).
    pub fn not_before(&self) -> Option<Timestamp> {
        if self.allowed || self.denied_by.is_some() {
            return None;
        }
        let waiting = self.considered.iter().filter(|it| matches!(it.verdict, Verdict::NotYet { .. }));
        waiting.filter_map(|it| it.lag.as_ref()?.not_before()).min()
    }
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
    /// It would allow the action, and is not felt yet: see the assignment's lag (R34).
    NotYet {
        /// The pattern that matches.
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
