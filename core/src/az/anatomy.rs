//! What each word of an az line is: group, command, option, value; for completion and for explanations.

use super::spec::{ArgSpec, CommandSpec, Nargs};
use super::table;
use super::typed::TypedWord;

/// What one word is.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// `az` itself.
    Program,
    /// A group's name.
    Group,
    /// The last word of a command's name.
    Command,
    /// A word that names no group or command here.
    Unknown,
    /// An option; `value` is where its value begins in the word's text, in `--name=value`.
    Option {
        /// What it gives.
        arg: &'static ArgSpec,
        /// Where its value begins, if it is in the same word.
        value: Option<usize>,
    },
    /// A word like an option that the command does not have.
    UnknownOption,
    /// A value of this argument.
    Value(&'static ArgSpec),
    /// A word that no argument takes.
    Extra,
}

/// An az line taken apart.
#[derive(Clone, Debug, Default)]
pub struct Anatomy {
    /// The name of the group or command so far, without `az`.
    pub path: String,
    /// The command, once its name is whole and its arguments are known.
    pub command: Option<&'static CommandSpec>,
    /// What each word is, `az` included.
    pub parts: Vec<Part>,
    /// The option that takes the next word.
    pub pending: Option<&'static ArgSpec>,
    /// Whether the next word must be its value, rather than may be.
    pub must: bool,
    /// The values that the last option has so far.
    values: usize,
    positionals: usize,
}

/// Takes the words of an az line apart, `az` first.
pub fn anatomy(words: &[TypedWord]) -> Anatomy {
    let mut it = Anatomy::default();
    for (at, word) in words.iter().enumerate() {
        let part = if at == 0 { Part::Program } else { it.next(&word.text) };
        it.parts.push(part);
    }
    it
}

impl Anatomy {
    /// Whether an argument was given, by option or by place.
    pub fn gives(&self, arg: &ArgSpec) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Option { arg: it, .. } | Part::Value(it) => it.dest == arg.dest,
            _ => false,
        })
    }

    /// The first value given to an argument, of the words that were taken apart.
    pub fn value_of<'w>(&self, words: &'w [TypedWord], is: impl Fn(&ArgSpec) -> bool) -> Option<&'w str> {
        self.parts.iter().zip(words).find_map(|(part, word)| match part {
            Part::Value(arg) if is(arg) => Some(word.text.as_str()),
            Part::Option { arg, value: Some(at) } if is(arg) => word.text.get(*at..),
            _ => None,
        })
    }

    /// All arguments that a line can have here: the command's and the ones of every command.
    pub fn arguments(&self) -> impl Iterator<Item = &'static ArgSpec> + use<> {
        self.command.map_or(&[] as &[ArgSpec], |it| &it.arguments).iter().chain(table::globals())
    }

    /// Takes in one more word.
    fn next(&mut self, text: &str) -> Part {
        if self.must && !looks_like_option(text) {
            return self.value();
        }
        if looks_like_option(text) {
            return self.option(text);
        }
        if self.command.is_none() && self.pending.is_none() {
            return self.name(text);
        }
        if self.pending.is_some() {
            return self.value();
        }
        let positional =
            self.command.and_then(|it| it.arguments.iter().filter(|it| it.positional).nth(self.positionals));
        let Some(arg) = positional else { return Part::Extra };
        if matches!(arg.nargs, Nargs::One | Nargs::Optional) {
            self.positionals += 1;
        }
        Part::Value(arg)
    }

    fn name(&mut self, text: &str) -> Part {
        let word = text.to_ascii_lowercase();
        let path = if self.path.is_empty() { word } else { [self.path.as_str(), &word].join(" ") };
        let Some(child) = table::child(&path) else { return Part::Unknown };
        self.path = path;
        if child.group {
            return Part::Group;
        }
        self.command = table::command(&self.path);
        Part::Command
    }

    fn option(&mut self, text: &str) -> Part {
        let (name, value) = match text.split_once('=') {
            Some((name, _)) if text.starts_with("--") => (name, Some(name.len() + 1)),
            _ => (text, None),
        };
        self.pending = None;
        self.must = false;
        let Some((arg, glued)) = self.find(name) else { return Part::UnknownOption };
        let value = value.or(glued);
        if value.is_none() {
            self.values = 0;
            self.pending = Some(arg).filter(|it| it.nargs != Nargs::Zero);
            self.must = matches!(arg.nargs, Nargs::One | Nargs::Many | Nargs::Exactly(_));
        }
        Part::Option { arg, value }
    }

    /// The argument that an option names: whole, as a prefix that is no other's, or `-gNAME`.
    fn find(&self, name: &str) -> Option<(&'static ArgSpec, Option<usize>)> {
        let spelled = |arg: &&'static ArgSpec| arg.options.iter().any(|it| it.name == name);
        if let Some(arg) = self.arguments().find(spelled) {
            return Some((arg, None));
        }
        if name.starts_with("--") {
            let begins = |arg: &&'static ArgSpec| arg.options.iter().any(|it| it.name.starts_with(name));
            let mut found = self.arguments().filter(begins);
            return found.next().filter(|_| found.next().is_none()).map(|arg| (arg, None));
        }
        let short = name.get(..2)?;
        let spelled = |arg: &&'static ArgSpec| arg.options.iter().any(|it| it.name == short);
        self.arguments().find(spelled).map(|arg| (arg, Some(2)))
    }

    fn value(&mut self) -> Part {
        let Some(arg) = self.pending else { return Part::Extra };
        self.values += 1;
        let full = match arg.nargs {
            Nargs::One | Nargs::Optional => true,
            Nargs::Exactly(count) => self.values >= count,
            _ => false,
        };
        self.must = matches!(arg.nargs, Nargs::Exactly(_)) && !full;
        if full {
            self.pending = None;
        }
        Part::Value(arg)
    }
}

/// A dash alone and negative numbers are values.
fn looks_like_option(text: &str) -> bool {
    text.starts_with('-') && text.len() > 1 && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::az::typed;
    use crate::shell::Dialect;

    fn parts(line: &str) -> String {
        let words = typed::commands(line, Dialect::Auto).remove(0);
        let letter = |part: &Part| match part {
            Part::Program => 'P',
            Part::Group => 'g',
            Part::Command => 'c',
            Part::Unknown => '?',
            Part::Option { value: Some(_), .. } => '=',
            Part::Option { .. } => 'o',
            Part::UnknownOption => 'x',
            Part::Value(_) => 'v',
            Part::Extra => 'e',
        };
        anatomy(&words).parts.iter().map(letter).collect()
    }

    #[test]
    fn each_word_is_what_the_parser_would_take_it_for() {
        assert_eq!(parts("az vm identity assign -g rg -n vm --identities a b --role=Reader"), "Pggcovovovv=");
        assert_eq!(parts("az vm lst -n x"), "Pg?x?");
        assert_eq!(parts("az group list --resource x --debug y"), "Pgcxeoe");
        assert_eq!(parts("az config set a=b c=d"), "Pgcvv");
        assert_eq!(parts("az vm show -grg --nam x"), "Pgc=ov");
        assert_eq!(parts("az vm create --assign-identity -n x --count 1"), "Pgcoovov");
    }
}
