//! Python 3.11's `argparse` over one level of the command line: which word belongs to which argument.

mod run;

use crate::az::spec::{ArgSpec, Nargs};
use run::Run;

/// What a level of the parser can recognize.
#[derive(Debug)]
pub(super) enum Action {
    /// `-h` and `--help`.
    Help,
    /// The word that names a group or command, with all the words after it.
    Subcommand(&'static str),
    /// An argument of a command, or a global one.
    Argument(&'static ArgSpec),
}

impl Action {
    fn nargs(&self) -> Option<Nargs> {
        match self {
            Self::Help => Some(Nargs::Zero),
            Self::Subcommand(_) => None,
            Self::Argument(arg) => Some(arg.nargs),
        }
    }

    fn positional(&self) -> bool {
        match self {
            Self::Help => false,
            Self::Subcommand(_) => true,
            Self::Argument(arg) => arg.positional,
        }
    }

    /// Its name in error messages.
    fn spelled(&self) -> String {
        match self {
            Self::Help => "-h/--help".to_owned(),
            Self::Subcommand(dest) => (*dest).to_owned(),
            Self::Argument(arg) => arg.spelled(),
        }
    }
}

/// One level: the root, a group or a command.
#[derive(Debug, Default)]
pub(super) struct Level {
    actions: Vec<Action>,
    options: Vec<(&'static str, usize)>,
    /// Arguments that the user's configured defaults make optional.
    pub(super) supplied: Vec<&'static str>,
}

/// Why a level stops.
#[derive(Debug)]
pub(super) enum Stop<E> {
    /// Help was asked for.
    Help,
    /// argparse's own complaint.
    Complaint(String),
    /// The taker's.
    Taker(E),
}

/// Receives an action with its words and the option's spelling, if it was an option.
pub(super) type Taker<'t, E> = dyn FnMut(&Action, &[String], Option<&str>) -> Result<(), Stop<E>> + 't;

enum Word<'a> {
    Value,
    Option(Found<'a>),
}

#[derive(Clone)]
struct Found<'a> {
    action: Option<usize>,
    name: &'a str,
    explicit: Option<&'a str>,
}

impl Level {
    pub(super) fn with_help() -> Self {
        let mut level = Self::default();
        level.actions.push(Action::Help);
        level.options.push(("-h", 0));
        level.options.push(("--help", 0));
        level
    }

    pub(super) fn add(&mut self, arg: &'static ArgSpec) {
        let at = self.actions.len();
        self.actions.push(Action::Argument(arg));
        self.options.extend(arg.options.iter().map(|o| (o.name, at)));
    }

    pub(super) fn add_subcommand(&mut self, dest: &'static str) {
        self.actions.push(Action::Subcommand(dest));
    }

    /// Hands each action to `take`, in order, and returns the words that nothing recognized.
    pub(super) fn run<E>(&self, words: &[String], take: &mut Taker<'_, E>) -> Result<Vec<String>, Stop<E>> {
        let classes = self.classify(words)?;
        let mut run = Run::new(self, words, &classes);
        run.all(take)?;
        let missing: Vec<String> = self
            .actions
            .iter()
            .zip(&run.seen)
            .filter(|(action, seen)| !**seen && self.requires(action))
            .map(|(action, _)| action.spelled())
            .collect();
        if missing.is_empty() {
            Ok(run.extras)
        } else {
            Err(Stop::Complaint(format!("the following arguments are required: {}", missing.join(", "))))
        }
    }

    fn requires(&self, action: &Action) -> bool {
        match action {
            Action::Help => false,
            Action::Subcommand(_) => true,
            Action::Argument(arg) => arg.required && !self.supplied.contains(&arg.dest.as_str()),
        }
    }

    fn classify<'a, E>(&self, words: &'a [String]) -> Result<Vec<Word<'a>>, Stop<E>>
    where
        Self: 'a,
    {
        let mut out = Vec::with_capacity(words.len());
        let mut only_values = false;
        for word in words {
            if only_values {
                out.push(Word::Value);
            } else if word == "--" {
                only_values = true;
                out.push(Word::Value);
            } else {
                out.push(self.word(word)?);
            }
        }
        Ok(out)
    }

    fn word<'a, E>(&self, word: &'a str) -> Result<Word<'a>, Stop<E>> {
        if !word.starts_with('-') || word == "-" {
            return Ok(Word::Value);
        }
        if let Some((name, action)) = self.exact(word) {
            return Ok(found(Some(action), name, None));
        }
        if let Some((name, value)) = word.split_once('=')
            && let Some((name, action)) = self.exact(name)
        {
            return Ok(found(Some(action), name, Some(value)));
        }
        let near = self.prefixed(word);
        match near.as_slice() {
            [] => {}
            [one] => return Ok(Word::Option(one.clone())),
            many => {
                let names: Vec<&str> = many.iter().map(|f| f.name).collect();
                return Err(Stop::Complaint(format!("ambiguous option: {word} could match {}", names.join(", "))));
            }
        }
        if negative_number(word) || word.contains(' ') {
            return Ok(Word::Value);
        }
        Ok(found(None, word, None))
    }

    fn exact(&self, name: &str) -> Option<(&'static str, usize)> {
        self.options.iter().copied().find(|(o, _)| *o == name)
    }

    /// The options that `word` may abbreviate.
    fn prefixed<'a>(&self, word: &'a str) -> Vec<Found<'a>> {
        let options = self.options.iter().copied();
        if word.starts_with("--") {
            let (prefix, explicit) = match word.split_once('=') {
                Some((prefix, value)) => (prefix, Some(value)),
                None => (word, None),
            };
            return options
                .filter(|(o, _)| o.starts_with(prefix))
                .map(|(name, action)| Found { action: Some(action), name, explicit })
                .collect();
        }
        let mut chars = word.char_indices();
        let split = chars.nth(2).map_or(word.len(), |(i, _)| i);
        let (short, rest) = word.split_at_checked(split).unwrap_or((word, ""));
        options
            .filter_map(|(name, action)| {
                let explicit = if name == short {
                    Some(rest)
                } else if name.starts_with(word) {
                    None
                } else {
                    return None;
                };
                Some(Found { action: Some(action), name, explicit })
            })
            .collect()
    }
}

fn found<'a>(action: Option<usize>, name: &'a str, explicit: Option<&'a str>) -> Word<'a> {
    Word::Option(Found { action, name, explicit })
}

/// `^-\d+$|^-\d*\.\d+$`
fn negative_number(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else {
        return false;
    };
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    match rest.split_once('.') {
        None => !rest.is_empty() && digits(rest),
        Some((whole, part)) => digits(whole) && !part.is_empty() && digits(part),
    }
}
