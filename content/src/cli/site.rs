//! `keyless site`: the data that pages fetch, and the pages themselves.

use std::fs;
use std::path::Path;

use super::args::SiteOptions;
use super::check::question_sources;
use super::{Failure, Io};
use crate::question::{bank, wire};
use crate::quiz;
use crate::shelves::Shelves;
use crate::site::{self, Address};
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
    let template = options.folder.join("index.html");
    let subject = template.display().to_string();
    let built = fs::read_to_string(&template).map_err(|error| Failure::io(&subject, error))?;
    let given = |name: &str| {
        let value = std::env::var(name).ok().filter(|it| !it.is_empty());
        value.map(|it| format!("{}/", it.trim_end_matches('/')))
    };
    let address = Address { url: given("KEYLESS_URL"), root: given("KEYLESS_ROOT") };
    match site::pages(&built, &shelves, &address) {
        Ok(files) => {
            for (path, text) in files {
                put(&options.folder.join(path), &text)?;
            }
        }
        Err(why) => {
            writeln!(io.stderr, "keyless: error: {subject}: {why}")?;
            return Ok(1);
        }
    }
    let bank = bank::read(&question_sources(&options.content)?).with_fixed_names();
    // A lesson without questions has an empty file, so that its page need not ask in vain.
    for lesson in &shelves.lessons {
        put(&options.folder.join(quiz::bank::lesson_file(&lesson.slug)), &wire::write(&[]))?;
    }
    for (path, text) in quiz::bank::files(&bank) {
        put(&options.folder.join(path), &text)?;
    }
    let (lessons, challenges, questions) = (shelves.lessons.len(), shelves.challenges.len(), bank.questions.len());
    writeln!(io.stdout, "{lessons} lessons, {challenges} challenges, {questions} questions")?;
    Ok(0)
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let broken = |error| Failure::io(&path.display().to_string(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(broken)?;
    }
    fs::write(path, text).map_err(broken)
}
