//! `keyless run`: lines in, and what a terminal would show, or JSON, out.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Arc;

use keyless_core::event::Event;
use keyless_core::gateway::Exchange;
use keyless_core::rules::RuleId;
use keyless_core::session::{Outcome, Session, SessionOptions};
use serde::{Serialize, Serializer};

use super::args::RunOptions;
use super::{Failure, Io};

/// The longest physical line that is read whole; the rest of a longer one is left out.
const MAX_LINE: u64 = 8 << 20;

/// Takes physical lines one at a time, as from a pipe.
pub trait Feed {
    /// Takes one physical line without its line end; answers for each input line that it completes.
    fn feed(&mut self, physical_line: &str) -> Vec<Arc<Outcome>>;

    /// Says that the input has ended; answers for an unfinished line.
    fn finish(&mut self) -> Option<Arc<Outcome>>;
}

impl Feed for Session {
    fn feed(&mut self, physical_line: &str) -> Vec<Arc<Outcome>> {
        Self::feed(self, physical_line)
    }

    fn finish(&mut self) -> Option<Arc<Outcome>> {
        Self::finish(self)
    }
}

/// Runs a script; the exit status is that of its last command.
///
/// # Errors
/// When the script cannot be read or the output cannot be written.
pub fn run(options: &RunOptions, io: &mut Io<'_>) -> Result<u8, Failure> {
    let mut session = Session::new(SessionOptions {
        scenario: options.scenario,
        seed: options.seed,
        strict: options.strict,
        dialect: options.dialect,
        terminal: false,
    });
    session.set_engine(Arc::new(keyless_jq::Jq));
    match &options.file {
        None => {
            let Io { stdin, stdout, stderr } = io;
            answer(*stdin, "standard input", &mut session, options.json, &mut **stdout, &mut **stderr)
        }
        Some(path) => {
            let name = path.display().to_string();
            let file = File::open(path).map_err(|error| Failure::io(&name, error))?;
            answer(&mut BufReader::new(file), &name, &mut session, options.json, io.stdout, io.stderr)
        }
    }
}

/// Reads physical lines to the end and answers each before the next is read.
///
/// # Errors
/// When `input`, which messages call `name`, cannot be read or the output cannot be written.
pub fn answer(
    input: &mut dyn BufRead,
    name: &str,
    terminal: &mut dyn Feed,
    json: bool,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Result<u8, Failure> {
    let mut status = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = (&mut *input).take(MAX_LINE).read_until(b'\n', &mut bytes);
        let outcomes = match read.map_err(|error| Failure::io(name, error))? {
            0 => Vec::from_iter(terminal.finish()),
            _ => {
                skip_rest(input, &bytes).map_err(|error| Failure::io(name, error))?;
                let line = String::from_utf8_lossy(&bytes);
                terminal.feed(line.trim_end_matches(['\n', '\r']))
            }
        };
        for outcome in &outcomes {
            status = outcome.exit_code;
            if json { print_json(outcome, stdout)? } else { print(outcome, stdout, stderr)? }
        }
        if bytes.is_empty() {
            return Ok(u8::try_from(status & 0xff).unwrap_or(1));
        }
    }
}

/// Drops what is left of a line that was longer than we read.
fn skip_rest(input: &mut dyn BufRead, read: &[u8]) -> std::io::Result<()> {
    if u64::try_from(read.len()).is_ok_and(|length| length >= MAX_LINE) && !read.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(())
}

fn print(outcome: &Outcome, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<(), Failure> {
    let broken = |error| Failure::io("standard error", error);
    stderr.write_all(outcome.stderr.as_bytes()).map_err(broken)?;
    stderr.flush().map_err(broken)?;
    stdout.write_all(outcome.stdout.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

fn print_json(outcome: &Outcome, stdout: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *stdout, &Record::of(outcome)).map_err(std::io::Error::from)?;
    stdout.write_all(b"\n")?;
    stdout.flush()?;
    Ok(())
}

/// What `--json` prints of an input line.
#[derive(Serialize)]
pub struct Record<'a> {
    line: &'a str,
    exit_code: i32,
    stdout: &'a str,
    stderr: &'a str,
    requests: Vec<RequestRecord<'a>>,
    events: Vec<EventRecord<'a>>,
}

#[derive(Serialize)]
struct RequestRecord<'a> {
    method: &'static str,
    url: &'a str,
    status: u16,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(serialize_with = "rule_name")]
    rule: Option<RuleId>,
}

impl<'a> Record<'a> {
    /// The record of an outcome.
    pub fn of(outcome: &'a Outcome) -> Self {
        let request = |it: &'a Exchange| RequestRecord {
            method: it.request.method.as_str(),
            url: &it.request.url,
            status: it.response.status,
        };
        // The client's token cache is bookkeeping, and its contents are nobody's business.
        let told = outcome.events.iter().filter(|event| !matches!(event, Event::TokenCached { .. }));
        Self {
            line: &outcome.line,
            exit_code: outcome.exit_code,
            stdout: &outcome.stdout,
            stderr: &outcome.stderr,
            requests: outcome.exchanges.iter().map(request).collect(),
            events: told.map(|event| EventRecord { event, rule: event.rule() }).collect(),
        }
    }
}

/// `"R12"`, or null.
fn rule_name<S: Serializer>(rule: &Option<RuleId>, serializer: S) -> Result<S::Ok, S::Error> {
    match rule {
        Some(rule) => serializer.collect_str(rule),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
