//! The small worlds of the model checker: what can be asked there, as requests that az and others would send.

mod access;

use std::sync::OnceLock;

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::model::id::{ObjectId, derive_guid};
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use keyless_tests::cloud::{
    MANAGED_IDENTITY_OPERATOR, READER, SUBSCRIPTION, arm_request, assignment_body, assignment_path, identity_block,
    machine_body, token_for, user,
};
use serde_json::json;

pub(crate) use access::AccessAct;
use access::{CUSTOM, TEAM};
use keyless_tests::content::{Content, Grant, holder};

/// Two groups, each with one machine and one identity; more in the large world.
const GROUPS: [&str; 2] = ["myResourceGroup", "other"];
const OWNER: &str = "alice";
const CONTRIBUTOR: &str = "vmcontributor";

/// A machine or an identity: the group's place and the name.
pub(crate) type Place = (usize, &'static str);

/// Whom a role may be granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Whom {
    Machine(Place),
    Identity(Place),
    Contributor,
    /// The group.
    Team,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Act {
    CreateGroup(usize),
    DeleteGroup(usize),
    CreateIdentity(Place),
    DeleteIdentity(Place),
    CreateMachine(Place),
    DeleteMachine(Place),
    /// Reads the identities and sends them back with one more, as az does.
    Enable(Place, &'static str),
    Disable(Place),
    Attach(Place, Place, &'static str),
    Detach(Place, Place),
    /// A raw write of `SystemAssigned` alone.
    SystemOnly(Place),
    Grant(Whom, &'static str, Option<usize>),
    /// An attempt without the right to.
    CreateIdentityAsContributor(Place),
    Revoke(String),
    /// Tokens, time, the group, the custom role, the deny assignment.
    Access(AccessAct),
}

/// How large a world is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    machines: &'static [Place],
    identities: &'static [Place],
    grants: &'static [(Whom, &'static str, Option<usize>)],
    /// What happens to access besides.
    access: &'static [AccessAct],
    /// Only what can change something is asked, mostly by the owner.
    pub(crate) sensible: bool,
    /// Worlds with more orphaned grants are not gone on from.
    pub(crate) orphans: usize,
    /// How many states there are, where all are explored: a number that changes with the cloud's behaviour only.
    pub(crate) distinct_states: Option<usize>,
}

const VM1: Place = (0, "vm1");
const VM2: Place = (1, "vm2");
const ID1: Place = (0, "id1");
const ID2: Place = (1, "id2");

impl Size {
    pub(crate) const SMALL: Self = Self {
        machines: &[VM1, VM2],
        identities: &[ID1],
        grants: &[
            (Whom::Machine(VM1), READER, Some(1)),
            (Whom::Identity(ID1), READER, None),
            (Whom::Contributor, MANAGED_IDENTITY_OPERATOR, Some(0)),
        ],
        access: &[],
        sensible: false,
        orphans: 1,
        distinct_states: Some(4572),
    };
    /// One machine and one identity, and all that decides about access.
    pub(crate) const ACCESS: Self = Self {
        machines: &[VM1],
        identities: &[ID1],
        grants: &[(Whom::Team, READER, None), (Whom::Machine(VM1), CUSTOM, None)],
        access: &[
            AccessAct::AskToken(VM1),
            AccessAct::Wait,
            AccessAct::Join(Whom::Machine(VM1)),
            AccessAct::Leave(Whom::Machine(VM1)),
            AccessAct::WriteRole,
            AccessAct::DeleteRole,
            AccessAct::Deny,
        ],
        sensible: true,
        orphans: 1,
        distinct_states: Some(5536),
    };
    pub(crate) const LARGE: Self = Self {
        machines: &[VM1, VM2],
        identities: &[ID1, ID2],
        grants: &[
            (Whom::Machine(VM1), READER, Some(1)),
            (Whom::Machine(VM2), READER, None),
            (Whom::Identity(ID1), READER, None),
            (Whom::Identity(ID2), READER, Some(1)),
            (Whom::Contributor, MANAGED_IDENTITY_OPERATOR, Some(0)),
            (Whom::Team, READER, None),
        ],
        access: &[
            AccessAct::AskToken(VM1),
            AccessAct::AskToken(VM2),
            AccessAct::Wait,
            AccessAct::Join(Whom::Machine(VM1)),
            AccessAct::Join(Whom::Identity(ID1)),
            AccessAct::Leave(Whom::Identity(ID1)),
            AccessAct::WriteRole,
            AccessAct::Deny,
        ],
        sensible: true,
        orphans: 2,
        distinct_states: None,
    };

    /// Whether there is one machine only, so nothing is shared.
    pub(crate) const fn has_one_machine(&self) -> bool {
        self.machines.len() == 1
    }

    /// Whether tokens, time, groups, custom roles and denials come and go.
    pub(crate) const fn has_access(&self) -> bool {
        !self.access.is_empty()
    }

    /// Everything that can be asked here, sensible or not.
    pub(crate) fn acts(&self, content: &Content) -> Vec<Act> {
        let mut acts: Vec<Act> =
            (0..GROUPS.len()).flat_map(|it| [Act::CreateGroup(it), Act::DeleteGroup(it)]).collect();
        acts.extend(self.identities.iter().flat_map(|it| [Act::CreateIdentity(*it), Act::DeleteIdentity(*it)]));
        acts.extend(self.identities.iter().map(|it| Act::CreateIdentityAsContributor(*it)));
        for machine in self.machines {
            acts.extend([Act::CreateMachine(*machine), Act::DeleteMachine(*machine), Act::Disable(*machine)]);
            acts.extend([Act::Enable(*machine, OWNER), Act::Enable(*machine, CONTRIBUTOR), Act::SystemOnly(*machine)]);
            for identity in self.identities {
                acts.push(Act::Attach(*machine, *identity, OWNER));
                acts.push(Act::Attach(*machine, *identity, CONTRIBUTOR));
                acts.push(Act::Detach(*machine, *identity));
            }
        }
        acts.extend(self.grants.iter().map(|(whom, role, group)| Act::Grant(*whom, role, *group)));
        let revocable =
            content.grants.iter().filter(|it| [READER, MANAGED_IDENTITY_OPERATOR, CUSTOM].contains(&it.role.as_str()));
        let mut names: Vec<String> = revocable.map(grant_text).collect();
        names.dedup();
        acts.extend(names.into_iter().map(Act::Revoke));
        acts.extend(self.access.iter().map(|it| Act::Access(*it)));
        if self.sensible {
            acts.retain(|it| it.can_change(content));
        }
        acts
    }
}

/// A grant in one text: holder, role, scope.
fn grant_text(grant: &Grant) -> String {
    format!("{}|{}|{}", grant.holder.as_deref().unwrap_or_default(), grant.role, grant.scope)
}

/// The sandbox, where the groups and everything in them come and go.
pub(crate) fn beginning() -> State {
    let mut state = Scenario::Sandbox.begin(1);
    let team = access::team(&state);
    state.apply(&team);
    state
}

fn group_path(group: usize) -> String {
    let name = GROUPS.get(group).copied().unwrap_or_default();
    format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/{name}")
}

fn machine_path((group, name): Place) -> String {
    format!("{}/providers/Microsoft.Compute/virtualMachines/{name}", group_path(group))
}

fn identity_path((group, name): Place) -> String {
    format!("{}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}", group_path(group))
}

impl Act {
    /// The machine that asks for a token.
    pub(crate) fn asks_from(&self) -> Option<ResourceId> {
        match self {
            Self::Access(AccessAct::AskToken(place)) => Some(ResourceId::new(machine_path(*place))),
            _ => None,
        }
    }

    /// What happens by itself, without a request.
    pub(crate) fn events(&self, state: &State) -> Vec<Event> {
        match self {
            Self::Access(act) => act.events(state),
            _ => Vec::new(),
        }
    }

    /// Whether it asks, of something that is there, for something that is not so already.
    fn can_change(&self, content: &Content) -> bool {
        let group = |it: usize| content.groups.contains(&group_path(it).to_ascii_lowercase());
        let host = |it: &Place| content.hosts.iter().find(|host| host.key == machine_path(*it).to_ascii_lowercase());
        let identity = |it: &Place| content.identities.contains(&identity_path(*it).to_ascii_lowercase());
        match self {
            Self::CreateGroup(it) => !group(*it),
            Self::DeleteGroup(it) => group(*it),
            Self::CreateIdentity(it) => group(it.0) && !identity(it),
            Self::DeleteIdentity(it) => identity(it),
            Self::CreateMachine(it) => group(it.0) && host(it).is_none(),
            Self::DeleteMachine(it) => host(it).is_some(),
            Self::Enable(it, _) => host(it).is_some_and(|host| !host.system),
            Self::Disable(it) => host(it).is_some_and(|host| host.system),
            Self::Attach(it, _, account) => *account == OWNER && host(it).is_some(),
            Self::Detach(it, _) => host(it).is_some_and(|host| !host.references.is_empty()),
            Self::SystemOnly(_) | Self::CreateIdentityAsContributor(_) => false,
            Self::Grant(whom, ..) => match whom {
                Whom::Machine(it) => host(it).is_some_and(|host| host.system),
                Whom::Identity(it) => identity(it),
                Whom::Contributor | Whom::Team => true,
            },
            Self::Revoke(_) => true,
            Self::Access(AccessAct::AskToken(it)) => host(it).is_some(),
            Self::Access(AccessAct::Wait) => !content.tokens.is_empty(),
            Self::Access(AccessAct::Join(Whom::Machine(it))) => host(it).is_some_and(|host| host.system),
            Self::Access(AccessAct::Join(Whom::Identity(it))) => identity(it),
            Self::Access(AccessAct::Leave(_)) => !content.members.is_empty(),
            Self::Access(_) => content.rules.len() < 2,
        }
    }

    pub(crate) fn request(&self, state: &State) -> ApiRequest {
        let token = |account: &str| known_token(state, account);
        let send = |method, path: &str, body: Option<serde_json::Value>| {
            arm_request(&token(OWNER), method, path, body.as_ref())
        };
        let located = || Some(json!({"location": "westus"}));
        match self {
            Self::CreateGroup(group) => send(Method::Put, &group_path(*group), located()),
            Self::DeleteGroup(group) => send(Method::Delete, &group_path(*group), None),
            Self::CreateIdentity(place) => send(Method::Put, &identity_path(*place), located()),
            Self::CreateIdentityAsContributor(place) => {
                arm_request(&token(CONTRIBUTOR), Method::Put, &identity_path(*place), located().as_ref())
            }
            Self::DeleteIdentity(place) => send(Method::Delete, &identity_path(*place), None),
            Self::CreateMachine(place) => {
                let body = machine_body(&kept(state, *place, |_, _| {}));
                send(Method::Put, &machine_path(*place), Some(body))
            }
            Self::DeleteMachine(place) => send(Method::Delete, &machine_path(*place), None),
            Self::Enable(place, account) => {
                let block = kept(state, *place, |system, _| *system = true);
                arm_request(&token(account), Method::Patch, &machine_path(*place), Some(&json!({ "identity": block })))
            }
            Self::Disable(place) => {
                let block = kept(state, *place, |system, _| *system = false);
                send(Method::Patch, &machine_path(*place), Some(json!({ "identity": block })))
            }
            Self::Attach(place, identity, account) => {
                let block = kept(state, *place, |_, ids| {
                    if !ids.iter().any(|it| it.eq_ignore_ascii_case(&identity_path(*identity))) {
                        ids.push(identity_path(*identity));
                    }
                });
                arm_request(&token(account), Method::Patch, &machine_path(*place), Some(&json!({ "identity": block })))
            }
            Self::Detach(place, identity) => {
                let mut block = kept(state, *place, |_, _| {});
                if let Some(map) = block.get_mut("userAssignedIdentities").and_then(|it| it.as_object_mut()) {
                    map.clear();
                    map.insert(identity_path(*identity), serde_json::Value::Null);
                }
                send(Method::Patch, &machine_path(*place), Some(json!({ "identity": block })))
            }
            Self::SystemOnly(place) => {
                let body = json!({ "identity": identity_block("SystemAssigned", &[]) });
                send(Method::Patch, &machine_path(*place), Some(body))
            }
            Self::Grant(whom, role, group) => {
                let scope = group.map_or_else(|| format!("/subscriptions/{SUBSCRIPTION}"), group_path);
                let principal = whom.object_id(state);
                let name = derive_guid(0, 0, &format!("{scope} {role} {principal}"));
                send(Method::Put, &assignment_path(&scope, &name), Some(assignment_body(role, &principal)))
            }
            Self::Access(act) => {
                act.request(state).unwrap_or_else(|| ApiRequest::new(Method::Get, "https://management.azure.com/"))
            }
            Self::Revoke(text) => {
                let same = |it: &Grant| grant_text(it) == *text;
                let found = state.assignments().find(|it| {
                    let holder = holder(state, &it.principal_id);
                    same(&Grant { holder, role: it.role.to_string(), scope: it.scope.key() })
                });
                send(Method::Delete, &found.map(|it| it.id.to_string()).unwrap_or_default(), None)
            }
        }
    }
}

/// An account's token for ARM, or the owner's for the directory: one that outlasts every world.
fn known_token(state: &State, account: &str) -> String {
    static TOKENS: OnceLock<[String; 3]> = OnceLock::new();
    const ARM: &str = "https://management.azure.com/";
    const YEARS: i64 = 100_000 * 86_400;
    let [owner, contributor, graph] = TOKENS.get_or_init(|| {
        let of = |account, audience| token_for(state, account, audience, YEARS);
        [of(OWNER, ARM), of(CONTRIBUTOR, ARM), of(OWNER, "https://graph.microsoft.com/")]
    });
    match account {
        CONTRIBUTOR => contributor.clone(),
        "graph" => graph.clone(),
        _ => owner.clone(),
    }
}

impl Whom {
    /// The object id, or one that the directory does not know.
    pub(crate) fn object_id(self, state: &State) -> ObjectId {
        let nobody = || ObjectId::new(&derive_guid(0, 0, "nobody"));
        match self {
            Self::Team => ObjectId::new(TEAM),
            Self::Contributor => user(state, CONTRIBUTOR).map_or_else(nobody, |it| it.object_id.clone()),
            Self::Machine(place) => state
                .resource(&ResourceId::new(machine_path(place)))
                .and_then(|it| it.identity.system_assigned.as_ref())
                .map_or_else(nobody, |it| it.principal_id.clone()),
            Self::Identity(place) => {
                let resource = state.resource(&ResourceId::new(identity_path(place)));
                match resource.map(|it| &it.kind) {
                    Some(keyless_core::model::resource::ResourceKind::UserAssignedIdentity(it)) => {
                        it.principal_id.clone()
                    }
                    _ => nobody(),
                }
            }
        }
    }
}

/// The identities of a machine as they are, changed, and as a block to send.
fn kept(state: &State, place: Place, change: impl FnOnce(&mut bool, &mut Vec<String>)) -> serde_json::Value {
    let machine = state.resource(&ResourceId::new(machine_path(place)));
    let mut system = machine.is_some_and(|it| it.identity.system_assigned.is_some());
    let attached = machine.into_iter().flat_map(|it| it.identity.user_assigned.values());
    let mut ids: Vec<String> = attached.map(|it| it.identity.to_string()).collect();
    change(&mut system, &mut ids);
    let kind = match (system, ids.is_empty()) {
        (true, true) => "SystemAssigned",
        (true, false) => "SystemAssigned, UserAssigned",
        (false, false) => "UserAssigned",
        (false, true) => "None",
    };
    identity_block(kind, &ids)
}
