//! What is shown of results and of the world: text, tables, the diagram.

pub mod diagram;
pub mod layout;
pub mod sentences;
