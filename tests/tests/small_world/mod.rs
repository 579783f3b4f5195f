//! The small worlds of the model checker: what can be asked there, as requests that az and others would send.

use std::sync::OnceLock;

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::model::id::{ObjectId, derive_guid};
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use keyless_tests::cloud::{
    MANAGED_IDENTITY_OPERATOR, READER, SUBSCRIPTION, arm_request, assignment_body, assignment_path, identity_block,
    machine_body, token, user,
};
use serde_json::json;

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
}

/// How large a world is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    machines: &'static [Place],
    identities: &'static [Place],
    grants: &'static [(Whom, &'static str, Option<usize>)],
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
        orphans: 1,
        distinct_states: Some(4572),
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
        ],
        orphans: 2,
        distinct_states: None,
    };

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
        let revocable = content.grants.iter().filter(|it| it.role == READER || it.role == MANAGED_IDENTITY_OPERATOR);
        let mut names: Vec<String> = revocable.map(grant_text).collect();
        names.dedup();
        acts.extend(names.into_iter().map(Act::Revoke));
        acts
    }
}

/// A grant in one text: holder, role, scope.
fn grant_text(grant: &Grant) -> String {
    format!("{}|{}|{}", grant.holder.as_deref().unwrap_or_default(), grant.role, grant.scope)
}

/// The sandbox, where the groups and everything in them come and go.
pub(crate) fn beginning() -> State {
    Scenario::Sandbox.begin(1)
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

/// An account's token: no time passes here, so one lasts.
fn known_token(state: &State, account: &str) -> String {
    static TOKENS: OnceLock<[String; 2]> = OnceLock::new();
    let [owner, contributor] = TOKENS.get_or_init(|| [OWNER, CONTRIBUTOR].map(|it| token(state, it)));
    if account == CONTRIBUTOR { contributor.clone() } else { owner.clone() }
}

impl Whom {
    /// The object id, or one that the directory does not know.
    fn object_id(self, state: &State) -> ObjectId {
        let nobody = || ObjectId::new(&derive_guid(0, 0, "nobody"));
        match self {
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
