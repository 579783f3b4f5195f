//! What the page's inspector says of a world: plain values, made on demand. Nothing here changes anything.

pub mod blast_radius;
pub mod ids;
pub mod json;
pub mod subjects;
pub mod tokens;
