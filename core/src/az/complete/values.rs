//! What an option's value can be: its fixed choices, and what exists in the world.

use super::{Candidate, Kind};
use crate::authz::roles;
use crate::az::anatomy::Anatomy;
use crate::az::spec::{ArgSpec, ValueType};
use crate::az::typed::TypedWord;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::resource::{LOCATIONS, Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::provider::images;
use crate::state::State;

/// A line that is being completed.
struct Asked<'a> {
    arg: &'a ArgSpec,
    line: &'a Anatomy,
    words: &'a [TypedWord],
    state: &'a State,
}

/// The candidates for a value of `arg`.
pub(super) fn of(arg: &ArgSpec, line: &Anatomy, words: &[TypedWord], state: &State) -> Vec<Candidate> {
    if !arg.choices.is_empty() {
        return arg.choices.iter().map(|it| Candidate::new(Kind::Choice, it, "", 0)).collect();
    }
    let asked = Asked { arg, line, words, state };
    asked.by_destination().unwrap_or_else(|| asked.by_option())
}

impl Asked<'_> {
    fn by_destination(&self) -> Option<Vec<Candidate>> {
        let path = self.line.path.as_str();
        let found = match self.arg.dest.as_str() {
            // What is being made has a name of its own.
            "rg_name" if path == "group create" => Vec::new(),
            "resource_group_name" | "resource_group" | "rg_name" => self.groups(),
            "_subscription" | "subscription" => self.subscriptions(),
            "_ids" | "ids" | "resource_ids" => self.ids(type_of(path)),
            "key" | "key_value" => settings(self.arg.dest == "key_value"),
            "scope" | "identity_scope" | "scopes" if !matches!(path, "account get-access-token" | "login") => {
                self.scopes()
            }
            "role" | "identity_role" => self.roles(),
            "assignee" => self.principals(true),
            "assignee_object_id" | "object_id" | "member_object_id" if path != "login" => self.principals(false),
            "upn_or_object_id" | "upn" => self.users(),
            "group_id" => self.directory_groups(),
            "identifier" if path.starts_with("ad ") => self.applications(path.starts_with("ad sp")),
            "spn" | "application_id" | "app_id" => self.applications(true),
            "image" if path.starts_with("vm") => images::all()
                .iter()
                .map(|it| Candidate::new(Kind::Image, it.alias, [it.publisher, " ", it.offer].concat(), 0))
                .collect(),
            "vault_base_url" => self.resources("Microsoft.KeyVault/vaults"),
            "account_name" | "storage_account" => self.resources("Microsoft.Storage/storageAccounts"),
            "container_name" => self.containers(),
            "blob_name" => self.blobs(),
            "identity_name" => self.resources("Microsoft.ManagedIdentity/userAssignedIdentities"),
            "plan" => self.resources("Microsoft.Web/serverfarms"),
            "tenant" => self.tenants(),
            "resource_type" => self.types(),
            "resource" | "resource_id" if path == "login" => self.ids(USER_ASSIGNED),
            "client_id" if path == "login" => self.identities(true),
            "username" => self.users(),
            _ => return None,
        };
        Some(found)
    }

    fn by_option(&self) -> Vec<Candidate> {
        let has = |name: &str| self.arg.options.iter().any(|it| it.name == name);
        let path = self.line.path.as_str();
        if self.arg.value_type == ValueType::Location || has("--location") {
            return LOCATIONS.iter().map(|it| Candidate::new(Kind::Location, *it, "A region.", 0)).collect();
        }
        if has("--identities") || has("--assign-identity") || has("--user-identity-id") {
            return self.identities_to_attach();
        }
        if has("--name") && path.starts_with("keyvault secret") {
            return self.secrets();
        }
        if has("--name") && path.starts_with("role definition") {
            return self.roles();
        }
        // A thing that is being made has no name yet.
        if has("--name") && !path.ends_with(" create") {
            return type_of(path).map_or_else(Vec::new, |it| self.resources_of(it));
        }
        Vec::new()
    }

    fn value_of(&self, dests: &[&str]) -> Option<&str> {
        self.line.value_of(self.words, |arg| dests.contains(&arg.dest.as_str()))
    }

    fn groups(&self) -> Vec<Candidate> {
        let groups = self.state.groups();
        groups
            .map(|it| Candidate::new(Kind::Name, &it.name, ["Resource group in ", &it.location].concat(), 0))
            .collect()
    }

    fn subscriptions(&self) -> Vec<Candidate> {
        let each = self.state.subscriptions().iter().flat_map(|it| {
            let named = ["Subscription ", &it.display_name].concat();
            let name = Candidate::new(Kind::Subscription, &it.display_name, "Subscription, by name", 0);
            [name, Candidate::new(Kind::Subscription, it.id.as_str(), named, 1)]
        });
        each.collect()
    }

    fn tenants(&self) -> Vec<Candidate> {
        let each = self.state.tenants();
        each.map(|it| Candidate::new(Kind::Id, it.id.as_str(), ["Tenant ", &it.display_name].concat(), 0)).collect()
    }

    fn in_group(&self) -> impl Iterator<Item = &Resource> {
        let group = self.value_of(&["resource_group_name", "resource_group"]);
        self.state.resources().filter(move |it| {
            group.is_none_or(|name| it.id.group_name().is_some_and(|own| own.eq_ignore_ascii_case(name)))
        })
    }

    fn resources_of(&self, wanted: &'static str) -> Vec<Candidate> {
        let own = self.in_group().filter(|it| it.resource_type.eq_ignore_ascii_case(wanted));
        own.filter(|it| self.is_meant(it)).map(|it| Candidate::new(Kind::Name, &it.name, told(it), 0)).collect()
    }

    /// Web apps and function apps are of one type.
    fn is_meant(&self, resource: &Resource) -> bool {
        match &resource.kind {
            ResourceKind::Site(site) => site.kind.contains("functionapp") == self.line.path.starts_with("functionapp"),
            _ => true,
        }
    }

    fn resources(&self, wanted: &'static str) -> Vec<Candidate> {
        let all = self.state.resources().filter(|it| it.resource_type.eq_ignore_ascii_case(wanted));
        all.map(|it| Candidate::new(Kind::Name, &it.name, told(it), 0)).collect()
    }

    fn ids(&self, wanted: Option<&'static str>) -> Vec<Candidate> {
        let all = self.state.resources().filter(|it| wanted.is_none_or(|t| it.resource_type.eq_ignore_ascii_case(t)));
        all.filter(|it| self.is_meant(it)).map(|it| Candidate::new(Kind::Id, it.id.as_str(), told(it), 1)).collect()
    }

    fn scopes(&self) -> Vec<Candidate> {
        let subscriptions = self.state.subscriptions().iter().map(|it| {
            let id = ResourceId::subscription(&it.id);
            Candidate::new(Kind::Id, id.as_str(), ["Subscription ", &it.display_name].concat(), 2)
        });
        let groups = self.state.groups();
        let groups =
            groups.map(|it| Candidate::new(Kind::Id, it.id.as_str(), ["Resource group ", &it.name].concat(), 1));
        let parts = |it: &&Resource| !matches!(it.kind, ResourceKind::Part { .. });
        let resources = self.state.resources().filter(parts);
        let resources = resources.map(|it| Candidate::new(Kind::Id, it.id.as_str(), told(it), 0));
        subscriptions.chain(groups).chain(resources).collect()
    }

    fn roles(&self) -> Vec<Candidate> {
        let own = self.state.custom_roles().map(|it| &it.definition);
        let all = roles::built_in().iter().chain(own);
        all.map(|it| Candidate::new(Kind::Role, &it.role_name, "Role", 0)).collect()
    }

    fn principals(&self, by_sign_in: bool) -> Vec<Candidate> {
        let one = |it: &Principal| {
            let text = match it {
                Principal::User(user) if by_sign_in => user.user_principal_name.as_str(),
                _ => it.object_id().as_str(),
            };
            let rank = match it {
                Principal::ServicePrincipal(it) if is_identity(it) => 0,
                _ => 1,
            };
            Candidate::new(Kind::Principal, text, who(it), rank)
        };
        self.state.principals().map(one).collect()
    }

    fn users(&self) -> Vec<Candidate> {
        let users = self.state.principals().filter_map(|it| match it {
            Principal::User(user) => Some(user),
            _ => None,
        });
        users.map(|it| Candidate::new(Kind::Principal, &it.user_principal_name, &it.display_name, 0)).collect()
    }

    fn directory_groups(&self) -> Vec<Candidate> {
        let groups = self.state.principals().filter_map(|it| match it {
            Principal::Group(group) => Some(group),
            _ => None,
        });
        groups.map(|it| Candidate::new(Kind::Principal, &it.display_name, "Directory group", 0)).collect()
    }

    fn applications(&self, service_principals: bool) -> Vec<Candidate> {
        if service_principals {
            return self.identities(true);
        }
        let each = self.state.applications();
        each.map(|it| {
            let meaning = ["Application (client) ID of ", &it.display_name].concat();
            Candidate::new(Kind::Principal, it.client_id.as_str(), meaning, 0)
        })
        .collect()
    }

    fn identities(&self, by_client: bool) -> Vec<Candidate> {
        let each = self.state.principals().filter_map(|it| match it {
            Principal::ServicePrincipal(it) => Some(it),
            _ => None,
        });
        each.map(|it| {
            let (id, name) = if by_client {
                (it.client_id.as_str(), "clientId of ")
            } else {
                (it.object_id.as_str(), "principalId of ")
            };
            Candidate::new(Kind::Principal, id, [name, &it.display_name].concat(), u8::from(!is_identity(it)))
        })
        .collect()
    }

    fn identities_to_attach(&self) -> Vec<Candidate> {
        let mut found =
            vec![Candidate::new(Kind::Choice, "[system]", "The resource's own, system-assigned identity", 0)];
        found.append(&mut self.resources_of("Microsoft.ManagedIdentity/userAssignedIdentities"));
        found.append(&mut self.ids(USER_ASSIGNED));
        found
    }

    fn containers(&self) -> Vec<Candidate> {
        let Some(account) = self.value_of(&["account_name"]) else { return Vec::new() };
        let each = self.state.data().containers(account);
        each.map(|it| Candidate::new(Kind::Name, &it.name, "Container", 0)).collect()
    }

    fn blobs(&self) -> Vec<Candidate> {
        let (Some(account), Some(container)) = (self.value_of(&["account_name"]), self.value_of(&["container_name"]))
        else {
            return Vec::new();
        };
        let each = self.state.data().blobs(account, container);
        each.map(|it| Candidate::new(Kind::Name, &it.name, "Blob", 0)).collect()
    }

    fn secrets(&self) -> Vec<Candidate> {
        let Some(vault) = self.value_of(&["vault_base_url"]) else { return Vec::new() };
        let afterlife = self.line.path.ends_with("recover") || self.line.path.ends_with("purge");
        let each = self.state.data().secrets(vault).filter(|it| it.deleted.is_some() == afterlife);
        each.map(|it| Candidate::new(Kind::Name, &it.name, "Secret", 0)).collect()
    }

    fn types(&self) -> Vec<Candidate> {
        self.state.resources().map(|it| Candidate::new(Kind::Choice, &it.resource_type, "Resource type", 0)).collect()
    }
}

const USER_ASSIGNED: Option<&str> = Some("Microsoft.ManagedIdentity/userAssignedIdentities");

/// The type of what a group of commands is about.
fn type_of(path: &str) -> Option<&'static str> {
    const TYPES: [(&str, &str); 8] = [
        ("vmss", "Microsoft.Compute/virtualMachineScaleSets"),
        ("vm", "Microsoft.Compute/virtualMachines"),
        ("identity", "Microsoft.ManagedIdentity/userAssignedIdentities"),
        ("keyvault", "Microsoft.KeyVault/vaults"),
        ("storage account", "Microsoft.Storage/storageAccounts"),
        ("webapp", "Microsoft.Web/sites"),
        ("functionapp", "Microsoft.Web/sites"),
        ("appservice plan", "Microsoft.Web/serverfarms"),
    ];
    let within = |group: &str| path.strip_prefix(group).is_some_and(|rest| rest.starts_with(' '));
    TYPES.iter().find(|(group, _)| within(group)).map(|(_, it)| *it)
}

/// The settings of az that mean something here.
fn settings(with_value: bool) -> Vec<Candidate> {
    const SETTINGS: [(&str, &str); 5] = [
        ("core.only_show_errors", "Whether warnings are left out"),
        ("core.output", "How results are printed"),
        ("defaults.group", "The resource group that commands take when none is given"),
        ("defaults.location", "The region that commands take when none is given"),
        ("defaults.vm", "The machine that commands take when none is given"),
    ];
    let tail = if with_value { "=" } else { "" };
    SETTINGS.iter().map(|(name, meaning)| Candidate::new(Kind::Choice, [*name, tail].concat(), *meaning, 0)).collect()
}

fn told(resource: &Resource) -> String {
    let word = resource.resource_type.rsplit('/').next().unwrap_or_default();
    [word, " ", &resource.name, " in ", resource.id.group_name().unwrap_or_default()].concat()
}

/// Who somebody is, by which kind of id.
pub(in crate::az) fn who(principal: &Principal) -> String {
    let name = principal.display_name();
    match principal {
        Principal::User(_) => [name, ", user"].concat(),
        Principal::Group(_) => [name, ", directory group"].concat(),
        Principal::ServicePrincipal(it) => match &it.kind {
            ServicePrincipalKind::SystemAssigned { .. } => [name, ", system-assigned identity"].concat(),
            ServicePrincipalKind::UserAssigned { .. } => [name, ", user-assigned identity"].concat(),
            ServicePrincipalKind::Application { .. } => [name, ", service principal of an application"].concat(),
        },
    }
}

const fn is_identity(it: &ServicePrincipal) -> bool {
    matches!(it.kind, ServicePrincipalKind::SystemAssigned { .. } | ServicePrincipalKind::UserAssigned { .. })
}
