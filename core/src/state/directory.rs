//! The directory's part of the state: groups and their members, applications, deleted objects, cached tokens.

use super::State;
use crate::event::Event;
use crate::model::application::{Application, DELETED_FOR, Deleted, DirectoryObject, PasswordCredential};
use crate::model::directory::Principal;
use crate::model::id::{ClientId, ObjectId};
use crate::model::table::Table;
use crate::model::terminal::{CachedToken, Terminal};

/// What directories hold besides principals.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    /// The groups of each direct member.
    groups_of: Table<Vec<ObjectId>>,
    applications: Table<Application>,
    /// The application of each client id.
    applications_by_client: Table<ObjectId>,
    deleted: Table<Deleted>,
    /// Passwords of people; those of the scenario's accounts are not here.
    passwords: Table<String>,
    /// Tokens of managed identities that the platform keeps, by identity and resource (R35).
    tokens: Table<CachedToken>,
}

impl State {
    /// The groups that a principal is in, directly or through other groups, by object id.
    pub fn groups_of(&self, principal: &ObjectId) -> Vec<ObjectId> {
        let mut found: Vec<ObjectId> = Vec::new();
        let mut open = vec![principal.clone()];
        while let Some(next) = open.pop() {
            for group in self.directory.groups_of.get(next.as_str()).into_iter().flatten() {
                if let Err(place) = found.binary_search(group) {
                    found.insert(place, group.clone());
                    open.push(group.clone());
                }
            }
        }
        found
    }

    /// A principal and the groups it is in: all that a grant may be made to for it to hold.
    pub fn identities_of(&self, principal: &ObjectId) -> Vec<ObjectId> {
        let mut all = vec![principal.clone()];
        all.extend(self.groups_of(principal));
        all
    }

    /// An application by its object id.
    pub fn application(&self, id: &ObjectId) -> Option<&Application> {
        self.directory.applications.get(id.as_str())
    }

    /// An application by its client id.
    pub fn application_of(&self, client: &ClientId) -> Option<&Application> {
        self.application(self.directory.applications_by_client.get(client.as_str())?)
    }

    /// All applications, by object id.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.directory.applications.values()
    }

    /// What is in the deleted lists, by object id: for 30 days each (R32).
    pub fn deleted(&self) -> impl Iterator<Item = &Deleted> {
        let now = self.now;
        self.directory.deleted.values().filter(move |it| it.at.plus(DELETED_FOR) > now)
    }

    /// The password that a person was created with; `None` for the scenario's accounts.
    pub fn password_of(&self, user: &ObjectId) -> Option<&str> {
        self.directory.passwords.get(user.as_str()).map(String::as_str)
    }

    /// The token that the platform keeps for a managed identity and a resource (R35).
    pub fn managed_token(&self, principal: &ObjectId, resource: &str) -> Option<&CachedToken> {
        self.directory.tokens.get(&Terminal::token_key(principal, resource))
    }

    /// The tokens that the platform keeps for a managed identity, each with what it is for.
    pub fn managed_tokens_of(&self, principal: &ObjectId) -> impl Iterator<Item = (&str, &CachedToken)> {
        let start = Terminal::token_key(principal, "");
        let end = start.clone();
        let all = self.directory.tokens.from(start);
        all.map_while(move |(key, token)| Some((key.strip_prefix(&end)?, token)))
    }

    /// All tokens that the platform keeps, by [`Terminal::token_key`].
    pub const fn managed_tokens(&self) -> &Table<CachedToken> {
        &self.directory.tokens
    }

    pub(super) fn apply_to_directory(&mut self, event: &Event) {
        match event {
            Event::UserCreated { user, password } => {
                self.directory.passwords.insert(user.object_id.to_string(), password.clone());
                self.principals.insert(user.object_id.to_string(), Principal::User(user.clone()));
            }
            Event::GroupCreated { group } => {
                self.principals.insert(group.object_id.to_string(), Principal::Group(group.clone()));
            }
            Event::GroupMemberAdded { group, member } => self.add_member(group, member),
            Event::GroupMemberRemoved { group, member } => self.remove_member(group, member),
            Event::ApplicationCreated { application } | Event::ApplicationUpdated { application } => {
                self.add_application(application.clone());
            }
            Event::ApplicationPasswordAdded { application, credential } => {
                self.edit_passwords(application, |all| all.push(credential.clone()));
            }
            Event::ApplicationPasswordRemoved { application, key_id } => {
                self.edit_passwords(application, |all| all.retain(|it| &it.key_id != key_id));
            }
            Event::DirectoryObjectRestored { object_id, .. } => self.restore(object_id),
            Event::DirectoryObjectPurged { object_id, .. } => {
                self.directory.deleted.remove(object_id.as_str());
            }
            Event::ManagedIdentityTokenCached { principal, resource, token } => {
                self.directory.tokens.insert(Terminal::token_key(principal, resource), token.clone());
            }
            Event::TokensRevoked { principal } => {
                let begin = Terminal::token_key(principal, "");
                self.directory.tokens.remove_where(|key, _| key.starts_with(&begin));
            }
            _ => {}
        }
    }

    /// Moves a principal or application to the deleted list. Groups are gone at once.
    pub(super) fn remove_directory_object(&mut self, id: &ObjectId) {
        let object = match (self.principals.remove(id.as_str()), self.directory.applications.remove(id.as_str())) {
            (Some(principal), _) => DirectoryObject::Principal(principal),
            (None, Some(application)) => {
                self.directory.applications_by_client.remove(application.client_id.as_str());
                DirectoryObject::Application(application)
            }
            (None, None) => return,
        };
        for group in self.directory.groups_of.get(id.as_str()).cloned().into_iter().flatten() {
            self.remove_member(&group, id);
        }
        if let DirectoryObject::Principal(Principal::Group(group)) = &object {
            for member in &group.members {
                self.forget_group(&group.object_id, member);
            }
            return;
        }
        self.directory.deleted.insert(id.to_string(), Deleted { object, at: self.now });
    }

    fn restore(&mut self, id: &ObjectId) {
        match self.directory.deleted.remove(id.as_str()).map(|it| it.object) {
            Some(DirectoryObject::Principal(principal)) => {
                self.principals.insert(id.to_string(), principal);
            }
            Some(DirectoryObject::Application(application)) => self.add_application(application),
            None => {}
        }
    }

    fn add_application(&mut self, application: Application) {
        let id = application.object_id.clone();
        self.directory.applications_by_client.insert(application.client_id.to_string(), id.clone());
        self.directory.applications.insert(id.to_string(), application);
    }

    fn edit_passwords(&mut self, application: &ObjectId, change: impl FnOnce(&mut Vec<PasswordCredential>)) {
        self.directory.applications.edit(application.as_str(), |it| change(&mut it.passwords));
    }

    fn add_member(&mut self, group: &ObjectId, member: &ObjectId) {
        let mut added = false;
        self.principals.edit(group.as_str(), |it| {
            if let Principal::Group(it) = it
                && !it.members.contains(member)
            {
                it.members.push(member.clone());
                added = true;
            }
        });
        if added {
            let mut groups = self.directory.groups_of.get(member.as_str()).cloned().unwrap_or_default();
            if let Err(place) = groups.binary_search(group) {
                groups.insert(place, group.clone());
            }
            self.directory.groups_of.insert(member.to_string(), groups);
        }
    }

    fn remove_member(&mut self, group: &ObjectId, member: &ObjectId) {
        self.principals.edit(group.as_str(), |it| {
            if let Principal::Group(it) = it {
                it.members.retain(|it| it != member);
            }
        });
        self.forget_group(group, member);
    }

    fn forget_group(&mut self, group: &ObjectId, member: &ObjectId) {
        let Some(mut groups) = self.directory.groups_of.get(member.as_str()).cloned() else { return };
        groups.retain(|it| it != group);
        if groups.is_empty() {
            self.directory.groups_of.remove(member.as_str());
        } else {
            self.directory.groups_of.insert(member.to_string(), groups);
        }
    }
}
