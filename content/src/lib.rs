//! Lessons and their checks, read from Markdown, and the `keyless` command-line tool behind the feature `cli`.
//!
//! Behind the feature `authoring` text becomes lessons straight down: front matter and `markdown` → `load` →
//! [`lesson::Lesson`]; what is wrong becomes a `diagnostic::Diagnostic`; `validate` compares lessons, `check` runs
//! them. The browser takes neither: it has the [`catalogue`], and fetches a [`snapshot`] of what a page shows.
#![warn(missing_docs)]

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod shelves;
#[cfg(feature = "cli")]
pub mod site;

#[cfg(feature = "authoring")]
pub mod check;
#[cfg(feature = "authoring")]
pub mod document;
#[cfg(feature = "authoring")]
mod prove;
#[cfg(feature = "authoring")]
mod shown;
#[cfg(feature = "authoring")]
pub mod terminal;
#[cfg(feature = "authoring")]
pub mod validate;

#[cfg(feature = "authoring")]
pub mod load;

#[cfg(feature = "authoring")]
pub mod fence;
#[cfg(feature = "authoring")]
mod front_matter;
#[cfg(feature = "authoring")]
pub mod html;
#[cfg(feature = "authoring")]
pub mod markdown;
#[cfg(feature = "authoring")]
mod runnable;
#[cfg(feature = "authoring")]
mod tables;

pub mod generate;
#[cfg(feature = "authoring")]
pub mod load_challenge;
#[cfg(feature = "authoring")]
pub mod prove_challenge;

pub mod catalogue;
pub mod challenge;
pub mod lesson;
pub mod question;
pub mod quiz;
pub mod snapshot;

pub mod command;
pub mod fact;
pub mod goal;
pub mod hint;
pub mod words;

#[cfg(feature = "authoring")]
pub mod diagnostic;

#[cfg(test)]
mod test_world;

pub use catalogue::catalogue;
