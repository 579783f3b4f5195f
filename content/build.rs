//! Makes the catalogue of lessons and challenges of their folders, so that a new one needs no line of Rust.
//!
//! Only what a front matter's top says in plain `key = value` lines is read here; `keyless check` reads all of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    let mut text = shelf(&root.join("lessons"), "lesson.md", &["id", "title", "summary", "minutes"])?;
    text += &shelf(&root.join("challenges"), "challenge.md", &["id", "title", "story", "level", "par"])?;
    fs::write(out.join("catalogue.txt"), text)
}

/// How many there are, and of each its slug, the values of `keys` and how many goals it has: one value a line.
fn shelf(folder: &Path, file: &str, keys: &[&str]) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let slugs = slugs(folder, file)?;
    let mut text = format!("{}\n", slugs.len());
    for slug in slugs {
        let source = fs::read_to_string(folder.join(&slug).join(file))?;
        let matter = source.split("+++").nth(1).unwrap_or_default();
        let top = matter.split("\n[[").next().unwrap_or_default();
        let goals = matter.lines().filter(|line| line.trim() == "[[goals]]").count();
        let values: String = keys.iter().map(|key| format!("{}\n", value(top, key))).collect();
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{slug}\n{values}{goals}\n");
    }
    Ok(text)
}

/// The value of a key, as the snapshot's reader takes it: a string without its quotes, or a number.
fn value(top: &str, key: &str) -> String {
    let line = top.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
    line.unwrap_or_default().trim().trim_matches('"').to_owned()
}

/// The folders that hold this file, in order.
fn slugs(folder: &Path, file: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join(file).is_file() {
            found.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    found.sort();
    Ok(found)
}
