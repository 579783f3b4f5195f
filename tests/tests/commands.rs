//! The page `docs/commands.md` says of every command and option what the core says; `KEYLESS_REWRITE=1` writes it anew.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use keyless_core::az::execute::VERSION;
use keyless_core::az::spec::ArgSpec;
use keyless_core::az::status::{Status, of_command, of_option};
use keyless_core::az::table;

/// Options that a user can type and that are the command's own.
fn options(name: &str) -> Vec<&'static ArgSpec> {
    let arguments = table::command(name).unwrap().arguments.iter();
    arguments.filter(|it| !it.internal).collect()
}

/// All commands of az, whether or not their options were recorded.
fn all(group: &str) -> Vec<String> {
    let mut found = Vec::new();
    for child in table::children(group) {
        let name = format!("{group} {}", child.word).trim().to_owned();
        if child.group { found.extend(all(&name)) } else { found.push(name) }
    }
    found
}

fn refused(name: &str) -> String {
    let refused = options(name).into_iter().filter(|it| of_option(name, it) == Status::Refused);
    let policy = |it: &&ArgSpec| it.group != Some("Global Policy");
    let names: Vec<String> = refused.filter(policy).map(|it| format!("`{}`", it.spelled_or_named())).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(" ") }
}

fn page() -> String {
    let (mut counts, mut option_counts) = ([0; 3], [0; 3]);
    let place = |status: Status| match status {
        Status::Same => 0,
        Status::Simplified(_) => 1,
        Status::Refused => 2,
    };
    let mut rows = String::new();
    let names = all("");
    for name in &names {
        let status = of_command(name);
        counts[place(status)] += 1;
        if status == Status::Refused {
            continue;
        }
        for option in options(name) {
            option_counts[place(of_option(name, option))] += 1;
        }
        let how = match status {
            Status::Simplified(it) => format!("simplified: {}", it.title),
            _ => "same".to_owned(),
        };
        writeln!(rows, "| `az {name}` | {how} | {} |", refused(name)).unwrap();
    }
    let recorded: Vec<&str> = table::recorded().filter(|it| of_command(it) == Status::Refused).collect();
    let list: Vec<String> = recorded.iter().map(|it| format!("`{it}`")).collect();
    format!(
        "# Commands\n\nWhat each command and option of azure-cli {VERSION} does here. Made from the command table by a test; \
         names, options, arity and allowed values were recorded from azure-cli {VERSION}.\n\n\
         A command or an option is the *same*, *simplified* (it runs, with a difference that the terminal tells once), or \
         *refused* by name: \"exists in azure-cli {VERSION} but is not simulated here\". Nothing is accepted in silence. \
         Of every command `--change-reference` and `--acquire-policy-token` are refused; `--help`, `--output`, `--query`, \
         `--only-show-errors` and `--subscription` are the same, `--debug`, `--verbose` and `--no-wait` simplified.\n\n\
         | | same | simplified | refused |\n| --- | ---: | ---: | ---: |\n\
         | of {} commands | {} | {} | {} |\n| of {} options of the commands that run | {} | {} | {} |\n\n\
         | command | status | options refused |\n| --- | --- | --- |\n{rows}\n\
         ## Refused, with options that were recorded\n\nTheir lines are parsed as az parses them, with az's own complaints, \
         before they are refused: {}.\n",
        names.len(),
        counts[0],
        counts[1],
        counts[2],
        option_counts.iter().sum::<i32>(),
        option_counts[0],
        option_counts[1],
        option_counts[2],
        list.join(", "),
    )
}

#[test]
fn the_page_says_what_the_core_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs/commands.md");
    let page = page();
    if std::env::var("KEYLESS_REWRITE").is_ok() {
        fs::write(&path, &page).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == page, "docs/commands.md is old: KEYLESS_REWRITE=1");
}

#[test]
fn every_command_that_runs_honours_only_options_that_it_has() {
    let unknown: Vec<String> =
        keyless_core::az::commands::names().filter(|it| table::command(it).is_none()).map(str::to_owned).collect();
    assert!(unknown.is_empty(), "{unknown:?} have no recorded arguments");
}
