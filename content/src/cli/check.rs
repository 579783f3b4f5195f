//! `keyless check`: finds the files, checks each, prints what is wrong and how much there is.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::CheckOptions;
use super::{Failure, Io};
use crate::challenge::Challenge;
use crate::check::check_lesson;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{check_document, runnable_blocks};
use crate::lesson::Lesson;
use crate::load::load;
use crate::load_challenge;
use crate::prove_challenge::check_challenge;
use crate::question::bank::{self, Bank};
use crate::validate::{validate, validate_challenges, validate_links};

/// Folders that hold what others made.
const SKIPPED: [&str; 3] = ["target", "node_modules", "dist"];

/// What was checked and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many files.
    pub files: usize,
    /// The lessons that could be read, each with its file.
    pub lessons: Vec<(String, Lesson)>,
    /// The challenges that could be read, each with its file.
    pub challenges: Vec<(String, Challenge)>,
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
    let sources = texts(files(paths)?)?;
    let report = examine_among(&sources, &neighbours(&sources)?);
    let problems = report.problems();
    if options.json {
        write_json(&report, io.stdout)?;
        return Ok(u8::from(problems > 0));
    }
    for diagnostic in &report.found {
        writeln!(io.stdout, "{diagnostic}")?;
    }
    if options.summary {
        io.stdout.write_all(report.summary().as_bytes())?;
    }
    writeln!(io.stdout, "{} checked, {}", count(report.files, "file"), count(problems, "problem"))?;
    Ok(u8::from(problems > 0))
}

/// The whole report as one JSON object.
fn write_json(report: &Report, to: &mut dyn std::io::Write) -> Result<(), Failure> {
    let found = report.found.iter().map(|it| {
        let severity = if it.is_error() { "error" } else { "warning" };
        let (file, line, column, message, help) = (&it.file, it.line, it.column, &it.message, &it.help);
        serde_json::json!({"file": file, "line": line, "column": column, "severity": severity, "message": message, "help": help})
    });
    let found: Vec<_> = found.collect();
    let (files, documents, blocks, problems) = (report.files, report.documents, report.blocks, report.problems());
    writeln!(
        to,
        "{}",
        serde_json::json!({"version": 1, "files": files, "documents": documents, "blocks": blocks, "problems": problems, "found": found})
    )?;
    Ok(())
}

/// The files of questions below a folder, as name and text.
///
/// # Errors
/// When a file cannot be read.
pub fn question_sources(content: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut found = files(&[content.to_path_buf()])?;
    found.retain(|file| bank::is_questions(&name_of(file)));
    texts(found)
}

fn texts(files: Vec<PathBuf>) -> Result<Vec<(String, String)>, Failure> {
    let mut sources = Vec::with_capacity(files.len());
    for file in files {
        let name = name_of(&file);
        let bytes = fs::read(&file).map_err(|error| Failure::io(&name, error))?;
        sources.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(sources)
}

/// Checks files, given as name and text.
pub fn examine(sources: &[(String, String)]) -> Report {
    examine_among(sources, &[])
}

/// Checks files that others, which are not checked themselves, stand beside: links and prerequisites may name those.
fn examine_among(sources: &[(String, String)], neighbours: &[(String, String)]) -> Report {
    let mut report = Report { files: sources.len(), ..Report::default() };
    report.bank = bank::check(sources);
    report.found.append(&mut report.bank.found);
    for (file, text) in sources.iter().filter(|(file, _)| !file.ends_with(".toml")) {
        let path = Path::new(file);
        if is_lesson(path, text) {
            let (lesson, found) = load(file, &folder_of(path), text);
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
        if is_challenge(path, text) {
            let (challenge, found) = load_challenge::load(file, &folder_of(path), text);
            let is_whole = found.is_empty();
            report.found.extend(found);
            if let Some(challenge) = challenge {
                if is_whole {
                    report.found.extend(check_challenge(file, &challenge));
                }
                report.challenges.push((file.clone(), challenge));
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
    report.found.extend(together(&report, neighbours));
    report.found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    report
}

/// What is wrong among the checked files and their neighbours, as far as it is about the checked ones.
fn together(report: &Report, neighbours: &[(String, String)]) -> Vec<Diagnostic> {
    let (mut lessons, mut challenges) = (report.lessons.clone(), report.challenges.clone());
    for (file, text) in neighbours {
        let path = Path::new(file);
        if is_lesson(path, text) {
            lessons.extend(load(file, &folder_of(path), text).0.map(|it| (file.clone(), it)));
        } else {
            challenges.extend(load_challenge::load(file, &folder_of(path), text).0.map(|it| (file.clone(), it)));
        }
    }
    let mut found = validate(&lessons);
    found.extend(validate_challenges(&challenges));
    found.extend(validate_links(&lessons, &challenges));
    found.retain(|it| !neighbours.iter().any(|(file, _)| *file == it.file));
    found
}

/// The lessons and challenges that stand beside the checked ones and are not checked themselves.
fn neighbours(sources: &[(String, String)]) -> Result<Vec<(String, String)>, Failure> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for (file, text) in sources {
        let path = Path::new(file);
        if is_lesson(path, text) || is_challenge(path, text) {
            roots.extend(path.ancestors().nth(3).map(Path::to_path_buf));
        }
    }
    roots.sort();
    roots.dedup();
    let mut found = Vec::new();
    for shelf in roots.iter().flat_map(|root| ["lessons", "challenges"].map(|name| root.join(name))) {
        if shelf.is_dir() {
            walk(&shelf, &mut found)?;
        }
    }
    let mut texts = Vec::new();
    for path in found {
        let name = name_of(&path);
        let is_kind = path.file_name().is_some_and(|it| it == "lesson.md" || it == "challenge.md");
        if is_kind && !sources.iter().any(|(file, _)| *file == name) {
            let bytes = fs::read(&path).map_err(|error| Failure::io(&name, error))?;
            texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(texts)
}

/// `lessons/NN-slug/lesson.md`, or any other `lesson.md` with our front matter.
fn is_lesson(path: &Path, text: &str) -> bool {
    is_kind(path, text, "lesson.md", "lessons")
}

/// `challenges/NN-slug/challenge.md`, or any other `challenge.md` with our front matter.
fn is_challenge(path: &Path, text: &str) -> bool {
    is_kind(path, text, "challenge.md", "challenges")
}

fn is_kind(path: &Path, text: &str, file: &str, shelf: &str) -> bool {
    let found = path.parent().and_then(Path::parent).and_then(Path::file_name);
    path.file_name().is_some_and(|name| name == file)
        && (text.starts_with("+++") || found.is_some_and(|name| name == shelf))
}

/// The name of the folder that a file is in: its slug.
fn folder_of(path: &Path) -> String {
    path.parent().and_then(Path::file_name).map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
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
            "{}: {}, {}, {minutes} min\n{}\n{} with {}\n{}",
            count(self.lessons.len(), "lesson"),
            count(goals, "goal"),
            count(commands, "command"),
            count(self.challenges.len(), "challenge"),
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
