//! What tests of the whole workspace share.

pub mod cloud;
pub mod conformance;
pub mod transcript;
