//! Lessons and their checks, read from Markdown.
#![warn(missing_docs)]

use std::sync::OnceLock;

pub mod lesson;

pub mod command;
pub mod fact;
pub mod goal;

pub mod diagnostic;

use lesson::Lesson;

/// The lessons of this build, in order; read once.
pub fn lessons() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    LESSONS.get_or_init(Vec::new)
}

/// The lesson of that slug, `01-configure-vm`.
pub fn lesson(slug: &str) -> Option<&'static Lesson> {
    lessons().iter().find(|lesson| lesson.slug == slug)
}
