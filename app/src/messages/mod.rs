//! Texts of the page, by area, so that a translation is only translation.

pub mod inspect;
pub mod take_away;
pub mod tools;
