//! What the page of the authentication flow says; the requests and answers beside it come from the session.

use super::script::Party::{Code, Directory, Manager, Metadata, Vault, You};
use super::script::{Hop, Shown, Side, Step};

pub(super) const TITLE: &str = "The authentication flow, played";
pub(super) const IS: &str = "Seven steps from a machine without a key to a secret in its hands, for both types of identity side by side, over real requests and answers.";
pub(super) const LEAD: &str = "Two machines want the same secret. One has an identity of its own, the other carries one that stands alone. Step through what happens: who asks whom, the request, the answer. The requests below are not drawn: they are those of a session of the simulated cloud.";
pub(super) const BOTH: &str = "Both types";
pub(super) const MACHINE: &str = "the machine";
pub(super) const STEPS: &str = "Steps";
pub(super) const BACK: &str = "Back";
pub(super) const NEXT: &str = "Next";
pub(super) const PLAY: &str = "Play";
pub(super) const PAUSE: &str = "Pause";
pub(super) const TYPED: &str = "Typed";
pub(super) const CHANGED: &str = "What happened in the cloud";
pub(super) const CLAIMS: &str = "Claims of the token";
pub(super) const BODY: &str = "Sent";
pub(super) const ANSWER: &str = "Answered";
pub(super) const WHOLE: &str = "The whole answer";
pub(super) const OTHERS: &str = "Other requests of this command";
pub(super) const UNSEEN: &str = "This happens inside Azure: no request of yours shows it.";
pub(super) const LIVE: &str = "Open this session in the playground";
pub(super) const LESSON: &str = "Do it yourself: lesson 7";
pub(super) const DIFFERENCES: &str = "The differences in five lines";
pub(super) const NEVER: &str = "Who never talks to whom";
pub(super) const NEVER_IS: [&str; 3] = [
    "Your code never talks to Entra ID: it asks the metadata service, which does that for it. So there is no credential for it to keep.",
    "The vault does not ask Entra ID whether a token is good. It checks the signature itself, so a token goes on working until it ends.",
    "No other machine can ask this machine's metadata service: its address, 169.254.169.254, leads nowhere from outside.",
];

/// Row, system-assigned, user-assigned.
pub(super) const TABLE: [[&str; 3]; 5] = [
    ["The service principal is born", "when the machine's identity is switched on", "when the identity is created"],
    ["Earliest grant", "after the machine exists", "before any machine exists"],
    ["Rights to bring it onto a machine", "write the machine", "write the machine, and assign the identity"],
    ["Choosing it when asking for a token", "implied", "by an explicit id, as advised"],
    ["The service principal ends", "with the machine, or when switched off", "when the identity is deleted"],
];

const fn ask(from: super::script::Party, to: super::script::Party, what: &'static str) -> Hop {
    Hop { from, to, what, is_token: false }
}

const fn token(from: super::script::Party, to: super::script::Party, what: &'static str) -> Hop {
    Hop { from, to, what, is_token: true }
}

/// The steps, system-assigned first.
pub(super) const ALL: [Step; 7] = [
    Step {
        title: "Somebody asks for an identity",
        difference: "One begins at a machine, the other with itself.",
        sides: [
            Side {
                says: "One call to Azure Resource Manager switches the identity on, while the machine is created or later. It takes the right to write the machine, and no other.",
                hops: &[ask(You, Manager, "switch on the identity of own-vm")],
                typed: &[0],
                shows: &[Shown::Exchange { line: 0, method: "PATCH", at: "/virtualMachines/own-vm", part: "identity" }],
            },
            Side {
                says: "One call to Azure Resource Manager creates the identity as a resource of its own. No machine has a part in it.",
                hops: &[ask(You, Manager, "create app-identity")],
                typed: &[0],
                shows: &[Shown::Exchange {
                    line: 0,
                    method: "PUT",
                    at: "/userAssignedIdentities/",
                    part: "properties",
                }],
            },
        ],
    },
    Step {
        title: "Azure makes a service principal for it",
        difference: "At this moment one is known to its machine's resource, the other to no machine at all.",
        sides: [
            Side {
                says: "In the tenant that the subscription trusts, a service principal appears. Azure makes a certificate for it and keeps it: nobody can fetch it.",
                hops: &[ask(Manager, Directory, "make a service principal and a certificate")],
                typed: &[],
                shows: &[Shown::Events { line: 0, kinds: &["servicePrincipalCreated"] }],
            },
            Side {
                says: "The same happens, in the same tenant. The service principal belongs to the identity resource and lives as long as it does.",
                hops: &[ask(Manager, Directory, "make a service principal and a certificate")],
                typed: &[],
                shows: &[Shown::Events { line: 0, kinds: &["servicePrincipalCreated"] }],
            },
        ],
    },
    Step {
        title: "The machine's metadata service learns of it",
        difference: "The first call has done it, or a second one with a second right does.",
        sides: [
            Side {
                says: "Still within the first call, Azure hands client id and certificate to the metadata service of this machine. The machine itself never sees the certificate.",
                hops: &[ask(Manager, Metadata, "here are client id and certificate")],
                typed: &[],
                shows: &[Shown::Events { line: 0, kinds: &["systemAssignedIdentityEnabled"] }],
            },
            Side {
                says: "A second call attaches the identity. It takes two rights: to write the machine, and to assign the identity. Every further machine takes one more such call.",
                hops: &[
                    ask(You, Manager, "attach app-identity to shared-vm"),
                    ask(Manager, Metadata, "here are client id and certificate"),
                ],
                typed: &[1],
                shows: &[Shown::Exchange {
                    line: 1,
                    method: "PATCH",
                    at: "/virtualMachines/shared-vm",
                    part: "identity",
                }],
            },
        ],
    },
    Step {
        title: "Somebody grants it access",
        difference: "The grant names the service principal: it can be made only after that was born, with or without a machine.",
        sides: [
            Side {
                says: "An identity may do nothing until somebody grants it a role. The grant goes to its principal id, so it has to wait until the machine is there.",
                hops: &[ask(You, Manager, "let it read secrets of this vault")],
                typed: &[1],
                shows: &[Shown::Exchange { line: 1, method: "PUT", at: "/roleAssignments/", part: "properties" }],
            },
            Side {
                says: "The same kind of grant. It could have been made right after step 2, before there is any machine: access is ready when the machine comes.",
                hops: &[ask(You, Manager, "let it read secrets of this vault")],
                typed: &[2],
                shows: &[Shown::Exchange { line: 2, method: "PUT", at: "/roleAssignments/", part: "properties" }],
            },
        ],
    },
    Step {
        title: "Code on the machine asks for a token",
        difference: "One is meant when nobody is named; the other should be named.",
        sides: [
            Side {
                says: "A program asks the address 169.254.169.254, which exists only inside the machine. It says which service the token is for, and shows no credential. It need not say which identity it means.",
                hops: &[ask(Code, Metadata, "a token for https://vault.azure.net")],
                typed: &[2, 3],
                shows: &[Shown::Exchange { line: 3, method: "GET", at: "169.254.169.254", part: "" }],
            },
            Side {
                says: "The same question, with `client_id`. One attached identity would be found without it; among several, with none of the machine's own, the endpoint refuses to guess.",
                hops: &[ask(Code, Metadata, "a token of this client_id for https://vault.azure.net")],
                typed: &[3, 4],
                shows: &[Shown::Exchange { line: 4, method: "GET", at: "169.254.169.254", part: "" }],
            },
        ],
    },
    Step {
        title: "Entra ID issues the token",
        difference: "The claim xms_mirid names the machine of one, and the identity resource of the other.",
        sides: [
            Side {
                says: "The metadata service, not the program, shows Entra ID the client id and the certificate. A signed token comes back. The platform keeps it for about a day: asking again gives the same one.",
                hops: &[
                    ask(Metadata, Directory, "client id and certificate"),
                    token(Directory, Metadata, "a signed token"),
                    token(Metadata, Code, "the same token"),
                ],
                typed: &[],
                shows: &[
                    Shown::Events { line: 3, kinds: &["tokenIssued", "managedIdentityTokenCached"] },
                    Shown::Claims { line: 3 },
                ],
            },
            Side {
                says: "The same happens with this identity's certificate. Every machine that carries it gets tokens that say the same `oid`: to a target, all of them are one caller.",
                hops: &[
                    ask(Metadata, Directory, "client id and certificate"),
                    token(Directory, Metadata, "a signed token"),
                    token(Metadata, Code, "the same token"),
                ],
                typed: &[],
                shows: &[
                    Shown::Events { line: 4, kinds: &["tokenIssued", "managedIdentityTokenCached"] },
                    Shown::Claims { line: 4 },
                ],
            },
        ],
    },
    Step {
        title: "The token opens the vault",
        difference: "None: to the vault, both are a service principal with a role.",
        sides: [
            Side {
                says: "The program sends the token along with its request. The vault checks signature, issuer, audience and times, then looks for a role of the caller, then answers.",
                hops: &[token(Code, Vault, "the request, with the token"), ask(Vault, Code, "the secret")],
                typed: &[4],
                shows: &[Shown::Exchange { line: 4, method: "GET", at: "/secrets/greeting", part: "" }],
            },
            Side {
                says: "Exactly the same. No line of the program and no setting of the vault depends on the type of the identity.",
                hops: &[token(Code, Vault, "the request, with the token"), ask(Vault, Code, "the secret")],
                typed: &[5],
                shows: &[Shown::Exchange { line: 5, method: "GET", at: "/secrets/greeting", part: "" }],
            },
        ],
    },
];
