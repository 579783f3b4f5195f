//! What decides about access in the small worlds besides grants: tokens, time, a group, a custom role, a deny assignment.

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::model::control::DenyAssignment;
use keyless_core::model::directory::Group;
use keyless_core::model::id::{ObjectId, RoleId};
use keyless_core::model::scope::ResourceId;
use keyless_core::model::time::Timestamp;
use keyless_core::state::State;
use keyless_tests::cloud::{SUBSCRIPTION, arm_request, user};
use serde_json::json;

use super::{CONTRIBUTOR, OWNER, Place, Whom, group_path, known_token, machine_path};

/// The group of the small worlds.
pub(crate) const TEAM: &str = "77777777-aaaa-4bbb-8ccc-000000000001";
/// The custom role of the small worlds.
pub(crate) const CUSTOM: &str = "77777777-aaaa-4bbb-8ccc-000000000002";
/// What tokens are asked for.
pub(crate) const RESOURCE: &str = "https://management.azure.com/";

/// What happens to access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum AccessAct {
    /// A machine asks for a token, and names no identity.
    AskToken(Place),
    /// A day goes by.
    Wait,
    Join(Whom),
    Leave(Whom),
    WriteRole,
    DeleteRole,
    /// Azure denies the contributor all writing of machines in the first group.
    Deny,
}

impl AccessAct {
    /// The request, where it is one.
    pub(crate) fn request(self, state: &State) -> Option<ApiRequest> {
        let members = format!("https://graph.microsoft.com/v1.0/groups/{TEAM}/members");
        let graph = |method, url: String| {
            ApiRequest::new(method, url).header("Authorization", format!("Bearer {}", known_token(state, "graph")))
        };
        let role = format!("/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{CUSTOM}");
        Some(match self {
            Self::AskToken(place) => {
                let url = format!(
                    "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource={RESOURCE}"
                );
                let mut request = ApiRequest::new(Method::Get, url).header("Metadata", "true");
                request.from = Some(ResourceId::new(machine_path(place)));
                request
            }
            Self::Join(whom) => {
                let id = format!("https://graph.microsoft.com/v1.0/directoryObjects/{}", whom.object_id(state));
                graph(Method::Post, format!("{members}/$ref")).json(&json!({ "@odata.id": id }))
            }
            Self::Leave(whom) => graph(Method::Delete, format!("{members}/{}/$ref", whom.object_id(state))),
            Self::WriteRole => {
                let body = json!({"properties": {
                    "roleName": "Readers of machines", "type": "CustomRole", "description": "",
                    "permissions": [{"actions": ["Microsoft.Compute/*/read"], "notActions": []}],
                    "assignableScopes": [format!("/subscriptions/{SUBSCRIPTION}")],
                }});
                arm_request(&known_token(state, OWNER), Method::Put, &role, Some(&body))
            }
            Self::DeleteRole => arm_request(&known_token(state, OWNER), Method::Delete, &role, None),
            Self::Wait | Self::Deny => return None,
        })
    }

    /// What happens by itself, without anybody's request.
    pub(crate) fn events(self, state: &State) -> Vec<Event> {
        match self {
            Self::Wait => vec![Event::ClockAdvanced { seconds: 86_400 }],
            Self::Deny => vec![Event::DenyAssignmentCreated { denial: denial(state) }],
            _ => Vec::new(),
        }
    }
}

fn denial(state: &State) -> DenyAssignment {
    let contributor = user(state, CONTRIBUTOR).map(|it| it.object_id.clone());
    DenyAssignment {
        name: RoleId::new("77777777-aaaa-4bbb-8ccc-000000000003"),
        display_name: "No writing".to_owned(),
        scope: ResourceId::new(group_path(0)),
        not_below: false,
        actions: vec!["Microsoft.Compute/*/write".to_owned()],
        not_actions: Vec::new(),
        data_actions: Vec::new(),
        not_data_actions: Vec::new(),
        principals: contributor.into_iter().collect(),
        excluded: Vec::new(),
    }
}

/// The group that is there from the beginning, with nobody in it.
pub(crate) fn team(state: &State) -> Event {
    let owner = user(state, OWNER).map_or_else(|| ObjectId::new(""), |it| it.object_id.clone());
    let tenant_id = user(state, OWNER).map(|it| it.tenant_id.clone());
    Event::GroupCreated {
        group: Group {
            object_id: ObjectId::new(TEAM),
            tenant_id: tenant_id.unwrap_or_else(|| keyless_core::model::id::TenantId::new("")),
            display_name: "team".to_owned(),
            mail_nickname: "team".to_owned(),
            description: None,
            owner,
            created: Timestamp::START,
            members: Vec::new(),
        },
    }
}
