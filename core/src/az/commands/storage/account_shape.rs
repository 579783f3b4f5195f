//! What az prints of a storage account.

use serde_json::{Map, Value};

use crate::az::shape::{pick, with_group};
use crate::model::json::json;

/// Fields of an account that az takes out of `properties` under the same name.
const PROPERTIES: [&str; 44] = [
    "accessTier",
    "accountMigrationInProgress",
    "allowBlobPublicAccess",
    "allowCrossTenantReplication",
    "allowSharedKeyAccess",
    "allowSharedKeyAccessForServices",
    "allowedCopyScope",
    "azureFilesIdentityBasedAuthentication",
    "blobRestoreStatus",
    "creationTime",
    "customDomain",
    "dataCollaborationPolicyProperties",
    "defaultToOAuthAuthentication",
    "dnsEndpointType",
    "dualStackEndpointPreference",
    "enableExtendedGroups",
    "failoverInProgress",
    "geoPriorityReplicationStatus",
    "geoReplicationStats",
    "immutableStorageWithVersioning",
    "isHnsEnabled",
    "isLocalUserEnabled",
    "isNfsV3Enabled",
    "isSftpEnabled",
    "isSkuConversionBlocked",
    "keyCreationTime",
    "keyPolicy",
    "largeFileSharesState",
    "lastGeoFailoverTime",
    "minimumTlsVersion",
    "networkAcls",
    "primaryEndpoints",
    "primaryLocation",
    "privateEndpointConnections",
    "provisioningState",
    "publicNetworkAccess",
    "routingPreference",
    "sasPolicy",
    "secondaryEndpoints",
    "secondaryLocation",
    "statusOfPrimary",
    "statusOfSecondary",
    "storageAccountSkuConversionStatus",
    "supportsHttpsTrafficOnly",
];
/// Fields that have another name in az.
const RENAMED: [(&str, &str); 3] = [
    ("isNfsV3Enabled", "enableNfsV3"),
    ("networkAcls", "networkRuleSet"),
    ("supportsHttpsTrafficOnly", "enableHttpsTrafficOnly"),
];

/// An account as az prints it: every field that az knows, null where the service sent none.
pub(super) fn shown(account: &Value) -> Value {
    let top = [
        "extendedLocation",
        "id",
        "identity",
        "kind",
        "location",
        "name",
        "placement",
        "sku",
        "systemData",
        "tags",
        "type",
        "zones",
    ];
    let mut map = pick(account, &top);
    let properties = account.get("properties").cloned().unwrap_or_default();
    map.extend(pick(&properties, &PROPERTIES));
    for (wire, name) in RENAMED {
        let value = map.shift_remove(wire).unwrap_or_default();
        map.insert(name.to_owned(), value);
    }
    map.insert("encryption".to_owned(), encryption(properties.get("encryption")));
    date(&mut map, "creationTime");
    if let Some(times) = map.get_mut("keyCreationTime").and_then(Value::as_object_mut) {
        date(times, "key1");
        date(times, "key2");
    }
    if let Some(rules) = map.get_mut("networkRuleSet").filter(|it| it.is_object()) {
        let fields = ["bypass", "defaultAction", "ipRules", "ipv6Rules", "resourceAccessRules", "virtualNetworkRules"];
        *rules = Value::Object(pick(rules, &fields));
    }
    if let Some(endpoints) = map.get_mut("primaryEndpoints").filter(|it| it.is_object()) {
        let fields = [
            "blob",
            "dfs",
            "file",
            "internetEndpoints",
            "ipv6Endpoints",
            "microsoftEndpoints",
            "queue",
            "table",
            "web",
        ];
        *endpoints = Value::Object(pick(endpoints, &fields));
    }
    with_group(Value::Object(map))
}

fn encryption(sent: Option<&Value>) -> Value {
    let sent = sent.cloned().unwrap_or_default();
    let fields =
        ["encryptionIdentity", "keySource", "keyVaultProperties", "requireInfrastructureEncryption", "services"];
    let mut map = pick(&sent, &fields);
    if let Some(services) = map.get_mut("services").filter(|it| it.is_object()) {
        let mut all = pick(services, &["blob", "file", "queue", "table"]);
        for service in all.values_mut().filter_map(Value::as_object_mut) {
            date(service, "lastEnabledTime");
        }
        *services = Value::Object(all);
    }
    Value::Object(map)
}

/// `2026-01-15T09:00:00.0000000Z` as Python prints the date.
pub(super) fn date(map: &mut Map<String, Value>, name: &str) {
    if let Some(at) = map.get_mut(name)
        && let Some(text) = at.as_str()
    {
        let whole = text.trim_end_matches('Z');
        let (seconds, fraction) = whole.split_once('.').unwrap_or((whole, ""));
        let micro: String = fraction.chars().take(6).collect();
        let micro = if micro.chars().all(|it| it == '0') { String::new() } else { format!(".{micro}") };
        *at = json!(format!("{seconds}{micro}+00:00"));
    }
}
