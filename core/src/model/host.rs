//! Hosts of managed identities that are not virtual machines: scale sets (R51) and App Service sites.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::table::Table;

/// A virtual machine scale set beyond what every resource has. Its instances share its identities (R51).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScaleSet {
    /// Shown as `uniqueId`.
    pub unique_id: String,
    /// `Standard_D2s_v5`
    pub size: String,
    /// How many instances.
    pub capacity: i64,
    /// `properties` as last written.
    pub properties: Value,
}

/// A web app or function app beyond what every resource has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// `app`, `app,linux`, `functionapp` or `functionapp,linux`.
    pub kind: String,
    /// `properties` as last written.
    pub properties: Value,
    /// Application settings: what its code finds in its environment.
    pub settings: Table<String>,
}

impl Site {
    /// Whether its settings stop its token service; its identities stay as they are (R52).
    pub fn has_token_service(&self) -> bool {
        !self
            .settings
            .iter()
            .any(|(name, value)| name.eq_ignore_ascii_case("WEBSITE_DISABLE_MSI") && value.eq_ignore_ascii_case("true"))
    }

    /// Whether it is a function app.
    pub fn is_function_app(&self) -> bool {
        self.kind.split(',').any(|it| it == "functionapp")
    }
}
