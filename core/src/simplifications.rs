//! The closed list of what this simulation leaves out or makes simpler than Azure, each with an id.

/// One simplification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simplification {
    /// Stable: `network-not-authorised`.
    pub id: &'static str,
    /// What it is about, one short sentence.
    pub title: &'static str,
    /// What differs, in one or two sentences.
    pub differs: &'static str,
}

const ALL: [Simplification; 19] = [
    Simplification {
        id: "network-not-authorised",
        title: "Networking is not authorised.",
        differs: "A deployment makes network parts without asking for rights. In Azure, Virtual Machine Contributor may join networks but not create them, so a real az vm create also needs an existing network or a network role.",
    },
    Simplification {
        id: "network-addresses-only",
        title: "Networks are addresses.",
        differs: "Nothing of a network is modelled beyond the addresses that a machine shows.",
    },
    Simplification {
        id: "tokens-hs256",
        title: "Tokens are signed otherwise.",
        differs: "They carry an HMAC-SHA256 signature of the simulated world, with the key id keyless-simulated, where Entra ID uses RS256. No real service accepts them.",
    },
    Simplification {
        id: "operations-at-once",
        title: "Nothing takes long.",
        differs: "Long operations are over at once. So are changes of access, unless propagation is set to azure: then role assignments take effect after 5 to 10 minutes and group memberships with the next token, while custom roles, deny assignments and the directory still change at once.",
    },
    Simplification {
        id: "recorded-blob-access",
        title: "In the recordings' world an Owner reaches blobs.",
        differs: "In the scenario 'empty', which follows recordings of azure-cli over a stand-in, an Owner reads and writes blobs without a data role. In every other scenario, as in Azure, a data role is needed. Secrets need one in every scenario.",
    },
    Simplification {
        id: "contents-are-text",
        title: "Contents are text.",
        differs: "Blobs and secrets hold text, and there are no local files to upload or to download into.",
    },
    Simplification {
        id: "vault-address",
        title: "A vault's firewall knows one address.",
        differs: "A vault's firewall knows one client address, which no rule lets in; trusted services are not told apart.",
    },
    Simplification {
        id: "key-vault-challenge",
        title: "az asks a vault with a token at once.",
        differs: "az asks a vault with a token at once. In Azure its first request has none, is answered 401, and is sent again.",
    },
    Simplification {
        id: "moves-alone",
        title: "Resources move alone.",
        differs: "A resource moves to another group without the ones that it depends on. Azure asks for a machine's disks and network to move along.",
    },
    Simplification {
        id: "scripts-echo-only",
        title: "Scripts only echo.",
        differs: "A script run inside a machine prints what plain 'echo' lines say; any other command is refused by name in its output.",
    },
    Simplification {
        id: "scale-set-model-only",
        title: "A scale set is its model.",
        differs: "Its instances are a number, and there is no load balancer before them.",
    },
    Simplification {
        id: "image-versions",
        title: "Images have one version.",
        differs: "Only the marketplace images behind az's aliases exist, each in one version.",
    },
    Simplification {
        id: "clock-stands",
        title: "Time stands still.",
        differs: "The simulated clock moves only when a command moves it. Nothing expires while you read.",
    },
    Simplification {
        id: "directory-roles",
        title: "The directory has one administrator.",
        differs: "Alice may change everything in the directory, other people what they made, and applications cannot read it. Directory roles and permissions of Microsoft Graph cannot be granted.",
    },
    Simplification {
        id: "one-account",
        title: "az knows one account at a time.",
        differs: "Signing in replaces the account before. In Azure's own az, subscriptions of several accounts can stand side by side.",
    },
    Simplification {
        id: "policy-stated",
        title: "Policy is stated, not enforced.",
        differs: "Azure Policy can forbid identities in a tenant (R59); here that is described only.",
    },
    Simplification {
        id: "ten-regions",
        title: "There are ten regions.",
        differs: "Azure has many more. A region that is not among the ten is refused as one that Azure does not have.",
    },
    Simplification {
        id: "thirty-roles",
        title: "There are thirty built-in roles.",
        differs: "Azure has several hundred. These are the ones that managed identities meet most, with all of their permissions.",
    },
    Simplification {
        id: "debug-shows-requests",
        title: "--debug shows requests.",
        differs: "On a terminal --debug shows the requests and their answers, and nothing of az's own inside. --verbose adds nothing: how long a command took is not simulated.",
    },
];

/// All of them.
pub const fn all() -> &'static [Simplification] {
    &ALL
}
