//! The lifecycle rules by number, each in one sentence: what events and refusals cite.

use serde::Serialize;

/// A rule's number: 1 to 69.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleId(pub u8);

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "R{}", self.0)
    }
}

/// A rule as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its number.
    pub id: RuleId,
    /// What holds, in one or two sentences.
    pub statement: &'static str,
    /// Where it is documented: a page of Microsoft's documentation by its short name.
    pub source: &'static str,
}

/// The rules that this version cites.
const RULES: [Rule; 42] = [
    rule(
        1,
        "A managed identity is one special service principal in the tenant that the subscription trusts. There is no application object behind it.",
        "managed-identities-faq",
    ),
    rule(
        2,
        "A managed identity has a principalId, used to grant it roles, and a clientId, used to ask for its tokens; a user-assigned one has a resource id too. A host shows no clientId for its system-assigned identity.",
        "overview-managed-identity",
    ),
    rule(
        3,
        "The service principal of a system-assigned identity bears the name of its host, so names are not unique.",
        "overview",
    ),
    rule(
        9,
        "Switching on a system-assigned identity needs write access to the host, and no role in the directory: Azure creates the service principal.",
        "qs-configure-cli-windows-vm",
    ),
    rule(
        10,
        "A host's identity type is None, SystemAssigned, UserAssigned, or both. Asking for what is on already changes nothing.",
        "qs-configure-rest-vm",
    ),
    rule(
        11,
        "A raw write with type SystemAssigned alone drops the user-assigned identities of a host. az reads first and merges, so it does not.",
        "qs-configure-rest-vm",
    ),
    rule(
        12,
        "Switching off a system-assigned identity deletes its service principal. Grants to it stay behind.",
        "how-managed-identities-work-vm",
    ),
    rule(
        13,
        "Switching a system-assigned identity off and on again makes a new service principal with new ids. Old grants do not reach it.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        14,
        "A role assignment cannot be changed to another principal, role or scope; its name cannot be used for another grant.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        15,
        "Deleting a host deletes the service principal of its system-assigned identity. User-assigned identities attached to it live on.",
        "overview",
    ),
    rule(
        16,
        "Deleting a resource group deletes everything in it, and the grants scoped to what it held. Grants to deleted identities elsewhere become orphans.",
        "overview",
    ),
    rule(
        20,
        "A user-assigned identity is a resource of its own, with a group, a region and tags; its service principal is in the tenant.",
        "az identity reference",
    ),
    rule(
        22,
        "A user-assigned identity can be attached to many hosts, and a host can carry many: attaching does not mean owning.",
        "managed-identity-best-practice-recommendations",
    ),
    rule(
        24,
        "An identity with isolation scope Regional may only be attached to hosts in its own region.",
        "managed-identities-isolation-scope",
    ),
    rule(
        25,
        "An identity with assignment restrictions may only be attached to hosts of the providers that they name.",
        "managed-identities-assignment-restriction",
    ),
    rule(
        26,
        "Deleting a user-assigned identity does not detach it: its hosts keep a reference to something that is gone.",
        "how-manage-user-assigned-managed-identities",
    ),
    rule(
        27,
        "A write that sends a dead identity reference fails until the reference is removed.",
        "GitHub Azure/aad-pod-identity#515",
    ),
    rule(
        28,
        "An identity created again under its old name is a new one: hosts that carried the old one are not rewired until it is removed and assigned anew.",
        "GitHub Azure/aad-pod-identity#880",
    ),
    rule(
        29,
        "A user-assigned identity cannot be renamed or moved; its tags, isolation scope and restrictions can change.",
        "move-support-resources",
    ),
    rule(
        30,
        "Grants are never cleaned up when their identity is deleted: they stay as orphans and keep counting.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        31,
        "Granting a role to a principal that the directory does not know fails with PrincipalNotFound.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        32,
        "A deleted managed identity can be neither restored nor purged by you; it lingers for 30 days in the deleted list.",
        "managed-identities-faq",
    ),
    rule(
        33,
        "A token outlives its identity: after deletion or detachment no new ones are issued, but those already issued open what Azure RBAC opened, until they expire.",
        "managed-identities-faq",
    ),
    rule(
        42,
        "A moved machine keeps its system-assigned identity, which still carries the old id: once stopped, the machine does not start until an update, of a tag for example, refreshes it.",
        "known-issues",
    ),
    rule(
        43,
        "Grants scoped to a moved resource do not move along. Grants that its identity holds elsewhere are not touched.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        45,
        "A target trusts the tokens of one tenant. When a subscription moves to another tenant its identities and grants are lost, and a vault keeps the old tenant until it is updated.",
        "role-based-access-control/transfer-subscription",
    ),
    rule(
        47,
        "A user-assigned identity carries at most 20 federated credentials.",
        "federated-credential-configuration-considerations",
    ),
    rule(
        48,
        "The federated credentials of an identity differ by issuer and subject, name exactly one audience, and keep their name.",
        "workload-identity-federation-considerations",
    ),
    rule(
        49,
        "A federated credential with a wrong subject is accepted and fails only when a token is exchanged. System-assigned identities carry none.",
        "workload-identity-federation-considerations",
    ),
    rule(
        50,
        "A stopped machine keeps its identities and their grants; nothing on it can ask for a token.",
        "virtual-machines/instance-metadata-service",
    ),
    rule(
        51,
        "A scale set has one identity block: one system-assigned identity is shared by all of its instances.",
        "managed-identities-status",
    ),
    rule(
        53,
        "Switching a system-assigned identity on or off needs Microsoft.Compute/virtualMachines/write: Virtual Machine Contributor.",
        "managed-identities-faq",
    ),
    rule(
        54,
        "Attaching a user-assigned identity needs write access to the host and the assign action on the identity: Managed Identity Operator.",
        "managed-identities-faq",
    ),
    rule(55, "Detaching a user-assigned identity needs write access to the host only.", "managed-identities-faq"),
    rule(
        56,
        "Creating or deleting a user-assigned identity needs Managed Identity Contributor.",
        "managed-identities-faq",
    ),
    rule(
        57,
        "Reading user-assigned identities needs Managed Identity Operator, Managed Identity Contributor or Reader.",
        "how-manage-user-assigned-managed-identities",
    ),
    rule(
        58,
        "Granting a role needs Microsoft.Authorization/roleAssignments/write at the scope: Owner, User Access Administrator or Role Based Access Control Administrator.",
        "role-based-access-control/troubleshooting",
    ),
    rule(
        60,
        "Managed Identity Contributor can create an identity but not attach it; Managed Identity Operator can attach it but not create it.",
        "built-in-roles/identity",
    ),
    rule(61, "Contributor may create and attach identities, but not grant them roles.", "built-in-roles/privileged"),
    rule(
        63,
        "az itself refuses combinations that cannot work: a role without a scope, or removing an identity that is not attached.",
        "azure-cli source, module vm",
    ),
    rule(
        68,
        "az identity list-resources names the hosts that carry an identity.",
        "how-to-view-associated-resources-for-an-identity",
    ),
    rule(
        69,
        "A full write of a host checks the right to attach every identity that it sends; a write that leaves the identities out does not.",
        "single public report, unconfirmed",
    ),
];

const fn rule(number: u8, statement: &'static str, source: &'static str) -> Rule {
    Rule { id: RuleId(number), statement, source }
}

/// The rule with this number, where this version cites it.
pub fn find(id: RuleId) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// All rules that this version cites, by number.
pub fn all() -> &'static [Rule] {
    &RULES
}
