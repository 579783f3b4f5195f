//! Small pieces that everything uses.

pub(crate) mod copy;
pub(crate) mod hints;
pub(crate) mod icon;
pub(crate) mod modal;
pub(crate) mod notice;
pub(crate) mod progress;
pub(crate) mod starter;
pub(crate) mod takeaways;
pub(crate) mod ticks;
