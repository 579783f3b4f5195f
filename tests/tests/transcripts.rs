//! Every transcript in `tests/transcripts` holds. `KEYLESS_REWRITE=1` writes what was really printed into them.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use keyless_tests::transcript;

fn transcripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts");
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn every_transcript_holds() {
    let rewrite = std::env::var_os("KEYLESS_REWRITE").is_some();
    let (mut steps, mut wrong) = (0, Vec::new());
    for path in transcripts() {
        let text = fs::read_to_string(&path).unwrap();
        let report = transcript::run(&text);
        steps += report.steps;
        if rewrite {
            fs::write(&path, &report.rewritten).unwrap();
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            wrong.extend(report.differences.iter().map(|it| format!("tests/transcripts/{name} {it}")));
        }
    }
    assert!(wrong.is_empty(), "{} differ (KEYLESS_REWRITE=1 writes them anew):\n{}", wrong.len(), wrong.join("\n"));
    assert!(steps > 0, "no transcript was found");
    println!("{steps} commands");
}
