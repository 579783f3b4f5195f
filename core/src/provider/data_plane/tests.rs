//! A small world for tests of the data planes: requests of any account, with tokens for any audience.

mod blobs;
mod vaults;

use serde_json::{Value, json};

use crate::api::request::{ApiRequest, Method};
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::gateway::Gateway;
use crate::model::decision::Decision;
use crate::scenario::Scenario;
use crate::token::claims::Claims;
use crate::token::issue::{AZURE_CLI, issuer};

const SUB: &str = "11111111-aaaa-4bbb-8ccc-000000000001";
const TENANT: &str = "22222222-aaaa-4bbb-8ccc-000000000001";
const ALICE: &str = "33333333-aaaa-4bbb-8ccc-000000000001";
const READER: &str = "33333333-aaaa-4bbb-8ccc-000000000004";
const VAULT: &str = "https://vault.azure.net";
const STORAGE: &str = "https://storage.azure.com";
const SECRETS_USER: &str = "4633458b-17de-408a-b874-0445c86b69e6";
const SECRETS_OFFICER: &str = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const BLOB_READER: &str = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const BLOB_CONTRIBUTOR: &str = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

/// The sandbox, and who asks.
struct World {
    gateway: Gateway,
}

impl World {
    fn new() -> Self {
        Self { gateway: Gateway::new(Scenario::Sandbox.begin(1)) }
    }

    /// A token of this world, changed as a test needs it.
    fn token(&self, oid: &str, audience: &str, change: impl FnOnce(&mut Claims)) -> String {
        let now = self.gateway.state().now().0;
        let tenant = self.gateway.state().tenants().next().unwrap().id.clone();
        let mut claims = Claims {
            aud: audience.to_owned(),
            iss: issuer(&tenant),
            iat: now,
            nbf: now,
            exp: now + 3600,
            appid: AZURE_CLI.to_owned(),
            appidacr: "0".to_owned(),
            idp: issuer(&tenant),
            groups: Vec::new(),
            idtyp: "user".to_owned(),
            oid: oid.to_owned(),
            sub: oid.to_owned(),
            tid: tenant.to_string(),
            upn: Some("someone@contoso.onmicrosoft.com".to_owned()),
            aio: String::new(),
            uti: String::new(),
            xms_mirid: None,
            ver: "1.0".to_owned(),
        };
        change(&mut claims);
        claims.sign(self.gateway.state().seed())
    }

    fn send(&mut self, token: Option<String>, method: Method, url: &str, body: Option<&Value>) -> ApiResponse {
        let mut request = ApiRequest::new(method, url);
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        self.gateway.send(request)
    }

    /// A request to ARM, which must succeed.
    fn arm(&mut self, oid: &str, method: Method, path: &str, body: Option<&Value>) -> Value {
        let response = self.try_arm(oid, method, path, body);
        assert!(response.is_success(), "{method:?} {path}: {response:?}");
        response.body_or_null()
    }

    fn try_arm(&mut self, oid: &str, method: Method, path: &str, body: Option<&Value>) -> ApiResponse {
        let token = self.token(oid, "https://management.azure.com/", |_| {});
        let url = format!("https://management.azure.com/subscriptions/{SUB}{path}?api-version=2026-02-01");
        self.send(Some(token), method, &url, body)
    }

    /// Alice grants a role at a scope below the subscription.
    fn grant(&mut self, oid: &str, role: &str, below: &str) {
        let name = self.gateway.state().new_guid("grant");
        let definition = format!("/subscriptions/{SUB}/providers/Microsoft.Authorization/roleDefinitions/{role}");
        let body = json!({"properties": {"roleDefinitionId": definition, "principalId": oid, "principalType": "User"}});
        let path = format!("{below}/providers/Microsoft.Authorization/roleAssignments/{name}");
        self.arm(ALICE, Method::Put, &path, Some(&body));
    }

    /// A request with a token for a data plane.
    fn data(&mut self, oid: &str, audience: &str, method: Method, url: &str, body: Option<&Value>) -> ApiResponse {
        let token = self.token(oid, audience, |_| {});
        self.send(Some(token), method, url, body)
    }

    /// The decisions of the last request, and what it changed.
    fn last(self) -> (Vec<Decision>, Vec<Event>) {
        let (_, mut exchanges, _) = self.gateway.finish();
        let exchange = exchanges.pop().unwrap();
        (exchange.decisions, exchange.events)
    }
}

fn text<'a>(response: &'a ApiResponse, pointer: &str) -> &'a str {
    response.body.as_ref().and_then(|it| it.pointer(pointer)).and_then(Value::as_str).unwrap_or_default()
}

fn header<'a>(response: &'a ApiResponse, name: &str) -> &'a str {
    response.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}
