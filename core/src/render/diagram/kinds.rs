//! What nodes and lines are, and how they stand: the picture's vocabulary.

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// A tenant: container of principals.
    Tenant,
    /// A person in the tenant.
    User,
    /// A security group in the tenant.
    Group,
    /// A service principal in the tenant: a managed identity's or an application's.
    ServicePrincipal,
    /// A holder of grants that is gone (R30).
    UnknownPrincipal,
    /// A subscription: container of groups.
    Subscription,
    /// A resource group: container of resources.
    ResourceGroup,
    /// A virtual machine.
    VirtualMachine,
    /// A scale set: machines that are one host.
    ScaleSet,
    /// A web or function app.
    Site,
    /// A system-assigned identity, joined to its host.
    SystemAssignedIdentity,
    /// A user-assigned identity, standing alone.
    UserAssignedIdentity,
    /// A reference to an identity that is gone (R26).
    DeadReference,
    /// A key vault, with its secrets.
    Vault,
    /// A storage account, with its containers.
    StorageAccount,
    /// A token that is kept for a managed identity (R35).
    Token,
    /// Things folded into one node: parts of machines, or more principals than a reader wants to see.
    Parts,
}

impl NodeKind {
    /// Whether other nodes are drawn in it, below its header.
    pub const fn is_container(self) -> bool {
        matches!(self, Self::Tenant | Self::Subscription | Self::ResourceGroup)
    }

    /// Whether it can carry identities.
    pub const fn is_host(self) -> bool {
        matches!(self, Self::VirtualMachine | Self::ScaleSet | Self::Site)
    }

    /// Whether it is what identities want to reach.
    pub const fn is_target(self) -> bool {
        matches!(self, Self::Vault | Self::StorageAccount)
    }

    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::User => "person",
            Self::Group => "security group",
            Self::ServicePrincipal => "service principal",
            Self::UnknownPrincipal => "unknown principal",
            Self::Subscription => "subscription",
            Self::ResourceGroup => "resource group",
            Self::VirtualMachine => "virtual machine",
            Self::ScaleSet => "scale set",
            Self::Site => "app",
            Self::SystemAssignedIdentity => "system-assigned identity",
            Self::UserAssignedIdentity => "user-assigned identity",
            Self::DeadReference => "dead reference",
            Self::Vault => "key vault",
            Self::StorageAccount => "storage account",
            Self::Token => "token",
            Self::Parts => "parts",
        }
    }
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// A subscription trusts a tenant.
    Trust,
    /// An identity is represented by a service principal in the tenant.
    Representation,
    /// A host owns its system-assigned identity.
    Ownership,
    /// A host carries a user-assigned identity.
    Attachment,
    /// A host names an identity that is gone.
    DeadReference,
    /// A principal is a member of a group.
    Membership,
    /// A principal has a role at a scope.
    RoleAssignment,
    /// A vault's own access policy names a principal.
    AccessPolicy,
    /// In the compared step, a token was issued to an identity.
    TokenIssued,
    /// In the compared step, an identity's token was shown to a service.
    TokenUsed,
}

impl EdgeKind {
    /// Whether it gives a right on what it leads to.
    pub const fn is_grant(self) -> bool {
        matches!(self, Self::RoleAssignment | Self::AccessPolicy)
    }

    /// Whether it is a token's way.
    pub const fn is_token(self) -> bool {
        matches!(self, Self::TokenIssued | Self::TokenUsed)
    }
}

/// How a thing stands, where it does not just stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// As usual.
    #[default]
    Settled,
    /// Granted, and not in effect yet (R34).
    Propagating,
    /// Taken away, and still in effect (R34).
    Lingering,
    /// Kept, and still good.
    Cached,
    /// No longer good.
    Expired,
    /// Its holder is gone.
    Orphaned,
    /// Deleted, and recoverable.
    SoftDeleted,
    /// It moved, and those who name it do not know.
    Stale,
    /// Not running, so no token can be had.
    Stopped,
    /// Refused.
    Refused,
}

impl Standing {
    /// The word for it; nothing for what just stands there.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Settled => "",
            Self::Propagating => "propagating",
            Self::Lingering => "still in effect",
            Self::Cached => "cached",
            Self::Expired => "expired",
            Self::Orphaned => "orphaned",
            Self::SoftDeleted => "soft-deleted",
            Self::Stale => "stale",
            Self::Stopped => "stopped",
            Self::Refused => "refused",
        }
    }
}

/// What the compared step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Unchanged,
    /// It is new.
    Added,
    /// It is different.
    Changed,
    /// It is gone, and shown once more as a ghost.
    Removed,
}

impl Change {
    /// `new`, `changed`, `gone`, or nothing.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "",
            Self::Added => "new",
            Self::Changed => "changed",
            Self::Removed => "gone",
        }
    }
}
