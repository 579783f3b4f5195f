//! The data planes: `{vault}.vault.azure.net` and `{account}.blob.core.windows.net`.

mod bearer;
mod blob_store;
mod blobs;
mod containers;
mod secret_writes;
mod secrets;
mod shared_key;
#[cfg(test)]
mod tests;
mod vault_access;
mod xml;

pub use shared_key::sign;

use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::event::{Event, RefusalReason};
use crate::model::decision::Decision;
use crate::model::scope::ResourceId;
use crate::state::State;

/// An answer, the decisions made for it, and what it changed.
pub type Answer = (ApiResponse, Vec<Decision>, Vec<Event>);

/// Answers for a host of a data plane; `None` where the host is none.
pub fn answer(state: &State, request: &ApiRequest) -> Option<Answer> {
    let host = request.host();
    if let Some(vault) = host.strip_suffix(".vault.azure.net") {
        return Some(vault_access::answer(state, request, vault));
    }
    host.strip_suffix(".blob.core.windows.net").map(|account| blob_store::answer(state, request, account))
}

/// A refusal as a data plane makes it: its answer, and why.
#[derive(Debug)]
struct Refusal {
    response: Box<ApiResponse>,
    code: String,
    reason: RefusalReason,
    action: String,
    scope: ResourceId,
}

impl Refusal {
    /// The whole answer to a request that was refused.
    fn answer(self, decisions: Vec<Decision>) -> Answer {
        let event = self.event();
        (*self.response, decisions, vec![event])
    }

    fn event(&self) -> Event {
        Event::RequestRefused {
            code: self.code.clone(),
            action: self.action.clone(),
            scope: self.scope.clone(),
            reason: self.reason,
        }
    }
}

/// The answer for a name that nobody has: the client never reaches a service.
fn no_such_host(host: &str, scope: ResourceId) -> Refusal {
    let message = format!("Failed to resolve '{host}' ([Errno -2] Name or service not known)");
    let body = serde_json::json!({"error": {"code": "NameNotResolved", "message": message}});
    Refusal {
        response: Box::new(ApiResponse::json(502, body)),
        code: "NameNotResolved".to_owned(),
        reason: RefusalReason::Invalid,
        action: "connect".to_owned(),
        scope,
    }
}
