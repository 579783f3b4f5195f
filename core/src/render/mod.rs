//! What is shown of results and of the world: text, tables, the diagram.

pub mod diagram;
pub mod due;
mod json;
pub mod layout;
pub mod python;
pub mod query;
pub mod screen;
pub mod sentences;
mod table;
pub mod text;
mod tsv;
mod yaml;

#[cfg(test)]
mod tests;
