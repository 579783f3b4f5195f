//! Parts of pages. Each reads a slice of the snapshot and types lines; none knows the session.

pub(crate) mod bench;
pub(crate) mod challenge;
pub(crate) mod header;
pub(crate) mod inspector;
pub(crate) mod lesson;
pub(crate) mod question;
pub(crate) mod take_away;
pub(crate) mod terminal;
pub(crate) mod tools;
pub(crate) mod ui;
pub(crate) mod world;
