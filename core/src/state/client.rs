//! The client's part of the state: the clock that it moves, az's profile, tokens and configuration.

use super::State;
use crate::event::Event;
use crate::model::terminal::{AccountKind, CachedToken, LIFETIME, Profile, Terminal};

impl State {
    pub(super) fn apply_to_client(&mut self, event: &Event) {
        match event {
            Event::ClockAdvanced { seconds } => {
                self.now = self.now.plus((*seconds).max(0));
                self.data.expire(self.now);
                self.propagating.settle(self.now);
            }
            Event::TokenCached { principal, audience, token } => {
                self.terminal.tokens.insert(Terminal::token_key(principal, audience), token.clone());
            }
            Event::ProfileChanged { profile } => self.sign_in_or_out(profile.as_ref()),
            Event::SubscriptionSelected { subscription } => {
                if let Some(profile) = &mut self.terminal.profile {
                    profile.default_subscription = subscription.clone();
                }
            }
            Event::StrictChanged { strict } => self.terminal.strict = *strict,
            Event::SshKeysGenerated => self.terminal.has_ssh_keys = true,
            Event::ConfigurationSet { section, name, value } => {
                self.terminal.configure(section, name, value.as_deref())
            }
            Event::ClientSecretKept { client_id, secret } => {
                self.terminal.client_secrets.insert(client_id.to_string(), secret.clone());
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
            self.terminal.tokens.remove_where(|key, it| key.starts_with(&begin) && old(it));
        }
        self.terminal.profile = profile.cloned();
    }
}
