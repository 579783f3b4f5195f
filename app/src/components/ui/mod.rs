//! Small pieces that everything uses.

pub(crate) mod copy;
pub(crate) mod icon;
pub(crate) mod modal;
pub(crate) mod notice;
pub(crate) mod starter;
