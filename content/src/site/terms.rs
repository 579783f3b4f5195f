//! The terms of managed identities, each with its meaning.

/// Term and meaning, by letter.
pub(super) const ALL: [(&str, &str); 30] = [
    (
        "Access policy",
        "A vault's own list of who may do what with its secrets, keys and certificates. It counts only where the vault does not ask Azure RBAC.",
    ),
    (
        "Access token",
        "A signed statement, good for about a day, that says who the caller is and for which service it is meant.",
    ),
    ("Action", "A right on the control plane, such as `Microsoft.Compute/virtualMachines/write`."),
    (
        "Audience",
        "The service that a token is meant for: its claim `aud`. A service refuses tokens of another audience.",
    ),
    (
        "Azure Resource Manager",
        "The service behind `management.azure.com` that creates, changes and deletes resources.",
    ),
    (
        "clientId",
        "One of an identity's ids: with it code says which identity's token it wants. In tokens it is the claim `appid`.",
    ),
    ("Contributor", "The role that manages resources of every kind. It can attach identities and cannot grant roles."),
    ("Control plane", "Managing resources, through Azure Resource Manager."),
    ("DataAction", "A right on what is inside a resource, such as reading a blob. Owner has none by itself."),
    ("Data plane", "Using what is inside a resource: secrets, blobs, messages."),
    ("Dead reference", "The id of a deleted user-assigned identity that a host still carries."),
    ("Deny assignment", "A statement that somebody may not do something; it beats every grant. Azure makes them."),
    (
        "Federated credential",
        "A statement that tokens of another issuer count as an identity: how a workload outside Azure becomes one.",
    ),
    ("Host", "A resource that carries managed identities: a machine, a scale set, an app."),
    (
        "Instance Metadata Service",
        "The address 169.254.169.254 inside a machine. Its token endpoint gives the tokens of the machine's identities.",
    ),
    ("Lock", "It forbids deleting or changing a resource, whatever somebody's role."),
    (
        "Managed identity",
        "An identity for a program whose credential Azure keeps and renews. Nobody ever sees that credential.",
    ),
    ("Managed Identity Contributor", "The role that creates and deletes user-assigned identities, and attaches none."),
    ("Managed Identity Operator", "The role that attaches user-assigned identities to hosts, and creates none."),
    ("Microsoft Entra ID", "The directory of an organisation, formerly Azure Active Directory. It issues the tokens."),
    ("Orphaned role assignment", "A role assignment whose holder is gone. Nothing takes it away by itself."),
    (
        "principalId",
        "The object id of an identity's service principal: what a role is granted to. In tokens it is the claim `oid`.",
    ),
    ("Role assignment", "Who has which role at which scope. It cannot be changed, only deleted and made anew."),
    (
        "Role definition",
        "The list of Actions and DataActions that a role allows, and of those that it takes out again.",
    ),
    ("Scope", "Where a grant holds, and everywhere below: a management group, a subscription, a group, a resource."),
    ("Service principal", "What stands for a program in the directory. A managed identity is one of a special kind."),
    (
        "System-assigned identity",
        "A switch on one host. It is born with the host or when it is switched on, serves that host only, and goes with it.",
    ),
    ("Tenant", "An organisation's directory. A subscription trusts exactly one."),
    ("User-assigned identity", "A resource of its own that many hosts can carry, and that stays until you delete it."),
    (
        "Virtual Machine Contributor",
        "The role that manages machines. It can switch their system-assigned identity, and attach no user-assigned one.",
    ),
];
