//! Resource providers: each turns an authorised request into events and an answer.

pub mod arm;
pub mod authorization;
pub mod compute;
pub mod context;
pub mod data_plane;
mod deleted_vaults;
pub mod deployments;
pub mod graph;
pub mod host_identity;
pub mod images;
pub mod lifecycle;
pub mod locations;
pub mod managed_identity;
pub mod path;
pub mod resources;
pub mod storage;
pub mod subscriptions;
pub mod vault;
pub mod vault_properties;
