//! The `keyless` tool from its arguments to its output, with readers and writers in memory.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;

use keyless_content::cli::{Io, check::examine, main};
use serde_json::{Value, json};

/// Exit status, standard output and standard error of a call.
#[must_use]
fn keyless(arguments: &[&str], input: &str) -> (u8, String, String) {
    let (mut stdin, mut stdout, mut stderr) = (Cursor::new(input.as_bytes()), Vec::new(), Vec::new());
    let mut io = Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    let status = main(arguments.iter().map(OsString::from), &mut io);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status, text(stdout), text(stderr))
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("keyless-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, text)?;
        }
        Ok(Self(folder))
    }

    fn path(&self) -> String {
        self.0.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_begun_has_nothing_to_mend_and_nothing_is_overwritten() {
    let folder = Folder::with("new", &[("content/README.md", "")]).unwrap();
    let content = format!("{}/content", folder.path());
    for (kind, title, file) in [
        ("lesson", "A \"first\" look", "lessons/01-a-first-look/lesson.md"),
        ("lesson", "Another", "lessons/02-another/lesson.md"),
        ("challenge", "Keys, gone", "challenges/01-keys-gone/challenge.md"),
    ] {
        let (status, stdout, stderr) = keyless(&["new", kind, title, "--content", &content], "");
        assert_eq!((status, stderr.as_str()), (0, ""));
        assert!(stdout.starts_with(&format!("{content}/{file}\n")), "{stdout}");
    }
    let (status, stdout, _) = keyless(&["check", &content], "");
    assert_eq!((status, stdout.as_str()), (0, "4 files checked, 0 problems\n"));
    for _ in 0..2 {
        assert_eq!(keyless(&["new", "question", "tokens", "--content", &content], "").0, 0);
    }
    let bank = fs::read_to_string(folder.0.join("content/questions/tokens.toml")).unwrap();
    assert!(bank.contains("id = \"tokens-1\"") && bank.contains("id = \"tokens-2\""));
    assert_eq!(keyless(&["new", "lesson", "!", "--content", &content], "").0, 2);
    assert!(keyless(&["new", "poem", "x"], "").2.contains("keyless new lesson TITLE"));
}

#[test]
fn a_lesson_alone_is_checked_among_its_neighbours() {
    let folder = Folder::with("alone", &[("content/README.md", "")]).unwrap();
    let content = format!("{}/content", folder.path());
    for title in ["One", "Two"] {
        assert_eq!(keyless(&["new", "lesson", title, "--content", &content], "").0, 0);
    }
    let second = folder.0.join("content/lessons/02-two/lesson.md");
    let text = fs::read_to_string(&second).unwrap();
    let text =
        text.replace("setup = []", "prerequisites = [\"one\"]").replace("What to see in it.", "See [one](../01-one/).");
    fs::write(&second, &text).unwrap();
    let path = second.display().to_string();
    assert_eq!(keyless(&["check", &path], "").1, "1 file checked, 0 problems\n");
    fs::write(&second, text.replace("../01-one/", "../09-nine/")).unwrap();
    let (status, stdout, _) = keyless(&["check", &path], "");
    assert!(status == 1 && stdout.contains("leads to no page of the site"), "{stdout}");
}

#[test]
fn a_built_site_gets_the_data_of_every_lesson_and_challenge() {
    let folder = Folder::with("site", &[("content/README.md", ""), ("dist/index.html", TEMPLATE)]).unwrap();
    let (content, dist) = (format!("{}/content", folder.path()), format!("{}/dist", folder.path()));
    assert_eq!(keyless(&["new", "lesson", "One", "--content", &content], "").0, 0);
    assert_eq!(keyless(&["new", "challenge", "One", "--content", &content], "").0, 0);
    let (status, _, stderr) = keyless(&["site", &dist, "--content", &content], "");
    assert_eq!((status, stderr.as_str()), (0, ""));
    let read = |file: &str| fs::read_to_string(folder.0.join("dist").join(file)).unwrap();
    let lesson = keyless_content::snapshot::read_lesson(&read("content/lessons/01-one.txt")).unwrap();
    assert_eq!((lesson.id.as_str(), lesson.goals.len()), ("one", 1));
    assert!(read("learn/01-one/index.html").contains("<h1 class=\"lesson__title\">One</h1>"));
    let challenge = keyless_content::snapshot::read_challenge(&read("content/challenges/01-one.txt")).unwrap();
    assert_eq!(challenge.solution.len(), 1);
}

/// What Trunk leaves, as far as the site's writer looks at it.
const TEMPLATE: &str = "<!doctype html><html lang=\"en\"><head><title>K</title><meta name=\"description\" content=\"K\"></head><body><div class=\"boot\" data-static><div id=\"boot\"></div></div></body></html>";

#[test]
fn help_tells_of_every_option() {
    let (status, stdout, stderr) = keyless(&["--help"], "");
    assert_eq!((status, stderr.as_str()), (0, ""));
    assert!(stdout.contains("Usage: keyless <COMMAND>") && stdout.contains("run") && stdout.contains("check"));
    let (_, run, _) = keyless(&["run", "--help"], "");
    for option in ["--json", "--scenario", "--seed", "--dialect", "--strict", "FILE", "sandbox", "powershell"] {
        assert!(run.contains(option), "{option}");
    }
    assert!(keyless(&["check", "--help"], "").1.contains("--summary"));
    assert_eq!(keyless(&[], "").1, stdout);
    assert!(keyless(&["--version"], "").1.starts_with("keyless 0."));
}

#[test]
fn wrong_arguments_and_missing_files_are_told_on_standard_error() {
    let (status, stdout, stderr) = keyless(&["run", "--jsno"], "");
    assert_eq!((status, stdout.as_str()), (2, ""));
    let expected = "keyless: error: `keyless run` has no option `--jsno`\n  help: Did you mean `--json`? `keyless run --help` lists all options.\n";
    assert_eq!(stderr, expected);
    for command in ["run", "check"] {
        let (status, stdout, stderr) = keyless(&[command, "/no/such/file"], "");
        assert_eq!((status, stdout.as_str()), (2, ""));
        assert!(stderr.starts_with("keyless: error: /no/such/file: No such file"), "{stderr}");
    }
}

/// What `keyless run --json` with these arguments answers, one value a line.
fn records(arguments: &[&str], input: &str) -> Vec<Value> {
    let arguments: Vec<&str> = ["run", "--json"].iter().chain(arguments).copied().collect();
    let (_, stdout, _) = keyless(&arguments, input);
    stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[test]
fn run_answers_a_documented_command_with_its_requests_and_events() {
    let input = "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity\n\
                 # a note\n\naz vm identity assign `  \n  -g myResourceGroup -n myVm\n";
    let records = records(&[], input);
    assert_eq!(records.len(), 2);
    let fields: Vec<&String> = records[0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["line", "exit_code", "stdout", "stderr", "requests", "events"]);
    let types: Vec<(&Value, &Value)> =
        records[1]["events"].as_array().unwrap().iter().map(|it| (&it["type"], &it["rule"])).collect();
    assert_eq!(types, [(&json!("alreadySo"), &json!("R10"))]);
    let methods: Vec<&Value> = records[1]["requests"].as_array().unwrap().iter().map(|it| &it["method"]).collect();
    assert_eq!(methods, ["GET", "PATCH", "GET"]);
    assert!(!records[0].to_string().contains("eyJ"), "a token is in the record");
}

#[test]
fn run_starts_from_the_scenario_and_seed_that_are_asked_for() {
    let groups = |scenario| records(&["--scenario", scenario], "az group list --query [].name -o tsv")[0].clone();
    assert_eq!(groups("sandbox")["stdout"], "myResourceGroup\n");
    assert_eq!(groups("empty")["stdout"], "");
    assert_eq!(groups("signed-out")["exit_code"], 1);
    let id = |seed| {
        let line = "az identity create -g myResourceGroup -n i --query clientId -o tsv\n";
        records(&["--seed", seed], line)[0]["stdout"].to_string()
    };
    assert_eq!(id("5"), id("5"));
    assert_ne!(id("5"), id("6"));
}

#[test]
fn run_reads_lines_in_the_dialect_that_is_asked_for() {
    let names = |dialect: &str, input: &str| -> Vec<Value> {
        records(&["--dialect", dialect], input).iter().map(|it| it["exit_code"].clone()).collect()
    };
    assert_eq!(names("powershell", "az group list `\n -o none\n"), [0]);
    assert_eq!(names("auto", "az group list \\\n -o none\naz group list `\n -o none\n"), [0, 0]);
    assert_eq!(names("bash", "az group list \\\n -o none\n"), [0]);
}

#[test]
fn run_is_strict_on_request() {
    let create = "az vm create -g myResourceGroup -n v --image UbuntuLTS --generate-ssh-keys\n";
    assert_eq!(records(&[], create)[0]["exit_code"], 0);
    assert_eq!(records(&["--strict"], create)[0]["exit_code"], 2);
}

#[test]
fn run_ends_with_the_last_exit_code_and_tells_an_unfinished_line() {
    let (status, stdout, stderr) = keyless(&["run", "-"], "az group show -n nope\naz group list -o none\n");
    assert_eq!((status, stdout.as_str()), (0, ""));
    assert!(stderr.starts_with("ERROR: (ResourceGroupNotFound)"), "{stderr}");
    let (status, _, stderr) = keyless(&["run"], "az group list \\\n");
    assert_ne!(status, 0);
    assert!(stderr.starts_with("ERROR: "), "{stderr}");
    let folder = Folder::with("run", &[("s.sh", "az group show -n nope\n")]).unwrap();
    assert_eq!(keyless(&["run", &folder.0.join("s.sh").display().to_string()], "").0, 3);
}

#[test]
fn check_runs_the_blocks_of_other_peoples_documents() {
    let text = "# T\n\n```azurecli\naz group create -n rg -l westus\naz vm identity assign -g rg -n nope\n```\n\n\
                ```az expect=\"fails\"\naz frobnicate\n```\n";
    let folder = Folder::with("document", &[("doc.md", text)]).unwrap();
    let (status, stdout, _) = keyless(&["check", &folder.path()], "");
    assert_eq!(status, 1);
    let expected = format!(
        "{}:5:1: error: `az vm identity assign -g rg -n nope` ends with exit code 3\n  help: It says: ERROR: (ResourceNotFound)",
        folder.0.join("doc.md").display()
    );
    assert!(stdout.starts_with(&expected), "{stdout}");
    assert!(stdout.ends_with("1 file checked, 1 problem\n"), "{stdout}");
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let mut stderr = Vec::new();
    let mut io = Io { stdin: &mut io::empty(), stdout: &mut Gone, stderr: &mut stderr };
    assert_eq!(main([OsString::from("--help")], &mut io), 141);
    assert!(stderr.is_empty());
}

#[test]
fn check_finds_files_in_folders_and_counts_them() {
    let files = [
        ("a/one.md", "no blocks\n"),
        ("a/two.txt", "```az\naz nonsense\n```\n"),
        (".hidden/x.md", "```az\naz nonsense\n```\n"),
        ("target/x.md", "```az\naz nonsense\n```\n"),
    ];
    let folder = Folder::with("folders", &files).unwrap();
    let (status, stdout, stderr) = keyless(&["check", "--summary", &folder.path()], "");
    assert_eq!((status, stderr.as_str()), (0, ""), "{stdout}");
    let counts = "0 lessons: 0 goals, 0 commands, 0 min\n0 challenges\n0 documents with 0 blocks\n0 written questions";
    assert!(stdout.starts_with(counts), "{stdout}");
    assert!(stdout.ends_with("1 file checked, 0 problems\n"), "{stdout}");
}

#[test]
fn check_says_what_is_wrong_where_and_what_to_try() {
    let folder =
        Folder::with("lesson", &[("lessons/01-a/lesson.md", "# A lesson\n"), ("x/lesson.md", "# Not ours\n")]).unwrap();
    let (status, stdout, _) = keyless(&["check", &folder.path()], "");
    let file = folder.0.join("lessons/01-a/lesson.md");
    let expected = format!(
        "{}:1:1: error: the file does not begin with front matter\n  help: Begin it with a line `+++`.\n2 files checked, 1 problem\n",
        file.display()
    );
    assert_eq!((status, stdout), (1, expected));
}

#[test]
fn findings_of_several_files_are_sorted() {
    let broken = |name: &str| (name.to_owned(), "+++\n".to_owned());
    let report = examine(&[broken("b/lesson.md"), broken("a/lesson.md")]);
    let files: Vec<&str> = report.found.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(files, ["a/lesson.md", "b/lesson.md"]);
    assert_eq!((report.problems(), report.files), (2, 2));
}
