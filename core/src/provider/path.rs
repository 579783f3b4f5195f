//! An ARM path taken apart: subscription, group, provider, types and names.

use crate::model::id::SubscriptionId;
use crate::model::scope::ResourceId;

/// `/subscriptions/{id}/resourceGroups/{name}/providers/{namespace}/{type}/{name}…`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmPath {
    /// What stands before the last `/providers/`: the scope of an extension, else a group or subscription.
    pub scope: ResourceId,
    /// The subscription.
    pub subscription: Option<SubscriptionId>,
    /// The group's name.
    pub group: Option<String>,
    /// The last provider's namespace, in lower case.
    pub namespace: Option<String>,
    /// What follows the namespace: types at even places, names at odd ones.
    pub segments: Vec<String>,
    /// What follows the subscription or group where no provider does: `resources`, `locations` …
    pub tail: Vec<String>,
}

impl ArmPath {
    /// Takes a decoded path apart. Never fails: what is not there is `None` or empty.
    pub fn read(path: &str) -> Self {
        let path = path.trim_end_matches('/');
        let (scope, provider) = match path.to_ascii_lowercase().rfind("/providers/") {
            Some(at) => (path.get(..at).unwrap_or_default(), path.get(at + "/providers/".len()..)),
            None => (path, None),
        };
        let mut provider = provider.unwrap_or_default().split('/').filter(|part| !part.is_empty()).map(str::to_owned);
        let namespace = provider.next().map(|it| it.to_ascii_lowercase());
        let scope_id = ResourceId::new(scope);
        let depth = if scope_id.group_name().is_some() { 4 } else { 2 };
        Self {
            subscription: scope_id.subscription_id(),
            group: scope_id.group_name().map(str::to_owned),
            namespace,
            segments: provider.collect(),
            tail: scope.split('/').skip(1 + depth).map(str::to_owned).collect(),
            scope: scope_id,
        }
    }

    /// The type at a level, in lower case: 0 is the first.
    pub fn kind(&self, level: usize) -> Option<String> {
        self.segments.get(level * 2).map(|it| it.to_ascii_lowercase())
    }

    /// The name at a level.
    pub fn name(&self, level: usize) -> Option<&str> {
        self.segments.get(level * 2 + 1).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_path_is_taken_apart() {
        let path =
            ArmPath::read("/subscriptions/S/resourcegroups/Rg/providers/Microsoft.Compute/virtualMachines/vm1/start");
        assert_eq!(path.subscription.as_ref().map(SubscriptionId::as_str), Some("s"));
        assert_eq!(path.group.as_deref(), Some("Rg"));
        assert_eq!(path.namespace.as_deref(), Some("microsoft.compute"));
        assert_eq!(path.kind(0).as_deref(), Some("virtualmachines"));
        assert_eq!(path.name(0), Some("vm1"));
        assert_eq!(path.kind(1).as_deref(), Some("start"));
        assert_eq!(path.name(1), None);
    }

    #[test]
    fn the_scope_of_an_extension_is_what_stands_before_it() {
        let path = ArmPath::read(
            "/subscriptions/s/resourceGroups/g/providers/A/b/c/providers/Microsoft.Authorization/roleAssignments/x",
        );
        assert_eq!(path.scope.as_str(), "/subscriptions/s/resourceGroups/g/providers/A/b/c");
        assert_eq!(path.name(0), Some("x"));
    }

    #[test]
    fn tails_without_a_provider() {
        assert_eq!(ArmPath::read("/subscriptions/s/resources").tail, ["resources"]);
        assert_eq!(ArmPath::read("/subscriptions/s/resourceGroups/g/resources").tail, ["resources"]);
        assert_eq!(ArmPath::read("/subscriptions/s/resourceGroups").tail, ["resourceGroups"]);
        assert_eq!(ArmPath::read("/").tail, Vec::<String>::new());
    }
}
