//! Access tokens: what Entra ID issues, and what a service checks before it listens.

pub mod claims;
pub mod issue;
pub mod validate;
