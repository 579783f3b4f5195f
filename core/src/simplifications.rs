//! The closed list of what this simulation leaves out or makes simpler than Azure, each with an id.

/// One simplification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simplification {
    /// Stable, `network-not-authorised`.
    pub id: &'static str,
    /// What differs, in one or two sentences.
    pub differs: &'static str,
}

const ALL: [Simplification; 9] = [
    Simplification {
        id: "network-not-authorised",
        differs: "A deployment makes network parts without asking for rights. In Azure, Virtual Machine Contributor may join networks but not create them, so 'az vm create' also needs an existing network or a network role.",
    },
    Simplification {
        id: "network-addresses-only",
        differs: "Networks are not modelled beyond the addresses that a machine shows.",
    },
    Simplification {
        id: "tokens-hs256",
        differs: "Tokens are signed with HMAC-SHA256 under a key of the simulated world (kid keyless-simulated), not with RS256.",
    },
    Simplification {
        id: "operations-at-once",
        differs: "Long operations are over at once; az asks once how they ended. Changes of access take effect at once, without propagation delay.",
    },
    Simplification {
        id: "recorded-blob-access",
        differs: "In the scenario 'empty', which follows recordings of azure-cli over a stand-in, an Owner reads and writes blobs without a data role. In every other scenario, as in Azure, a data role is needed. Secrets need one in every scenario.",
    },
    Simplification {
        id: "contents-are-text",
        differs: "Blobs and secrets hold text, and there are no local files to upload or to download into.",
    },
    Simplification {
        id: "vault-address",
        differs: "A vault's firewall knows one client address, which no rule lets in; trusted services are not told apart.",
    },
    Simplification {
        id: "key-vault-challenge",
        differs: "az asks a vault with a token at once. In Azure its first request has none, is answered 401, and is sent again.",
    },
    Simplification {
        id: "image-versions",
        differs: "Each marketplace image has one version, and only the images behind az's aliases exist.",
    },
];

/// All of them.
pub const fn all() -> &'static [Simplification] {
    &ALL
}
