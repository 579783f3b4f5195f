//! An answer: status, headers, body.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the cloud answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiResponse {
    /// The HTTP status.
    pub status: u16,
    /// In the order they are sent.
    pub headers: Vec<(String, String)>,
    /// The body; `None` where there is none (204, HEAD …). Shared: an answer is kept and read, never changed.
    pub body: Option<Arc<Value>>,
}

impl ApiResponse {
    /// With a body.
    pub fn json(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), body: Some(Arc::new(body)) }
    }

    /// Without a body.
    pub const fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: None }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// 200 to 299.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The body as it goes over the wire: text as it is, anything else as JSON.
    pub fn text(&self) -> Option<String> {
        self.body.as_ref().map(|body| body.as_str().map_or_else(|| body.to_string(), str::to_owned))
    }

    /// The body, or null.
    pub fn body_or_null(&self) -> Value {
        self.body.as_deref().cloned().unwrap_or(Value::Null)
    }
}
