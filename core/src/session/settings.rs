//! `keyless set …` and other controls of the simulated cloud.

use super::builtin::{Effect, fails, printed, says};
use crate::event::Event;
use crate::model::propagation::Propagation;
use crate::model::resource::{LOCATIONS, normal_location};
use crate::provider::transfer;
use crate::state::State;

pub(super) fn propagation(state: &State, mode: &str) -> Effect {
    let (propagation, text) = match mode {
        "instant" => (Propagation::Instant, "Changes of access take effect at once.\n"),
        "azure" => (
            Propagation::Azure,
            "Changes of access take effect as in Azure: a grant after 5 to 10 minutes, a group membership with the next token.\n",
        ),
        _ => return fails("Usage: keyless set propagation azure|instant"),
    };
    if state.propagation() == propagation {
        return says(text);
    }
    Effect::Events(printed(text), vec![Event::PropagationChanged { propagation }])
}

pub(super) fn throttling(on: bool) -> Effect {
    let text = if on {
        "Too many requests in a short time are refused with 429 now; 'keyless clock +20s' lets time pass.\n"
    } else {
        "Requests are no longer counted.\n"
    };
    Effect::Events(printed(text), vec![Event::ThrottlingChanged { on }])
}

/// Takes the managed identity service of a region down, or up again (R23).
pub(super) fn outage(region: &str, down: bool) -> Effect {
    let region = normal_location(region);
    if !LOCATIONS.contains(&region.as_str()) {
        return fails(format!("There is no region '{region}'. There are: {}.", LOCATIONS.join(", ")));
    }
    let text = if down {
        format!("Managed identities in {region} cannot be managed now.\n")
    } else {
        format!("Managed identities in {region} can be managed again.\n")
    };
    Effect::Events(printed(text), vec![Event::OutageChanged { region, down }])
}

/// Makes a subscription trust another tenant (R45); both by name or id.
pub(super) fn transfer(state: &State, subscription: &str, tenant: &str) -> Effect {
    let same = |name: &str, id: &str, given: &str| name.eq_ignore_ascii_case(given) || id.eq_ignore_ascii_case(given);
    let found = state.subscriptions().iter().find(|it| same(&it.display_name, it.id.as_str(), subscription));
    let Some(found) = found else { return fails(format!("There is no subscription '{subscription}'.")) };
    let to = state
        .tenants()
        .find(|it| same(&it.display_name, it.id.as_str(), tenant) || it.default_domain.eq_ignore_ascii_case(tenant));
    let Some(to) = to else {
        let names: Vec<&str> = state.tenants().map(|it| it.display_name.as_str()).collect();
        return fails(format!(
            "There is no tenant '{tenant}'. There are: {}. The scenario two-tenants has two.",
            names.join(", ")
        ));
    };
    if found.tenant_id == to.id {
        return fails(format!("{} trusts {} already.", found.display_name, to.display_name));
    }
    let text = format!(
        "{} now trusts the tenant {}. Its role assignments and custom roles are gone, its managed identities are broken.\n",
        found.display_name, to.display_name
    );
    Effect::Events(printed(text), transfer::events(state, found, &to.id))
}
