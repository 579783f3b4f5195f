//! The cloud without a shell: requests as an account sends them, straight to the gateway's pure function.

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::model::directory::{Principal, User};
use keyless_core::model::id::ObjectId;
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use keyless_core::token::claims::Claims;
use keyless_core::token::issue::issuer;
use serde_json::{Value, json};

/// The first subscription of every scenario.
pub const SUBSCRIPTION: &str = "11111111-aaaa-4bbb-8ccc-000000000001";
/// The group that the sandbox begins with.
pub const GROUP: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/myResourceGroup";
/// The role that may attach identities.
pub const MANAGED_IDENTITY_OPERATOR: &str = "f1a07417-d97a-45cb-824c-7a7467783830";
/// The role that may read everything.
pub const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

/// A world to send requests to.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// The world as the requests so far left it.
    pub state: State,
}

impl Cloud {
    /// A scenario's beginning.
    pub fn new(scenario: Scenario) -> Self {
        Self { state: scenario.begin(1) }
    }

    /// Sends a request and applies what came of it.
    pub fn send(&mut self, request: &ApiRequest) -> (ApiResponse, Vec<Event>) {
        let (response, _, events) = answer(&self.state, request);
        for event in &events {
            self.state.apply(event);
        }
        (response, events)
    }

    /// Sends a request to ARM as the account with this name before the `@`.
    pub fn arm(
        &mut self,
        account: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> (ApiResponse, Vec<Event>) {
        let token = token(&self.state, account);
        self.send(&arm_request(&token, method, path, body))
    }

    /// The machine's identity as its provider shows it.
    pub fn identity_of(&mut self, machine: &str) -> Value {
        let (response, _) = self.arm("alice", Method::Get, &machine_path(machine), None);
        response.body_or_null().get("identity").cloned().unwrap_or(Value::Null)
    }
}

/// A request to ARM with a token.
pub fn arm_request(token: &str, method: Method, path: &str, body: Option<&Value>) -> ApiRequest {
    let joiner = if path.contains('?') { '&' } else { '?' };
    let url = format!("https://management.azure.com{path}{joiner}api-version=2024-11-01");
    let request = ApiRequest::new(method, url).header("Authorization", format!("Bearer {token}"));
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}

/// The user with this name before the `@`.
pub fn user<'a>(state: &'a State, account: &str) -> Option<&'a User> {
    state.principals().find_map(|principal| match principal {
        Principal::User(user) if user.user_principal_name.starts_with(&format!("{account}@")) => Some(user),
        _ => None,
    })
}

/// A token for ARM, valid for a day of the world's time.
pub fn token(state: &State, account: &str) -> String {
    token_for(state, account, "https://management.azure.com/", 86_400)
}

/// A token of an account for a service, valid for so many seconds of the world's time.
pub fn token_for(state: &State, account: &str, audience: &str, seconds: i64) -> String {
    let Some(user) = user(state, account) else { return String::new() };
    let now = state.now().0;
    let claims = json!({
        "aud": audience, "iss": issuer(&user.tenant_id), "iat": now, "nbf": now,
        "exp": now + seconds, "appid": "tests", "idtyp": "user", "oid": user.object_id, "sub": user.object_id,
        "tid": user.tenant_id, "upn": user.user_principal_name, "ver": "1.0",
    });
    serde_json::from_value::<Claims>(claims).map(|it| it.sign(state.seed())).unwrap_or_default()
}

/// The path of a machine in the sandbox's group.
pub fn machine_path(name: &str) -> String {
    format!("{GROUP}/providers/Microsoft.Compute/virtualMachines/{name}")
}

/// The path of a user-assigned identity in the sandbox's group.
pub fn identity_path(name: &str) -> String {
    format!("{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}")
}

/// The path of a role assignment at a scope.
pub fn assignment_path(scope: &str, name: &str) -> String {
    format!("{scope}/providers/Microsoft.Authorization/roleAssignments/{name}")
}

/// A machine's whole body with this `identity`.
pub fn machine_body(identity: &Value) -> Value {
    json!({"location": "westus", "identity": identity, "properties": {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}}})
}

/// An `identity` block: the type, and ids to attach or keep.
pub fn identity_block(kind: &str, ids: &[String]) -> Value {
    if ids.is_empty() {
        return json!({ "type": kind });
    }
    let map: serde_json::Map<String, Value> = ids.iter().map(|id| (id.clone(), json!({}))).collect();
    json!({"type": kind, "userAssignedIdentities": map})
}

/// The body of a role assignment.
pub fn assignment_body(role: &str, principal: &ObjectId) -> Value {
    let role = format!("/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{role}");
    json!({"properties": {"roleDefinitionId": role, "principalId": principal}})
}

/// An id out of a path.
pub fn id(path: &str) -> ResourceId {
    ResourceId::new(path)
}
