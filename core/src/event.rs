//! Events: everything that can change the world, each citing the rule it follows.

mod data_plane;

pub use data_plane::DataEvent;
use serde::Serialize;

use crate::model::access::RoleAssignment;
use crate::model::application::{Application, PasswordCredential};
use crate::model::control::{CustomRole, DenyAssignment, FederatedCredential, Lock};
use crate::model::directory::{Group, ServicePrincipal, ServicePrincipalKind, User};
use crate::model::due::{Due, DueKind};
use crate::model::id::{ClientId, ObjectId, RoleId, SubscriptionId, TenantId};
use crate::model::identity::UserAssignedIdentity;
use crate::model::propagation::Propagation;
use crate::model::resource::{PowerState, Resource};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Tags};
use crate::model::terminal::{CachedToken, Profile};
use crate::rules::RuleId;

/// One fact that came to be. [`crate::state::State::apply`] is the only place that carries it out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum Event {
    /// A resource group came to be.
    ResourceGroupCreated { group: ResourceGroup },
    /// A resource group's tags changed.
    ResourceGroupUpdated { group: ResourceGroup },
    /// A resource group went; what was in it has its own events.
    ResourceGroupDeleted { id: ResourceId },
    /// A resource came to be, without identities: those have their own events.
    ResourceCreated { resource: Resource },
    /// A resource's tags or properties changed.
    ResourceUpdated { resource: Resource },
    /// A resource went.
    ResourceDeleted { id: ResourceId, resource_type: String },
    /// A virtual machine was started, stopped or deallocated (R50).
    PowerStateChanged { host: ResourceId, power: PowerState },
    /// A managed identity's service principal came to be in the tenant (R1).
    ServicePrincipalCreated { service_principal: ServicePrincipal },
    /// A service principal went, with its identity.
    ServicePrincipalDeleted { object_id: ObjectId, display_name: String, cause: DeletionCause },
    /// A person got an account.
    UserCreated {
        user: User,
        #[serde(skip)]
        password: String,
    },
    /// A security group came to be.
    GroupCreated { group: Group },
    /// Somebody has what a group is granted from now on.
    GroupMemberAdded { group: ObjectId, member: ObjectId },
    /// Somebody left a group.
    GroupMemberRemoved { group: ObjectId, member: ObjectId },
    /// An application was registered; its service principal has its own event.
    ApplicationCreated { application: Application },
    /// An application's name or URIs changed.
    ApplicationUpdated { application: Application },
    /// An application got a password.
    ApplicationPasswordAdded { application: ObjectId, credential: PasswordCredential },
    /// A password of an application is no longer good.
    ApplicationPasswordRemoved { application: ObjectId, key_id: String },
    /// A user, group or application went.
    DirectoryObjectDeleted { object_id: ObjectId, display_name: String, kind: String },
    /// A deleted user, application or its service principal is back.
    DirectoryObjectRestored { object_id: ObjectId, display_name: String },
    /// Something deleted is gone for good.
    DirectoryObjectPurged { object_id: ObjectId, display_name: String },

    /// A host gained a system-assigned identity (R9, R10).
    SystemAssignedIdentityEnabled { host: ResourceId, principal_id: ObjectId, tenant_id: TenantId },
    /// A host lost its system-assigned identity (R12).
    SystemAssignedIdentityDisabled { host: ResourceId, principal_id: ObjectId },
    /// A user-assigned identity was attached to a host (R22).
    UserAssignedIdentityAttached { host: ResourceId, identity: ResourceId, client_id: ClientId, principal_id: ObjectId },
    /// A user-assigned identity was detached from a host; it lives on (R22), unless it was dead already (R27).
    UserAssignedIdentityDetached { host: ResourceId, identity: ResourceId },
    /// A user-assigned identity's tags, isolation scope or restrictions changed (R24, R25).
    UserAssignedIdentityUpdated { id: ResourceId, tags: Tags, identity: UserAssignedIdentity },
    /// A host keeps the id of an identity that is gone (R26).
    ReferenceLeftDead { host: ResourceId, identity: ResourceId },
    /// A role was granted.
    RoleAssignmentCreated { assignment: RoleAssignment },
    /// A grant was taken back, or went with its scope (R16).
    RoleAssignmentDeleted { id: ResourceId, principal_id: ObjectId, role_name: String, scope: ResourceId },
    /// A grant's holder is gone; the grant stays (R30).
    RoleAssignmentOrphaned { id: ResourceId, principal_id: ObjectId, role_name: String, scope: ResourceId },
    /// What was asked for was already so.
    AlreadySo { subject: ResourceId, fact: AlreadySo },
    /// The cloud refused a request; nothing else changed.
    RequestRefused { code: String, action: String, scope: ResourceId, reason: RefusalReason },

    /// A resource went to another group or subscription, with its identities (R42).
    ResourceMoved { from: ResourceId, to: ResourceId },
    /// A moved host's system-assigned identity still carries the old id (R42).
    IdentityReferenceStale { host: ResourceId },
    /// An update brought a moved host's identity to its new id (R42).
    IdentityReferenceRefreshed { host: ResourceId },
    /// A grant on a moved resource stays at the id that it had (R43).
    RoleAssignmentLeftBehind { id: ResourceId, principal_id: ObjectId, role_name: String, scope: ResourceId },
    /// A lock came to be, or changed.
    LockWritten { lock: Lock },
    /// A lock was taken away.
    LockDeleted { id: ResourceId },
    /// A custom role came to be, or changed.
    RoleDefinitionWritten { role: CustomRole },
    /// A custom role went.
    RoleDefinitionDeleted { id: RoleId, role_name: String },
    /// Azure denies something, whatever is granted.
    DenyAssignmentCreated { denial: DenyAssignment },
    /// Tokens of another issuer count as this identity from now on (R48).
    FederatedCredentialWritten { credential: FederatedCredential },
    /// They no longer do.
    FederatedCredentialDeleted { id: ResourceId },

    /// A deployment ended; what it made has its own events.
    DeploymentFinished { id: ResourceId, operation: String, result: serde_json::Value },

    /// A subscription trusts another tenant from now on; its managed identities are broken (R45).
    SubscriptionTransferred { subscription: SubscriptionId, from: TenantId, to: TenantId },

    /// Simulated time moved on.
    ClockAdvanced { seconds: i64 },
    /// Time brought this about.
    CameDue { due: Due },
    /// Changes of access take effect otherwise from now on (R34).
    PropagationChanged { propagation: Propagation },
    /// Managed identities of a region can, or can no longer, be managed (R23).
    OutageChanged { region: String, down: bool },
    /// Rates are limited from now on, or no longer (R19, R67).
    ThrottlingChanged { on: bool },
    /// A request counts against limits.
    RequestCounted { limits: Vec<String>, seconds: i64 },
    /// No token of an identity from before is taken any more (R37).
    TokensRevoked { principal: ObjectId },
    /// Entra ID issued an access token.
    TokenIssued { principal: ObjectId, audience: String, expires_in: i64 },
    /// The platform put a managed identity's token into its cache (R35).
    ManagedIdentityTokenCached {
        principal: ObjectId,
        resource: String,
        #[serde(skip)]
        token: CachedToken,
    },
    /// The platform answered with the token that it had (R35).
    TokenServedFromCache { principal: ObjectId, audience: String },
    /// The client put a token into its cache.
    #[serde(skip)]
    TokenCached { principal: ObjectId, audience: String, token: CachedToken },
    /// az's profile changed: somebody signed in or out.
    ProfileChanged { profile: Option<Profile> },
    /// az uses another subscription from now on.
    SubscriptionSelected { subscription: SubscriptionId },
    /// Our leniencies were switched off, or on again.
    StrictChanged { strict: bool },
    /// A value in az's configuration was set, or taken out.
    ConfigurationSet { section: String, name: String, value: Option<String> },
    /// az keeps the password of a service principal that signed in.
    ClientSecretKept {
        client_id: ClientId,
        #[serde(skip)]
        secret: String,
    },
    /// az made a key pair in `~/.ssh`.
    SshKeysGenerated,

    /// Something happened to the data of a vault or a storage account.
    #[serde(untagged)]
    Data(DataEvent),
}

/// Why a service principal went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DeletionCause {
    /// Its host was deleted (R15).
    HostDeleted,
    /// The system-assigned identity was switched off (R12).
    Disabled,
    /// The user-assigned identity was deleted.
    IdentityDeleted,
    /// Its application was deleted.
    ApplicationDeleted,
    /// Somebody deleted it.
    Requested,
}

/// What was so already when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum AlreadySo {
    /// The host has a system-assigned identity.
    SystemAssigned { principal_id: ObjectId },
    /// The identity is attached.
    Attached { identity: ResourceId },
    /// The identity or resource does not exist.
    Absent,
    /// Nothing in the request differs from what is there.
    Same,
}

/// Why the cloud refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RefusalReason {
    /// No, or no valid, token.
    Unauthenticated,
    /// The caller lacks the action (R53 … R58).
    MissingAction,
    /// The caller lacks the action on a linked resource (R54).
    MissingLinkedAction,
    /// The token is of another tenant than the one that the target trusts (R46).
    WrongTenant,
    /// No access policy of the vault gives the caller this permission.
    MissingAccessPolicy,
    /// No identity of the host answers to what was asked for (R40).
    IdentityNotFound,
    /// Several identities could answer, and none was named (R38).
    IdentityAmbiguous,
    /// The host is not running (R50).
    HostNotRunning,
    /// A managed identity's deleted service principal can be neither restored nor purged (R32).
    BeyondRecall,
    /// A deny assignment beats the caller's grants.
    Denied,
    /// A lock forbids it.
    Locked,
    /// A rule of the lifecycle forbids it.
    ByRule(RuleId),
    /// The request is wrong, or what it names is not there.
    Invalid,
}

impl Event {
    /// The rule of `domain/lifecycle.md` that this event follows, where there is one.
    pub fn rule(&self) -> Option<RuleId> {
        let number = match self {
            Self::ServicePrincipalCreated { service_principal } => match service_principal.kind {
                ServicePrincipalKind::Application { .. } => return None,
                _ => 1,
            },
            Self::ManagedIdentityTokenCached { .. } | Self::TokenServedFromCache { .. } => 35,
            Self::ServicePrincipalDeleted { cause, .. } => match cause {
                DeletionCause::HostDeleted => 15,
                DeletionCause::Disabled => 12,
                DeletionCause::IdentityDeleted => 32,
                DeletionCause::ApplicationDeleted | DeletionCause::Requested => return None,
            },
            Self::SystemAssignedIdentityEnabled { .. } => 10,
            Self::SystemAssignedIdentityDisabled { .. } => 12,
            Self::UserAssignedIdentityAttached { .. } | Self::UserAssignedIdentityDetached { .. } => 22,
            Self::UserAssignedIdentityUpdated { .. } => 29,
            Self::ReferenceLeftDead { .. } => 26,
            Self::RoleAssignmentOrphaned { .. } => 30,
            Self::ResourceGroupDeleted { .. } => 16,
            Self::PowerStateChanged { .. } => 50,
            Self::ResourceMoved { .. }
            | Self::IdentityReferenceStale { .. }
            | Self::IdentityReferenceRefreshed { .. } => 42,
            Self::RoleAssignmentLeftBehind { .. } => 43,
            Self::PropagationChanged { .. } => 34,
            Self::SubscriptionTransferred { .. } => 45,
            Self::OutageChanged { .. } => 23,
            Self::ThrottlingChanged { .. } => 67,
            Self::TokensRevoked { .. } => 37,
            Self::CameDue { due } => match due.what {
                DueKind::GrantBegins { .. } | DueKind::GrantEnds { .. } => 34,
                DueKind::ManagedTokenRenewed { .. } => 35,
                DueKind::DirectoryObjectPurged { .. } => 32,
                _ => return None,
            },
            Self::FederatedCredentialWritten { .. } | Self::FederatedCredentialDeleted { .. } => 48,
            Self::AlreadySo { fact: AlreadySo::SystemAssigned { .. }, .. } => 10,
            Self::AlreadySo { fact: AlreadySo::Attached { .. }, .. } => 22,
            Self::RequestRefused { reason, action, .. } => return refusal_rule(*reason, action),
            _ => return None,
        };
        Some(RuleId(number))
    }

    /// Whether a learner's world differs after it: bookkeeping and refusals do not count.
    pub const fn changes_world(&self) -> bool {
        !matches!(
            self,
            Self::AlreadySo { .. }
                | Self::RequestRefused { .. }
                | Self::DeploymentFinished { .. }
                | Self::TokenIssued { .. }
                | Self::TokenServedFromCache { .. }
                | Self::ManagedIdentityTokenCached { .. }
                | Self::ClientSecretKept { .. }
                | Self::RequestCounted { .. }
                | Self::TokenCached { .. }
                | Self::SshKeysGenerated
        )
    }
}

/// The row of lifecycle.md's "who needs what" that a refused action belongs to.
fn refusal_rule(reason: RefusalReason, action: &str) -> Option<RuleId> {
    let action = action.to_ascii_lowercase();
    let number = match reason {
        RefusalReason::MissingLinkedAction => 54,
        RefusalReason::WrongTenant => 46,
        RefusalReason::IdentityNotFound => 40,
        RefusalReason::IdentityAmbiguous => 38,
        RefusalReason::HostNotRunning => 50,
        RefusalReason::BeyondRecall => 32,
        RefusalReason::ByRule(rule) => return Some(rule),
        RefusalReason::MissingAction if action.starts_with("microsoft.compute/virtualmachines/") => 53,
        RefusalReason::MissingAction if action == "microsoft.managedidentity/userassignedidentities/read" => 57,
        RefusalReason::MissingAction if action.starts_with("microsoft.managedidentity/") => 56,
        RefusalReason::MissingAction if action.starts_with("microsoft.authorization/roleassignments/") => 58,
        _ => return None,
    };
    Some(RuleId(number))
}
