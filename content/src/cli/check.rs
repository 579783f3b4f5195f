//! `keyless check`: finds the files, checks each, prints what is wrong and how much there is.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::CheckOptions;
use super::{Failure, Io};
use crate::check::{check_document, check_lesson, runnable_blocks};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lesson::Lesson;
use crate::load::load;
use crate::question::bank::{self, Bank};
use crate::validate::validate;

/// Folders that hold what others made.
const SKIPPED: [&str; 3] = ["target", "node_modules", "dist"];

/// What was checked and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many files.
    pub files: usize,
    /// The lessons that could be read, each with its file.
    pub lessons: Vec<(String, Lesson)>,
    /// How many other files have blocks to run.
    pub documents: usize,
    /// How many blocks those have.
    pub blocks: usize,
    /// The questions, each with its file.
    pub bank: Bank,
    /// What was found, by file and place.
    pub found: Vec<Diagnostic>,
}

/// Checks files and folders; the exit status is 1 when something is wrong.
///
/// # Errors
/// When a path cannot be read or the output cannot be written.
pub fn check(options: &CheckOptions, io: &mut Io<'_>) -> Result<u8, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { here.as_slice() } else { options.paths.as_slice() };
    let mut sources = Vec::new();
    for file in files(paths)? {
        let name = name_of(&file);
        let bytes = fs::read(&file).map_err(|error| Failure::io(&name, error))?;
        sources.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let report = examine(&sources);
    for diagnostic in &report.found {
        writeln!(io.stdout, "{diagnostic}")?;
    }
    if options.summary {
        io.stdout.write_all(report.summary().as_bytes())?;
    }
    let problems = report.problems();
    writeln!(io.stdout, "{} checked, {}", count(report.files, "file"), count(problems, "problem"))?;
    Ok(u8::from(problems > 0))
}

/// Checks files, given as name and text.
pub fn examine(sources: &[(String, String)]) -> Report {
    let mut report = Report { files: sources.len(), ..Report::default() };
    report.bank = bank::check(sources);
    report.found.append(&mut report.bank.found);
    for (file, text) in sources.iter().filter(|(file, _)| !file.ends_with(".toml")) {
        let path = Path::new(file);
        if is_lesson(path, text) {
            let folder = path.parent().and_then(Path::file_name).map(|it| it.to_string_lossy().into_owned());
            let (lesson, found) = load(file, &folder.unwrap_or_default(), text);
            let is_whole = found.is_empty();
            report.found.extend(found);
            if let Some(lesson) = lesson {
                if is_whole {
                    report.found.extend(check_lesson(file, &lesson));
                }
                report.lessons.push((file.clone(), lesson));
            }
            continue;
        }
        let blocks = runnable_blocks(text);
        if blocks > 0 {
            report.documents = report.documents.saturating_add(1);
            report.blocks = report.blocks.saturating_add(blocks);
            report.found.extend(check_document(file, text));
        }
    }
    report.found.extend(validate(&report.lessons));
    report.found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    report
}

/// `lessons/NN-slug/lesson.md`, or any other `lesson.md` with our front matter.
fn is_lesson(path: &Path, text: &str) -> bool {
    let shelf = path.parent().and_then(Path::parent).and_then(Path::file_name);
    path.file_name().is_some_and(|name| name == "lesson.md")
        && (text.starts_with("+++") || shelf.is_some_and(|name| name == "lessons"))
}

impl Report {
    /// How many findings fail the check.
    pub fn problems(&self) -> usize {
        self.found.iter().filter(|it| it.severity == Severity::Error).count()
    }

    /// Counts of what there is, one a line.
    pub fn summary(&self) -> String {
        let lessons = || self.lessons.iter().map(|(_, lesson)| lesson);
        let goals = lessons().map(|it| it.goals.len()).sum();
        let commands = lessons().map(|it| it.commands().count()).sum();
        let minutes: u32 = lessons().map(|it| it.minutes).sum();
        format!(
            "{}: {}, {}, {minutes} min\n{} with {}\n{}",
            count(self.lessons.len(), "lesson"),
            count(goals, "goal"),
            count(commands, "command"),
            count(self.documents, "document"),
            count(self.blocks, "block"),
            self.bank.summary(),
        )
    }
}

/// The Markdown files that paths name, in order; what is named itself is checked whatever it is called.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        let kind = fs::metadata(path).map_err(|error| Failure::io(&name_of(path), error))?;
        if kind.is_dir() { walk(path, &mut found)? } else { found.push(path.clone()) }
    }
    found.dedup();
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let broken = |error| Failure::io(&name_of(folder), error);
    let mut entries = fs::read_dir(folder).map_err(broken)?.collect::<Result<Vec<_>, _>>().map_err(broken)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(broken)?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            walk(&entry.path(), found)?;
        } else if kind.is_file()
            && (name.to_ascii_lowercase().ends_with(".md") || bank::is_questions(&name_of(&entry.path())))
        {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// A path as messages name it: `/` between its parts, no `./` before it.
fn name_of(path: &Path) -> String {
    let name = path.display().to_string().replace('\\', "/");
    name.strip_prefix("./").map(str::to_owned).unwrap_or(name)
}

/// `1 file`, `2 files`
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
