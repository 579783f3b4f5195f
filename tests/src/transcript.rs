//! Transcripts: Markdown with sessions in it, as trycmd has them; run, compared, and rewritten where that is wanted.
//!
//! A heading `##` begins a new session. In a fence marked `console`, `$ ` opens a command and `> ` continues it; then
//! may come `? N`, its exit status if not 0, and `@ R12 R30`, the rules that its events cite; what follows is what it
//! prints, errors and warnings first. `[..]` stands for anything within a line, a line of `...` for any lines, and
//! `{{guid:1}}` for a GUID that is the same wherever it stands. Words after `console` on the first fence choose the
//! session: `scenario=empty`, `strict`, `terminal`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use keyless_core::model::id::is_guid;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Session, SessionOptions};

use crate::conformance::{Known, matches};

/// A command of a transcript with what is expected of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the file on which it stands.
    pub line: usize,
    /// What is typed, its lines joined by line feeds.
    pub command: String,
    /// The exit status.
    pub status: i32,
    /// The rules that its events cite, where that is said.
    pub rules: Option<String>,
    /// What it prints, with placeholders.
    pub output: String,
}

/// A piece of a transcript's file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// A line to keep as it is.
    Text(String),
    /// A heading: a new session.
    Heading(String),
    /// The opening of a fence, with the words after `console`.
    Fence(String, Vec<String>),
    /// A command.
    Step(Step),
}

/// What came of running a transcript.
#[derive(Debug, Default)]
pub struct Report {
    /// How many commands ran.
    pub steps: usize,
    /// What differed, ready to print.
    pub differences: Vec<String>,
    /// The file with what was really printed.
    pub rewritten: String,
}

/// The headings of a transcript.
pub fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.starts_with('#'))
}

fn read(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut inside = false;
    for (at, line) in text.lines().enumerate() {
        if !inside {
            inside = line.starts_with("```console");
            pieces.push(match line.strip_prefix("```console") {
                Some(words) => Piece::Fence(line.to_owned(), words.split_whitespace().map(str::to_owned).collect()),
                None if line.starts_with("## ") => Piece::Heading(line.to_owned()),
                None => Piece::Text(line.to_owned()),
            });
        } else if line == "```" {
            inside = false;
            pieces.push(Piece::Text(line.to_owned()));
        } else if let Some(command) = line.strip_prefix("$ ") {
            pieces.push(Piece::Step(Step { line: at + 1, command: command.to_owned(), ..Step::default() }));
        } else if let Some(Piece::Step(step)) = pieces.last_mut() {
            read_into(step, line);
        } else {
            pieces.push(Piece::Text(line.to_owned()));
        }
    }
    pieces
}

fn read_into(step: &mut Step, line: &str) {
    let first = step.output.is_empty();
    if let Some(rest) = line.strip_prefix("> ").filter(|_| first) {
        step.command.push('\n');
        step.command.push_str(rest);
    } else if let Some(status) = line.strip_prefix("? ").filter(|_| first) {
        step.status = status.trim().parse().unwrap_or(-1);
    } else if let Some(rules) = line.strip_prefix("@ ").filter(|_| first) {
        step.rules = Some(rules.trim().to_owned());
    } else {
        step.output.push_str(line);
        step.output.push('\n');
    }
}

fn options(words: &[String]) -> SessionOptions {
    let mut options = SessionOptions::default();
    for word in words {
        match word.as_str() {
            "strict" => options.strict = true,
            "terminal" => options.terminal = true,
            word => {
                let scenario = word.strip_prefix("scenario=").and_then(Scenario::find);
                options.scenario = scenario.unwrap_or(options.scenario);
            }
        }
    }
    options
}

/// A session that has `jq`.
fn begin(options: SessionOptions) -> Session {
    let mut session = Session::new(options);
    session.set_engine(Arc::new(keyless_jq::Jq));
    session
}

/// Runs all sessions of a transcript.
pub fn run(text: &str) -> Report {
    let mut report = Report::default();
    let mut session: Option<Session> = None;
    let mut known = Known::default();
    let mut numbers = Numbers::default();
    for piece in read(text) {
        match piece {
            Piece::Text(line) => writeln_to(&mut report.rewritten, &line),
            Piece::Heading(line) => {
                session = None;
                known = Known::default();
                numbers = Numbers::default();
                writeln_to(&mut report.rewritten, &line);
            }
            Piece::Fence(line, words) => {
                session.get_or_insert_with(|| begin(options(&words)));
                writeln_to(&mut report.rewritten, &line);
            }
            Piece::Step(step) => {
                let session = session.get_or_insert_with(|| begin(SessionOptions::default()));
                report.steps += 1;
                run_step(&step, session, &mut known, &mut numbers, &mut report);
            }
        }
    }
    report
}

fn run_step(step: &Step, session: &mut Session, known: &mut Known, numbers: &mut Numbers, report: &mut Report) {
    let command = known.fill(&step.command).unwrap_or_else(|| step.command.clone());
    let got = typed(session, &command);
    let wanted = pattern(&step.output);
    let rules_differ = step.rules.as_ref().is_some_and(|it| *it != got.rules);
    let same = step.status == got.status && !rules_differ && matches(&wanted, &got.output, known);
    if !same {
        report.differences.push(format!(
            "line {}: $ {}\n-- expected (status {}, rules {}):\n{}-- got (status {}, rules {}):\n{}",
            step.line,
            step.command,
            step.status,
            step.rules.as_deref().unwrap_or("any"),
            step.output,
            got.status,
            got.rules,
            got.output
        ));
        numbers.learn(&got.output, known);
    }
    let out = &mut report.rewritten;
    writeln_to(out, &format!("$ {}", step.command.replace('\n', "\n> ")));
    if got.status != 0 {
        writeln_to(out, &format!("? {}", got.status));
    }
    if !got.rules.is_empty() {
        writeln_to(out, &format!("@ {}", got.rules));
    }
    let output = if same { step.output.clone() } else { numbers.replace(&got.output) };
    out.push_str(&output);
    if same {
        numbers.learn(&got.output, known);
    }
}

fn writeln_to(out: &mut String, line: &str) {
    let _ = writeln!(out, "{line}");
}

/// What was typed led to this.
struct Got {
    status: i32,
    rules: String,
    output: String,
}

fn typed(session: &mut Session, command: &str) -> Got {
    let mut got = Got { status: 0, rules: String::new(), output: String::new() };
    let mut rules = Vec::new();
    for outcome in session.run(command) {
        got.status = outcome.exit_code;
        for note in &outcome.notes {
            writeln_to(&mut got.output, &format!("NOTE: {note}"));
        }
        got.output.push_str(&outcome.stderr);
        got.output.push_str(&outcome.stdout);
        got.output.extend(outcome.question.iter().map(|question| format!("{question}\n")));
        rules.extend(outcome.events.iter().filter_map(|event| event.rule()));
    }
    rules.sort();
    rules.dedup();
    got.rules = rules.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    got
}

/// An expected output in the notation of the recordings.
fn pattern(output: &str) -> String {
    output.replace("[..]", "{{any}}").replace("...\n", "{{examples}}")
}

/// Numbers for the GUIDs of a session, so that a rewritten transcript says which are equal.
#[derive(Default)]
struct Numbers(BTreeMap<String, String>);

const FIXED: [&str; 4] = ["sub", "sub2", "tenant", "me"];

impl Numbers {
    fn learn(&mut self, output: &str, known: &mut Known) {
        for guid in guids(output) {
            let named = FIXED.iter().find(|name| known.value(name).is_some_and(|it| it == guid));
            let next = (1..).map(|n| format!("guid:{n}")).find(|name| match known.value(name) {
                Some(value) => value == guid,
                None => !self.0.values().any(|it| it == name),
            });
            let name = named.map(|it| (*it).to_owned()).or(next).unwrap_or_default();
            let name = self.0.entry(guid.clone()).or_insert(name).clone();
            if name.starts_with("guid:") {
                matches(&format!("{{{{{name}}}}}"), &guid, known);
            }
        }
    }

    fn replace(&self, output: &str) -> String {
        let mut text = output.to_owned();
        for (guid, name) in &self.0 {
            text = text.replace(guid, &format!("{{{{{name}}}}}"));
        }
        text
    }
}

/// The GUIDs in a text, in lower case.
fn guids(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
    let words = text.split(|c: char| !is_part(c)).filter(|word| is_guid(word));
    words.map(str::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# T\n\n## One\n\n```console scenario=empty\n$ az group create -n a -l westus -o tsv --query \
         name\na\n$ az group show -n b\n? 3\nERROR: [..]could not be found.\n...\n```\n\n## Two\n\n```console\n$ az group \
         list --query [].name\n[\n  \"myResourceGroup\"\n]\n```\n";

    #[test]
    fn a_transcript_that_holds_has_no_difference_and_is_rewritten_as_it_is() {
        let report = run(GOOD);
        assert_eq!(report.differences, Vec::<String>::new());
        assert_eq!((report.steps, report.rewritten.as_str()), (3, GOOD));
    }

    #[test]
    fn a_wrong_status_output_or_rule_is_told_with_its_line() {
        for (from, to) in [("? 3", "? 1"), ("\na\n", "\nb\n"), ("? 3\n", "? 3\n@ R12\n")] {
            let report = run(&GOOD.replacen(from, to, 1));
            assert_eq!(report.differences.len(), 1, "{from} to {to}");
        }
        assert!(run(&GOOD.replacen("? 3", "? 1", 1)).differences[0].starts_with("line 8:"));
    }

    #[test]
    fn a_rewritten_transcript_numbers_its_guids_and_holds() {
        let text = "## A\n```console\n$ az account show --query [id,tenantId]\n$ az identity create -g myResourceGroup \
             -n one --query [clientId,principalId,clientId] -o tsv\n```\n";
        let rewritten = run(text).rewritten;
        assert!(rewritten.contains("\"{{sub}}\",\n  \"{{tenant}}\"\n"), "{rewritten}");
        assert!(rewritten.contains("{{guid:1}}\n{{guid:2}}\n{{guid:1}}\n"), "{rewritten}");
        assert_eq!(run(&rewritten).differences, Vec::<String>::new());
    }
}
