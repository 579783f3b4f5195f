//! The page's words, an area each: a translation is only translation.

pub mod terminal;
