//! Lessons and their checks, read from Markdown.
#![warn(missing_docs)]
