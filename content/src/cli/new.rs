//! `keyless new`: a skeleton to write into.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{NewKind, NewOptions};
use super::{Failure, Io, USAGE};

const LESSON: &str = include_str!("skeleton/lesson.txt");
const CHALLENGE: &str = include_str!("skeleton/challenge.txt");
const QUESTION: &str = include_str!("skeleton/question.txt");

/// Writes the skeleton and says where it is.
///
/// # Errors
/// When a file cannot be read or written.
pub fn new(options: &NewOptions, io: &mut Io<'_>) -> Result<u8, Failure> {
    let slug = slug(&options.title);
    if slug.is_empty() {
        writeln!(io.stderr, "keyless: error: `{}` has no letters to make a name of", options.title)?;
        return Ok(USAGE);
    }
    let file = match options.kind {
        NewKind::Lesson => folder(options, "lessons", "lesson.md", LESSON, &slug)?,
        NewKind::Challenge => folder(options, "challenges", "challenge.md", CHALLENGE, &slug)?,
        NewKind::Question => question(options, &slug)?,
    };
    writeln!(io.stdout, "{}", file.display())?;
    writeln!(io.stdout, "Write it, and then run: keyless check {}", options.content.display())?;
    Ok(0)
}

/// A folder with the next free number, and the skeleton in it.
fn folder(options: &NewOptions, shelf: &str, name: &str, skeleton: &str, slug: &str) -> Result<PathBuf, Failure> {
    let shelf = options.content.join(shelf);
    let folder = shelf.join(format!("{:02}-{slug}", next_number(&shelf)?));
    make_folder(&folder)?;
    let file = folder.join(name);
    let title = options.title.replace('\\', "\\\\").replace('"', "\\\"");
    write(&file, &skeleton.replace("SLUG", slug).replace("TITLE", &title))?;
    Ok(file)
}

/// One more question at the end of its topic's bank.
fn question(options: &NewOptions, topic: &str) -> Result<PathBuf, Failure> {
    let shelf = options.content.join("questions");
    make_folder(&shelf)?;
    let file = shelf.join(format!("{topic}.toml"));
    let bank = if file.exists() { read(&file)? } else { String::new() };
    let numbers = bank.lines().filter(|line| line.trim() == "[[questions]]").count();
    let id = format!("{topic}-{}", numbers.saturating_add(1));
    let blank = if bank.is_empty() { "" } else { "\n" };
    write(&file, &format!("{bank}{blank}{}", QUESTION.replace("TOPIC", topic).replace("ID", &id)))?;
    Ok(file)
}

/// One more than the highest number in front of a folder's name.
fn next_number(shelf: &Path) -> Result<u32, Failure> {
    if !shelf.exists() {
        return Ok(1);
    }
    let broken = |error| Failure::io(&shelf.display().to_string(), error);
    let mut highest: u32 = 0;
    for entry in fs::read_dir(shelf).map_err(broken)? {
        let name = entry.map_err(broken)?.file_name().to_string_lossy().into_owned();
        let number = name.split('-').next().and_then(|it| it.parse().ok()).unwrap_or(0);
        highest = highest.max(number);
    }
    Ok(highest.saturating_add(1))
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::io(&path.display().to_string(), error))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io(&path.display().to_string(), error))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::io(&path.display().to_string(), error))
}

/// A title as the name of a folder: `Two types, side by side` is `two-types-side-by-side`.
fn slug(title: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    title.chars().map(letter).collect::<String>().split_whitespace().collect::<Vec<_>>().join("-")
}
