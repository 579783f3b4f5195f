//! HTTP as the clients speak it to the simulated cloud.

pub mod error;
pub mod request;
pub mod response;
