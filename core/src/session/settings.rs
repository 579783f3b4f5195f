//! `keyless set …` and other controls of the simulated cloud.

use super::builtin::{Effect, fails, printed, says};
use crate::event::Event;
use crate::model::propagation::Propagation;
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
