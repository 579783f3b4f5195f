//! Resource ids and scopes: hierarchical, compared without case, shown in the case given at creation.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::SubscriptionId;

/// An ARM id: `/subscriptions/{id}[/resourceGroups/{name}[/providers/{namespace}/{type}/{name}…]]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResourceId(String);

impl ResourceId {
    /// Takes any text; a trailing slash goes. Shape is checked where an id is read, not here.
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        while text.len() > 1 && text.ends_with('/') {
            text.pop();
        }
        Self(text)
    }

    /// The id of a subscription.
    pub fn subscription(id: &SubscriptionId) -> Self {
        Self(format!("/subscriptions/{id}"))
    }

    /// The id of a resource group.
    pub fn group(subscription: &SubscriptionId, name: &str) -> Self {
        Self(format!("/subscriptions/{subscription}/resourceGroups/{name}"))
    }

    /// The id of a resource below this group.
    #[must_use]
    pub fn resource(&self, resource_type: &str, name: &str) -> Self {
        Self(format!("{self}/providers/{resource_type}/{name}"))
    }

    /// The text in the case it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text by which ids are compared and stored: lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The value of the segment after `name` (`subscriptions`, `resourceGroups`), whatever its case.
    pub fn segment(&self, name: &str) -> Option<&str> {
        let mut parts = self.0.split('/').skip(1);
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            if key.eq_ignore_ascii_case("providers") {
                return None;
            }
        }
        None
    }

    /// The subscription's id, when there is one.
    pub fn subscription_id(&self) -> Option<SubscriptionId> {
        self.segment("subscriptions").map(SubscriptionId::new)
    }

    /// The resource group's name, when there is one.
    pub fn group_name(&self) -> Option<&str> {
        self.segment("resourceGroups")
    }

    /// The id of the group that this id is in, or is.
    pub fn group_id(&self) -> Option<Self> {
        Some(Self::group(&self.subscription_id()?, self.group_name()?))
    }

    /// `Namespace/type[/child…]` of the last provider in the id.
    pub fn resource_type(&self) -> Option<String> {
        let (_, tail) = rsplit_no_case(&self.0, "/providers/")?;
        let mut parts = tail.split('/');
        let mut kind = parts.next()?.to_owned();
        let rest: Vec<&str> = parts.collect();
        for pair in rest.chunks(2) {
            kind.push('/');
            kind.push_str(pair.first()?);
        }
        Some(kind)
    }

    /// The last segment: the name of the thing.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// Whether a grant at this scope reaches `other`: the same id or one below it.
    pub fn contains(&self, other: &Self) -> bool {
        let (outer, inner) = (self.0.as_bytes(), other.0.as_bytes());
        let Some((head, rest)) = inner.split_at_checked(outer.len()) else { return outer == b"/" };
        outer == b"/" || head.eq_ignore_ascii_case(outer) && (rest.is_empty() || rest.starts_with(b"/"))
    }
}

/// Splits at the last occurrence of an ASCII `pattern`, without regard to case.
fn rsplit_no_case<'a>(text: &'a str, pattern: &str) -> Option<(&'a str, &'a str)> {
    let at = text.to_ascii_lowercase().rfind(pattern)?;
    Some((text.get(..at)?, text.get(at + pattern.len()..)?))
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for ResourceId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for ResourceId {}

/// Where a role is granted: a management group, a subscription, a resource group or a resource.
pub type Scope = ResourceId;

#[cfg(test)]
mod tests {
    use super::*;

    const VM: &str = "/subscriptions/S1/resourceGroups/Rg/providers/Microsoft.Compute/virtualMachines/vm1";

    #[test]
    fn an_id_knows_its_parts_whatever_their_case() {
        let id = ResourceId::new(VM.replace("resourceGroups", "RESOURCEGROUPS"));
        assert_eq!(id.group_name(), Some("Rg"));
        assert_eq!(id.subscription_id().unwrap().as_str(), "s1");
        assert_eq!(id.resource_type().unwrap(), "Microsoft.Compute/virtualMachines");
        assert_eq!(id.name(), "vm1");
        assert_eq!(id, ResourceId::new(VM));
    }

    #[test]
    fn a_scope_reaches_itself_and_what_is_below_but_not_its_namesakes() {
        let group = ResourceId::new("/subscriptions/s1/resourceGroups/rg");
        assert!(group.contains(&ResourceId::new(VM)));
        assert!(group.contains(&group));
        assert!(!group.contains(&ResourceId::new("/subscriptions/s1/resourceGroups/rg2")));
        assert!(!ResourceId::new(VM).contains(&group));
        assert!(ResourceId::new("/").contains(&group));
    }

    #[test]
    fn child_types_are_named_in_full() {
        let id = ResourceId::new("/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e/f");
        assert_eq!(id.resource_type().unwrap(), "A.B/c/e");
    }
}
