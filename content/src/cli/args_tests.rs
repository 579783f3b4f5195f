//! What is asked for, and each way to ask wrongly.

use super::*;

fn read(words: &str) -> Result<Command, UsageError> {
    parse(words.split_whitespace().map(OsString::from))
}

#[track_caller]
fn refuses(words: &str, message: &str, help: &str) {
    assert_eq!(read(words), Err(UsageError::new(message, help)));
}

#[test]
fn run_takes_its_options_in_any_order() {
    let expected = RunOptions {
        file: Some(PathBuf::from("f.sh")),
        json: true,
        scenario: Scenario::Empty,
        seed: 7,
        dialect: Dialect::PowerShell,
        strict: true,
    };
    let words = "run --json --scenario=empty f.sh --seed 7 --dialect powershell --strict";
    assert_eq!(read(words), Ok(Command::Run(expected)));
    assert_eq!(read("run"), Ok(Command::Run(RunOptions::default())));
    assert_eq!(read("run -"), Ok(Command::Run(RunOptions::default())));
}

#[test]
fn http_takes_a_scenario_and_a_seed() {
    let expected = HttpOptions { scenario: Scenario::Empty, seed: 3 };
    assert_eq!(read("http --seed 3 --scenario empty"), Ok(Command::Http(expected)));
    assert_eq!(read("http"), Ok(Command::Http(HttpOptions::default())));
    refuses("http x", "`keyless http` takes no `x`", "Requests are read from standard input.");
    refuses("http --json", "`keyless http` has no option `--json`", "`keyless http --help` lists all options.");
}

#[test]
fn check_takes_any_number_of_paths() {
    let expected = CheckOptions { paths: vec!["a".into(), "b".into()], summary: true, json: false };
    assert_eq!(read("check a --summary b"), Ok(Command::Check(expected)));
    assert_eq!(read("check"), Ok(Command::Check(CheckOptions::default())));
}

#[test]
fn help_and_version_are_everywhere() {
    for (words, topic) in [
        ("", Topic::Keyless),
        ("-h", Topic::Keyless),
        ("--help", Topic::Keyless),
        ("help", Topic::Keyless),
        ("run --json --help", Topic::Run),
        ("http --seed 1 -h", Topic::Http),
        ("check x -h", Topic::Check),
    ] {
        assert_eq!(read(words), Ok(Command::Help(topic)), "{words}");
    }
    assert_eq!(read("--version"), Ok(Command::Version));
}

#[test]
fn unknown_words_are_named_with_what_is_known() {
    refuses(
        "rum",
        "there is no command `rum`",
        "The commands are `run`, `http`, `check`, `new` and `site`; `keyless --help` tells more.",
    );
    refuses("--verbose", "`keyless` has no option `--verbose`", "`keyless --help` lists all options.");
    refuses(
        "run --jsn",
        "`keyless run` has no option `--jsn`",
        "Did you mean `--json`? `keyless run --help` lists all options.",
    );
    refuses("check --fix", "`keyless check` has no option `--fix`", "`keyless check --help` lists all options.");
    refuses("run a b", "more than one script is given", "Give one file, or `-`.");
}

#[test]
fn wrong_and_missing_values_are_named() {
    refuses(
        "run --scenario mars",
        "`mars` is not a value of `--scenario`",
        "Choose one of empty, sandbox, signed-out, two-tenants.",
    );
    refuses("run --dialect fish", "`fish` is not a value of `--dialect`", "Choose one of auto, bash, powershell.");
    refuses("run --seed x", "`x` is not a seed", "Give a whole number, like 1.");
    refuses("run --seed", "`--seed` needs a whole number after it", "`keyless run --help` tells more.");
    refuses("run --json=yes x", "`--json` takes no value", "Write `--json` alone.");
}
