//! Role-based access control: who may do what, where, and why.

pub mod decision;
