//! What happened to the clock, to tokens, and in the terminal.

use crate::event::Event;
use crate::model::propagation::Propagation;
use crate::model::scope::ResourceId;
use crate::render::diagram::wording::{count, list};

use super::World;

pub(super) fn sentence(event: &Event, world: &World<'_>) -> Option<String> {
    Some(match event {
        Event::ClockAdvanced { seconds } if *seconds > 0 => format!("{} went by.", duration(*seconds)),
        Event::PropagationChanged { propagation: Propagation::Instant } => {
            "Changes of access take effect at once.".to_owned()
        }
        Event::PropagationChanged { propagation: Propagation::Azure } => {
            "Changes of access take their time now, as in Azure: grants some minutes, groups until the next token."
                .to_owned()
        }
        Event::TokenIssued { principal, audience, expires_in } => format!(
            "Entra ID issued a token to {} for {audience}, valid for {}.",
            world.principal(principal),
            duration(*expires_in)
        ),
        Event::TokenServedFromCache { principal, audience } => format!(
            "The platform answered with the token for {} and {audience} that it had; what changed since is not in it.",
            world.principal(principal)
        ),
        Event::ConfigurationSet { section, name, value: Some(value) } => {
            format!("az has {section}.{name} set to '{value}' from now on.")
        }
        Event::ConfigurationSet { section, name, value: None } => format!("az has no {section}.{name} any more."),
        Event::ProfileChanged { profile: Some(profile) } => format!("You are signed in as {}.", profile.user_name),
        Event::ProfileChanged { profile: None } => "You are signed out.".to_owned(),
        Event::SubscriptionSelected { subscription } => {
            format!("az now uses the subscription {}.", world.name(&ResourceId::subscription(subscription)))
        }
        Event::SshKeysGenerated => "az made an SSH key pair in ~/.ssh.".to_owned(),
        _ => return None,
    })
}

/// `1 hour and 5 minutes`: the two largest units.
fn duration(seconds: i64) -> String {
    let seconds = usize::try_from(seconds).unwrap_or(0);
    let units = [(seconds / 86_400, "day"), (seconds / 3600 % 24, "hour"), (seconds / 60 % 60, "minute")];
    let mut parts: Vec<String> =
        units.into_iter().filter(|(number, _)| *number > 0).map(|(number, unit)| count(number, unit)).collect();
    if parts.is_empty() || !seconds.is_multiple_of(60) {
        parts.push(count(seconds % 60, "second"));
    }
    parts.truncate(2);
    list(&parts)
}
