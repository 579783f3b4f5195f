//! What tests of the whole workspace share.

pub mod cloud;
pub mod conformance;
pub mod content;
pub mod invariants;
pub mod law;
pub mod oracle;
pub mod plain;
pub mod random;
pub mod transcript;
pub mod world;
