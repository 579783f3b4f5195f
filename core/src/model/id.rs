//! Identifiers: GUIDs by what they name, so that a clientId never passes for a principalId (R2).

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! guid_types {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it is, in lower case: Azure compares GUIDs without case.
            pub fn new(text: &str) -> Self {
                Self(text.to_ascii_lowercase().into())
            }

            /// The 36 characters, in lower case.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

guid_types! {
    /// A tenant of Entra ID.
    TenantId;
    /// A subscription.
    SubscriptionId;
    /// The object id of a user, group or service principal; of a managed identity this is its `principalId` (R2).
    ObjectId;
    /// The application id of a service principal; of a managed identity this is its `clientId` (R2).
    ClientId;
    /// The name of a role definition or role assignment.
    RoleId;
}

/// Whether `text` has the shape of a GUID (8-4-4-4-12 hexadecimal digits).
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// A version-4-shaped GUID that depends only on its three inputs.
pub fn derive_guid(seed: u64, sequence: u64, label: &str) -> String {
    let (a, b) = derive_128(seed, sequence, label);
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        0x8000 | ((b >> 48) & 0x3fff),
        b & 0xffff_ffff_ffff
    )
}

/// 128 well-mixed bits out of a seed, a sequence number and a label.
pub fn derive_128(seed: u64, sequence: u64, label: &str) -> (u64, u64) {
    let mut hash = mix(seed ^ 0x9e37_79b9_7f4a_7c15) ^ mix(sequence.wrapping_add(0x517c_c1b7_2722_0a95));
    for byte in label.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let first = mix(hash);
    (first, mix(first.wrapping_add(hash)))
}

/// The finaliser of splitmix64.
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_guids_have_the_shape_of_version_4_and_differ_by_every_input() {
        let one = derive_guid(1, 1, "a");
        assert!(is_guid(&one), "{one}");
        assert_eq!(one.as_bytes()[14], b'4');
        assert_ne!(one, derive_guid(2, 1, "a"));
        assert_ne!(one, derive_guid(1, 2, "a"));
        assert_ne!(one, derive_guid(1, 1, "b"));
        assert_eq!(one, derive_guid(1, 1, "a"));
    }

    #[test]
    fn only_guids_are_guids() {
        assert!(is_guid("11111111-aaaa-4bbb-8ccc-000000000001"));
        assert!(!is_guid("11111111-aaaa-4bbb-8ccc-00000000000g"));
        assert!(!is_guid("11111111aaaa4bbb8ccc000000000001"));
        assert!(!is_guid(""));
    }
}
