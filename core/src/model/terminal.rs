//! The learner's terminal: the az profile, its defaults and token cache, the files az would leave behind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{ObjectId, SubscriptionId, TenantId};
use super::table::Table;
use super::time::Timestamp;

/// What the client side remembers between two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Who is signed in, if anyone.
    pub profile: Option<Profile>,
    /// `az configure --defaults`: `group`, `location`, `vm` …
    pub defaults: BTreeMap<String, String>,
    /// Access tokens by account and audience: see [`Terminal::token_key`].
    pub tokens: Table<CachedToken>,
    /// az 2.91.0 to the letter, without our leniencies.
    pub strict: bool,
    /// Whether `~/.ssh/id_rsa` exists.
    pub has_ssh_keys: bool,
}

impl Terminal {
    /// The key of the token for this account and audience.
    pub fn token_key(account: &ObjectId, audience: &str) -> String {
        format!("{account} {audience}")
    }
}

/// The signed-in account of az.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The account's object id.
    pub object_id: ObjectId,
    /// `alice@contoso.onmicrosoft.com`
    pub user_name: String,
    /// The account's tenant.
    pub tenant_id: TenantId,
    /// The subscription that commands use.
    pub default_subscription: SubscriptionId,
    /// All subscriptions found at sign-in, in order.
    pub subscriptions: Vec<SubscriptionId>,
}

/// A token that the client keeps until shortly before it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedToken {
    /// The JWT.
    pub token: String,
    /// When it expires.
    pub expires: Timestamp,
}
