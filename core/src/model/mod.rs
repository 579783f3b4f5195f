//! Nouns only: what exists in the simulated cloud, each with its invariants in its constructor; and how they are kept.

pub mod access;
pub mod application;
pub mod control;
pub mod decision;
pub mod directory;
pub mod due;
pub mod host;
pub mod id;
pub mod identity;
pub mod json;
pub mod order;
pub mod propagation;
pub mod resource;
pub mod scope;
pub mod storage;
pub mod table;
pub mod tenancy;
pub mod terminal;
pub mod time;
pub mod vault;
