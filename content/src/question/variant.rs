//! The same question with other names: what was missed comes back so that the idea is remembered, and no name.

use super::{Body, Kind, Question};
use crate::quiz::random::Random;

/// Names that need no quotes anywhere, and are free in every start state.
const NAMES: [&str; 24] = [
    "atlas", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "iris", "juno", "kite", "lumen", "maple",
    "nova", "onyx", "pearl", "quartz", "river", "sable", "tulip", "umber", "violet", "willow", "zephyr",
];

/// New names for old ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming(Vec<(String, String)>);

/// The question with the names that `variant` gives; 0 is the question as it was written.
pub fn vary(question: &Question, variant: u64) -> Question {
    let mut varied = question.clone();
    if variant > 0 && !question.fixed {
        Renaming::of(question, variant).apply(&mut varied);
    }
    varied
}

impl Renaming {
    /// For the things that the question's lines make.
    pub fn of(question: &Question, variant: u64) -> Self {
        let mut random = Random::named(variant, &question.id);
        let order = random.order(NAMES.len());
        let mut free = order.into_iter().filter_map(|at| NAMES.get(at).copied());
        let mut names: Vec<(String, String)> = Vec::new();
        for name in lines(question).flat_map(|line| made(line)) {
            if !names.iter().any(|(old, _)| *old == name)
                && let Some(new) = free.next()
            {
                names.push((name, new.to_owned()));
            }
        }
        Self(names)
    }

    fn apply(&self, question: &mut Question) {
        question.text = self.prose(&question.text);
        question.explanation = self.prose(&question.explanation);
        let lines = |lines: &mut Vec<String>| lines.iter_mut().for_each(|it| *it = self.line(it));
        lines(&mut question.script);
        lines(&mut question.then);
        if let Some(broken) = &mut question.broken {
            *broken = self.line(broken);
        }
        let is_output = question.kind == Kind::Output;
        match &mut question.body {
            Body::Choices { options, .. } => {
                for option in options {
                    option.text = if is_output { self.line(&option.text) } else { self.prose(&option.text) };
                    option.why = self.prose(&option.why);
                }
            }
            Body::Order(steps) => steps.iter_mut().for_each(|it| *it = self.prose(it)),
            Body::Match(pairs) => {
                for (left, right) in pairs {
                    *left = self.prose(left);
                    *right = self.prose(right);
                }
            }
            Body::Command(accepts) => lines(accepts),
            Body::Task { goals, solution } => {
                lines(solution);
                for goal in goals {
                    // A goal names what it is about, in backticks or not.
                    goal.text = self.line(&goal.text);
                    goal.fact = goal.fact.renamed(|value| self.line(value));
                }
            }
        }
    }

    /// A command or an output with the new names.
    pub fn line(&self, line: &str) -> String {
        self.0.iter().fold(line.to_owned(), |line, (old, new)| replace_word(&line, old, new))
    }

    /// A sentence with the new names: in backticks, and outside of them where an old name can be no plain word.
    fn prose(&self, text: &str) -> String {
        let plain = Self(self.0.iter().filter(|(old, _)| !is_word(old)).cloned().collect());
        let parts = text.split('`').enumerate();
        let parts = parts.map(|(at, part)| if at % 2 == 1 { self.line(part) } else { plain.line(part) });
        parts.collect::<Vec<_>>().join("`")
    }
}

fn is_word(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase())
}

fn lines(question: &Question) -> impl Iterator<Item = &String> {
    let more: &[String] = match &question.body {
        Body::Task { solution, .. } => solution,
        Body::Command(accepts) => accepts,
        _ => &[],
    };
    let steps: &[String] = if let Body::Order(steps) = &question.body { steps } else { &[] };
    question.lines().chain(more).chain(steps)
}

/// The names of what a line makes.
fn made(line: &str) -> Vec<String> {
    let mut words = line.split_whitespace().map(|it| it.trim_matches('`'));
    if !line.contains(" create ") {
        return Vec::new();
    }
    let mut names = Vec::new();
    while let Some(word) = words.next() {
        if matches!(word, "-n" | "--name") {
            let name = words.next().unwrap_or_default();
            let simple = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            names.extend((name.len() > 1 && simple).then(|| name.to_owned()));
        }
    }
    names
}

/// Replaces a word where it stands alone: letters, digits, `-` and `_` belong to words.
fn replace_word(text: &str, old: &str, new: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(old) {
        let alone = !before.chars().next_back().or_else(|| out.chars().next_back()).is_some_and(is_part)
            && !after.chars().next().is_some_and(is_part);
        out.push_str(before);
        out.push_str(if alone { new } else { old });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::load::load;

    fn examples() -> Vec<Question> {
        let (written, _) = load("e.toml", include_str!("../../questions/examples.toml"));
        written.into_iter().map(|it| it.question).collect()
    }

    #[test]
    fn names_change_together_and_nothing_else_does() {
        assert_eq!(replace_word("a web1 web10 my-web1 web1.", "web1", "iris"), "a iris web10 my-web1 iris.");
        let renaming = Renaming(vec![("left".to_owned(), "iris".to_owned()), ("db1".to_owned(), "nova".to_owned())]);
        assert_eq!(renaming.prose("What is left of `left` and db1?"), "What is left of `iris` and nova?");
    }

    #[test]
    fn variants_differ_from_each_other_and_zero_is_as_written() {
        for question in examples().iter().filter(|it| !matches!(it.kind, Kind::Match)) {
            assert_eq!(vary(question, 0), *question);
            assert_ne!(vary(question, 1), *question, "{}", question.id);
            assert_ne!(vary(question, 1), vary(question, 2), "{}", question.id);
            assert_eq!(vary(question, 2), vary(question, 2));
            assert_eq!(vary(question, 1).options().len(), question.options().len());
        }
    }

    #[test]
    fn a_fixed_question_keeps_its_names() {
        let question = Question { fixed: true, ..examples().remove(0) };
        assert_eq!(vary(&question, 3), question);
    }
}
