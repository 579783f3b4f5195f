//! Lessons and their checks, read from Markdown, and the `keyless` command-line tool behind the feature `cli`.
//!
//! Text becomes lessons straight down: front matter and [`markdown`] → [`load`] → [`lesson::Lesson`]; what is
//! wrong becomes a [`diagnostic::Diagnostic`]; [`validate`] compares lessons, [`check`] runs them.
#![warn(missing_docs)]

use std::sync::OnceLock;

#[cfg(feature = "cli")]
pub mod cli;

pub mod check;
pub mod terminal;
pub mod validate;

pub mod load;

pub mod fence;
mod front_matter;
pub mod html;
pub mod markdown;
mod runnable;

pub mod lesson;

pub mod command;
pub mod fact;
pub mod goal;

pub mod diagnostic;

#[cfg(test)]
mod test_world;

use lesson::Lesson;

/// The lessons of this build: folder and text.
pub const LESSON_SOURCES: &[(&str, &str)] =
    &[("01-configure-vm", include_str!("../lessons/01-configure-vm/lesson.md"))];

/// The lessons of this build, in order; read once.
pub fn lessons() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    LESSONS.get_or_init(|| LESSON_SOURCES.iter().filter_map(|(slug, text)| load::load(slug, slug, text).0).collect())
}

/// The lesson of that slug, `01-configure-vm`.
pub fn lesson(slug: &str) -> Option<&'static Lesson> {
    lessons().iter().find(|lesson| lesson.slug == slug)
}
