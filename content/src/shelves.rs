//! All lessons and challenges of a content folder, in order.

use std::fs;
use std::path::Path;

use crate::challenge::Challenge;
use crate::cli::Failure;
use crate::diagnostic::Diagnostic;
use crate::lesson::Lesson;
use crate::prove_challenge::reaching;
use crate::{load, load_challenge};

/// What a content folder holds.
#[derive(Clone, Debug, Default)]
pub struct Shelves {
    /// The lessons.
    pub lessons: Vec<Lesson>,
    /// The challenges.
    pub challenges: Vec<Challenge>,
    /// What is wrong with their files.
    pub found: Vec<Diagnostic>,
}

impl Shelves {
    /// Reads the folders `lessons` and `challenges` below `content`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(content: &Path) -> Result<Self, Failure> {
        let mut shelves = Self::default();
        for (slug, file, text) in files(&content.join("lessons"), "lesson.md")? {
            let (lesson, found) = load::load(&file, &slug, &text);
            shelves.lessons.extend(lesson);
            shelves.found.extend(found);
        }
        for (slug, file, text) in files(&content.join("challenges"), "challenge.md")? {
            let (challenge, found) = load_challenge::load(&file, &slug, &text);
            shelves.challenges.extend(challenge.map(|it| Challenge { reached_by: reaching(&it), ..it }));
            shelves.found.extend(found);
        }
        Ok(shelves)
    }
}

/// The folders of a shelf that hold this file: slug, path and text.
fn files(shelf: &Path, name: &str) -> Result<Vec<(String, String, String)>, Failure> {
    let mut found = Vec::new();
    if !shelf.is_dir() {
        return Ok(found);
    }
    let broken = |error| Failure::io(&shelf.display().to_string(), error);
    let mut folders = fs::read_dir(shelf).map_err(broken)?.collect::<Result<Vec<_>, _>>().map_err(broken)?;
    folders.sort_by_key(fs::DirEntry::file_name);
    for folder in folders {
        let path = folder.path().join(name);
        if path.is_file() {
            let file = path.display().to_string();
            let text = fs::read_to_string(&path).map_err(|error| Failure::io(&file, error))?;
            found.push((folder.file_name().to_string_lossy().into_owned(), file, text));
        }
    }
    Ok(found)
}
