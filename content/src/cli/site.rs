//! `keyless site`: the data that pages fetch, and the pages themselves.

use std::fs;
use std::path::Path;

use super::args::SiteOptions;
use super::{Failure, Io};
use crate::shelves::Shelves;
use crate::snapshot::write;

/// Writes into the folder of the built site.
///
/// # Errors
/// When a file cannot be read or written.
pub fn site(options: &SiteOptions, io: &mut Io<'_>) -> Result<u8, Failure> {
    let shelves = Shelves::read(&options.content)?;
    for diagnostic in &shelves.found {
        writeln!(io.stderr, "{diagnostic}")?;
    }
    if !shelves.found.is_empty() {
        return Ok(1);
    }
    let data = options.folder.join("content");
    for lesson in &shelves.lessons {
        put(&data.join("lessons").join(format!("{}.txt", lesson.slug)), &write::lesson(lesson))?;
    }
    for challenge in &shelves.challenges {
        put(&data.join("challenges").join(format!("{}.txt", challenge.slug)), &write::challenge(challenge))?;
    }
    writeln!(io.stdout, "{} lessons, {} challenges", shelves.lessons.len(), shelves.challenges.len())?;
    Ok(0)
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let broken = |error| Failure::io(&path.display().to_string(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(broken)?;
    }
    fs::write(path, text).map_err(broken)
}
