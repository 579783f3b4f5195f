//! The learner's terminal: the az profile, its defaults and token cache, the files az would leave behind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{ObjectId, SubscriptionId, TenantId};
use super::scope::ResourceId;
use super::table::Table;
use super::time::Timestamp;

/// What the client side remembers between two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Who is signed in, if anyone.
    pub profile: Option<Profile>,
    /// `az configure --defaults`: `group`, `location`, `vm` …
    pub defaults: BTreeMap<String, String>,
    /// az's configuration, `core.output` and the like: sections in the order in which they came, with their values.
    pub configuration: Vec<Section>,
    /// Passwords of service principals that signed in, by client id.
    pub client_secrets: Table<String>,
    /// The machine that az runs on, where it is not the learner's own.
    pub host: Option<ResourceId>,
    /// Access tokens by account and audience: see [`Terminal::token_key`].
    pub tokens: Table<CachedToken>,
    /// az 2.91.0 to the letter, without our leniencies.
    pub strict: bool,
    /// Whether `~/.ssh/id_rsa` exists.
    pub has_ssh_keys: bool,
}

/// A section of az's configuration file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// `core`, `defaults`
    pub name: String,
    /// Names and values, in the order in which they came.
    pub values: Vec<(String, String)>,
}

impl Terminal {
    /// The key of the token for this account and audience.
    pub fn token_key(account: &ObjectId, audience: &str) -> String {
        format!("{account} {audience}")
    }

    /// The values of a section of the configuration.
    pub fn section(&self, name: &str) -> &[(String, String)] {
        self.configuration.iter().find(|it| it.name == name).map_or(&[], |it| &it.values)
    }

    /// A value of the configuration; names have no case.
    pub fn configured(&self, section: &str, name: &str) -> Option<&str> {
        let same = |pair: &&(String, String)| pair.0.eq_ignore_ascii_case(name);
        self.section(section).iter().find(same).map(|(_, value)| value.as_str())
    }

    /// Sets a value of the configuration, or takes it out.
    pub(crate) fn configure(&mut self, section: &str, name: &str, value: Option<&str>) {
        let name = name.to_ascii_lowercase();
        if section == "defaults" {
            match value {
                Some(value) => self.defaults.insert(name.clone(), value.to_owned()),
                None => self.defaults.remove(&name),
            };
        }
        if !self.configuration.iter().any(|it| it.name == section) {
            if value.is_none() {
                return;
            }
            self.configuration.push(Section { name: section.to_owned(), values: Vec::new() });
        }
        let Some(found) = self.configuration.iter_mut().find(|it| it.name == section) else { return };
        match (value, found.values.iter_mut().find(|it| it.0 == name)) {
            (Some(value), Some(pair)) => pair.1 = value.to_owned(),
            (Some(value), None) => found.values.push((name, value.to_owned())),
            (None, _) => found.values.retain(|it| it.0 != name),
        }
    }
}

/// What kind of account is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "assignedIdentityInfo")]
pub enum AccountKind {
    /// A person.
    #[default]
    User,
    /// A service principal with a password.
    ServicePrincipal,
    /// A managed identity of the machine that az runs on: `MSI`, `MSIClient-…`, `MSIObject-…` or `MSIResource-…`.
    ManagedIdentity(String),
}

/// The signed-in account of az.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The account's object id.
    pub object_id: ObjectId,
    /// `alice@contoso.onmicrosoft.com`
    pub user_name: String,
    /// What it is.
    #[serde(default)]
    pub kind: AccountKind,
    /// The account's tenant.
    pub tenant_id: TenantId,
    /// The subscription that commands use.
    pub default_subscription: SubscriptionId,
    /// All subscriptions found at sign-in, in order.
    pub subscriptions: Vec<SubscriptionId>,
}

impl Profile {
    /// Nobody: what a command works with when no account is signed in.
    pub fn nobody() -> Self {
        Self {
            object_id: ObjectId::new(""),
            user_name: String::new(),
            kind: AccountKind::User,
            tenant_id: TenantId::new(""),
            default_subscription: SubscriptionId::new(""),
            subscriptions: Vec::new(),
        }
    }
}

/// Whoever keeps a token uses it until this long before it expires, in seconds.
pub const RENEWAL: i64 = 300;

/// How long a person's or an application's access token is valid, in seconds.
pub const LIFETIME: i64 = 3600;

/// A token that the client keeps until shortly before it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedToken {
    /// The JWT.
    pub token: String,
    /// When it expires.
    pub expires: Timestamp,
}
