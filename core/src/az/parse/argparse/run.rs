//! One pass over the words: argparse's main loop.

use super::{Action, Level, Stop, Taker, Word};
use crate::az::python::repr;
use crate::az::spec::Nargs;

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

/// One pass over the words of a level.
pub(super) struct Run<'a> {
    level: &'a Level,
    words: &'a [String],
    classes: &'a [Word<'a>],
    pattern: Vec<u8>,
    positionals: Vec<usize>,
    /// Which actions were taken.
    pub(super) seen: Vec<bool>,
    /// The words that nothing recognized.
    pub(super) extras: Vec<String>,
}

impl<'a> Run<'a> {
    pub(super) fn new(level: &'a Level, words: &'a [String], classes: &'a [Word<'a>]) -> Self {
        let indexed = level.actions.iter().enumerate();
        Self {
            level,
            words,
            classes,
            pattern: pattern(words, classes),
            positionals: indexed.filter(|(_, a)| a.positional()).map(|(i, _)| i).collect(),
            seen: vec![false; level.actions.len()],
            extras: Vec::new(),
        }
    }

    /// Hands every action to `take`.
    pub(super) fn all<E>(&mut self, take: &mut Taker<'_, E>) -> Result<(), Stop<E>> {
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
