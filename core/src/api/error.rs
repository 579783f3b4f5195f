//! Refusals as values: the service's own code and message, and why.

use serde_json::Value;

use super::response::ApiResponse;
use crate::event::RefusalReason;
use crate::model::decision::Decision;
use crate::model::json::json;
use crate::model::scope::ResourceId;
use crate::rules::RuleId;

/// What a provider answers instead of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// `ResourceNotFound`
    pub code: Box<str>,
    /// The service's sentence.
    pub message: String,
    /// What the error is about, where the service says so.
    pub target: Option<Box<str>>,
    /// Inner errors, where the service lists them.
    pub details: Vec<Value>,
    /// Why, for the event log.
    pub reason: RefusalReason,
    /// A header that the answer carries.
    pub header: Option<Box<(String, String)>>,
    /// The decision that refused, when it was one of access.
    pub decision: Option<Box<Decision>>,
}

impl ApiError {
    /// An error that is not about access.
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            target: None,
            details: Vec::new(),
            reason: RefusalReason::Invalid,
            header: None,
            decision: None,
        }
    }

    /// The same, as a rule of the lifecycle forbids it.
    #[must_use]
    pub const fn by_rule(mut self, rule: u8) -> Self {
        self.reason = RefusalReason::ByRule(RuleId(rule));
        self
    }

    /// `ResourceGroupNotFound` (dataplane.md §3).
    pub fn group_not_found(name: &str) -> Self {
        Self::new(404, "ResourceGroupNotFound", format!("Resource group '{name}' could not be found."))
    }

    /// `ResourceNotFound` (dataplane.md §3).
    pub fn resource_not_found(id: &ResourceId) -> Self {
        let kind = id.resource_type().unwrap_or_default();
        let (name, group) = (id.name(), id.group_name().unwrap_or_default());
        Self::new(
            404,
            "ResourceNotFound",
            format!(
                "The Resource '{kind}/{name}' under resource group '{group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
            ),
        )
    }

    /// The body ARM sends: `{"error": {"code", "message", …}}`.
    pub fn body(&self) -> Value {
        let mut error = json!({"code": self.code, "message": self.message});
        if let Some(map) = error.as_object_mut() {
            if let Some(target) = &self.target {
                map.insert("target".to_owned(), json!(target));
            }
            if !self.details.is_empty() {
                map.insert("details".to_owned(), Value::Array(self.details.clone()));
            }
        }
        json!({ "error": error })
    }

    /// The answer that carries it.
    pub fn response(&self) -> ApiResponse {
        let headers = self.header.as_deref().cloned().into_iter().collect();
        ApiResponse { headers, ..ApiResponse::json(self.status, self.body()) }
    }
}
