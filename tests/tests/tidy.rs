//! The house's rules, held by a test: who may import whom, first lines, sizes, and words that must not appear.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// For each module of the core, what it may import besides `model`. `shell` and `model` import nothing.
const ALLOWED: &[(&str, &str)] = &[
    ("inspect", "api authz event gateway session shell state token"),
    ("session", "az event gateway interpreter provider render scenario shell state token tools"),
    ("interpreter", "az curl event gateway shell state tools"),
    ("curl", "api az gateway scenario token tools"),
    ("tools", ""),
    ("az", "api authz event gateway provider render scenario shell simplifications state token"),
    ("gateway", "api event provider state token"),
    ("provider", "api authz event rules state token"),
    ("token", "api event rules scenario state"),
    ("authz", "state token"),
    ("api", "event rules"),
    ("state", "event"),
    ("scenario", "state"),
    ("event", "rules"),
    ("rules", ""),
    ("render", "api authz event rules state"),
    ("simplifications", ""),
];

fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    ALLOWED.iter().map(|(module, list)| (*module, list.split_whitespace().collect())).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn files(below: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "dist", "node_modules", ".git", "out", "generated"].contains(&name.as_str()) {
                files(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&root().join(folder), &[".rs"], &mut found);
    found
}

/// Lines that `use` or name `crate::X`, as the modules they name; tests do not count.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.match_indices("crate::").map(move |(at, found)| &line[at + found.len()..]))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn modules_import_only_what_stands_below_them() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    for path in sources("core/src") {
        let relative = path.strip_prefix(root().join("core/src")).unwrap().to_owned();
        let module = relative.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if module == "lib" || relative.ends_with("tests.rs") || relative.ends_with("fixture.rs") {
            continue;
        }
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            let fine = import == "model" && module != "shell" || import == module || import.is_empty();
            if !fine && !allowed.get(module.as_str()).is_some_and(|list| list.contains(&import.as_str())) {
                wrong.push(format!("{}: `{module}` may not import `{import}`", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_allowed_imports_have_no_circle() {
    let mut left = allowed();
    while !left.is_empty() {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, list)| !list.iter().any(|it| left.contains_key(it)))
            .map(|(name, _)| *name)
            .collect();
        assert!(!free.is_empty(), "a circle among {:?}", left.keys());
        left.retain(|name, _| !free.contains(name));
    }
}

#[test]
fn the_import_check_sees_imports() {
    assert_eq!(imports("use crate::az::parse;\nlet x = crate::state::State::new();\n// crate::no\n"), ["az", "state"]);
    assert_eq!(imports("#[cfg(test)]\nuse crate::az;"), Vec::<String>::new());
}

#[test]
fn the_app_reaches_the_browser_only_through_its_platform() {
    let mut wrong = Vec::new();
    for path in sources("app/src") {
        let text = fs::read_to_string(&path).unwrap();
        if text.contains("web_sys::window(") && !path.to_string_lossy().contains("/platform") {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "`web_sys::window` outside app/src/platform: {wrong:?}");
}

#[test]
fn every_source_file_opens_with_what_lives_there() {
    let mut wrong = Vec::new();
    for folder in ["core/src", "content/src", "jq/src", "app/src", "app/embed/src", "tests/src", "tests/tests"] {
        for path in sources(folder) {
            if !fs::read_to_string(&path).unwrap().starts_with("//! ") {
                wrong.push(path.display().to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "no `//!` line first: {wrong:?}");
}

#[test]
fn files_stay_small() {
    let mut wrong = Vec::new();
    for (folder, most) in [("core/src", 450), ("content/src", 450), ("app/src", 220)] {
        for path in sources(folder) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > most {
                wrong.push(format!("{}: {lines} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_names_a_machine_or_a_registry() {
    // Split, so that this file does not find itself.
    let words =
        [concat!("/wo", "rk/"), concat!("arti", "factory"), concat!("/ro", "ot/"), concat!("index.crates", ".io")];
    let mut found = Vec::new();
    let endings = [".rs", ".md", ".toml", ".sh", ".mjs", ".js", ".json", ".yml", ".html", ".css", ".lock"];
    files(&root(), &endings, &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let text = fs::read_to_string(&path).unwrap_or_default();
        if let Some(word) = words.iter().find(|word| text.contains(**word)) {
            wrong.push(format!("{}: {word}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
