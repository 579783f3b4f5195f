//! The closed list of what this simulation leaves out or makes simpler than Azure, each with an id.

/// One simplification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simplification {
    /// Stable, `network-not-authorised`.
    pub id: &'static str,
    /// What differs, in one or two sentences.
    pub differs: &'static str,
}

const ALL: [Simplification; 8] = [
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
        id: "moves-alone",
        differs: "A resource moves to another group without the ones that it depends on. Azure asks for a machine's disks and network to move along.",
    },
    Simplification {
        id: "scripts-echo-only",
        differs: "A script run inside a machine prints what plain 'echo' lines say; any other command is refused by name in its output.",
    },
    Simplification {
        id: "scale-set-model-only",
        differs: "A scale set is its model: instances are a number, and there is no load balancer.",
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
