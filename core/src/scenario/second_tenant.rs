//! A second tenant beside the first: its subscription, its administrator, a group (R45, R46).

use super::{Account, OWNER, assignment};
use crate::model::directory::Principal;
use crate::model::id::{SubscriptionId, TenantId};
use crate::model::scope::ResourceId;
use crate::model::tenancy::{ResourceGroup, Subscription, Tenant};
use crate::state::Beginning;

const DOMAIN: &str = "fabrikam.onmicrosoft.com";
const TENANT: &str = "22222222-aaaa-4bbb-8ccc-000000000002";
const SUBSCRIPTION: &str = "11111111-aaaa-4bbb-8ccc-000000000003";

const BOB: Account = Account(5, "bob", "Bob", &[OWNER]);

/// Adds it to what a scenario begins with.
pub(super) fn add(beginning: &mut Beginning) {
    let tenant = TenantId::new(TENANT);
    let subscription = Subscription {
        id: SubscriptionId::new(SUBSCRIPTION),
        display_name: "Fabrikam".to_owned(),
        tenant_id: tenant.clone(),
    };
    let bob = BOB.user_of(TENANT, DOMAIN);
    beginning.assignments.push(assignment(beginning.seed, &bob, &BOB, &subscription, OWNER));
    beginning.principals.push(Principal::User(bob));
    beginning.groups.push(ResourceGroup {
        id: ResourceId::group(&subscription.id, "fabrikamGroup"),
        name: "fabrikamGroup".to_owned(),
        location: "westus".to_owned(),
        tags: None,
    });
    beginning.subscriptions.push(subscription);
    beginning.tenants.push(Tenant {
        id: tenant,
        display_name: "Fabrikam".to_owned(),
        default_domain: DOMAIN.to_owned(),
    });
}
