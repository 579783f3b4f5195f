//! Access tokens: what Entra ID issues, and what a service checks before it listens.

pub mod app_service;
pub mod audience;
pub mod claims;
pub mod form;
pub mod imds;
pub mod instance;
pub mod issue;
mod openid;
pub mod revocation;
pub mod validate;
