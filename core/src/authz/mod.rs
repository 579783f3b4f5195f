//! Role-based access control: who may do what, where, and why.

pub use crate::model::decision;
pub mod deny;
pub mod evaluate;
pub mod grants;
pub mod pattern;
pub mod remedy;
pub mod roles;
