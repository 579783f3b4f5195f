//! The client's part of the state: the clock that it moves, az's profile, tokens and configuration.

use std::sync::Arc;

use super::State;
use crate::event::Event;
use crate::model::terminal::{AccountKind, CachedToken, LIFETIME, Profile, Terminal};

impl State {
    pub(super) fn apply_to_client(&mut self, event: &Event) {
        if let Event::ClockAdvanced { seconds } = event {
            self.now = self.now.plus((*seconds).max(0));
            self.data.expire(self.now);
            self.propagating.settle(self.now);
            return;
        }
        if let Event::ProfileChanged { profile } = event {
            return self.sign_in_or_out(profile.as_ref());
        }
        let terminal = Arc::make_mut(&mut self.terminal);
        match event {
            Event::TokenCached { principal, audience, token } => {
                terminal.tokens.insert(Terminal::token_key(principal, audience), token.clone());
            }
            Event::SubscriptionSelected { subscription } => {
                if let Some(profile) = &mut terminal.profile {
                    profile.default_subscription = subscription.clone();
                }
            }
            Event::StrictChanged { strict } => terminal.strict = *strict,
            Event::SshKeysGenerated => terminal.has_ssh_keys = true,
            Event::ConfigurationSet { section, name, value } => terminal.configure(section, name, value.as_deref()),
            Event::ClientSecretKept { client_id, secret } => {
                terminal.client_secrets.insert(client_id.to_string(), secret.clone());
            }
            _ => {}
        }
    }

    /// Signing in begins with new tokens, signing out lets go of them: so people get claims of today (R34).
    fn sign_in_or_out(&mut self, profile: Option<&Profile>) {
        let now = self.now;
        let whose = profile.or(self.terminal.profile.as_ref()).filter(|it| it.kind == AccountKind::User);
        if let Some(begin) = whose.map(|it| Terminal::token_key(&it.object_id, "")) {
            let out = profile.is_none();
            let old = |it: &CachedToken| out || it.expires < now.plus(LIFETIME);
            Arc::make_mut(&mut self.terminal).tokens.remove_where(|key, it| key.starts_with(&begin) && old(it));
        }
        Arc::make_mut(&mut self.terminal).profile = profile.cloned();
    }
}
