//! How long changes of access take to be felt (R34).

use serde::{Deserialize, Serialize};

use super::id::ObjectId;
use super::time::Timestamp;

/// When changes of access take effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Propagation {
    /// At once.
    #[default]
    Instant,
    /// As in Azure: a grant after minutes, a group membership with the next token.
    Azure,
}

/// The least that a grant takes to be felt, in seconds.
pub const SOONEST: u64 = 300;
/// The most that a grant takes to be felt, in seconds.
pub const LATEST: u64 = 600;

/// Why a grant counts otherwise than it stands (R34).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "lag")]
pub enum Lag {
    /// It was made a moment ago.
    Begins {
        /// When it was made.
        granted: Timestamp,
        /// When it takes effect.
        from: Timestamp,
    },
    /// It was taken back a moment ago, and holds until then.
    Ends {
        /// When it stops.
        until: Timestamp,
    },
    /// It is a group's, and the caller joined after the token was issued.
    Joined {
        /// The group.
        group: ObjectId,
        /// When the token was issued.
        issued: Timestamp,
        /// When the token expires: the next one knows the group.
        until: Timestamp,
    },
    /// It is a group's that the caller left after the token was issued.
    Left {
        /// The group.
        group: ObjectId,
        /// When the token was issued.
        issued: Timestamp,
        /// When the token expires: the next one no longer names the group.
        until: Timestamp,
    },
}

impl Lag {
    /// From when on the grant counts, where it does not count yet.
    pub const fn not_before(&self) -> Option<Timestamp> {
        match self {
            Self::Begins { from, .. } => Some(*from),
            Self::Joined { until, .. } => Some(*until),
            Self::Ends { .. } | Self::Left { .. } => None,
        }
    }
}
