//! Role-based access control: who may do what, where, and why.

pub mod decision;
pub mod evaluate;
pub mod pattern;
pub mod remedy;
pub mod roles;
