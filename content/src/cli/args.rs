//! Arguments: what was asked for, or what is wrong with the asking.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use keyless_core::scenario::Scenario;
use keyless_core::shell::Dialect;
use lexopt::{Arg, Parser};

use super::help::Topic;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Help.
    Help(Topic),
    /// The version.
    Version,
    /// `keyless run`
    Run(RunOptions),
    /// `keyless http`
    Http(HttpOptions),
    /// `keyless check`
    Check(CheckOptions),
    /// `keyless new`
    New(NewOptions),
    /// `keyless site`
    Site(SiteOptions),
}

/// What `keyless new` writes a skeleton of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKind {
    /// A lesson.
    Lesson,
    /// A challenge.
    Challenge,
    /// A question, in the bank of its topic.
    Question,
}

/// The arguments of `keyless new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOptions {
    /// Of what.
    pub kind: NewKind,
    /// Its title; a question's topic.
    pub title: String,
    /// The folder that holds `lessons`, `challenges` and `questions`.
    pub content: PathBuf,
}

/// The arguments of `keyless site`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteOptions {
    /// The built site.
    pub folder: PathBuf,
    /// The folder that holds `lessons`, `challenges` and `questions`.
    pub content: PathBuf,
}

/// The arguments of `keyless run`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// The script; none means standard input.
    pub file: Option<PathBuf>,
    /// Whether to print JSON.
    pub json: bool,
    /// The start state.
    pub scenario: Scenario,
    /// The world's seed.
    pub seed: u64,
    /// How lines are read.
    pub dialect: Dialect,
    /// Whether leniencies are off.
    pub strict: bool,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self { file: None, json: false, scenario: Scenario::Sandbox, seed: 1, dialect: Dialect::Auto, strict: false }
    }
}

/// The arguments of `keyless http`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpOptions {
    /// The start state.
    pub scenario: Scenario,
    /// The world's seed.
    pub seed: u64,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self { scenario: Scenario::Sandbox, seed: 1 }
    }
}

/// The arguments of `keyless check`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// Files and folders; none means the current folder.
    pub paths: Vec<PathBuf>,
    /// Whether to count what there is.
    pub summary: bool,
    /// Whether to print JSON.
    pub json: bool,
}

/// What is wrong with the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError {
    /// What is wrong.
    pub message: String,
    /// What to try.
    pub help: String,
}

impl UsageError {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// Reads the arguments after the tool's name.
///
/// # Errors
/// When a command or option is unknown, or a value is missing or wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut parser = Parser::from_args(arguments);
    match next(&mut parser)? {
        None => Ok(Command::Help(Topic::Keyless)),
        Some(Given::Value(name)) => match name.to_str() {
            Some("run") => run(&mut parser),
            Some("http") => http(&mut parser),
            Some("check") => check(&mut parser),
            Some("new") => new(&mut parser),
            Some("site") => site(&mut parser),
            Some("help") => Ok(Command::Help(Topic::Keyless)),
            _ => Err(UsageError::new(
                format!("there is no command `{}`", name.display()),
                "The commands are `run`, `http`, `check`, `new` and `site`; `keyless --help` tells more.",
            )),
        },
        Some(Given::Option(name)) => match name.as_str() {
            "-h" | "--help" => Ok(Command::Help(Topic::Keyless)),
            "-V" | "--version" => Ok(Command::Version),
            _ => Err(unknown(&name, "keyless", &["--help", "--version"])),
        },
    }
}

fn run(parser: &mut Parser) -> Result<Command, UsageError> {
    const OPTIONS: [&str; 6] = ["--json", "--scenario", "--seed", "--dialect", "--strict", "--help"];
    let mut options = RunOptions::default();
    let mut seen_file = false;
    while let Some(given) = next(parser)? {
        let name = match given {
            Given::Value(_) if seen_file => {
                return Err(UsageError::new("more than one script is given", "Give one file, or `-`."));
            }
            Given::Value(file) => {
                seen_file = true;
                options.file = (file != OsStr::new("-")).then(|| PathBuf::from(file));
                continue;
            }
            Given::Option(name) => name,
        };
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help(Topic::Run)),
            "--json" => options.json = true,
            "--strict" => options.strict = true,
            "--scenario" => options.scenario = scenario(parser)?,
            "--dialect" => {
                let names = ["auto", "bash", "powershell"];
                options.dialect = choice(parser, "--dialect", &names, Dialect::from_name)?;
            }
            "--seed" => options.seed = seed(parser)?,
            _ => return Err(unknown(&name, "keyless run", &OPTIONS)),
        }
    }
    Ok(Command::Run(options))
}

fn http(parser: &mut Parser) -> Result<Command, UsageError> {
    let mut options = HttpOptions::default();
    while let Some(given) = next(parser)? {
        match given {
            Given::Value(word) => {
                let message = format!("`keyless http` takes no `{}`", word.display());
                return Err(UsageError::new(message, "Requests are read from standard input."));
            }
            Given::Option(name) => match name.as_str() {
                "-h" | "--help" => return Ok(Command::Help(Topic::Http)),
                "--scenario" => options.scenario = scenario(parser)?,
                "--seed" => options.seed = seed(parser)?,
                _ => return Err(unknown(&name, "keyless http", &["--scenario", "--seed", "--help"])),
            },
        }
    }
    Ok(Command::Http(options))
}

fn scenario(parser: &mut Parser) -> Result<Scenario, UsageError> {
    choice(parser, "--scenario", &Scenario::ALL.map(Scenario::name), Scenario::find)
}

fn seed(parser: &mut Parser) -> Result<u64, UsageError> {
    let text = value(parser, "--seed", "a whole number")?;
    text.parse().map_err(|_| UsageError::new(format!("`{text}` is not a seed"), "Give a whole number, like 1."))
}

fn check(parser: &mut Parser) -> Result<Command, UsageError> {
    let mut options = CheckOptions::default();
    while let Some(given) = next(parser)? {
        match given {
            Given::Value(path) => options.paths.push(path.into()),
            Given::Option(name) => match name.as_str() {
                "-h" | "--help" => return Ok(Command::Help(Topic::Check)),
                "--summary" => options.summary = true,
                "--json" => options.json = true,
                _ => return Err(unknown(&name, "keyless check", &["--summary", "--json", "--help"])),
            },
        }
    }
    Ok(Command::Check(options))
}

fn new(parser: &mut Parser) -> Result<Command, UsageError> {
    let (words, content) = match words_and_content(parser, "keyless new")? {
        Some(given) => given,
        None => return Ok(Command::Help(Topic::New)),
    };
    let mut words = words.into_iter();
    let kind = match words.next().as_deref() {
        Some("lesson") => NewKind::Lesson,
        Some("challenge") => NewKind::Challenge,
        Some("question") => NewKind::Question,
        _ => {
            let help =
                "Write `keyless new lesson TITLE`, `keyless new challenge TITLE` or `keyless new question TOPIC`.";
            return Err(UsageError::new("it is not said what to begin", help));
        }
    };
    let title = words.collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(UsageError::new("a title is missing", "Write it after the kind."));
    }
    Ok(Command::New(NewOptions { kind, title, content }))
}

fn site(parser: &mut Parser) -> Result<Command, UsageError> {
    match words_and_content(parser, "keyless site")? {
        None => Ok(Command::Help(Topic::Site)),
        Some((words, content)) => match words.as_slice() {
            [folder] => Ok(Command::Site(SiteOptions { folder: folder.into(), content })),
            _ => Err(UsageError::new("`keyless site` takes one folder", "Give the folder of the built site.")),
        },
    }
}

/// The values, and where content is; none where help was asked for.
fn words_and_content(parser: &mut Parser, command: &str) -> Result<Option<(Vec<String>, PathBuf)>, UsageError> {
    let (mut words, mut content) = (Vec::new(), PathBuf::from("content"));
    while let Some(given) = next(parser)? {
        match given {
            Given::Value(word) => words.push(word.to_string_lossy().into_owned()),
            Given::Option(name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--content" => content = value(parser, "--content", "a folder")?.into(),
                _ => return Err(unknown(&name, command, &["--content", "--help"])),
            },
        }
    }
    Ok(Some((words, content)))
}

enum Given {
    Option(String),
    Value(OsString),
}

fn next(parser: &mut Parser) -> Result<Option<Given>, UsageError> {
    match parser.next() {
        Ok(Some(Arg::Short(letter))) => Ok(Some(Given::Option(format!("-{letter}")))),
        Ok(Some(Arg::Long(name))) => Ok(Some(Given::Option(format!("--{name}")))),
        Ok(Some(Arg::Value(value))) => Ok(Some(Given::Value(value))),
        Ok(None) => Ok(None),
        Err(lexopt::Error::UnexpectedValue { option, .. }) => {
            Err(UsageError::new(format!("`{option}` takes no value"), format!("Write `{option}` alone.")))
        }
        Err(error) => Err(UsageError::new(error.to_string(), "`keyless --help` tells more.")),
    }
}

fn value(parser: &mut Parser, option: &str, kind: &str) -> Result<String, UsageError> {
    let missing = |_| UsageError::new(format!("`{option}` needs {kind} after it"), "`keyless run --help` tells more.");
    Ok(parser.value().map_err(missing)?.to_string_lossy().into_owned())
}

fn choice<T>(
    parser: &mut Parser,
    option: &str,
    names: &[&str],
    find: impl Fn(&str) -> Option<T>,
) -> Result<T, UsageError> {
    let kind = format!("one of {}", names.join(", "));
    let text = value(parser, option, &kind)?;
    find(&text)
        .ok_or_else(|| UsageError::new(format!("`{text}` is not a value of `{option}`"), format!("Choose {kind}.")))
}

fn unknown(name: &str, command: &str, known: &[&str]) -> UsageError {
    let near = known.iter().find(|it| distance(name, it) <= 2);
    let help = match near {
        Some(near) => format!("Did you mean `{near}`? `{command} --help` lists all options."),
        None => format!("`{command} --help` lists all options."),
    };
    UsageError::new(format!("`{command}` has no option `{name}`"), help)
}

/// How many letters must be changed, added or dropped to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let best =
                diagonal.saturating_add(usize::from(x != y)).min(cell.saturating_add(1)).min(left.saturating_add(1));
            diagonal = *cell;
            *cell = best;
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[path = "args_tests.rs"]
mod tests;
