//! Applications: registrations with passwords, and what was deleted from a directory but is not gone yet (R32).

use serde::{Deserialize, Serialize};

use super::directory::Principal;
use super::id::{ClientId, ObjectId, TenantId};
use super::time::Timestamp;

/// An application object; its service principal is an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Its object id, which is not that of its service principal.
    pub object_id: ObjectId,
    /// Its client id, the same as its service principal's.
    pub client_id: ClientId,
    /// Its tenant.
    pub tenant_id: TenantId,
    /// `app1`
    pub display_name: String,
    /// `api://…`: what tokens can be asked for.
    pub identifier_uris: Vec<String>,
    /// Who made it.
    pub owner: ObjectId,
    /// When.
    pub created: Timestamp,
    /// Its place in the order of creation.
    pub order: u64,
    /// Its passwords.
    pub passwords: Vec<PasswordCredential>,
}

/// A password of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordCredential {
    /// Its id.
    pub key_id: String,
    /// What it is for.
    pub display_name: Option<String>,
    /// Valid from.
    pub start: Timestamp,
    /// Valid until.
    pub end: Timestamp,
    /// The password, which no record shows.
    #[serde(skip)]
    pub secret: String,
}

/// How long a deleted object stays in the deleted list (R32).
pub const DELETED_FOR: i64 = 30 * 86_400;

/// Something deleted that is still in the deleted list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// What it was.
    pub object: DirectoryObject,
    /// When it was deleted.
    pub at: Timestamp,
}

/// Anything in a directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DirectoryObject {
    /// A user, group or service principal.
    Principal(Principal),
    /// An application.
    Application(Application),
}

impl DirectoryObject {
    /// The object id.
    pub const fn object_id(&self) -> &ObjectId {
        match self {
            Self::Principal(principal) => principal.object_id(),
            Self::Application(application) => &application.object_id,
        }
    }

    /// The tenant in whose directory it is.
    pub const fn tenant_id(&self) -> &TenantId {
        match self {
            Self::Principal(principal) => principal.tenant_id(),
            Self::Application(application) => &application.tenant_id,
        }
    }

    /// The name people see.
    pub fn display_name(&self) -> &str {
        match self {
            Self::Principal(principal) => principal.display_name(),
            Self::Application(application) => &application.display_name,
        }
    }

    /// `user`, `group`, `servicePrincipal` or `application`: its type in Microsoft Graph.
    pub const fn graph_type(&self) -> &'static str {
        match self {
            Self::Principal(Principal::User(_)) => "user",
            Self::Principal(Principal::Group(_)) => "group",
            Self::Principal(Principal::ServicePrincipal(_)) => "servicePrincipal",
            Self::Application(_) => "application",
        }
    }
}
