//! Completion as data: what can stand at the caret of a line, what each of it is, and what Tab or a tap would insert.
//!
//! [`complete`] answers for a line, a caret and the world around them with a [`Completion`]. It never rewrites what
//! was typed: each [`Candidate::insert`] goes in at the caret, closing quotes and the blank after a whole word
//! included. [`Completion::common`] is what Tab inserts; [`Completion::candidates`] is the list that Bash would print
//! below the prompt; [`Completion::chips`] are the likeliest next pieces, for a keyboard on glass.
//!
//! The page calls `Session::complete`, which adds what the shell knows.

mod insertion;
mod values;

pub(super) use values::who;

use super::anatomy::{Anatomy, Part, anatomy};
use super::commands;
use super::help::words;
use super::spec::ArgSpec;
use super::table;
use super::typed::{self, TypedCommand, TypedWord};
use crate::model::order;
use crate::shell::Dialect;
use crate::state::State;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A program or builtin of the shell.
    Program,
    /// A group of az.
    Group,
    /// A command of az.
    Command,
    /// An option.
    Option,
    /// One of an option's fixed values.
    Choice,
    /// The name of something that exists.
    Name,
    /// The id of something that exists.
    Id,
    /// Somebody in the directory.
    Principal,
    /// A region.
    Location,
    /// A subscription.
    Subscription,
    /// A role.
    Role,
    /// An image alias.
    Image,
    /// A variable of the shell.
    Variable,
    /// A file.
    File,
}

impl Kind {
    /// One word for it, for a screen reader and a style sheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Group => "group",
            Self::Command => "command",
            Self::Option => "option",
            Self::Choice => "value",
            Self::Name => "name",
            Self::Id => "id",
            Self::Principal => "principal",
            Self::Location => "location",
            Self::Subscription => "subscription",
            Self::Role => "role",
            Self::Image => "image",
            Self::Variable => "variable",
            Self::File => "file",
        }
    }
}

/// Something that can stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole word, without quotes.
    pub text: String,
    /// What to insert at the caret to have it.
    pub insert: String,
    /// What it is.
    pub kind: Kind,
    /// What it means, in one line; may be empty.
    pub meaning: String,
    /// How likely it is what comes next: 0 is the likeliest; from [`UNLIKELY`] on it is no chip.
    pub rank: u8,
    /// Whether it runs here; otherwise it is refused by name.
    pub simulated: bool,
}

/// The rank from which a candidate is listed but not offered as a chip.
pub const UNLIKELY: u8 = 8;

impl Candidate {
    /// A candidate whose insertion is still to be worked out.
    pub fn new(kind: Kind, text: impl Into<String>, meaning: impl Into<String>, rank: u8) -> Self {
        Self { text: text.into(), insert: String::new(), kind, meaning: meaning.into(), rank, simulated: true }
    }
}

/// What can stand at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the word at the caret begins, in bytes.
    pub start: usize,
    /// What Tab inserts at the caret: all of the only candidate, or as much as all candidates begin with.
    pub common: String,
    /// The candidates, in the order in which Bash lists them.
    pub candidates: Vec<Candidate>,
    /// What the value at the caret is for: the option's meaning, where no fixed list can be given.
    pub hint: String,
    /// Required options of the command that are still missing, as az spells them.
    pub missing: Vec<String>,
}

impl Completion {
    /// The likeliest candidates, at most so many, the likeliest first.
    pub fn chips(&self, most: usize) -> Vec<&Candidate> {
        let mut likely: Vec<&Candidate> = self.candidates.iter().filter(|it| it.rank < UNLIKELY).collect();
        order::sort_by_key(&mut likely, |it| it.rank);
        likely.truncate(most);
        likely
    }
}

/// What is known around the line.
pub struct Surroundings<'a> {
    /// The world.
    pub state: &'a State,
    /// By whose rules the line is read.
    pub dialect: Dialect,
    /// What can stand where a command begins, besides az: name and meaning.
    pub programs: &'a [(&'static str, &'static str)],
    /// What can stand at the caret in a line of another program: its words so far.
    pub others: &'a dyn Fn(&[TypedWord]) -> Vec<Candidate>,
    /// Variables of the shell, by name.
    pub variables: &'a [String],
}

/// The longest line that is completed or explained: more would not be done within a frame.
pub const MOST_BYTES: usize = 16 * 1024;

/// Programs after which a whole command follows.
const BEFORE_A_COMMAND: [&str; 2] = ["explain", "what-if"];

/// What can stand at `caret`, in bytes, of `line`.
pub fn complete(line: &str, caret: usize, around: &Surroundings<'_>) -> Completion {
    let Some((before, after)) = line.split_at_checked(caret).filter(|_| line.len() <= MOST_BYTES) else {
        return Completion::default();
    };
    let typed = typed::read(before, around.dialect);
    if typed.in_comment {
        return Completion { start: caret, ..Completion::default() };
    }
    let mut rest = after_caret(after, around.dialect);
    let (mut word, mut words) = (typed.word, typed.last);
    let ahead = words.iter().take_while(|it| BEFORE_A_COMMAND.contains(&it.text.as_str())).count();
    words.drain(..ahead);
    let mut found = match words.first().map(|it| it.text.as_str()) {
        _ if word.quote != Some('\'') && word.text.contains('$') => variables(&mut word, around),
        None => programs(around),
        Some("az") => az(&words, &mut rest, &mut word, around.state),
        Some(_) => Completion { candidates: (around.others)(&words), ..Completion::default() },
    };
    found.start = word.start;
    let begins = |it: &Candidate| starts_without_case(&it.text, &word.text);
    found.candidates.retain(begins);
    order::sort_by(&mut found.candidates, |a, b| a.text.cmp(&b.text));
    found.candidates.dedup_by(|a, b| a.text == b.text);
    for candidate in &mut found.candidates {
        candidate.insert = insertion::of(&candidate.text, &word, around.dialect);
    }
    found.common = insertion::common(&found.candidates);
    found
}

/// The words that stand after the caret in the same command, without the rest of the word at the caret.
fn after_caret(after: &str, dialect: Dialect) -> TypedCommand {
    let glued = !after.starts_with([' ', '\t', '\n', ';', '|', '&', ')']);
    let end = after.find(['\n', ';', '|', '&', ')']).unwrap_or(after.len());
    let words = typed::read(after.get(..end).unwrap_or_default(), dialect);
    let mut all = words.last;
    all.push(words.word);
    all.into_iter().skip(usize::from(glued)).filter(|it| !it.text.is_empty()).collect()
}

fn starts_without_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn programs(around: &Surroundings<'_>) -> Completion {
    let mut candidates = vec![Candidate::new(Kind::Program, "az", "The Azure command line.", 0)];
    candidates.extend(around.programs.iter().map(|(name, meaning)| {
        let rank = if matches!(*name, "help" | "undo" | "explain" | "what-if") { 1 } else { UNLIKELY };
        Candidate::new(Kind::Program, *name, *meaning, rank)
    }));
    Completion { candidates, ..Completion::default() }
}

/// The name of a variable is completed from its dollar sign on.
fn variables(word: &mut TypedWord, around: &Surroundings<'_>) -> Completion {
    let at = word.text.rfind('$').unwrap_or_default();
    word.start += at;
    word.text.drain(..at);
    let names = around.variables.iter();
    let candidates = names.map(|it| Candidate::new(Kind::Variable, ["$", it].concat(), "", 0)).collect();
    Completion { candidates, ..Completion::default() }
}

/// Completes a line of az; `word` loses what stands before the value in `--name=value`.
fn az(words: &[TypedWord], rest: &mut TypedCommand, word: &mut TypedWord, state: &State) -> Completion {
    let line = anatomy(words);
    let mut all = words.to_vec();
    all.append(rest);
    let whole = anatomy(&all);
    if let Some((option, _)) = word.text.split_once('=').filter(|(name, _)| name.starts_with("--")) {
        let at = option.len() + 1;
        let mut it = words.to_vec();
        it.push(word.clone());
        let Some(Part::Option { arg, .. }) = anatomy(&it).parts.pop() else { return Completion::default() };
        word.start += at;
        word.text.drain(..at);
        return of_value(arg, &whole, &all, state);
    }
    match line.pending {
        Some(arg) if line.must => of_value(arg, &whole, &all, state),
        Some(arg) if !word.text.starts_with('-') => {
            let mut found = of_value(arg, &whole, &all, state);
            if line.command.is_some() {
                found.candidates.append(&mut options(&whole, word));
            }
            found
        }
        _ if line.command.is_some() => {
            let mut found = positional(&line, &whole, &all, state);
            found.candidates.append(&mut options(&whole, word));
            found.missing = missing(&whole);
            found
        }
        _ if word.text.starts_with('-') => Completion { candidates: options(&whole, word), ..Completion::default() },
        _ => Completion { candidates: names(&line.path), ..Completion::default() },
    }
}

/// Groups that a learner of this subject wants first.
const FIRST: [&str; 8] = ["group", "identity", "vm", "role", "keyvault", "storage", "account", "ad"];
const FIRST_VERBS: [&str; 6] = ["list", "create", "show", "assign", "set", "identity"];

fn names(path: &str) -> Vec<Candidate> {
    let children = table::children(path).into_iter();
    let child = |it: table::Child| {
        let whole = if path.is_empty() { it.word.to_owned() } else { [path, it.word].join(" ") };
        let simulated = if it.group { commands::is_group(&whole) } else { commands::find(&whole).is_some() };
        let first = if path.is_empty() { FIRST.contains(&it.word) } else { FIRST_VERBS.contains(&it.word) };
        let rank = if simulated { 1 + u8::from(!first) } else { UNLIKELY };
        let (kind, meaning) = match it.group {
            true => (Kind::Group, words::group(&whole)),
            false => (Kind::Command, words::command(path, it.word)),
        };
        Candidate { simulated, ..Candidate::new(kind, it.word, meaning, rank) }
    };
    children.map(child).collect()
}

/// The options that are not given yet, each by the spelling that the typed word begins, long ones first.
fn options(line: &Anatomy, word: &TypedWord) -> Vec<Candidate> {
    let simulated = line.command.and_then(|it| commands::find(it.name));
    let shown = |arg: &&'static ArgSpec| {
        !arg.internal && !arg.positional && arg.deprecated.is_none() && (repeats(arg) || !line.gives(arg))
    };
    let one = |arg: &'static ArgSpec| {
        let begins = |name: &&str| starts_without_case(name, &word.text);
        let names = arg.options.iter().filter(|it| it.deprecated.is_none()).map(|it| it.name).filter(begins);
        let (long, short): (Vec<&str>, Vec<&str>) = names.partition(|it| it.starts_with("--"));
        let name = long.first().or(short.first())?;
        let global = table::globals().iter().any(|it| it.dest == arg.dest);
        let honoured = global || simulated.is_some_and(|it| commands::honours(it, arg));
        let rank = match arg {
            _ if !honoured => UNLIKELY,
            it if required(it) => 1,
            it if it.dest == "_output_format" || it.dest == "_jmespath_query" => 4,
            _ if global => UNLIKELY,
            it if it.group.is_some() => 5,
            _ => 3,
        };
        Some(Candidate { simulated: honoured, ..Candidate::new(Kind::Option, *name, words::argument(arg), rank) })
    };
    line.arguments().filter(shown).filter_map(one).collect()
}

const fn required(arg: &ArgSpec) -> bool {
    arg.required || arg.required_unless_ids
}

fn repeats(arg: &ArgSpec) -> bool {
    !matches!(arg.action, super::spec::ArgAction::Store | super::spec::ArgAction::Ignore)
}

/// What the command still lacks. `--ids` stands for what it fills in.
fn missing(line: &Anatomy) -> Vec<String> {
    let Some(command) = line.command else { return Vec::new() };
    let by_ids = command.argument("_ids").is_some_and(|it| line.gives(it));
    let lacks = |arg: &&ArgSpec| (arg.required || arg.required_unless_ids && !by_ids) && !line.gives(arg);
    command.arguments.iter().filter(lacks).map(ArgSpec::spelled).collect()
}

fn positional(line: &Anatomy, whole: &Anatomy, words: &[TypedWord], state: &State) -> Completion {
    let given = line.parts.iter().filter(|it| matches!(it, Part::Value(arg) if arg.positional)).count();
    let all = line.command.map_or(&[] as &[ArgSpec], |it| &it.arguments);
    let mut places = all.iter().filter(|it| it.positional);
    let place = places.clone().nth(given).or_else(|| places.next_back().filter(|_| given > 0));
    place.map_or_else(Completion::default, |arg| of_value(arg, whole, words, state))
}

fn of_value(arg: &ArgSpec, line: &Anatomy, words: &[TypedWord], state: &State) -> Completion {
    let candidates = values::of(arg, line, words, state);
    Completion { candidates, hint: words::argument(arg), ..Completion::default() }
}

#[cfg(test)]
pub(super) mod tests;
