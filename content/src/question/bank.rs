//! All questions together: what one says must fit the others, and how many there are.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{Written, load};
use super::outline::Outlines;
use super::prove::{is_proved, prove};
use super::table::Findings;
use super::{Kind, MISCONCEPTIONS, Question, TOPICS, lint, outline_load};
use crate::diagnostic::Diagnostic;

/// Everything that files of questions hold.
#[derive(Clone, Debug, Default)]
pub struct Bank {
    /// In the order of the files.
    pub questions: Vec<Written>,
    /// The exam outlines.
    pub outlines: Outlines,
    /// What is wrong.
    pub found: Vec<Diagnostic>,
}

/// Whether a file holds questions or exam outlines.
pub fn is_questions(file: &str) -> bool {
    let file = file.replace('\\', "/");
    let mut parts = file.rsplit('/');
    match (parts.next(), parts.next()) {
        (Some("quiz.toml"), _) => true,
        (Some(name), Some("questions")) => name.ends_with(".toml"),
        _ => false,
    }
}

/// Reads files, given as name and text, and checks all that they hold.
pub fn check(sources: &[(String, String)]) -> Bank {
    let mut bank = read(sources);
    for written in &bank.questions {
        bank.found.extend(lint::lint(written));
        bank.found.extend(prove(written));
    }
    bank.found.extend(together(&bank));
    bank
}

/// Reads files, given as name and text.
pub fn read(sources: &[(String, String)]) -> Bank {
    let mut bank = Bank::default();
    for (file, text) in sources.iter().filter(|(file, _)| file.ends_with(".toml")) {
        if file.ends_with("outlines.toml") {
            let (outlines, found) = outline_load::load(file, text);
            bank.outlines = outlines;
            bank.found.extend(found);
            continue;
        }
        let (questions, found) = load(file, text);
        bank.questions.extend(questions);
        bank.found.extend(found);
    }
    bank
}

fn together(bank: &Bank) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut ids: BTreeMap<&str, &Written> = BTreeMap::new();
    let mut tests: BTreeMap<String, &Written> = BTreeMap::new();
    for written in &bank.questions {
        let mut findings = Findings::new(&written.file);
        let question = &written.question;
        if let Some(other) = ids.insert(&question.id, written) {
            let message = format!("the id `{}` is taken by {}:{}", question.id, other.file, other.place.line);
            findings.error(
                written.place,
                message,
                "Give each question an id of its own; it stays, for the learners' records name it.",
            );
        }
        if let Some(other) = tests.insert(sameness(question), written) {
            let message = format!(
                "rules, kind and script are those of `{}` ({}:{})",
                other.question.id, other.file, other.place.line
            );
            findings.error(
                written.place,
                message,
                "Test another rule, ask in another way, or give it a script of its own.",
            );
        }
        let skills = &bank.outlines.skills;
        if !skills.is_empty() && !skills.iter().any(|it| it.id == question.skill) {
            let known = skills.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
            findings.error(
                written.place,
                format!("there is no skill `{}`", question.skill),
                format!("Choose one of content/questions/outlines.toml: {known}."),
            );
        }
        found.extend(findings.list);
    }
    found
}

/// What may be there only once: rules, kind and lines.
fn sameness(question: &Question) -> String {
    let mut rules: Vec<u8> = question.rules.iter().map(|it| it.0).collect();
    rules.sort_unstable();
    let lines = question.lines().cloned().collect::<Vec<_>>().join("\n");
    format!("{rules:?} {} {lines}", question.kind.name())
}

impl Bank {
    /// Marks the questions whose keys do not hold with other names: the learner sees them as they were written.
    #[must_use]
    pub fn with_fixed_names(mut self) -> Self {
        for written in &mut self.questions {
            let holds = |variant| prove(&written.varied(variant)).is_empty();
            written.question.fixed = !(holds(1) && holds(2));
        }
        self
    }

    /// The questions alone.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().map(|it| &it.question)
    }

    /// Counts, one a line.
    pub fn summary(&self) -> String {
        let count = |test: &dyn Fn(&Question) -> bool| self.questions().filter(|it| test(it)).count();
        let kinds = Kind::ALL.map(|kind| format!("{} {}", count(&|it| it.kind == kind), kind.name()));
        let topics = TOPICS.map(|topic| format!("{} {topic}", count(&|it| it.topic == topic)));
        let mut rules: BTreeMap<u8, usize> = BTreeMap::new();
        for rule in self.questions().flat_map(|it| &it.rules) {
            *rules.entry(rule.0).or_default() += 1;
        }
        let met: BTreeSet<u8> = self.questions().flat_map(|it| it.misconceptions.iter().copied()).collect();
        let open: Vec<String> = (1..=MISCONCEPTIONS).filter(|it| !met.contains(it)).map(|it| it.to_string()).collect();
        let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("R{rule} {count}")).collect();
        let proved = self.questions.iter().filter(|it| is_proved(it)).count();
        format!(
            "{} written questions, {proved} with a key proved by a script\n  by kind: {}\n  by topic: {}\n  by rule: {}\n  misconceptions covered: {} of {MISCONCEPTIONS}{}\n{} generators\n",
            self.questions.len(),
            kinds.join(", "),
            topics.join(", "),
            if rules.is_empty() { "none".to_owned() } else { rules.join(", ") },
            met.len(),
            if open.is_empty() { String::new() } else { format!(" (open: {})", open.join(", ")) },
            crate::generate::ALL.len(),
        )
    }
}

#[cfg(test)]
#[path = "bank_tests.rs"]
mod tests;
