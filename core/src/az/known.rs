//! What an id or a name is in this world, and where else the same value stands.

use crate::authz::roles;
use crate::model::directory::{Principal, ServicePrincipal, ServicePrincipalKind};
use crate::model::id::{ObjectId, is_guid};
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::ResourceId;
use crate::state::State;

/// What a value is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its kind by the name that APIs use: `principalId`, `clientId`, `tenantId`, `resource ID` …
    pub kind: &'static str,
    /// What it is, in one line.
    pub meaning: String,
    /// Where else it stands, one line each.
    pub uses: Vec<String>,
    /// What it belongs to: the id of a node of the diagram.
    pub about: Option<String>,
}

impl Known {
    fn new(kind: &'static str, meaning: String, about: &str) -> Self {
        Self { kind, meaning, uses: Vec::new(), about: Some(about.to_owned()) }
    }

    fn used(mut self, uses: impl IntoIterator<Item = String>) -> Self {
        self.uses.extend(uses);
        self
    }
}

/// What an id, an address or a sign-in name is; nothing when it is none that this world has.
pub fn identify(state: &State, text: &str) -> Option<Known> {
    if is_guid(text) {
        return of_guid(state, &text.to_ascii_lowercase());
    }
    if text.starts_with('/') {
        return of_resource_id(state, &ResourceId::new(text));
    }
    if let Some((name, domain)) = text.strip_prefix("https://").and_then(|it| it.split('/').next()?.split_once('.')) {
        return of_address(state, name, domain);
    }
    let user = state.principals().find(|it| matches!(it, Principal::User(_)) && it.principal_name() == text)?;
    Some(Known { kind: "userPrincipalName", ..of_principal(state, user) })
}

fn of_guid(state: &State, guid: &str) -> Option<Known> {
    if let Some(it) = state.subscriptions().iter().find(|it| it.id.as_str() == guid) {
        let groups = state.groups().filter(|group| group.id.subscription_id().as_ref() == Some(&it.id)).count();
        let about = ResourceId::subscription(&it.id).key();
        let uses = ["First segment of the ID of all that is in it; resource groups: ".to_owned() + &groups.to_string()];
        return Some(Known::new("subscriptionId", ["Subscription ", &it.display_name].concat(), &about).used(uses));
    }
    if let Some(it) = state.tenants().find(|it| it.id.as_str() == guid) {
        let uses = ["The tid claim of its tokens, and the tenantId of its managed identities".to_owned()];
        return Some(Known::new("tenantId", ["Tenant ", &it.display_name].concat(), guid).used(uses));
    }
    if let Some(it) = state.principal(&ObjectId::new(guid)) {
        return Some(of_principal(state, it));
    }
    let mut service_principals = state.principals().filter_map(|it| match it {
        Principal::ServicePrincipal(it) => Some(it),
        Principal::User(_) | Principal::Group(_) => None,
    });
    if let Some(it) = service_principals.find(|it| it.client_id.as_str() == guid) {
        return Some(of_client_id(state, it));
    }
    of_application(state, guid).or_else(|| of_role(state, guid)).or_else(|| of_other_guid(state, guid))
}

/// A principal by its object id, with all that it is granted.
fn of_principal(state: &State, principal: &Principal) -> Known {
    let id = principal.object_id();
    let kind = match principal {
        Principal::ServicePrincipal(it) if !matches!(it.kind, ServicePrincipalKind::Application { .. }) => {
            "principalId"
        }
        Principal::User(_) | Principal::Group(_) | Principal::ServicePrincipal(_) => "objectId",
    };
    let other = match principal {
        Principal::ServicePrincipal(it) => {
            Some(["Its clientId is ", it.client_id.as_str(), ": another value"].concat())
        }
        Principal::User(_) | Principal::Group(_) => None,
    };
    let grants = state.assignments_of(id).map(|it| {
        ["principalId of the grant of ", &roles::name_in(state, &it.role), " on ", it.scope.as_str()].concat()
    });
    let groups = state.principals().filter_map(|it| match it {
        Principal::Group(group) if group.members.contains(id) => Some(["Member of ", &group.display_name].concat()),
        _ => None,
    });
    let policies = state.resources().filter_map(|it| match &it.kind {
        ResourceKind::KeyVault(vault) if vault.policies.iter().any(|it| it.object_id == *id) => {
            Some(["objectId in an access policy of ", &it.name].concat())
        }
        _ => None,
    });
    let uses = other.into_iter().chain(host_of(principal)).chain(grants).chain(groups).chain(policies);
    Known::new(kind, super::complete::who(principal), id.as_str()).used(uses)
}

/// Where a managed identity's ids are shown.
fn host_of(principal: &Principal) -> Option<String> {
    let Principal::ServicePrincipal(it) = principal else { return None };
    match &it.kind {
        ServicePrincipalKind::SystemAssigned { host } => Some(["identity.principalId of ", host.name()].concat()),
        ServicePrincipalKind::UserAssigned { identity } => Some(["principalId of ", identity.as_str()].concat()),
        ServicePrincipalKind::Application { .. } => None,
    }
}

fn of_client_id(state: &State, it: &ServicePrincipal) -> Known {
    let (kind, meaning) = match &it.kind {
        ServicePrincipalKind::Application { .. } => ("appId", "Application (client) ID of "),
        _ => ("clientId", "Client ID of the managed identity "),
    };
    let hosts = match &it.kind {
        ServicePrincipalKind::UserAssigned { identity } => state.hosts_of(identity).map(|it| it.name.clone()).collect(),
        ServicePrincipalKind::SystemAssigned { host } => vec![host.name().to_owned()],
        ServicePrincipalKind::Application { .. } => Vec::new(),
    };
    let uses = [
        ["Its principalId, which role assignments name, is ", it.object_id.as_str()].concat(),
        "The appid claim of its tokens".to_owned(),
    ];
    let asked = hosts.into_iter().map(|host| ["client_id when ", &host, " asks for its token"].concat());
    Known::new(kind, [meaning, &it.display_name].concat(), it.object_id.as_str()).used(uses).used(asked)
}

fn of_application(state: &State, guid: &str) -> Option<Known> {
    let it = state.applications().find(|it| it.object_id.as_str() == guid || it.client_id.as_str() == guid)?;
    let (kind, meaning) = match it.client_id.as_str() == guid {
        true => ("appId", "Application (client) ID of the registration "),
        false => ("objectId", "Object ID of the registration, not of its service principal: "),
    };
    Some(Known { about: None, ..Known::new(kind, [meaning, &it.display_name].concat(), guid) })
}

fn of_role(state: &State, guid: &str) -> Option<Known> {
    let own = state.custom_roles().map(|it| &it.definition);
    if let Some(role) = roles::built_in().iter().chain(own).find(|it| it.id.as_str() == guid) {
        let grants = state.assignments().filter(|it| it.role == role.id).count();
        let uses = ["Grants of it here: ".to_owned() + &grants.to_string()];
        let known = Known::new("roleDefinitionId", ["Role ", &role.role_name].concat(), guid).used(uses);
        return Some(Known { about: None, ..known });
    }
    let it = state.assignments().find(|it| it.name.as_str() == guid)?;
    let grant = ["Role assignment: ", &roles::name_in(state, &it.role), " on ", it.scope.as_str()].concat();
    let uses = [["For principalId ", it.principal_id.as_str()].concat()];
    Some(Known::new("role assignment's name", grant, it.principal_id.as_str()).used(uses))
}

fn of_other_guid(state: &State, guid: &str) -> Option<Known> {
    state.resources().find_map(|it| match &it.kind {
        ResourceKind::VirtualMachine(vm) if vm.vm_id == guid => {
            Some(Known::new("vmId", ["Azure's own number for the machine ", &it.name].concat(), &it.id.key()))
        }
        ResourceKind::ScaleSet(set) if set.unique_id == guid => {
            Some(Known::new("uniqueId", ["Azure's own number for the scale set ", &it.name].concat(), &it.id.key()))
        }
        _ => None,
    })
}

fn of_resource_id(state: &State, id: &ResourceId) -> Option<Known> {
    let key = id.key();
    if let Some(resource) = state.resource(id) {
        return Some(of_resource(state, resource));
    }
    if let Some(group) = state.group(id) {
        let held = state.resources_under(id).count();
        let uses = grants_at(state, id).chain(["Resources in it: ".to_owned() + &held.to_string()]);
        return Some(Known::new("scope", ["Resource group ", &group.name].concat(), &key).used(uses));
    }
    if let Some(assignment) = state.assignment(id) {
        return of_role(state, assignment.name.as_str());
    }
    let subscription = state.subscriptions().iter().find(|it| ResourceId::subscription(&it.id).key() == key)?;
    let known = Known::new("scope", ["Subscription ", &subscription.display_name].concat(), &key);
    Some(known.used(grants_at(state, id)))
}

fn of_resource(state: &State, resource: &Resource) -> Known {
    let kind = resource.resource_type.rsplit('/').next().unwrap_or_default();
    let hosts = state.hosts_of(&resource.id).map(|it| ["Attached to ", &it.name].concat());
    let uses = hosts.chain(grants_at(state, &resource.id));
    let known = Known::new("resource ID", [kind, " ", &resource.name].concat(), &resource.id.key());
    known.used(uses)
}

fn grants_at<'a>(state: &'a State, scope: &'a ResourceId) -> impl Iterator<Item = String> + use<'a> {
    let here = state.assignments().filter(|it| it.scope.key() == scope.key());
    here.map(|it| {
        let who = state.principal(&it.principal_id).map_or(it.principal_id.as_str(), |it| it.display_name());
        ["Scope of the grant of ", &roles::name_in(state, &it.role), " to ", who].concat()
    })
}

/// The address of a vault or of a storage account; the well-known addresses of services.
fn of_address(state: &State, name: &str, domain: &str) -> Option<Known> {
    let of = |kind, meaning: &str, resource: &Resource| {
        Known::new(kind, [meaning, &resource.name].concat(), &resource.id.key())
    };
    match domain {
        "vault.azure.net" => state.vault(name).map(|it| of("vaultUri", "Address of the key vault ", it)),
        "blob.core.windows.net" => {
            state.storage_account(name).map(|it| of("blob endpoint", "Blobs of the account ", it))
        }
        _ => {
            const AUDIENCES: [(&str, &str, &str); 6] = [
                ("management", "azure.com", "Azure Resource Manager: the control plane"),
                ("management", "core.windows.net", "Azure Resource Manager, by its older name"),
                ("graph", "microsoft.com", "Microsoft Graph: the directory"),
                ("vault", "azure.net", "Key Vault: the audience of tokens for any vault"),
                ("storage", "azure.com", "Storage: the audience of tokens for any account"),
                ("login", "microsoftonline.com", "Entra ID: where tokens come from"),
            ];
            let found = AUDIENCES.iter().find(|it| (it.0, it.1) == (name, domain))?;
            Some(Known { kind: "audience", meaning: found.2.to_owned(), ..Known::default() })
        }
    }
}
