//! Lists the folders of lessons, so that a new lesson needs no line of Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    let folder = root.join("lessons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut sources = String::from("&[\n");
    for slug in slugs(&folder)? {
        let file = folder.join(&slug).join("lesson.md");
        // Writing to a `String` cannot fail.
        let _ = writeln!(sources, "({slug:?}, include_str!({:?})),", file.display().to_string());
    }
    sources.push(']');
    fs::write(out.join("lesson_sources.rs"), sources)
}

/// The folders that hold a lesson, in order.
fn slugs(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("lesson.md").is_file() {
            found.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    found.sort();
    Ok(found)
}
