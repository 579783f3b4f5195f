//! Lessons and their checks, read from Markdown, and the `keyless` command-line tool behind the feature `cli`.
//!
//! Behind the feature `authoring` text becomes lessons straight down: front matter and `markdown` → `load` →
//! [`lesson::Lesson`]; what is wrong becomes a `diagnostic::Diagnostic`; `validate` compares lessons, `check` runs
//! them. The browser takes neither: it reads a [`snapshot`] of the lessons.
#![warn(missing_docs)]

use std::sync::OnceLock;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "authoring")]
pub mod check;
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
pub mod lesson;
pub mod question;
pub mod quiz;
pub mod snapshot;

pub mod command;
pub mod fact;
pub mod goal;

#[cfg(feature = "authoring")]
pub mod diagnostic;

#[cfg(test)]
mod test_world;

use lesson::Lesson;

/// The lessons as they were written down for the browser: see [`snapshot`].
pub const LESSON_SNAPSHOT: &str = include_str!("../data/lessons.txt");

/// The lessons of this build: folder and text. A folder in `lessons/` is one.
#[cfg(feature = "authoring")]
pub const LESSON_SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lesson_sources.rs"));

/// The lessons of this build, in order; read once.
pub fn lessons() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    LESSONS.get_or_init(|| snapshot::read(LESSON_SNAPSHOT))
}

/// The lesson of that slug, `00-configure-vm`.
pub fn lesson(slug: &str) -> Option<&'static Lesson> {
    lessons().iter().find(|lesson| lesson.slug == slug)
}
