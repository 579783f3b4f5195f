//! Python 3.11's `argparse` over one level of the command line: which word belongs to which argument.

use crate::az::python::repr;
use crate::az::spec::{ArgSpec, Nargs};

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
        let mut run = Run {
            level: self,
            words,
            classes: &classes,
            pattern: pattern(words, &classes),
            positionals: self.positionals(),
            seen: vec![false; self.actions.len()],
            extras: Vec::new(),
        };
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
            Action::Argument(arg) => arg.required && !self.supplied.iter().any(|d| *d == arg.dest.as_str()),
        }
    }

    fn positionals(&self) -> Vec<usize> {
        let indexed = self.actions.iter().enumerate();
        indexed.filter(|(_, a)| a.positional()).map(|(i, _)| i).collect()
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

/// One letter a word, as argparse has it: `A` for a value, `O` for an option, `-` for the first `--`.
fn pattern(words: &[String], classes: &[Word<'_>]) -> Vec<u8> {
    let mut dashes = false;
    let letter = |(word, class): (&String, &Word<'_>)| match class {
        Word::Option(_) => b'O',
        Word::Value if word == "--" && !dashes => {
            dashes = true;
            b'-'
        }
        Word::Value => b'A',
    };
    words.iter().zip(classes).map(letter).collect()
}

struct Run<'a> {
    level: &'a Level,
    words: &'a [String],
    classes: &'a [Word<'a>],
    pattern: Vec<u8>,
    positionals: Vec<usize>,
    seen: Vec<bool>,
    extras: Vec<String>,
}

impl Run<'_> {
    fn all<E>(&mut self, take: &mut Taker<'_, E>) -> Result<(), Stop<E>> {
        let mut start = 0;
        while let Some(next) = self.next_option(start) {
            if start != next {
                let end = self.positional(start, take)?;
                if end > start {
                    start = end;
                    continue;
                }
                self.spare(start, next);
                start = next;
            }
            start = self.option(start, take)?;
        }
        let stop = self.positional(start, take)?;
        self.spare(stop, self.words.len());
        Ok(())
    }

    fn next_option(&self, start: usize) -> Option<usize> {
        let letters = self.pattern.iter().enumerate().skip(start);
        letters.into_iter().find(|(_, l)| **l == b'O').map(|(i, _)| i)
    }

    fn spare(&mut self, start: usize, end: usize) {
        let words = self.words.get(start..end).unwrap_or_default();
        self.extras.extend(words.iter().cloned());
    }

    fn act<E>(
        &mut self,
        at: usize,
        words: &[String],
        option: Option<&str>,
        take: &mut Taker<'_, E>,
    ) -> Result<(), Stop<E>> {
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = true;
        }
        match self.level.actions.get(at) {
            Some(Action::Help) => Err(Stop::Help),
            Some(action) => take(action, words, option),
            None => Ok(()),
        }
    }

    /// Consumes the positional that fits at `start`, if any, and returns where it ends.
    fn positional<E>(&mut self, start: usize, take: &mut Taker<'_, E>) -> Result<usize, Stop<E>> {
        let Some(&at) = self.positionals.first() else {
            return Ok(start);
        };
        let Some(action) = self.level.actions.get(at) else {
            return Ok(start);
        };
        let rest = self.pattern.get(start..).unwrap_or_default();
        let Some(count) = fits(rest, action.nargs()) else {
            return Ok(start);
        };
        self.positionals.remove(0);
        let mut words: Vec<String> = self.words.get(start..start + count).unwrap_or_default().to_vec();
        if !matches!(action, Action::Subcommand(_))
            && let Some(dashes) = words.iter().position(|w| w == "--")
        {
            words.remove(dashes);
        }
        self.act(at, &words, None, take)?;
        Ok(start + count)
    }

    /// Consumes the option at `start` with its values, and returns where they end.
    fn option<E>(&mut self, start: usize, take: &mut Taker<'_, E>) -> Result<usize, Stop<E>> {
        let Some(Word::Option(found)) = self.classes.get(start) else {
            return Ok(start + 1);
        };
        let Some(mut at) = found.action else {
            self.spare(start, start + 1);
            return Ok(start + 1);
        };
        let mut name = found.name.to_owned();
        let mut explicit = found.explicit.map(str::to_owned);
        let mut flags: Vec<(usize, String)> = Vec::new();
        let level = self.level;
        let (words, stop) = loop {
            let nargs = level.actions.get(at).and_then(Action::nargs);
            let Some(value) = explicit else {
                let count = self.values(at, start + 1)?;
                let end = start + 1 + count;
                break (self.words.get(start + 1..end).unwrap_or_default().to_vec(), end);
            };
            match nargs {
                Some(Nargs::Zero) if !name.starts_with("--") && !value.is_empty() => {
                    let mut rest = value.chars();
                    let next = format!("-{}", rest.next().unwrap_or_default());
                    let Some((_, next_at)) = level.exact(&next) else {
                        return Err(self.ignored(at, &value));
                    };
                    flags.push((at, name));
                    at = next_at;
                    name = next;
                    explicit = Some(rest.as_str().to_owned()).filter(|r| !r.is_empty());
                }
                Some(Nargs::Zero) => return Err(self.ignored(at, &value)),
                Some(Nargs::Exactly(n)) if n > 1 => return Err(self.too_few(at)),
                _ => break (vec![value], start + 1),
            }
        };
        for (flag, name) in flags {
            self.act(flag, &[], Some(&name), take)?;
        }
        self.act(at, &words, Some(&name), take)?;
        Ok(stop)
    }

    /// How many of the words from `start` an option takes.
    fn values<E>(&self, at: usize, start: usize) -> Result<usize, Stop<E>> {
        let rest = self.pattern.get(start..).unwrap_or_default();
        let free = rest.iter().take_while(|l| **l == b'A').count();
        let count = match self.level.actions.get(at).and_then(Action::nargs) {
            Some(Nargs::Zero) | None => Some(0),
            Some(Nargs::One) => (free > 0).then_some(1),
            Some(Nargs::Optional) => Some(free.min(1)),
            Some(Nargs::Any) => Some(free),
            Some(Nargs::Many) => (free > 0).then_some(free),
            Some(Nargs::Exactly(n)) => (free >= n).then_some(n),
        };
        count.ok_or_else(|| self.too_few(at))
    }

    fn too_few<E>(&self, at: usize) -> Stop<E> {
        let nargs = self.level.actions.get(at).and_then(Action::nargs);
        let expected = match nargs {
            Some(Nargs::Many) => "at least one argument".to_owned(),
            Some(Nargs::Exactly(n)) if n != 1 => format!("{n} arguments"),
            Some(Nargs::Exactly(_)) => "1 argument".to_owned(),
            _ => "one argument".to_owned(),
        };
        self.complaint(at, &format!("expected {expected}"))
    }

    fn ignored<E>(&self, at: usize, value: &str) -> Stop<E> {
        self.complaint(at, &format!("ignored explicit argument {}", repr(value)))
    }

    fn complaint<E>(&self, at: usize, what: &str) -> Stop<E> {
        let spelled = self.level.actions.get(at).map(Action::spelled);
        Stop::Complaint(format!("argument {}: {what}", spelled.unwrap_or_default()))
    }
}

/// How many letters a positional with these nargs takes from the front, dashes around its values included.
fn fits(pattern: &[u8], nargs: Option<Nargs>) -> Option<usize> {
    let dashes = |from: usize| {
        let rest = pattern.get(from..).unwrap_or_default();
        rest.iter().take_while(|l| **l == b'-').count()
    };
    let values = |from: usize| {
        let rest = pattern.get(from..).unwrap_or_default();
        rest.iter().take_while(|l| matches!(**l, b'A' | b'-')).count()
    };
    let lead = dashes(0);
    let first = pattern.get(lead) == Some(&b'A');
    match nargs {
        None => first.then_some(pattern.len()),
        Some(Nargs::One) => first.then(|| lead + 1 + dashes(lead + 1)),
        Some(Nargs::Optional) if first => Some(lead + 1 + dashes(lead + 1)),
        Some(Nargs::Optional) => Some(lead),
        Some(Nargs::Any) => Some(values(0)),
        Some(Nargs::Many) => first.then(|| values(0)),
        Some(Nargs::Zero | Nargs::Exactly(_)) => None,
    }
}
