//! Resource providers: each turns an authorised request into events and an answer.

pub mod arm;
pub mod authorization;
pub mod compute;
pub mod context;
pub mod deny_assignments;
pub mod deployments;
pub mod federated_credentials;
pub mod graph;
pub mod host_identity;
pub mod images;
pub mod lifecycle;
pub mod locations;
pub mod locks;
pub mod machine_power;
pub mod managed_identity;
pub mod moves;
pub mod parts;
pub mod path;
pub mod resource_types;
pub mod resources;
pub mod role_definitions;
pub mod run_command;
pub mod scale_sets;
pub mod subscriptions;
pub mod web;
