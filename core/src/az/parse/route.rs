//! The way to a command: how az picks out the command's words before it parses, and its groups as parsers.

use super::argparse::{Action, Level, Stop};
use super::collect::Collector;
use super::{ParseContext, Parsed, configured, finish};
use crate::az::error::{UsageError, UsageErrorKind};
use crate::az::spec::CommandSpec;
use crate::az::table::{self, Child};
use crate::az::{examples, help, suggest};

/// Words that do not count when az decides whether a line is empty.
const VERBOSITY: [&str; 3] = ["--debug", "--verbose", "--only-show-errors"];

/// When a line begins with an option, az 2.91.0 knows only one command of each group: these and the like.
const FIRST: [&str; 16] = [
    "account list",
    "ad app",
    "ad app create",
    "group delete",
    "identity create",
    "keyvault create",
    "lock create",
    "provider list",
    "resource create",
    "role definition",
    "role definition list",
    "tag list",
    "vmss delete",
    "webapp create",
    "config set",
    "container list",
];

/// Parses the words after `az`.
pub(super) fn parse(argv: &[String], context: &ParseContext<'_>) -> Result<Parsed, UsageError> {
    let has = |word: &str| argv.iter().any(|w| w == word);
    let quiet = has("--only-show-errors");
    if quiet && (has("--debug") || has("--verbose")) {
        let line = "--only-show-errors can't be used together with --debug or --verbose\n";
        let mut error = UsageError::plain(UsageErrorKind::Usage, "");
        error.stderr = line.repeat(2);
        return Err(error);
    }
    if argv.first().is_some_and(|w| w == "--version" || w == "-v") {
        return Ok(Parsed::Version);
    }
    if asks_for_root_help(argv) {
        return Ok(Parsed::Help(help::group("")));
    }
    if argv.iter().all(|w| VERBOSITY.contains(&w.as_str())) {
        return Ok(Parsed::Help(help::welcome()));
    }
    let mut words = argv.to_vec();
    let command = spotted(&mut words);
    let first = words.first().map_or("", String::as_str);
    let lost = command.is_empty() && !first.starts_with('-');
    let aside = command.is_empty();
    let mut route = Route { command, lost, context, quiet, outcome: None };
    let extras = match route.group("", &words) {
        Ok(extras) => extras,
        Err(Ended::Help(text)) => return Ok(Parsed::Help(text)),
        Err(Ended::Refused(error)) => return Err(*error),
    };
    if !extras.is_empty() {
        let message = format!("unrecognized arguments: {}", extras.join(" "));
        return Err(UsageError::complaint(&message, "az", &extras).after(&route.log()));
    }
    match route.outcome {
        // az 2.91.0 loses its way on lines that begin with an option.
        Some(_) if aside => Err(UsageError::crash("KeyError", "''", "''")),
        Some((spec, taken)) => finish(spec, *taken, context, quiet),
        None => Ok(Parsed::Help(help::group(""))),
    }
}

/// Whether the root's help is wanted: before any word that is no option.
fn asks_for_root_help(argv: &[String]) -> bool {
    for word in argv {
        match word.as_str() {
            "-h" | "--help" | "help" => return true,
            word if word.starts_with('-') => {}
            _ => return false,
        }
    }
    argv.first().is_some_and(|w| w.eq_ignore_ascii_case("help"))
}

/// The longest run of leading words that begins some command's name, put in lower case in place.
fn spotted(words: &mut [String]) -> String {
    let named = words.iter().take_while(|w| !w.is_empty() && !w.starts_with('-')).count();
    let lower: Vec<String> = words.iter().take(named).map(|w| w.to_ascii_lowercase()).collect();
    // az first finds the modules by the first word, which must be whole.
    if lower.first().is_none_or(|w| !table::is_known_name(w)) {
        return String::new();
    }
    for count in (1..=named).rev() {
        let path = lower.get(..count).unwrap_or_default().join(" ");
        if table::begins_a_name(&path) {
            for (word, low) in words.iter_mut().zip(lower.iter().take(count)) {
                word.clone_from(low);
            }
            return path;
        }
    }
    String::new()
}

/// How a descent ends before the whole line is parsed.
enum Ended {
    Help(String),
    Refused(Box<UsageError>),
}

impl From<UsageError> for Ended {
    fn from(error: UsageError) -> Self {
        Self::Refused(Box::new(error))
    }
}

struct Route<'c> {
    command: String,
    /// Whether the line's first word is unknown, so that az knows no command at all.
    lost: bool,
    context: &'c ParseContext<'c>,
    quiet: bool,
    outcome: Option<(&'static CommandSpec, Box<Collector<'c>>)>,
}

impl Route<'_> {
    fn log(&self) -> Vec<String> {
        match &self.outcome {
            Some((_, taken)) if !self.quiet => taken.log.clone(),
            _ => Vec::new(),
        }
    }

    /// Parses the words of a group; returns those that nothing recognized.
    fn group(&mut self, group: &str, words: &[String]) -> Result<Vec<String>, Ended> {
        let prog = prog(group);
        let mut level = Level::with_help();
        let root = group.is_empty();
        for arg in table::globals().iter().skip(1).filter(|_| root) {
            level.add(arg);
        }
        level.add_subcommand(if root { "_command_package" } else { "_subcommand" });
        let mut globals = Collector::new(self.context, "az", "", words);
        let mut nested = Vec::new();
        let result = level.run(words, &mut |action, taken, option| match action {
            Action::Subcommand(_) => {
                nested = self.child(group, taken, words).map_err(Stop::Taker)?;
                Ok(())
            }
            other => globals.take(other, taken, option).map_err(|stop| match stop {
                Stop::Help => Stop::Help,
                Stop::Complaint(message) => Stop::Complaint(message),
                Stop::Taker(_) => {
                    let word = taken.first().map_or("", String::as_str);
                    Stop::Taker(unknown(word, &[], group, words).into())
                }
            }),
        });
        match result {
            Ok(mut extras) => {
                extras.append(&mut nested);
                Ok(extras)
            }
            Err(Stop::Help) => Err(Ended::Help(help::group(group))),
            Err(Stop::Complaint(message)) => Err(UsageError::complaint(&message, &prog, words).into()),
            Err(Stop::Taker(ended)) => Err(ended),
        }
    }

    /// Parses the words after a group's own: its child's name and what follows.
    fn child(&mut self, group: &str, taken: &[String], words: &[String]) -> Result<Vec<String>, Ended> {
        let (word, rest) = taken.split_first().map_or(("", taken), |(w, r)| (w.as_str(), r));
        let path = joined(group, word);
        let ahead = self.command.strip_prefix(path.as_str());
        let on_the_way = ahead.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        // Only a word off the way needs to be compared with all that az has loaded.
        let child = match table::child(&path).filter(|_| on_the_way) {
            Some(child) => child,
            None => {
                let choices = self.choices(group);
                let found = choices.iter().find(|c| c.word == word).copied();
                found.ok_or_else(|| unknown(word, &choices, group, words))?
            }
        };
        if child.group { self.group(&path, rest) } else { self.command(&path, rest) }
    }

    /// Parses the words after a command's name.
    fn command(&mut self, path: &str, words: &[String]) -> Result<Vec<String>, Ended> {
        let prog = prog(path);
        let Some(spec) = table::command(path) else {
            let asked = words.iter().any(|w| w == "-h" || w == "--help");
            return Err(match asked {
                true => Ended::Help(help::unrecorded(path)),
                false => UsageError::not_simulated(path).into(),
            });
        };
        let mut level = Level::with_help();
        table::globals().iter().skip(1).for_each(|arg| level.add(arg));
        // az loads the arguments only of the command that it spotted in the leading words.
        if self.command == path {
            spec.arguments.iter().for_each(|arg| level.add(arg));
        }
        let supplied = spec.arguments.iter();
        level.supplied =
            supplied.filter(|arg| configured(self.context, spec, arg).is_some()).map(|arg| arg.dest.as_str()).collect();
        let mut taken = Box::new(Collector::new(self.context, &prog, spec.name, words));
        let result = level.run(words, &mut |action, values, option| taken.take(action, values, option));
        let log = if self.quiet { Vec::new() } else { taken.log.clone() };
        match result {
            Ok(extras) => {
                self.outcome = Some((spec, taken));
                Ok(extras)
            }
            Err(Stop::Help) => Err(Ended::Help(help::command(spec))),
            Err(Stop::Complaint(message)) => Err(UsageError::complaint(&message, &prog, words).after(&log).into()),
            Err(Stop::Taker(error)) => Err(error.after(&log).into()),
        }
    }

    /// The children of a group that az has loaded for this line.
    fn choices(&self, group: &str) -> Vec<Child> {
        if self.lost {
            return Vec::new();
        }
        let mut all = table::children(group);
        if self.command.is_empty() {
            if !group.is_empty() {
                all.retain(|c| FIRST.contains(&joined(group, c.word).as_str()));
            }
            return all;
        }
        let whole = table::is_command(&self.command);
        all.retain(|c| {
            let name = joined(group, c.word);
            let within = name.strip_prefix(self.command.as_str());
            let above = self.command.strip_prefix(name.as_str());
            above.is_some_and(|rest| rest.starts_with(' ')) || within.is_some_and(|rest| !whole || rest.is_empty())
        });
        all
    }
}

/// az's refusal of a word that is no group or command, with the most similar one that is.
fn unknown(word: &str, choices: &[Child], group: &str, words: &[String]) -> UsageError {
    let similar = suggest::closest(word, choices.iter().map(|c| c.word));
    let prog = prog(group);
    let typed = match words.first() {
        Some(first) if !first.starts_with('-') => format!("{prog} {first}"),
        _ => prog.clone(),
    };
    // az takes its examples from the line as it would be without the slip, up to the first dash.
    let meant = similar.map_or_else(|| prog.clone(), |s| format!("{prog} {s}"));
    let meant = meant.split('-').next().unwrap_or_default();
    let block = examples::block(meant, &typed, words);
    let message = format!("'{word}' is misspelled or not recognized by the system.");
    UsageError::not_among(UsageErrorKind::CommandNotFound, &message, similar, &block)
}

fn joined(group: &str, word: &str) -> String {
    if group.is_empty() { word.to_owned() } else { format!("{group} {word}") }
}

fn prog(path: &str) -> String {
    if path.is_empty() { "az".to_owned() } else { format!("az {path}") }
}
