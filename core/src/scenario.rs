//! Start states: which tenants, subscriptions, accounts and groups a session begins with.

mod second_tenant;

use crate::model::access::RoleAssignment;
use crate::model::directory::{Principal, User};
use crate::model::id::{ObjectId, RoleId, SubscriptionId, TenantId, derive_guid};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Subscription, Tenant};
use crate::model::terminal::{AccountKind, Profile, Terminal};
use crate::model::time::Timestamp;
use crate::state::{Beginning, State};

/// A start state by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Two subscriptions, nothing in them; Alice, Owner of the first, is signed in. It is the world of the recordings,
    /// in which she reaches blobs without a data role: see the simplification `recorded-blob-access`.
    Empty,
    /// `Empty`, the group `myResourceGroup`, and three more accounts with fewer rights.
    Sandbox,
    /// `Sandbox`'s cloud; nobody is signed in to az.
    SignedOut,
    /// `Sandbox`, and a second tenant with a subscription, a group and its own administrator, Bob.
    TwoTenants,
}

/// Every account's password.
pub const PASSWORD: &str = "correct horse";

const DOMAIN: &str = "contoso.onmicrosoft.com";
const TENANT: &str = "22222222-aaaa-4bbb-8ccc-000000000001";
const SUBSCRIPTIONS: [(&str, &str); 2] =
    [("11111111-aaaa-4bbb-8ccc-000000000001", "Pay-As-You-Go"), ("11111111-aaaa-4bbb-8ccc-000000000002", "Dev")];

/// An account of a scenario: its number, its name before the `@`, its display name, its roles on the first subscription.
struct Account(u8, &'static str, &'static str, &'static [&'static str]);

const OWNER: &str = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const MANAGED_IDENTITY_OPERATOR: &str = "f1a07417-d97a-45cb-824c-7a7467783830";
const VIRTUAL_MACHINE_CONTRIBUTOR: &str = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";

const ALICE: Account = Account(1, "alice", "Alice", &[OWNER]);
const ACCOUNTS: [Account; 4] = [
    ALICE,
    Account(2, "vmcontributor", "Victor", &[VIRTUAL_MACHINE_CONTRIBUTOR]),
    Account(3, "vmoperator", "Vera", &[VIRTUAL_MACHINE_CONTRIBUTOR, MANAGED_IDENTITY_OPERATOR]),
    Account(4, "reader", "Rita", &[READER]),
];

impl Scenario {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Empty, Self::Sandbox, Self::SignedOut, Self::TwoTenants];

    /// By name: `empty`, `sandbox`, `signed-out`, `two-tenants`.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.name() == name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Sandbox => "sandbox",
            Self::SignedOut => "signed-out",
            Self::TwoTenants => "two-tenants",
        }
    }

    /// Its start state.
    pub fn begin(self, seed: u64) -> State {
        let tenant = TenantId::new(TENANT);
        let subscriptions: Vec<Subscription> = SUBSCRIPTIONS
            .iter()
            .map(|(id, name)| Subscription {
                id: SubscriptionId::new(id),
                display_name: (*name).to_owned(),
                tenant_id: tenant.clone(),
            })
            .collect();
        let accounts = if self == Self::Empty { 1 } else { ACCOUNTS.len() };
        let accounts = || ACCOUNTS.iter().take(accounts);
        let mut beginning = Beginning {
            seed,
            tenants: vec![Tenant {
                id: tenant.clone(),
                display_name: "Contoso".to_owned(),
                default_domain: DOMAIN.to_owned(),
            }],
            principals: accounts().map(|account| Principal::User(account.user())).collect(),
            groups: if self == Self::Empty { Vec::new() } else { vec![first_group(&subscriptions)] },
            assignments: accounts().flat_map(|account| account.assignments(seed, &subscriptions)).collect(),
            owners_reach_blobs: self == Self::Empty,
            terminal: Terminal {
                profile: (self != Self::SignedOut).then(|| profile(&ALICE.user(), &subscriptions)),
                ..Terminal::default()
            },
            subscriptions,
        };
        if self == Self::TwoTenants {
            second_tenant::add(&mut beginning);
        }
        State::new(beginning)
    }
}

/// The az profile of an account that has just signed in, with the subscriptions in which it has any grant.
pub fn sign_in(state: &State, user: &User) -> Profile {
    let granted = |subscription: &&Subscription| {
        let scope = ResourceId::subscription(&subscription.id);
        let identities = state.identities_of(&user.object_id);
        let mut grants = identities.iter().flat_map(|id| state.assignments_of(id));
        grants.any(|it| state.begins(&it.id).is_none() && (scope.contains(&it.scope) || it.scope.contains(&scope)))
    };
    let own = |it: &&Subscription| it.tenant_id == user.tenant_id && granted(it);
    let visible: Vec<Subscription> = state.subscriptions().iter().filter(own).cloned().collect();
    profile(user, &visible)
}

fn profile(user: &User, subscriptions: &[Subscription]) -> Profile {
    Profile {
        object_id: user.object_id.clone(),
        user_name: user.user_principal_name.clone(),
        kind: AccountKind::User,
        tenant_id: user.tenant_id.clone(),
        default_subscription: subscriptions.first().map_or_else(|| SubscriptionId::new(""), |it| it.id.clone()),
        subscriptions: subscriptions.iter().map(|it| it.id.clone()).collect(),
    }
}

impl Account {
    fn user(&self) -> User {
        self.user_of(TENANT, DOMAIN)
    }

    fn user_of(&self, tenant: &str, domain: &str) -> User {
        User {
            object_id: ObjectId::new(&format!("33333333-aaaa-4bbb-8ccc-{:012}", self.0)),
            tenant_id: TenantId::new(tenant),
            user_principal_name: format!("{}@{domain}", self.1),
            display_name: self.2.to_owned(),
        }
    }

    fn assignments(&self, seed: u64, subscriptions: &[Subscription]) -> Vec<RoleAssignment> {
        let user = self.user();
        // Alice has a role in every subscription that she sees; the others only in the first.
        let reached = if self.0 == ALICE.0 { subscriptions.len() } else { 1 };
        let subscriptions = subscriptions.iter().take(reached);
        subscriptions
            .flat_map(|it| self.3.iter().map(move |role| (it, role)))
            .map(|(it, role)| assignment(seed, &user, self, it, role))
            .collect()
    }
}

/// A grant that an account begins with, on a whole subscription.
fn assignment(seed: u64, user: &User, account: &Account, subscription: &Subscription, role: &str) -> RoleAssignment {
    let scope = ResourceId::subscription(&subscription.id);
    let name = derive_guid(seed, 0, &format!("grant {} {role} {scope}", user.object_id));
    RoleAssignment {
        id: scope.resource("Microsoft.Authorization/roleAssignments", &name),
        name: RoleId::new(&name),
        scope,
        role: RoleId::new(role),
        principal_id: user.object_id.clone(),
        principal_type: "User".to_owned(),
        // The tenant's administrator, who in the first is Alice.
        created_by: if user.tenant_id.as_str() == TENANT { ALICE.user().object_id } else { user.object_id.clone() },
        created: Timestamp::START,
        order: u64::from(account.0),
        condition: None,
        condition_version: None,
        description: None,
    }
}

fn first_group(subscriptions: &[Subscription]) -> ResourceGroup {
    let subscription = subscriptions.first().map_or_else(|| SubscriptionId::new(""), |it| it.id.clone());
    ResourceGroup {
        id: ResourceId::group(&subscription, "myResourceGroup"),
        name: "myResourceGroup".to_owned(),
        location: "westus".to_owned(),
        tags: None,
    }
}
